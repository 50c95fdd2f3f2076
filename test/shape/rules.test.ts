// Each rule by example, and the sentence of each mistake; the agreement table has many more, and the types with them.
import { expect, test } from 'vitest'
import { EspalierError } from '../../src/prelude/index.ts'
import {
  broadcastShape,
  broadcastToShape,
  checkedShape,
  concatShape,
  cutsOf,
  einsumShape,
  expandDimsShape,
  flattenShape,
  keepDimsShape,
  matmulShape,
  parseEinsum,
  permutationOf,
  reducedAxes,
  reduceShape,
  reshapeShape,
  sliceShape,
  splitShape,
  squeezeShape,
  stackShape,
  takeAlongShape,
  takeShape,
  transposeShape,
} from '../../src/shape/index.ts'

const mistakeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof EspalierError) return error.message
    throw error
  }
  return 'none'
}

test('shapes broadcast from their last axes', () => {
  expect(broadcastShape('add', [5, 1, 4], [3, 1])).toEqual([5, 3, 4])
  expect(broadcastShape('add', [], [0])).toEqual([0])
  expect(mistakeOf(() => broadcastShape('add', [2, 3], [4]))).toBe(
    'add: sizes must be equal or 1 to broadcast (was 3 and 4, in [2, 3] and [4]); insert an axis with expandDims',
  )
})

test('a shape stretches to a target that has its sizes where they are not 1', () => {
  expect(broadcastToShape('broadcastTo', [3, 1], [2, 3, 4])).toEqual([2, 3, 4])
  expect(mistakeOf(() => broadcastToShape('broadcastTo', [2, 3], [3]))).toBe(
    'broadcastTo: shape must stretch to [3], its sizes equal or 1 (was [2, 3]); insert an axis with expandDims',
  )
})

test('sizes are whole and not negative', () => {
  expect(checkedShape('zeros', [2, 0])).toEqual([2, 0])
  expect(mistakeOf(() => checkedShape('zeros', [2, Number.NaN]))).toBe(
    'zeros: sizes must be whole and not negative (was [2, NaN]); write whole numbers such as 2',
  )
})

test('matmul multiplies matrices, vectors and stacks of them', () => {
  expect(matmulShape([2, 3], [3, 5])).toEqual([2, 5])
  expect(matmulShape([3], [3])).toEqual([])
  expect(matmulShape([3], [7, 3, 5])).toEqual([7, 5])
  expect(matmulShape([7, 1, 2, 3], [4, 3, 5])).toEqual([7, 4, 2, 5])
  expect(mistakeOf(() => matmulShape([4, 2], [3, 5]))).toBe(
    'matmul: inner sizes must be equal (was 2 and 3, in [4, 2] and [3, 5]); transpose one of them',
  )
  expect(mistakeOf(() => matmulShape([2, 4, 5], [3, 5, 6]))).toBe(
    'matmul: leading sizes must be equal or 1 to broadcast (was 2 and 3, in [2, 4, 5] and [3, 5, 6]); insert an axis with expandDims',
  )
  expect(mistakeOf(() => matmulShape([], [3, 5]))).toBe(
    'matmul: operands must have one axis or more (was [] and [3, 5]); use mul',
  )
})

test('transpose reverses the axes, or puts them in the order given', () => {
  expect(transposeShape([2, 3, 4])).toEqual([4, 3, 2])
  expect(transposeShape([2, 3, 4], [0, -1, 1])).toEqual([2, 4, 3])
  expect(permutationOf([2, 3, 4], [0, -1, 1])).toEqual([0, 2, 1])
  expect(mistakeOf(() => transposeShape([2, 3], [0]))).toBe(
    'transpose: axes must be as many as those of [2, 3] (was [0]); name each once',
  )
  expect(mistakeOf(() => transposeShape([2, 3], [1, -1]))).toBe(
    'transpose: axes must differ (was [1, -1] of [2, 3]); name each once',
  )
})

test('a reduction takes its axes away, or keeps them with size 1', () => {
  expect(reduceShape('sum', [2, 3, 4])).toEqual([])
  expect(reduceShape('sum', [2, 3, 4], [])).toEqual([2, 3, 4])
  expect(reduceShape('sum', [2, 3, 4], [0, -1])).toEqual([3])
  expect(keepDimsShape('sum', [2, 3, 4], -1)).toEqual([2, 3, 1])
  expect(reducedAxes('sum', [2, 3, 4], [-1, 0])).toEqual([0, 2])
  expect(mistakeOf(() => reduceShape('sum', [2, 3], 2))).toBe(
    'sum: axis must be an axis of [2, 3] (was 2); count from 0, or from the end with -1',
  )
  expect(mistakeOf(() => reduceShape('sum', [2, 3], 0.5))).toBe(
    'sum: axis must be an axis of [2, 3] (was 0.5); count from 0, or from the end with -1',
  )
})

test('squeeze takes axes of size 1 away, expandDims puts one in', () => {
  expect(squeezeShape([1, 3, 1])).toEqual([3])
  expect(squeezeShape([1, 3, 1], 0)).toEqual([3, 1])
  expect(expandDimsShape([2, 3], -1)).toEqual([2, 3, 1])
  expect(mistakeOf(() => squeezeShape([1, 3], [0, 1]))).toBe(
    'squeeze: size of axis 1 of [1, 3] must be 1 (was 3); choose another axis',
  )
  expect(mistakeOf(() => expandDimsShape([2, 3], 3))).toBe(
    'expandDims: axis must be an axis of the result, which has one more than [2, 3] (was 3); count from 0, or from the end with -1',
  )
})

test('concat adds the sizes of its axis, stack counts its operands', () => {
  expect(
    concatShape(
      [
        [2, 3],
        [4, 3],
        [0, 3],
      ],
      0,
    ),
  ).toEqual([6, 3])
  expect(
    stackShape(
      [
        [2, 3],
        [2, 3],
      ],
      1,
    ),
  ).toEqual([2, 2, 3])
  expect(
    mistakeOf(() =>
      concatShape(
        [
          [2, 3],
          [3, 4],
        ],
        0,
      ),
    ),
  ).toBe(
    'concat: shape of operand 1 must agree with [2, 3] outside axis 0 (was [3, 4]); choose another axis',
  )
  expect(mistakeOf(() => concatShape([], 0))).toBe(
    'concat: operands must be one or more (was none); write zeros for what has no elements',
  )
  expect(mistakeOf(() => stackShape([[2, 3], [3]], 0))).toBe(
    'stack: shape of operand 1 must be [2, 3] (was [3]); use concat to join along an axis they have',
  )
})

test('split divides an axis into equal parts', () => {
  expect(splitShape([2, 12], 3, -1)).toEqual([2, 4])
  expect(mistakeOf(() => splitShape([2, 12], 5, 1))).toBe(
    'split: size of axis 1 of [2, 12] must be a multiple of 5 (was 12); choose another number of parts',
  )
  expect(mistakeOf(() => splitShape([2, 12], 0, 1))).toBe(
    'split: parts must be a whole number, 1 or more (was 0); write how many, such as 2',
  )
})

test('reshape keeps the elements, and infers one size', () => {
  expect(reshapeShape([2, 6], [3, -1])).toEqual([3, 4])
  expect(reshapeShape([0, 6], [3, 0])).toEqual([3, 0])
  expect(mistakeOf(() => reshapeShape([2, 3], [4, 2]))).toBe(
    'reshape: must be 8 elements to become [4, 2] (was 6 in [2, 3]); use -1 for one axis to infer it',
  )
  expect(mistakeOf(() => reshapeShape([2, 3], [-1, 4]))).toBe(
    'reshape: must be a multiple of 4 elements to become [-1, 4] (was 6 in [2, 3]); choose sizes that divide it',
  )
  expect(mistakeOf(() => reshapeShape([0], [-1, 0]))).toBe(
    'reshape: -1 must stand beside sizes other than 0 (was [-1, 0]); write the size',
  )
  expect(mistakeOf(() => reshapeShape([4], [-2, -2]))).toBe(
    'reshape: sizes must be whole and not negative, but for one -1 (was [-2, -2]); write them as [2, -1]',
  )
})

test('flatten joins all axes but the first', () => {
  expect(flattenShape([8, 16, 5, 5])).toEqual([8, 400])
  expect(flattenShape([8])).toEqual([8, 1])
  expect(mistakeOf(() => flattenShape([]))).toBe(
    'flatten: input must have one axis or more (was []); reshape it to [1, 1]',
  )
})

test('slice keeps an index, a range or all of each axis, and clamps nothing', () => {
  expect(sliceShape([5, 6, 7], [0, [1, 4]])).toEqual([3, 7])
  expect(
    sliceShape(
      [5, 6],
      [
        [-3, null],
        [null, null, 4],
      ],
    ),
  ).toEqual([3, 2])
  expect(cutsOf([5, 6], [-1])).toEqual([
    { start: 4, stop: 5, step: 1, stays: false },
    { start: 0, stop: 6, step: 1, stays: true },
  ])
  expect(mistakeOf(() => sliceShape([5], [[2, 7]]))).toBe(
    'slice: range of axis 0 of [5] must lie within its size, its start not after its stop (was 2 to 7); write null for an end of the axis',
  )
  expect(mistakeOf(() => sliceShape([5], [5]))).toBe(
    'slice: index of axis 0 of [5] must lie within its size (was 5); count from 0, or from the end with -1',
  )
  expect(mistakeOf(() => sliceShape([5], [[4, 0, -1]]))).toBe(
    'slice: step of axis 0 must be a whole number, 1 or more (was -1); use reverse to go backwards',
  )
  expect(mistakeOf(() => sliceShape([5], [0, 0]))).toBe(
    'slice: ranges must be no more than the axes of [5] (was 2); leave out the last ones, or write a range as [[0, 2]]',
  )
})

test('take puts the axes of its indices in place of one, takeAlong takes their shape', () => {
  expect(takeShape([5, 6], [2, 3], 0)).toEqual([2, 3, 6])
  expect(takeAlongShape([5, 6], [5, 2], 1)).toEqual([5, 2])
  expect(mistakeOf(() => takeAlongShape([5, 6], [4, 2], 1))).toBe(
    'takeAlongAxis: indices must agree with [5, 6] outside axis 1 (was [4, 2]); reshape them',
  )
})

test('einsum gives the sizes that the letters of its result stand for', () => {
  expect(
    einsumShape('ij, jk -> ki', [
      [2, 3],
      [3, 5],
    ]),
  ).toEqual([5, 2])
  expect(einsumShape('ii->', [[3, 3]])).toEqual([])
  expect(parseEinsum('ij,j->i')).toEqual({ terms: [['i', 'j'], ['j']], result: ['i'] })
  const mistake = (equation: string, ...shapes: readonly (readonly number[])[]): string =>
    mistakeOf(() => einsumShape(equation, shapes))
  expect(mistake('ij,jk', [2, 3])).toBe(
    "einsum: equation must be terms of letters, and one result after -> (was 'ij,jk'); write it as 'ij,jk->ik'",
  )
  expect(mistake('ij,jk->ik', [2, 3])).toBe(
    "einsum 'ij,jk->ik': operands must be as many as terms, 2 (was 1); separate the terms by commas, one for each operand",
  )
  expect(mistake('ij->i', [2, 3, 4])).toBe(
    "einsum 'ij->i': term 'ij' must have a letter for each axis of [2, 3, 4] (was 2); write as many letters as axes",
  )
  expect(mistake('ij,jk->ik', [2, 3], [4, 5])).toBe(
    "einsum 'ij,jk->ik': sizes of j must be equal (was 3 and 4); give one of them another letter",
  )
  expect(mistake('ij->z', [2, 3])).toBe(
    "einsum 'ij->z': letters of the result must stand in a term (was z); leave it out, or add it to a term",
  )
  expect(mistake('ij->ii', [2, 3])).toBe(
    "einsum 'ij->ii': letters of the result must differ (was i twice); write it once",
  )
})

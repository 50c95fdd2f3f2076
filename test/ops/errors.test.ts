// Mistakes that only a run can see, each with its whole sentence. Those that the compiler sees are in mistakes.test.ts.
import { expect, test } from 'vitest'
import * as ops from '../../src/ops/index.ts'
import { EspalierError } from '../../src/prelude/index.ts'
import type { Tensor } from '../../src/tensor/index.ts'

const { tensor } = ops

/** What the compiler knows nothing of. */
const some = (shape: readonly number[]): Tensor<number[]> => ops.zeros(shape)
const unknown = <T>(x: unknown): T => x as T
const many: readonly number[] = [1, 2]

const mistakes: Readonly<Record<string, readonly [run: () => unknown, sentence: string]>> = {
  'an element too large for i32': [
    () => tensor([2147483648], { dtype: 'i32' }),
    'tensor: element must be a whole number from -2147483648 to 2147483647 to be i32 (was 2147483648); round it, or choose another dtype',
  ],
  'a fraction for u32': [
    () => tensor(new Float64Array([0.5]), { dtype: 'u32' }),
    'tensor: element must be a whole number from 0 to 4294967295 to be u32 (was 0.5); round it, or choose another dtype',
  ],
  'a number that is no truth': [
    () => tensor([2], { dtype: 'bool' }),
    'tensor: element must be true or false to be bool (was 2); write true or false in its place',
  ],
  'an element that is no number': [
    () => tensor(unknown<number[]>([1, undefined])),
    'tensor: element must be a number to be f32 (was nothing); write a number, such as 0',
  ],
  'rows of different lengths': [
    () => tensor([many, [1]]),
    'tensor: rows must be of one shape (was [2] and [1]); fill the shorter',
  ],
  'elements that do not fill a shape': [
    () => tensor(many, [3]),
    'tensor: elements must be 3 to fill [3] (was 2); change the shape',
  ],
  'a scalar that the dtype cannot hold': [
    () => ops.scalar(-1, { dtype: 'u32' }),
    'scalar: element must be a whole number from 0 to 4294967295 to be u32 (was -1); round it, or choose another dtype',
  ],
  'a full of fractions': [
    () => ops.full([2], 0.5, { dtype: 'i32' }),
    'full: element must be a whole number from -2147483648 to 2147483647 to be i32 (was 0.5); round it, or choose another dtype',
  ],
  'a range that stands still': [
    () => ops.arange(3, { step: 0 }),
    'arange: step must not be 0 (was 0); write -1 to count down, or leave it out',
  ],
  'a range of fractions in integers': [
    () => ops.arange(1, { step: 0.5 }),
    'arange: element must be a whole number from -2147483648 to 2147483647 to be i32 (was 0.5); round it, or choose another dtype',
  ],
  'what is no tensor': [
    () => ops.exp(unknown<Tensor>({ shape: [] })),
    'exp: operand must be a tensor (was an object); make one with tensor or scalar',
  ],
  'a text beside a tensor': [
    () => ops.add(some([2]), unknown<Tensor>('2')),
    'add: operand must be a tensor or a number (was "2"); make one with tensor or scalar',
  ],
  'nothing for an index': [
    () => ops.take(some([2]), unknown<Tensor<[], 'i32'>>(undefined)),
    'take: indices must be a tensor (was nothing); make one with tensor or scalar',
  ],
  'a large number beside integers': [
    () => ops.add(tensor([1], { dtype: 'i32' }), 4294967296),
    'add: constant beside i32[1] must be a whole number from -2147483648 to 2147483647 (was 4294967296); convert the tensor first',
  ],
  'shapes that do not broadcast': [
    () => ops.mul(some([2, 3]), some([2])),
    'mul: sizes must be equal or 1 to broadcast (was 3 and 2, in [2, 3] and [2]); insert an axis with expandDims',
  ],
  'the largest of nothing': [
    () => ops.max(some([2, 0]), 1),
    'max: must have an element along each reduced axis (was f32[2, 0]); reduce another axis',
  ],
  'the place of the smallest of nothing': [
    () => ops.argmin(some([0])),
    'argmin: must have an element along each reduced axis (was f32[0]); reduce another axis',
  ],
  'an axis of a scalar': [
    () => ops.sort(some([])),
    'sort: operand must have an axis (was []); reshape it to [1]',
  ],
  'an axis of a scalar, named': [
    () => ops.argmax(some([]), 0 as never),
    'argmax: operand must have an axis (was []); reshape it to [1]',
  ],
  'more than there are': [
    () => ops.topK(some([3]), 4),
    'topK: k must be no more than the size of axis -1 of [3] (was 4); take fewer',
  ],
  'inner sizes that differ': [
    () => ops.matmul(some([2, 3]), some([2, 3])),
    'matmul: inner sizes must be equal (was 3 and 2, in [2, 3] and [2, 3]); transpose one of them',
  ],
  'a scalar in a product of matrices': [
    () => ops.matmul(some([]), some([2])),
    'matmul: operands must have one axis or more (was [] and [2]); use mul',
  ],
  'matrices for a product of vectors': [
    () => ops.dot(some([2, 2]), some([2])),
    'dot: operands must be two vectors of one length (was [2, 2] and [2]); use matmul for matrices',
  ],
  'a letter that no operand has': [
    () => ops.einsum(unknown<string>('i->k'), some([2])),
    "einsum 'i->k': letters of the result must stand in a term (was k); leave it out, or add it to a term",
  ],
  'too few operands': [
    () => ops.einsum(unknown<string>('i,j->ij'), some([2])),
    "einsum 'i,j->ij': operands must be as many as terms, 2 (was 1); separate the terms by commas, one for each operand",
  ],
  'one element too many in a reshape': [
    () => ops.reshape(some([2, 3]), [4, -1]),
    'reshape: must be a multiple of 4 elements to become [4, -1] (was 6 in [2, 3]); choose sizes that divide it',
  ],
  'axes that are not all': [
    () => ops.transpose(some([2, 3]), [0]),
    'transpose: axes must be as many as those of [2, 3] (was [0]); name each once',
  ],
  'a stack of nothing': [
    () => ops.stack([]),
    'stack: operands must be one or more (was none); write zeros for what has no elements',
  ],
  'a row that is not there': [
    () => ops.row(some([2]), 2),
    'row: index must lie within [2] (was [2]); count from 0, or from the end with -1',
  ],
  'a range that leaves its axis': [
    () => ops.slice(some([2]), [[0, 3]]),
    'slice: range of axis 0 of [2] must lie within its size, its start not after its stop (was 0 to 3); write null for an end of the axis',
  ],
  'a border that cuts everything': [
    () => ops.pad(some([2]), [[-3, 0]]),
    'pad: borders of axis 0 of [2] must not cut more than there is (was -3 and 0); cut less',
  ],
  'a filler that is no scalar': [
    () => ops.pad(some([2]), [[1, 0]], { value: some([1]) }),
    'pad: filler must be a scalar (was f32[1]); index or reduce it',
  ],
  'a block that is too large': [
    () => ops.dynamicSlice(some([2]), [0], [3]),
    'dynamicSlice: block must fit [2] (was [3]); choose sizes from 0 to those of its axes',
  ],
  'a start that is no integer': [
    () => ops.dynamicSlice(some([2]), [unknown<Tensor<[], 'i32'>>(ops.scalar(0.5))], [1]),
    'dynamicSlice: start must be i32 or u32 (was f32[]); use convert',
  ],
  'an update that does not fit': [
    () => ops.update(some([2, 3]), [0], some([2])),
    'update: shape must stretch to [3], its sizes equal or 1 (was [2]); insert an axis with expandDims',
  ],
  'updates of another shape': [
    () => ops.scatterAdd(some([3]), tensor([0], { dtype: 'i32' }), some([2])),
    'scatterAdd: updates must be of shape [1] (was [2]); use broadcastTo or reshape',
  ],
  'segments that are not one a row': [
    () => ops.segmentSum(some([3]), tensor([0], { dtype: 'i32' }), 2),
    'segmentSum: segments must be one for each row of [3] (was [1]); number each row with its segment',
  ],
}

const messageOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return error instanceof EspalierError ? error.message : String(error)
  }
  return 'nothing was thrown'
}

for (const [name, [run, sentence]] of Object.entries(mistakes))
  test(`${name} is named`, () => expect(messageOf(run)).toBe(sentence))

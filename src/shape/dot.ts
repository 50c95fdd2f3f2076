// The general contraction: pairs of axes are summed over (contract) or kept as one (batch), the others stay free.
import { type Fill, fail, fill, shown } from '../prelude/index.ts'
import { type Sizes, showShape } from './array-type.ts'
import { type AxesOf, axesOf, type Without } from './axis.ts'
import type { DimEq, IsOpen, Meet, Shape, ShowDim, ShowShape } from './dim.ts'

/** Axes of the left and of the right operand, pair by pair. */
export type AxisPairs = readonly [left: readonly number[], right: readonly number[]]

/** What becomes of the axes of two operands: neither names one twice, and no axis stands in both. */
export interface Pairing {
  readonly contract: AxisPairs
  readonly batch?: AxisPairs
}

const count = {
  where: 'dotGeneral',
  must: 'axes must be as many on both sides',
  was: '{left} and {right}',
  do: 'pair each with one of the other side',
} as const

const unequal = {
  where: 'dotGeneral',
  must: 'sizes of paired axes must be equal',
  was: '{m} and {n}, in {a} and {b}',
  do: 'pair other axes',
} as const

const noPairs = {
  where: 'dotGeneral',
  must: '{name} must be two lists of axes, those of x and those of y',
  was: '{pairs}',
  do: 'write them as [[1], [0]]',
} as const

const mustBePairs = (name: keyof Pairing, pairs: unknown): void => {
  if (!Array.isArray(pairs) || pairs.length !== 2 || !pairs.every(Array.isArray))
    fail(fill(noPairs, { name, pairs: shown(pairs) }))
}

const listOf = (pairing: Pairing, side: 0 | 1): readonly number[] => [
  ...(pairing.batch?.[side] ?? []),
  ...pairing.contract[side],
]

/** The paired axes counted from 0. */
export const pairedAxes = (a: Sizes, b: Sizes, pairing: Pairing): Required<Pairing> => {
  mustBePairs('contract', pairing.contract)
  if (pairing.batch !== undefined) mustBePairs('batch', pairing.batch)
  for (const [left, right] of [pairing.batch ?? [[], []], pairing.contract])
    if (left.length !== right.length)
      fail(fill(count, { left: showShape(left), right: showShape(right) }))
  const batches = pairing.batch?.[0].length ?? 0
  const [left, right] = [
    axesOf('dotGeneral', a, listOf(pairing, 0)),
    axesOf('dotGeneral', b, listOf(pairing, 1)),
  ]
  for (const [i, axis] of left.entries()) {
    const [m = 1, n = 1] = [a[axis], b[right[i] ?? 0]]
    if (m !== n) fail(fill(unequal, { m, n, a: showShape(a), b: showShape(b) }))
  }
  return {
    batch: [left.slice(0, batches), right.slice(0, batches)],
    contract: [left.slice(batches), right.slice(batches)],
  }
}

/** Batch axes, then the free axes of the left, then those of the right. */
export const dotGeneralShape = (a: Sizes, b: Sizes, pairing: Pairing): Sizes => {
  const { batch, contract } = pairedAxes(a, b, pairing)
  const free = (shape: Sizes, side: 0 | 1): Sizes =>
    shape.filter((_, axis) => ![...batch[side], ...contract[side]].includes(axis))
  return [...batch[0].flatMap((axis) => a.slice(axis, axis + 1)), ...free(a, 0), ...free(b, 1)]
}

type Batch<P> = P extends { readonly batch: infer B extends AxisPairs } ? B : readonly [[], []]
type Contract<P> = P extends { readonly contract: infer C extends AxisPairs } ? C : never

type Counts<Pair> = Pair extends readonly [infer L extends Shape, infer R extends Shape]
  ? L['length'] extends R['length']
    ? null
    : Fill<typeof count, { left: ShowShape<L>; right: ShowShape<R> }>
  : null

/** The sizes of paired axes, the first so many of which are kept, or the sentence of two that differ. */
type Paired<A, B, Ls, Rs, N, Kept extends Shape = [], At extends 0[] = []> = Ls extends readonly [
  infer L extends keyof A,
  ...infer Lt,
]
  ? Rs extends readonly [infer R extends keyof B, ...infer Rt]
    ? DimEq<A[L], B[R], Ls> extends false
      ? Fill<
          typeof unequal,
          { m: ShowDim<A[L], Ls>; n: ShowDim<B[R], Ls>; a: ShowShape<A>; b: ShowShape<B> }
        >
      : Paired<
          A,
          B,
          Lt,
          Rt,
          N,
          At['length'] extends N ? Kept : [...Kept, Meet<A[L], B[R], Ls>],
          At['length'] extends N ? At : [...At, 0]
        >
    : Kept
  : Kept

type Joined<A, B, Left, Right, N> = Left extends string
  ? Left
  : Right extends string
    ? Right
    : Left extends readonly number[]
      ? Right extends readonly number[]
        ? Paired<A, B, Left, Right, N> extends infer Kept
          ? Kept extends Shape
            ? [...Kept, ...Without<A, Left[number]>, ...Without<B, Right[number]>]
            : Kept
          : never
        : never
      : never

type Sided<Pairs extends AxisPairs, More extends AxisPairs, Side extends 0 | 1> = readonly [
  ...Pairs[Side],
  ...More[Side],
]

type Pairable<A, B, Batches extends AxisPairs, Contracts extends AxisPairs> =
  Counts<Batches> extends infer Fault
    ? Fault extends string
      ? Fault
      : Counts<Contracts> extends infer Other
        ? Other extends string
          ? Other
          : Joined<
              A,
              B,
              AxesOf<'dotGeneral', A, Sided<Batches, Contracts, 0>>,
              AxesOf<'dotGeneral', B, Sided<Batches, Contracts, 1>>,
              Batches[0]['length']
            >
        : never
    : never

/** Batch axes, then the free axes of the left, then those of the right; or a sentence of {@link pairedAxes}. */
export type DotGeneralShape<A, B, P> =
  IsOpen<A> extends true
    ? number[]
    : IsOpen<B> extends true
      ? number[]
      : number extends (Batch<P>[0 | 1] | Contract<P>[0 | 1])['length']
        ? number[]
        : number extends (Batch<P>[0 | 1] | Contract<P>[0 | 1])[number]
          ? number[]
          : Pairable<A, B, Batch<P>, Contract<P>>

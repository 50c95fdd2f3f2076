// A function of one lane as a function of all lanes of a batch.
import { vmap as vmapOf } from '../language/transform/index.ts'
import { demandNoMore, type Fill, fail, fill, shown } from '../prelude/index.ts'
import { flattenValues, unflattenTree } from '../tree/index.ts'
import type { Argument, FitFault, Given } from './difference.ts'
import {
  demandAxes,
  evenSize,
  type InLanes,
  type Lead,
  type LeadOf,
  type ScalarFault,
  type UnevenFault,
} from './lead.ts'
import { lift, named, type TreeFunction } from './lift.ts'

const advice = {
  op: 'vmap',
  what: 'batched arguments',
  differ: 'give null for an argument that has none',
  none: 'give null for an argument that has none',
} as const

const noBatch = {
  where: 'vmap',
  must: 'must be given a batched tensor',
  was: 'none',
  do: 'call f itself',
} as const

const tooMany = {
  where: 'vmap',
  must: 'axes must be at most {arguments}, one for each argument',
  was: '{axes}',
  do: 'leave out those that have no argument',
} as const

const noAxes = {
  where: 'vmap',
  must: 'axes must be a list of 0 or null, one for each argument',
  was: '{given}',
  do: 'transpose an argument that has its batch elsewhere',
} as const

/** For each argument, whether it has a batch in front. */
type Axes = readonly (0 | null)[]

/** What is wrong with axes: one that belongs to no argument, or nothing but null. */
type AxesFault<A extends readonly unknown[], M extends readonly unknown[]> = number extends
  | A['length']
  | M['length']
  ? never
  : M extends readonly [...{ [I in keyof A]: unknown }, unknown, ...unknown[]]
    ? Fill<typeof tooMany, { readonly arguments: A['length']; readonly axes: M['length'] }>
    : M extends { readonly [I in keyof A]: null }
      ? Fill<typeof noBatch, unknown>
      : never

/** The arguments that have a batch; null in place of the others. */
type Batched<M, T> = {
  [I in keyof T]: I extends keyof M ? (M[I] extends null ? null : T[I]) : T[I]
}

/** As many as the arguments; a tuple, so that there may be rest parameters of it. */
type Slots<A extends readonly unknown[]> = readonly [...{ [I in keyof A]: unknown }]

type Whole = {
  readonly op: 'vmap'
  readonly what: 'argument'
  readonly as: 'the function takes it'
}
type Lanes = {
  readonly op: 'vmap'
  readonly what: 'argument'
  readonly as: 'the function takes it with a leading axis'
}

/** The arguments, each with the sentence in its place where it is not what the function takes, in lanes. */
type Arguments<A, M, T extends readonly unknown[]> = {
  [I in keyof T]: I extends keyof A
    ? I extends keyof M
      ? M[I] extends null
        ? Argument<T[I], A[I], FitFault<A[I], T[I], Whole>>
        : Lane<A[I], T[I], I, Batched<M, T>>
      : Lane<A[I], T[I], I, Batched<M, T>>
    : never
}
type Lane<A, T, I, All> = Argument<T, Lead<number, A>, LaneFault<A, T, I, All>>
type LaneFault<A, T, I, All> = [FitFault<InLanes<A>, T, Lanes>] extends [never]
  ? UnevenFault<All, typeof advice>
  : [ScalarFault<T, typeof advice, I & string>] extends [never]
    ? FitFault<InLanes<A>, T, Lanes>
    : ScalarFault<T, typeof advice, I & string>

/** A function on each lane of its arguments, those aside that have none. */
export type Vmapped<A extends readonly unknown[], Y, M> = <const T extends Slots<A>>(
  ...given: Arguments<A, M, T>
) => Lead<LeadOf<Batched<M, T>>, Y>

/** f on each lane: arguments have the batch as their leading axis, but those for which `axes` says null.
 *  Gives what the loop would, to the bit.  Fails where leading axes differ.
 *  @example vmap((x: Tensor<[]>) => mul(x, x))(tensor([1, 2, 3])) // => tensor([1, 4, 9]) */
export const vmap = <A extends readonly unknown[], const Y, const M extends Axes = []>(
  f: (...args: A) => Y,
  axes?: Given<M, AxesFault<A, M>>,
  ...more: readonly []
): Vmapped<A, Y, M> => {
  demandNoMore('vmap', [f, axes], more, 'vmap(f, axes)(x, …): the batch of results leads')
  const name = named('vmap', f)
  const chosen = axes === undefined ? [] : axesFrom(axes)
  return (...given) => {
    const args: readonly unknown[] = given
    if (chosen.length > args.length)
      fail(fill(tooMany, { arguments: args.length, axes: chosen.length }))
    const { leaves, structure } = flattenValues(args, 'vmap')
    const inLanes = args.map((arg, i) => (chosen[i] === null ? null : arg))
    demandAxes(inLanes, advice)
    const size = evenSize(
      flattenValues(inLanes, 'vmap').leaves.map(({ shape }) => shape[0] ?? 0),
      advice,
    )
    if (size === undefined) return fail(noBatch)
    const batched = args.flatMap((arg, i) =>
      flattenValues(arg, 'vmap').leaves.map(() => chosen[i] !== null),
    )
    const lifted = lift(name, f as TreeFunction, structure) // called with trees of this structure alone
    const results = vmapOf(lifted.body, leaves, { batched, size, name })
    return unflattenTree(lifted.result().structure, results) as never // what f gave, with the batch in front
  }
}

const axesFrom = (axes: unknown): Axes => {
  const isAxes =
    Array.isArray(axes) && Array.from(axes).every((axis) => axis === 0 || axis === null)
  const given = Array.isArray(axes) ? `[${Array.from(axes, shown).join(', ')}]` : shown(axes)
  return isAxes ? axes : fail(fill(noAxes, { given }))
}

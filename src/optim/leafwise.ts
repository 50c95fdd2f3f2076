// Optimizers that treat each parameter by itself: most of them, and the user's own.
import { zerosLike } from '../ops/index.ts'
import { aFunction, type Fill, fail, fill, type Others, optionsOf } from '../prelude/index.ts'
import { type Float, type ShowType, sameType, showType } from '../shape/index.ts'
import { type AnyTensor, isTensor, type Tensor } from '../tensor/index.ts'
import { described } from '../tree/index.ts'
import { type Count, next, zero } from './count.ts'
import { floating, leavesLike, leavesOf, withLeaves } from './leaves.ts'
import { foreign, type Leafwise, type Optimizer, optimizer } from './transformation.ts'

/** A parameter, its gradient or a slot of it: of whatever shape. */
export type Leaf = Tensor<number[], Float>

/** How one parameter is stepped: its update and its slots from its gradient, its slots so far, its value and the number of
 *  updates that came before. All but the count have the parameter's shape and dtype. */
export type LeafUpdate<S extends string> = (
  gradient: Leaf,
  slots: { readonly [K in S]: Leaf },
  parameter: Leaf,
  count: Tensor<[], 'i32'>,
) => readonly [Leaf, { readonly [K in S]: Leaf }]

export interface LeafRule<S extends string, R = readonly [Leaf, { readonly [K in S]: Leaf }]> {
  /** What is kept for each parameter, 0 at first: `['mu', 'nu']`. */
  readonly slots?: readonly SlotName<S>[]
  readonly update: (...given: Parameters<LeafUpdate<S>>) => Stepped<R, S>
}

const unlike = {
  where: 'leafwise',
  must: '{what} must be {parameter}, as the parameter is',
  was: '{given}',
  do: 'give one of that type',
} as const

/** What a step gave, where each part may have the parameter's shape: what has a rank of its own has not. */
type Stepped<R, S extends string> = R extends readonly [infer U, infer Slots]
  ? readonly [
      OfLeaf<'update', U>,
      { readonly [K in S]: K extends keyof Slots ? OfLeaf<`slot '${K}'`, Slots[K]> : Leaf },
    ]
  : unknown extends R
    ? R
    : readonly [Leaf, { readonly [K in S]: Leaf }]
type OfLeaf<What, X> =
  X extends Tensor<infer Dims, infer D>
    ? number extends Dims['length']
      ? Leaf
      : Fill<typeof unlike, { what: What; parameter: 'f32[...]'; given: ShowType<Dims, D & 'f32'> }>
    : Leaf

type SlotName<S extends string> = S extends 'count'
  ? "leafwise: a slot must not be named 'count' (was 'count'); choose another name"
  : S

/** An optimizer from how one parameter is stepped.  Fails where that gives another shape, dtype or set of slots.
 *  @example leafwise({ update: (gradient) => [gradient, {}] }).init([]).count // => scalar(0, { dtype: 'i32' }) */
export const leafwise = <
  const S extends string = never,
  const R = readonly [Leaf, { readonly [K in S]: Leaf }],
>(
  rule: LeafRule<S, R>,
): Optimizer<Leafwise<S>> => {
  const domains = { slots: names, update: aFunction }
  const { slots = [], update } = optionsOf<LeafRule<S>>('leafwise', domains, rule, ['update'])
  if ((slots as readonly string[]).includes('count'))
    fail({
      where: 'leafwise',
      must: "a slot must not be named 'count'",
      was: "'count'",
      do: 'choose another name',
    })
  const zeros: Start = (parameter) => zerosLike(parameter)
  return slotted(Object.fromEntries(slots.map((name) => [name, zeros])), update)
}

const names: Others = {
  what: 'a list of names',
  holds: (x) => Array.isArray(x) && x.every((name) => typeof name === 'string'),
  do: "write ['m']",
}

/** A slot at first, for a parameter. */
export type Start = (parameter: AnyTensor) => AnyTensor

/** {@link leafwise} with slots that may start elsewhere. */
export const slotted = <S extends string>(
  starts: Readonly<Record<string, Start>>,
  update: LeafUpdate<S>,
): Optimizer<Leafwise<S>> => {
  const names = Object.keys(starts)
  const step = update as unknown as Step // of whatever shape and dtype a leaf has
  return optimizer({
    init: (params) => {
      const leaves = leavesOf(floating(params))
      const slots = Object.entries(starts).map(([name, start]) => [
        name,
        withLeaves(params, leaves.map(start)),
      ])
      return Object.freeze({ count: zero(), ...Object.fromEntries(slots) })
    },
    update: (grads, state, params, place) => {
      const { count, ...kept } = stateOf(names, state, place)
      const parameters = leavesOf(params)
      const gradients = leavesLike('update', 'grads', params, grads)
      const columns = names.map((name) =>
        leavesLike('update', `${place}.${name}`, params, kept[name]),
      )
      const results = parameters.map((parameter, i) => {
        const slots = Object.fromEntries(names.map((name, k) => [name, columns[k]?.[i]]))
        const result = step(gradients[i] ?? parameter, slots, parameter, count) // one for each parameter
        return demandKept(names, parameter, result)
      })
      const after = names.map((name, k) => [
        name,
        withLeaves(
          kept[name],
          results.flatMap(([, slots]) => slots[k] ?? []),
        ),
      ])
      return [
        withLeaves(
          grads,
          results.map(([change]) => change),
        ),
        Object.freeze({ count: next(count), ...Object.fromEntries(after) }),
      ]
    },
  })
}

type Step = (
  gradient: AnyTensor,
  slots: Readonly<Record<string, unknown>>,
  parameter: AnyTensor,
  count: Count,
) => unknown

interface Kept {
  readonly count: Count
  readonly [slot: string]: unknown
}

const fieldOf = (record: unknown, name: string): unknown =>
  typeof record === 'object' && record !== null && name in record
    ? (record as Readonly<Record<string, unknown>>)[name] // it has the name
    : undefined

/** The state, where it is one of this optimizer. */
const stateOf = (names: readonly string[], state: unknown, place: string): Kept =>
  ['count', ...names].every((name) => fieldOf(state, name) !== undefined)
    ? (state as Kept) // it has a count and every slot
    : fail(foreign(place))

/** The update and the slots in order, where they have the parameter's type. */
const demandKept = (
  names: readonly string[],
  parameter: AnyTensor,
  result: unknown,
): readonly [AnyTensor, readonly AnyTensor[]] => {
  const [change, slots]: readonly unknown[] = Array.isArray(result) ? result : []
  const kept = (what: string, value: unknown): AnyTensor =>
    isTensor(value) && sameType(value, parameter)
      ? value
      : fail(fill(unlike, { what, parameter: showType(parameter), given: described(value) }))
  const slotOf = (name: string): unknown => fieldOf(slots, name)
  return [kept('update', change), names.map((name) => kept(`slot '${name}'`, slotOf(name)))]
}

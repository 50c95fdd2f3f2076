// A step folded over leading axes: (carry, x) → (carry, y), traced once for each type, run as one loop.
import { type Jitted, jit as jitOf } from '../compiler/engine/index.ts'
import { openTrace } from '../language/level/index.ts'
import { scan as scanOf } from '../language/trace/index.ts'
import {
  aBoolean,
  anything,
  demandFunction,
  demandNoMore,
  type Fill,
  fail,
  fill,
  optionsOf,
  shown,
} from '../prelude/index.ts'
import { type ArrayType, isSize, sameShape, sameType } from '../shape/index.ts'
import type { Handle, Tensor } from '../tensor/index.ts'
import { flattenValues, type Structure, unflattenTree } from '../tree/index.ts'
import {
  type Argument,
  demandLike,
  type FitFault,
  type Given,
  mustStay,
  type StayFault,
} from './difference.ts'
import {
  demandAxes,
  evenSize,
  type HasLead,
  type InLanes,
  type Lead,
  type LeadOf,
  type ScalarFault,
  type UnevenFault,
} from './lead.ts'
import { argumentsOf, named, perType, type SameTypes, type TreeFunction } from './lift.ts'
import { type First, type PairFault, pairOf, type Second } from './pair.ts'

const pair = {
  what: 'step',
  pair: '[carry, y]',
  do: 'return null as y where there is none',
} as const

/** What a step gave.  Fails where it is no pair. */
export const stepped = (op: string, given: unknown): readonly [carry: unknown, y: unknown] =>
  pairOf({ op, ...pair }, given)

/** The sentence of a step that gives no pair, or does not keep its carry. */
export type StepFault<Op extends string, C, R> =
  PairFault<typeof pair & { readonly op: Op }, R> extends infer Fault
    ? [Fault] extends [never]
      ? StayFault<Op, C, First<R>>
      : Fault
    : never

/** The start where it is what the step takes, else the sentences of the places where it is not. */
export type Start<Op extends string, C, I> = Argument<
  I,
  C,
  FitFault<C, I, { readonly op: Op; readonly what: 'carry'; readonly as: 'the step takes it' }>
>

export interface ScanOptions {
  /** From the last x to the first; ys keep the places of their xs. */
  readonly reverse?: boolean
  /** The number of steps, where xs has no tensor to tell it. */
  readonly length?: number
}

const advice = {
  op: 'scan',
  what: 'inputs',
  differ: 'cut the longer',
  none: 'stack them',
} as const

const noLength = {
  where: 'scan',
  must: 'must be told its length',
  was: 'no input',
  do: 'give length among the options',
} as const

const senseless = {
  where: 'scan',
  must: 'length must be whole and not negative',
  was: '{given}',
  do: 'count the steps',
} as const

type Taken = {
  readonly op: 'scan'
  readonly what: 'inputs'
  readonly as: 'the step takes them with a leading axis'
}

/** xs beside the length given, whose leading axes must all be one. */
type Sized<Xs, O> = O extends { readonly length: infer N extends number } ? [Xs, Tensor<[N]>] : Xs
type LengthOf<Xs, O> = LeadOf<Sized<Xs, O>>

type InputsFault<Xs, X, O> = [FitFault<InLanes<X>, Xs, Taken>] extends [never]
  ? HasLead<Sized<Xs, O>> extends true
    ? UnevenFault<Sized<Xs, O>, typeof advice>
    : Fill<typeof noLength, unknown>
  : [ScalarFault<Xs, typeof advice>] extends [never]
    ? FitFault<InLanes<X>, Xs, Taken>
    : ScalarFault<Xs, typeof advice>

/** The fold of a step over leading axes: from a start and inputs to the last carry and the stacked outputs. */
export type Scanned<C, X, R, O> = <const I, const Xs>(
  init: Start<'scan', C, I>,
  xs: Argument<Xs, Lead<number, X>, InputsFault<Xs, X, O>>,
) => [C, Lead<LengthOf<Xs, O>, Second<R>>]

interface Looped {
  readonly run: ReturnType<typeof scanOf>
  /** The structure of what a step gives beside the carry. */
  readonly output: () => Structure
}

const manners = { reverse: aBoolean, length: anything } as const

/** The last carry and the stacked outputs of a step folded over the leading axes of xs.
 *  Fails where leading axes differ, and where the carry does not keep its structure and types.
 *  @example scan((sum: Tensor<[]>, x: Tensor<[]>) => [add(sum, x), sum])(scalar(0), tensor([1, 2, 3]))[0] // => scalar(6) */
export const scan = <C, X, const R, const O extends ScanOptions>(
  step: Given<(carry: C, x: X) => R, StepFault<'scan', C, R>>,
  options?: O,
  ...more: readonly []
): Scanned<C, X, R, O> => {
  demandFunction('scan', 'step', step)
  demandNoMore('scan', [step, options], more, 'scan(step)(init, xs)')
  const given = optionsOf<ScanOptions>('scan', manners, options)
  if (given.length !== undefined && !isSize(given.length))
    fail(fill(senseless, { given: shown(given.length) }))
  const name = named('scan', step)
  const loop = (structure: Structure): Looped => loopOf(step as TreeFunction, structure) // where the call compiles
  const inside = perType('scan', loop, sameStep)
  const whole = perType('scan', (structure, types) =>
    compiled(name, loop(structure), structure, types),
  )
  return (init, xs) => {
    const { made, leaves, structure } = (openTrace() === undefined ? whole : inside)([init, xs])
    const carries = carriesOf(structure)
    const scanned = leaves.slice(carries)
    const { carry, ys } = made.run(leaves.slice(0, carries), scanned, {
      length: lengthOf(xs, scanned, given.length),
      reverse: given.reverse ?? false,
    })
    const last = unflattenTree(structures(structure)[0], carry)
    return [last, unflattenTree(made.output(), ys)] as never // the step keeps its carry's type; its outputs are stacked
  }
}

/** The loop as a program of its own, where it stands in no other. */
const compiled = (
  name: string,
  { run, output }: Looped,
  structure: Structure,
  types: readonly ArrayType[],
): Looped => {
  const carries = carriesOf(structure)
  let program: Jitted | undefined
  return {
    run: (carry, scanned, options) => {
      // arguments of the same types have the same options
      program ??= jitOf(
        name,
        (...leaves) => {
          const given = run(leaves.slice(0, carries), leaves.slice(carries), options)
          return [...given.carry, ...given.ys]
        },
        types,
      )
      const results = program.call(...carry, ...scanned)
      return { carry: results.slice(0, carries), ys: results.slice(carries) }
    },
    output,
  }
}

/** The structures of carry and inputs. */
const structures = (both: Structure): readonly [Structure, Structure] => {
  const [carry = both, xs = both] = argumentsOf(both) // there are two
  return [carry, xs]
}
const carriesOf = (both: Structure): number => structures(both)[0].size

/** The step is the same for any number of steps. */
const sameStep: SameTypes = (known, leaves, both) =>
  known.every((before, i) => {
    const leaf = leaves[i] ?? before
    return i < carriesOf(both)
      ? sameType(before, leaf)
      : before.dtype === leaf.dtype && sameShape(before.shape.slice(1), leaf.shape.slice(1))
  })

const loopOf = (step: TreeFunction, structure: Structure): Looped => {
  const [carryForm, xForm] = structures(structure)
  let output: Structure | undefined
  const run = scanOf(named('scan', step), (carry, x) => {
    const [next, y] = stepped(
      'scan',
      step(unflattenTree(carryForm, carry), unflattenTree(xForm, x)),
    )
    const after = flattenValues(next, 'scan')
    demandLike(mustStay('scan'), { structure: carryForm, leaves: carry }, after)
    const flat = flattenValues(y, 'scan')
    output = flat.structure
    return { carry: after.leaves, ys: flat.leaves }
  })
  return { run, output: () => output ?? structure }
}

const lengthOf = (xs: unknown, leaves: readonly Handle[], given: number | undefined): number => {
  demandAxes(xs, advice)
  const sizes = leaves.map(({ shape }) => shape[0] ?? 0)
  return evenSize(given === undefined ? sizes : [...sizes, given], advice) ?? fail(noLength)
}

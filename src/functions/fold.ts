// A training loop: a step folded over batches that arrive one by one. The library owns the loop, so that what lies
// between its chunks need never reach the user.
import { isConcrete, openTrace, type Value } from '../language/level/index.ts'
import { concat, lead } from '../language/primitives/index.ts'
import {
  aFunction,
  anything,
  demandFunction,
  demandNoMore,
  type Fill,
  fail,
  fill,
  optionsOf,
  shown,
} from '../prelude/index.ts'
import { size } from '../shape/index.ts'
import { allocate, dataOf, drop, Handle, settle } from '../tensor/index.ts'
import {
  type Described,
  described,
  type Flattened,
  flattenValues,
  type Structure,
  unflattenTree,
} from '../tree/index.ts'
import { type Argument, demandLike, type FitFault, type Given, mustStay } from './difference.ts'
import { deferred } from './jit.ts'
import type { Lead } from './lead.ts'
import type { TreeFunction } from './lift.ts'
import type { Second } from './pair.ts'
import { type Start, type StepFault, stepped } from './scan.ts'

/** What a report is told after each chunk. */
export interface Progress<Y> {
  /** How many steps are done. */
  readonly steps: number
  /** The outputs of the chunk, stacked. */
  readonly outputs: Lead<number, Y>
}

export interface FoldOptions<Y> {
  /** How many steps a chunk has: the report comes after each. It changes no bit. */
  readonly every?: number
  readonly report?: (progress: Progress<Y>) => void
}

type Ended<C, Y> = readonly [C, Lead<number, Y>]
/** An async iterable of batches makes the result a promise. */
export type FoldResult<Batches, C, Y> =
  Batches extends AsyncIterable<unknown> ? Promise<Ended<C, Y>> : Ended<C, Y>

const noIterable = {
  where: 'fold',
  must: 'batches must be an iterable',
  was: '{given}',
  do: 'give an array, a generator or an async one',
} as const

type Taken = { readonly op: 'fold'; readonly what: 'batch'; readonly as: 'the step takes it' }
type BatchesFault<Batches, X> = Batches extends Iterable<infer Batch> | AsyncIterable<infer Batch>
  ? FitFault<X, Batch, Taken>
  : Fill<typeof noIterable, { readonly given: Described<Batches> }>

/** The fold of a step over batches: from a start and an iterable to the last state and the stacked outputs. */
export type Folded<C, X, R> = <const I, const Batches>(
  run: Start<'fold', C, I>,
  batches: Argument<Batches, Iterable<X>, BatchesFault<Batches, X>>,
) => FoldResult<Batches, C, Second<R>>

/** The last state and the stacked outputs of a step folded over batches, as {@link scan} over stacked ones gives them to
 *  the bit.  Fails where there is no batch, for then there is no output whose type could be stacked, and where the step
 *  does not keep the state's structure and types. */
export const fold = <C, X, const R>(
  step: Given<(run: C, batch: X) => R, StepFault<'fold', C, R>>,
  options?: FoldOptions<Second<R>>,
  ...more: readonly []
): Folded<C, X, R> => {
  demandNoMore('fold', [step, options], more, 'fold(step)(run, batches)')
  const compiled = deferred('fold', demandFunction('fold', 'step', step) as TreeFunction) // where the call compiles
  const given = optionsOf<FoldOptions<unknown>>('fold', manners, options)
  demandEvery(given.every)
  return (run, batches) => {
    const loop = loopOf(compiled, run, given)
    if (isAsync(batches)) return drained(loop, batches) as never // a promise, as the kind of iterable says
    if (isIterable(batches)) return drain(loop, batches) as never // or none
    return fail(fill(noIterable, { given: described(batches) }))
  }
}

const manners = { every: anything, report: aFunction } as const

const demandEvery = (every: unknown): void => {
  if (every !== undefined && !(Number.isInteger(every) && Number(every) > 0))
    fail({
      where: 'fold',
      must: 'every must be a positive integer',
      was: shown(every),
      do: 'leave it out for one chunk',
    })
}

const isAsync = (batches: unknown): batches is AsyncIterable<unknown> =>
  isObject(batches) && Symbol.asyncIterator in batches
const isIterable = (batches: unknown): batches is Iterable<unknown> =>
  isObject(batches) && Symbol.iterator in batches
const isObject = (x: unknown): x is object => typeof x === 'object' && x !== null

const drain = (loop: Loop, batches: Iterable<unknown>): readonly [unknown, unknown] => {
  for (const batch of batches) loop.step(batch)
  return loop.end()
}

const drained = async (
  loop: Loop,
  batches: AsyncIterable<unknown>,
): Promise<readonly [unknown, unknown]> => {
  for await (const batch of batches) loop.step(batch)
  return loop.end()
}

type Deferring = ReturnType<typeof deferred>

interface Loop {
  readonly step: (batch: unknown) => void
  readonly end: () => readonly [run: unknown, outputs: unknown]
}

/** One fold: its state is local to the call, and gone with it. Nobody else reads it, so that it need not leave the place where
 *  a program computed it. */
const loopOf = (step: Deferring, start: unknown, { every, report }: FoldOptions<unknown>): Loop => {
  const kept = flattenValues(start, 'fold')
  let run = start
  let state: readonly Value[] = []
  let steps = 0
  let first: Flattened | undefined
  let checked: Structure | undefined
  let chunk: (readonly Value[])[] = []
  // outputs that wait to be stacked: one may be a state too
  const wanted = new Set<Value>()
  const chunks: (readonly Value[])[] = []

  const close = (): void => {
    const stacked = columns(chunk).map(stack)
    chunk = []
    wanted.clear()
    chunks.push(stacked)
    if (report !== undefined && first !== undefined)
      report({ steps, outputs: unflattenTree(first.structure, stacked) as never }) // as a step gave them
  }
  /** What a step gave for the first time is looked at; what the same program gives again is like it. */
  const check = ({ structure, leaves }: Flattened): void => {
    const [next, output] = stepped('fold', unflattenTree(structure, leaves))
    demandLike(mustStay('fold'), kept, flattenValues(next, 'fold'))
    const given = flattenValues(output, 'fold')
    first ??= given
    demandLike(mustStay('fold', 'output'), first, given)
    checked = structure
  }
  return {
    step: (batch) => {
      const given = step(run, batch)
      if (given.structure !== checked) check(given)
      const before = state
      state = given.leaves.slice(0, kept.leaves.length)
      run = unflattenTree(kept.structure, state)
      const output = given.leaves.slice(kept.leaves.length)
      chunk.push(output)
      for (const value of output) wanted.add(value)
      const still = new Set(state)
      for (const value of before) if (!still.has(value) && !wanted.has(value)) drop(value)
      steps++
      if (steps % (every ?? Number.POSITIVE_INFINITY) === 0) close()
    },
    end: () => {
      if (chunk.length > 0) close()
      if (first === undefined)
        return fail({
          where: 'fold',
          must: 'must be given a batch',
          was: 'none',
          do: 'check the source of the batches',
        })
      for (const value of state) settle(value)
      return [run, unflattenTree(first.structure, columns(chunks).map(join))]
    },
  }
}

/** Of several rows of leaves, each leaf's column. */
const columns = (rows: readonly (readonly Value[])[]): readonly (readonly Value[])[] =>
  (rows[0] ?? []).map((_, i) => rows.flatMap((row) => row[i] ?? []))

const join = (values: readonly Value[]): Value => {
  const [only, ...more] = values
  return only === undefined || more.length > 0 ? concat(values, 0) : only
}

/** Values of one type along a new leading axis. */
const stack = (values: readonly Value[]): Value => {
  const [first] = values
  if (first === undefined || openTrace() !== undefined || !values.every(isConcrete))
    return concat(
      values.map((value) => lead(value, 1)),
      0,
    )
  const { shape, dtype } = first
  const each = dataOf(first).length
  const data = allocate(dtype, size(shape) * values.length)
  for (const [i, value] of values.entries()) data.set(dataOf(value), i * each)
  return new Handle([values.length, ...shape], dtype, data)
}

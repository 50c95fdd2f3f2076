// A training loop: a step folded over batches that arrive one by one. The library owns the loop, so that what lies
// between its chunks need never reach the user.
import type { Value } from '../language/level/index.ts'
import { concat, lead } from '../language/primitives/index.ts'
import { fail } from '../prelude/index.ts'
import { flattenValues, type Structure, unflattenTree } from '../tree/index.ts'
import { jit } from './jit.ts'
import type { TreeFunction } from './lift.ts'
import type { CarryFault, Lead } from './types.ts'

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

type Folded<C, Y> = readonly [C, Lead<number, Y>]
/** An async iterable of batches makes the result a promise. */
export type FoldResult<Batches, C, Y> =
  Batches extends AsyncIterable<unknown> ? Promise<Folded<C, Y>> : Folded<C, Y>

/** The last state and the stacked outputs of a step folded over batches, as {@link scan} over stacked ones gives them to
 *  the bit.  Fails where there is no batch, for then there is no output whose type could be stacked. */
export const fold =
  <C, X, C2, Y>(
    step: [CarryFault<'fold', C, C2>] extends [never]
      ? (run: C, batch: X) => readonly [C2, Y]
      : CarryFault<'fold', C, C2>,
    options: FoldOptions<Y> = {},
  ) =>
  <const Batches extends Iterable<X> | AsyncIterable<X>>(
    run: C,
    batches: Batches,
  ): FoldResult<Batches, C, Y> => {
    const loop = loopOf(step as TreeFunction, run, options as FoldOptions<unknown>) // where the call compiles
    const result = isAsync(batches) ? drained(loop, batches) : drain(loop, batches as Iterable<X>) // one or the other
    return result as FoldResult<Batches, C, Y> // as the kind of iterable says
  }

const isAsync = (batches: object): batches is AsyncIterable<unknown> =>
  Symbol.asyncIterator in batches

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

interface Loop {
  readonly step: (batch: unknown) => void
  readonly end: () => readonly [run: unknown, outputs: unknown]
}

/** One fold: its state is local to the call, and gone with it. */
const loopOf = (f: TreeFunction, start: unknown, { every, report }: FoldOptions<unknown>): Loop => {
  if (every !== undefined && !(Number.isInteger(every) && every > 0))
    fail({
      where: 'fold',
      must: 'every must be a positive integer',
      was: `${every}`,
      do: 'leave it out for one chunk',
    })
  const compiled = jit(f as (...args: never[]) => object) as TreeFunction // a step gives a pair
  let run = start
  let steps = 0
  let form: Structure | undefined
  let chunk: (readonly Value[])[] = []
  const chunks: (readonly Value[])[] = []

  const close = (): void => {
    const stacked = joined(chunk.map((leaves) => leaves.map((leaf) => lead(leaf, 1))))
    chunk = []
    chunks.push(stacked)
    if (report !== undefined && form !== undefined)
      report({ steps, outputs: unflattenTree(form, stacked) as never }) // as a step gave them
  }
  return {
    step: (batch) => {
      const result = compiled(run, batch)
      const [next, output] = Array.isArray(result) && result.length === 2 ? result : notAPair()
      run = next
      const { leaves, structure } = flattenValues(output, 'fold')
      form = structure
      chunk.push(leaves)
      steps++
      if (steps % (every ?? Number.POSITIVE_INFINITY) === 0) close()
    },
    end: () => {
      if (chunk.length > 0) close()
      if (form === undefined)
        return fail({
          where: 'fold',
          must: 'must be given a batch',
          was: 'none',
          do: 'check the source of the batches',
        })
      return [run, unflattenTree(form, joined(chunks))]
    },
  }
}

/** Leaf by leaf, arrays joined along their leading axes. */
const joined = (parts: readonly (readonly Value[])[]): readonly Value[] =>
  (parts[0] ?? []).map((first, i) => {
    const column = parts.flatMap((leaves) => leaves[i] ?? [])
    return column.length === 1 ? first : concat(column, 0)
  })

const notAPair = (): never =>
  fail({
    where: 'fold',
    must: 'step must give a pair [run, output]',
    was: 'another value',
    do: 'return null as output where there is none',
  })

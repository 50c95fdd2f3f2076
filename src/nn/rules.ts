// Rules that say how the leaves of a model begin. Each leaf takes the last rule that matches and names it.
import type { Predicate } from 'fp-ts/lib/Predicate.js'
import { EspalierError, type Issue } from '../prelude/index.ts'
import type { Float } from '../shape/index.ts'
import { described, segments } from '../tree/index.ts'
import { type Initializer, type InitializerLike, initializerOf } from './initializer.ts'
import type { LeafPlan } from './layout.ts'
import { placeOfLeaf } from './leaves.ts'
import type { Place } from './predicate.ts'

/** For the leaves where the predicate holds: an initializer by the last segment of their paths. */
export interface InitRule {
  readonly where: Predicate<Place>
  readonly [leaf: string]: InitializerLike | Predicate<Place>
}

/** A leaf that a rule may name. */
export interface Target {
  readonly path: string
  readonly declared: LeafPlan
  readonly dtype: Float
}

/** The initializer of each leaf that a rule names.  Fails, with all that is wrong, at a rule that touches no leaf. */
export const ruled = (
  op: string,
  targets: readonly Target[],
  rules: readonly InitRule[],
): ReadonlyMap<string, Initializer> => {
  const table = new Map<string, Initializer>()
  const issues = rules.flatMap(({ where, ...named }, i): readonly Issue[] => {
    if (typeof where !== 'function') return [unchosen(op, i, where)]
    let touched = false
    for (const { path, declared, dtype } of targets) {
      const name = segments(path).at(-1) ?? ''
      const given = Object.hasOwn(named, name) ? named[name] : undefined
      if (given === undefined || !where(placeOfLeaf(path, declared, dtype))) continue
      touched = true
      table.set(path, initializerOf(given as InitializerLike)) // of a key that is not where
    }
    return touched ? [] : [idle(op, i, Object.keys(named))]
  })
  const [first, ...rest] = issues
  if (first !== undefined) throw new EspalierError([first, ...rest])
  return table
}

const unchosen = (op: string, index: number, where: unknown): Issue => ({
  where: op,
  must: `rule ${index} must say where it holds`,
  was: described(where),
  do: 'give a predicate, as in where: kind(…)',
})

const idle = (op: string, index: number, names: readonly string[]): Issue => ({
  where: op,
  must: `rule ${index} must name a leaf where it matches`,
  was: names.length === 0 ? 'no name' : `no leaf for ${names.join(', ')}`,
  do: 'correct its names, or widen its where',
})

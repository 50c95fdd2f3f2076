// The children of a container: indexed by their place, or named.

import { type Fill, fail, failAll, fill, type Issue } from '../prelude/index.ts'
import { type NameFault, nameIssue } from '../tree/index.ts'
import { isSpec, meaningOf } from './meaning.ts'
import type { Spec } from './spec.ts'

/** A child with its name. */
export interface Named<N extends string, S extends Spec> {
  readonly name: N
  readonly spec: S
}

/** A child as containers are given it. */
export type Item = Spec | Named<string, Spec>

/** A child as containers hold it: no name for one that is known by its index. */
export type Child = readonly [name: string | null, spec: Spec]

/** The spec of a child. */
export type SpecIn<T> = T extends Named<string, infer S> ? S : T

/** The name of a child, or what it is known by without one. */
export type NameIn<T, Index> = T extends Named<infer N, Spec> ? N : Index

/** The indices of a tuple, as text. */
export type Indices<L> = Exclude<keyof L, keyof unknown[]>

/** A child under a name of its own, which its parameters have too: no number, no `.` and no `*` in it.
 *  @example named('encoder', linear(4, 8)) */
export const named = <const N extends string, S extends Spec>(
  name: [NameFault<'named', N>] extends [never] ? N : NameFault<'named', N>,
  spec: S,
): Named<N, S> => {
  const issue = nameIssue('named', name)
  if (issue !== undefined) fail(issue)
  meaningOf(spec, 'named')
  return Object.freeze({ name: name as N, spec }) // where it compiles, the name is N
}

const isNamed = (item: unknown): item is Named<string, Spec> =>
  typeof item === 'object' && item !== null && !isSpec(item) && 'name' in item && 'spec' in item

/** The items as children.  Fails where one is no layer, or two have one name. */
export const childrenOf = (kind: string, items: readonly unknown[]): readonly Child[] => {
  const children = items.map((item, i): Child => {
    if (isNamed(item)) {
      meaningOf(item.spec, `layer ${item.name}`)
      return Object.freeze([item.name, item.spec] as const)
    }
    meaningOf(item, `layer ${i}`)
    return Object.freeze([null, item as Spec] as const) // it has a meaning
  })
  return Object.freeze(checkedNames(kind, children))
}

/** The children.  Fails, with all of them, where a name is not good or two are the same. */
export const checkedNames = (kind: string, children: readonly Child[]): readonly Child[] => {
  failAll(
    nameIssues(
      kind,
      children.flatMap(([name]) => name ?? []),
    ),
  )
  return children
}

/** What is wrong with the names of children. */
export const nameIssues = (kind: string, names: readonly string[]): readonly Issue[] => {
  const met = new Map<string, number>()
  return names.flatMap((name): readonly Issue[] => {
    const times = (met.get(name) ?? 0) + 1
    met.set(name, times)
    const issue = nameIssue(kind, name)
    if (issue !== undefined) return [issue]
    return times === 2 ? [fill(repeated, { kind, name })] : []
  })
}

const repeated = {
  where: '{kind}',
  must: 'names must differ',
  was: "'{name}' twice",
  do: 'rename one',
} as const

/** The sentence of {@link childrenOf} for a name that stands twice. */
export type Repeated<Kind, Name> = Fill<typeof repeated, { kind: Kind; name: Name }>

/** The path segment of a child. */
export const segmentOf = ([name]: Child, index: number): string => name ?? `${index}`

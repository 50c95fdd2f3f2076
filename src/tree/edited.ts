// What an edited tree must hold: every use of a shared leaf is still that leaf, and every leaf keeps its type.
import { type Either, isLeft, isRight } from 'fp-ts/lib/Either.js'
import { attempt, failAll, type Issue } from '../prelude/index.ts'
import { Handle } from '../tensor/index.ts'
import { alike, changed, keptIssues, sameContainer } from './kept.ts'
import { described, isConstant, isRef } from './node.ts'
import { joined, leadsTo, ordered, segments, under } from './path.ts'
import { type Alias, aliasAt, resolve, resolveAll } from './resolve.ts'
import { childNames, childOf, visit } from './walk.ts'

/** Fails with everything that an edit broke, at once. */
export const demandEdited = (before: unknown, after: unknown): void => {
  const changes = changesOf('edit', before, after)
  const { structural, issues } = changes
  failAll(structural ? [...issues, ...sharingIssues(before, after, changes)] : issues)
}

/** The leaves that are gone although references still name them. */
export const orphanIssues = (where: string, before: unknown, after: unknown): readonly Issue[] =>
  orphaned(changesOf(where, before, after), standing(aliases(before), aliases(after)))

interface Place {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

interface Changes {
  readonly where: string
  readonly issues: Issue[]
  /** Leaves and constants that no longer stand where they stood. */
  readonly lost: Place[]
  /** References that stand where something else did, or nothing. */
  readonly fresh: Place[]
  /** Whether anything but the values of leaves changed. */
  structural: boolean
}

const changesOf = (where: string, before: unknown, after: unknown): Changes => {
  const changes: Changes = { where, issues: [], lost: [], fresh: [], structural: false }
  compare(before, after, '', changes)
  return changes
}

const compare = (before: unknown, after: unknown, path: string, changes: Changes): void => {
  if (Object.is(before, after)) return
  if (sameContainer(before, after)) {
    for (const name of ordered([...new Set([...childNames(before), ...childNames(after)])]))
      compare(childOf(before, name), childOf(after, name), under(path, name), changes)
    return
  }
  if (alike(before, after)) return
  changes.structural = true
  if (!mayFollow(before, after)) {
    changes.issues.push(misplaced(path, before, after))
    return
  }
  const { where, lost, fresh } = changes
  const lose = (node: unknown, place: string): void => {
    if (isValue(node)) lost.push({ path: place, before: node, after })
  }
  const meet = (node: unknown, place: string): void => {
    if (isRef(node))
      fresh.push({ path: place, before: place === path ? before : undefined, after: node })
  }
  visit(where, before, lose, path)
  visit(where, after, meet, path)
}

const isValue = (node: unknown): boolean => node instanceof Handle || isConstant(node)

/** A reference stays; a leaf or container may become a reference or go; what was no part of any path may become anything. */
const mayFollow = (before: unknown, after: unknown): boolean =>
  after === undefined ||
  typeof before !== 'object' ||
  before === null ||
  (!isRef(before) && (isRef(after) || after === null))

const misplaced = (path: string, before: unknown, after: unknown): Issue =>
  isRef(before)
    ? {
        where: 'edit',
        must: `'${path}' must stay a reference to '${before.path}'`,
        was: described(after),
        do: 'write to what it refers to, or untie it first',
      }
    : changed('edit', path, before, after)

const sharingIssues = (before: unknown, after: unknown, changes: Changes): readonly Issue[] => {
  const [was, is] = [aliases(before), aliases(after)]
  const bereft = orphaned(changes, standing(was, is))
  if (bereft.length > 0) return bereft
  const broken = [...is].flatMap(([path, alias]) => {
    const stood = was.get(path)
    return isLeft(alias) && (stood === undefined || isRight(stood)) ? alias.left : []
  })
  if (broken.length > 0) return broken
  const whole = [...is.values()].every(isRight)
    ? attempt(() => resolveAll(after, 'edit'))
    : undefined
  if (whole !== undefined && isLeft(whole)) return whole.left // sub-trees that contain each other
  return changes.fresh.flatMap((place) => misshapen(place, before, after))
}

/** Where each reference of a tree leads, or why nowhere. */
type Aliases = ReadonlyMap<string, Either<readonly Issue[], Alias>>

const aliases = (tree: unknown): Aliases => {
  const found = new Map<string, Either<readonly Issue[], Alias>>()
  visit('edit', tree, (node, path) => {
    if (!isRef(node)) return
    const alias = attempt(() => aliasAt('edit', tree, node, path))
    found.set(path, alias)
  })
  return found
}

/** Where the references led that are still there. */
const standing = (was: Aliases, is: Aliases): readonly Alias[] =>
  [...was].flatMap(([path, alias]) => (isRight(alias) && is.has(path) ? [alias.right] : []))

const orphaned = ({ where, lost }: Changes, uses: readonly Alias[]): readonly Issue[] =>
  lost.flatMap(({ path, before, after }) => {
    const names = segments(path)
    const users = uses
      .filter(({ target }) => leadsTo(segments(target), names))
      .map((alias) => `'${joined([alias.path, ...names.slice(segments(alias.target).length)])}'`)
    if (users.length === 0) return []
    const refer = `${users.join(' and ')} refer${users.length === 1 ? 's' : ''} to it`
    const must = `'${path}' must stay ${described(before)}, for ${refer}`
    return [{ where, must, was: described(after), do: 'untie first' }]
  })

/** A new reference that shows another structure, shape or dtype than what stood in its place. */
const misshapen = (
  { path, before: stood }: Place,
  before: unknown,
  after: unknown,
): readonly Issue[] => {
  if (stood === undefined || stood === null || typeof stood !== 'object') return []
  const shown = (tree: unknown): unknown => resolve(resolveAll(tree, 'edit'), path, 'edit').node
  const target = joined(resolve(after, path, 'edit').names)
  return keptIssues('edit', path, shown(before), shown(after)).map((issue) => ({
    ...issue,
    do: `let the reference at '${path}' name another place than '${target}'`,
  }))
}

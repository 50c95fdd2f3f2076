// Editing a draft, by immer: a tree as a mutable record whose references are shown, not followed.
import { Immer } from 'immer'
import { demandFunction, fail, type Issue, shown } from '../prelude/index.ts'
import { isTensor } from '../tensor/index.ts'
import { demandEdited } from './edited.ts'
import { described, isRef } from './node.ts'
import { isIndex, quoted, segments } from './path.ts'
import type { Atom } from './path-type.ts'
import { aliasAt } from './resolve.ts'
import { childNames, childOf, isContainer } from './walk.ts'
import { type Written, writtenBy } from './written.ts'

/** A tree that may be assigned to; leaves, references and constants are replaced whole. */
export type Draft<T> = T extends Atom ? T : { -readonly [K in keyof T]: Draft<T[K]> }

// an instance of its own: immer's settings are otherwise global
// what it makes is frozen here, and nothing of the caller's
const immer = new Immer({ autoFreeze: false, useStrictShallowCopy: false })

/** The tree that the recipe makes of a draft; what it leaves alone keeps its identity.  Fails where a reference is
 *  replaced or leads nowhere afterwards, where a shared leaf is removed, where a leaf changes its shape or dtype, and where
 *  a tensor itself is written to: the recipe then runs once more, on a copy, to tell the place. A draft is of use in its
 *  recipe alone: immer revokes it afterwards, and engines say so in their own words where one that was kept is read.
 *  @example edit((draft: { a: number }) => { draft.a = 2 })({ a: 1 }) // => { a: 2 } */
export const edit = <T>(recipe: (draft: Draft<T>) => void): ((tree: T) => T) => {
  demandFunction('edit', 'recipe', recipe)
  return (tree) => {
    if (!isContainer(tree))
      fail({
        where: 'edit',
        must: 'must be given a tree with children',
        was: described(tree),
        do: 'make the new value itself',
      })
    const edited = immer.produce(tree, (draft) => {
      const answer: unknown = writing(tree, recipe, draft as Draft<T>) // immer's Draft would rewrite the tensors' types
      if (answer instanceof Promise) fail(unfinished)
    })
    if (edited === tree) return tree
    demandEdited(tree, edited)
    freeze(edited, containersOf(tree))
    return edited
  }
}

/** Freezes what is new in a tree. */
const freeze = (node: unknown, old: ReadonlySet<unknown>): void => {
  if (!isContainer(node) || old.has(node)) return
  Object.freeze(node)
  for (const name of childNames(node)) freeze(childOf(node, name), old)
}

const containersOf = (node: unknown, found: Set<unknown> = new Set()): ReadonlySet<unknown> => {
  if (!isContainer(node) || found.has(node)) return found
  found.add(node)
  for (const name of childNames(node)) containersOf(childOf(node, name), found)
  return found
}

/** Runs a recipe; where it writes into a tensor, a reference or a constant, as engines say in their own words, the sentence
 *  says which, and what to write. */
const writing = <D>(tree: unknown, recipe: (draft: D) => unknown, draft: D): unknown => {
  try {
    return recipe(draft)
  } catch (error) {
    if (!(error instanceof TypeError) || !error.message.includes('extensible')) throw error
    const written = writtenBy(tree, recipe as (draft: unknown) => unknown) // a draft shows what its tree shows
    return fail(written === undefined ? unplaced : misplaced(tree, written))
  }
}

const misplaced = (tree: unknown, { path, node, name, value }: Written): Issue => {
  const issue = { where: 'edit', was: `a write to its '${name}'` }
  if (isRef(node))
    return {
      ...issue,
      must: `'${path}' must stay a reference to '${node.path}'`,
      do: `write to '${aliasAt('edit', tree, node, path).target}' instead, to which it leads`,
    }
  const here = `draft${segments(path).map(accessor).join('')}`
  const index = isTensor(node) && node.shape.length > 0 && isIndex(name)
  const given = typeof value === 'object' || typeof value === 'function' ? 'x' : shown(value)
  return {
    ...issue,
    must: `${quoted(path)} must be replaced whole`,
    do: `write ${here} = ${index ? `update(${here}, [${name}], ${given})` : 'another one'}`,
  }
}

const accessor = (name: string): string => {
  if (isIndex(name)) return `[${name}]`
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
}

const unplaced: Issue = {
  where: 'edit',
  must: 'recipe must write to what stands in the tree',
  was: 'a new property of a reference, a constant or a tensor',
  do: 'replace it whole, or write where a reference leads',
}

const unfinished = {
  where: 'edit',
  must: 'recipe must be finished when it returns',
  was: 'a promise',
  do: 'await first, then edit',
}

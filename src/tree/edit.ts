// Editing a draft, by immer: a tree as a mutable record whose references are shown, not followed.
import { Immer } from 'immer'
import { demandFunction, fail } from '../prelude/index.ts'
import { demandEdited } from './edited.ts'
import { described } from './node.ts'
import type { Atom } from './path-type.ts'
import { refs } from './resolve.ts'
import { childNames, childOf, isContainer } from './walk.ts'

/** A tree that may be assigned to; leaves, references and constants are replaced whole. */
export type Draft<T> = T extends Atom ? T : { -readonly [K in keyof T]: Draft<T[K]> }

// an instance of its own: immer's settings are otherwise global
// what it makes is frozen here, and nothing of the caller's
const immer = new Immer({ autoFreeze: false, useStrictShallowCopy: false })

/** The tree that the recipe makes of a draft; what it leaves alone keeps its identity.  Fails where a reference is
 *  replaced or leads nowhere afterwards, where a shared leaf is removed, and where a leaf changes its shape or dtype.
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
      const answer: unknown = writing(tree, () => recipe(draft as Draft<T>)) // immer's Draft would rewrite the tensors' types
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

/** Runs a recipe; where it writes into a reference, as engines say in their own words, the sentence says where to write. */
const writing = (tree: unknown, run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof TypeError) || !error.message.includes('extensible')) throw error
    const aliases = refs(tree, 'edit').map(({ path, target }) => `'${path}' refers to '${target}'`)
    return fail({
      where: 'edit',
      must: 'recipe must write to what stands in the tree',
      was: 'a new property of a reference, a constant or a tensor',
      do:
        aliases.length === 0
          ? 'replace it whole'
          : `write where the value stands: ${aliases.join(', ')}`,
    })
  }
}

const unfinished = {
  where: 'edit',
  must: 'recipe must be finished when it returns',
  was: 'a promise',
  do: 'await first, then edit',
}

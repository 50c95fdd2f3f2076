// Editing a draft, by immer: a tree as a mutable record whose references are shown, not followed.
import { Immer } from 'immer'
import { fail } from '../prelude/index.ts'
import { demandEdited } from './edited.ts'
import { described } from './node.ts'
import type { Atom } from './path-type.ts'
import { isContainer } from './walk.ts'

/** A tree that may be assigned to; leaves, references and constants are replaced whole. */
export type Draft<T> = T extends Atom ? T : { -readonly [K in keyof T]: Draft<T[K]> }

// an instance of its own: immer's settings are otherwise global
const immer = new Immer({ autoFreeze: true, useStrictShallowCopy: false })

/** The tree that the recipe makes of a draft; what it leaves alone keeps its identity.  Fails where a reference is
 *  replaced or leads nowhere afterwards, where a shared leaf is removed, and where a leaf changes its shape or dtype.
 *  @example edit((draft: { a: number }) => { draft.a = 2 })({ a: 1 }) // => { a: 2 } */
export const edit =
  <T>(recipe: (draft: Draft<T>) => void): ((tree: T) => T) =>
  (tree) => {
    if (!isContainer(tree))
      fail({
        where: 'edit',
        must: 'must be given a tree with children',
        was: described(tree),
        do: 'make the new value itself',
      })
    const edited = immer.produce(tree, (draft) => {
      const answer: unknown = recipe(draft as Draft<T>) // immer's Draft would rewrite the tensors' types
      if (answer instanceof Promise) fail(unfinished)
    })
    if (edited !== tree) demandEdited(tree, edited)
    return edited
  }

const unfinished = {
  where: 'edit',
  must: 'recipe must be finished when it returns',
  was: 'a promise',
  do: 'await first, then edit',
}

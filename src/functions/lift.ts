// From functions over trees to functions over lists of values, and back: the language knows no trees.

import { type Body, recent } from '../language/trace/index.ts'
import { demandFunction, fail } from '../prelude/index.ts'
import { type ArrayType, sameType } from '../shape/index.ts'
import type { Handle } from '../tensor/index.ts'
import {
  type Flattened,
  flattenValues,
  type Reader,
  readerOf,
  type Structure,
  type Typed,
  unflattenTree,
} from '../tree/index.ts'

/** Any function, as a transformation calls it: with trees of the structure that its caller's types gave. */
export type TreeFunction = (...args: readonly unknown[]) => unknown

/** A function of trees as one of values, for arguments of one structure. */
export interface Lifted {
  readonly body: Body
  /** What the function gave last, without its data. */
  readonly result: () => Typed
}

export const lift = (where: string, f: TreeFunction, structure: Structure): Lifted => {
  let result: Typed = { structure, leaves: [] }
  return {
    body: (...leaves) => {
      const args = unflattenTree(structure, leaves) as readonly unknown[] // the structure of a list of arguments
      const output = f(...args)
      if (output instanceof Promise) fail({ ...unfinished, where })
      const flat = flattenValues(output, where)
      result = { structure: flat.structure, leaves: typesOf(flat.leaves) }
      return flat.leaves
    },
    result: () => result,
  }
}

const unfinished = { must: 'must return values', was: 'a promise', do: 'await outside' }

const typesOf = (leaves: readonly Handle[]): readonly ArrayType[] =>
  leaves.map(({ shape, dtype }) => ({ shape, dtype }))

export interface Made<T> extends Flattened {
  readonly made: T
}

/** Whether what was made for some types serves leaves of these. */
export type SameTypes = (
  known: readonly ArrayType[],
  leaves: readonly ArrayType[],
  structure: Structure,
) => boolean

const sameTypes: SameTypes = (known, leaves) =>
  known.every((before, i) => sameType(before, leaves[i] ?? before)) // of one structure: they are as many

interface Entry<T> {
  readonly read: Reader
  readonly structure: Structure
  readonly types: readonly ArrayType[]
  readonly made: T
}

/** What is made once for arguments of one structure and one shape and dtype for each leaf, beside the leaves.
 *  What was made for the most recent types is kept: the language's `recent`. */
export const perType = <T>(
  where: string,
  make: (structure: Structure, types: readonly ArrayType[]) => T,
  same: SameTypes = sameTypes,
): ((args: readonly unknown[]) => Made<T>) => {
  const known = recent<Entry<T>>()
  return (args) => {
    let leaves: Handle[] = []
    const found = known.find(({ read, types, structure }) => {
      leaves = []
      return read(args, leaves) && same(types, leaves, structure)
    })
    if (found !== undefined) return { made: found.made, structure: found.structure, leaves }
    const flat = flattenValues(args, where)
    const types = typesOf(flat.leaves)
    const made = make(flat.structure, types)
    known.add({ read: readerOf(flat.structure), structure: flat.structure, types, made })
    return { made, ...flat }
  }
}

/** The function of trees that runs what was made for the types of its arguments. */
export const overTrees =
  (
    known: (args: readonly unknown[]) => Made<{ readonly run: Body; readonly result: () => Typed }>,
  ): TreeFunction =>
  (...args) => {
    const {
      made: { run, result },
      leaves,
    } = known(args)
    const results = run(...leaves) // it is traced here, and then knows its structure
    return unflattenTree(result().structure, results)
  }

/** The structure of each argument, from that of their list. */
export const argumentsOf = (structure: Structure): readonly Structure[] =>
  structure.kind === 'list' ? structure.children : []

/** What messages call a transformed function: `jit(step)`. */
export const named = (transform: string, f: unknown): string => {
  const { name } = demandFunction(transform, 'f', f) as { readonly name: unknown }
  return typeof name !== 'string' || name === '' ? transform : `${transform}(${name})`
}

// From functions over trees to functions over lists of values, and back: the language knows no trees.
import type { Value } from '../language/level/index.ts'
import type { Body } from '../language/trace/index.ts'
import {
  type Flattened,
  flattenValues,
  type Structure,
  sameStructure,
  unflattenTree,
} from '../tree/index.ts'

/** Any function, as a transformation calls it: with trees of the structure that its caller's types gave. */
export type TreeFunction = (...args: readonly unknown[]) => unknown

/** A function of trees as one of values, for arguments of one structure. */
export interface Lifted {
  readonly body: Body
  /** The structure of what the function gave last. */
  readonly result: () => Structure
}

export const lift = (where: string, f: TreeFunction, structure: Structure): Lifted => {
  let result: Structure | undefined
  return {
    body: (...leaves) => {
      const args = unflattenTree(structure, leaves) as readonly unknown[] // the structure of a list of arguments
      const output = f(...args)
      if (output instanceof Promise) return output as unknown as readonly Value[] // `trace` refuses it by name
      const flat = flattenValues(output, where)
      result = flat.structure
      return flat.leaves
    },
    result: () => result ?? structure,
  }
}

/** Arguments as one tree. */
export const flattenArgs = (where: string, args: readonly unknown[]): Flattened =>
  flattenValues(args, where)

/** What is made once for each structure. */
export const perStructure = <T>(
  make: (structure: Structure) => T,
): ((structure: Structure) => T) => {
  const known: { readonly structure: Structure; readonly made: T }[] = []
  return (structure) => {
    const found = known.find((entry) => sameStructure(entry.structure, structure) === undefined)
    if (found !== undefined) return found.made
    const made = make(structure)
    known.push({ structure, made })
    return made
  }
}

/** What messages call a transformed function: `jit(step)`. */
export const named = (transform: string, f: { readonly name: string }): string =>
  f.name === '' ? transform : `${transform}(${f.name})`

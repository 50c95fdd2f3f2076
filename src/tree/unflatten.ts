// A tree put together again, of a structure and leaves. A writer is made once for a structure, knows where each leaf stands,
// and copies records from a pattern that has their names already: that is fast.
import { fail, refuse, shown } from '../prelude/index.ts'
import { Handle } from '../tensor/index.ts'
import { Constant } from './node.ts'
import { isStructure, type Structure } from './structure.ts'
import { record } from './walk.ts'

/** The tree whose leaves stand from there on. */
type Writer = (leaves: readonly unknown[], from: number) => unknown

const writerOf = (structure: Structure): Writer => {
  switch (structure.kind) {
    case 'leaf':
      return (leaves, from) => leaves[from]
    case 'fixed':
      return (leaves, from) => {
        const value = leaves[from]
        return value instanceof Handle ? new Constant(value as Constant['value']) : value // the tensor of a constant
      }
    case 'node':
      return () => structure.node
    case 'list': {
      const write = writerOfAll(structure.children)
      return (leaves, from) => Object.freeze(write(leaves, from))
    }
    case 'record':
      return writerOfRecord(structure)
  }
}

const writerOfAll = (
  children: readonly Structure[],
): ((leaves: readonly unknown[], from: number) => unknown[]) => {
  const places = placesOf(children)
  const writers = children.map(writerOf)
  return (leaves, from) => {
    const made: unknown[] = []
    for (let i = 0; i < writers.length; i++)
      made.push(writers[i]?.(leaves, from + (places[i] ?? 0)))
    return made
  }
}

const writerOfRecord = ({
  names,
  children,
  symbols,
}: Extract<Structure, { readonly kind: 'record' }>): Writer => {
  const write = writerOfAll(children)
  // an assignment to that name is none
  if (names.includes('__proto__'))
    return (leaves, from) => record(names, write(leaves, from), symbols)
  const pattern = { ...record(names, [], symbols) }
  const places = placesOf(children)
  const writers = children.map(writerOf)
  return (leaves, from) => {
    const made: Record<string, unknown> = { ...pattern }
    for (let i = 0; i < names.length; i++)
      made[names[i] as string] = writers[i]?.(leaves, from + (places[i] ?? 0)) // i is within names
    return Object.freeze(made)
  }
}

/** Where the first leaf of each child stands. */
const placesOf = (children: readonly Structure[]): readonly number[] => {
  let next = 0
  return children.map(({ size }) => {
    const place = next
    next += size
    return place
  })
}

const writers = new WeakMap<Structure, Writer>()
const writer = (structure: Structure): Writer => {
  const known = writers.get(structure)
  if (known !== undefined) return known
  const made = writerOf(structure)
  writers.set(structure, made)
  return made
}

/** The tree of this structure with these leaves; they may be any values.  Fails if their number is another. */
export const unflattenTree = (structure: Structure, leaves: readonly unknown[]): unknown =>
  structure?.size === leaves?.length && isStructure(structure)
    ? writer(structure)(leaves, 0)
    : !isStructure(structure)
      ? refuse(
          'unflattenTree',
          'structure must be that of a tree',
          structure,
          'take it from flattenTree',
        )
      : fail({
          where: 'unflattenTree',
          must: `leaves must be ${structure.size}`,
          was: Array.isArray(leaves) ? `${leaves.length}` : shown(leaves),
          do: 'give one for each leaf of the structure',
        })

// A value may stand where another did only if it keeps its structure, and the shape and dtype of every leaf;
// by value and by type.
import { demandText, type Issue, type Sentence } from '../prelude/index.ts'
import { type ShowType, sameType } from '../shape/index.ts'
import { Handle, type Key, type Tensor } from '../tensor/index.ts'
import {
  type Constant,
  described,
  type Hole,
  isConstant,
  isHole,
  isList,
  isRecord,
  isRef,
  type Ref,
  sameRef,
} from './node.ts'
import { ordered, quoted, under } from './path.ts'
import type { Atom } from './path-type.ts'
import { childNames, childOf, hasChild } from './walk.ts'

/** What is wrong with a value that is to stand where another did, leaf by leaf.  Fails for a place or a path that is no string. */
export const keptIssues = (
  where: string,
  path: string,
  before: unknown,
  after: unknown,
): readonly Issue[] =>
  issuesOf(
    demandText('keptIssues', 'where', where),
    demandText('keptIssues', 'path', path),
    before,
    after,
  )

const issuesOf = (
  where: string,
  path: string,
  before: unknown,
  after: unknown,
): readonly Issue[] => {
  if (Object.is(before, after)) return []
  if (!sameContainer(before, after))
    return alike(before, after) ? [] : [changed(where, path, before, after)]
  const names = ordered([...new Set([...childNames(before), ...childNames(after)])])
  return names.flatMap((name) => {
    const [was, is, place] = [childOf(before, name), childOf(after, name), under(path, name)]
    return hasChild(before, name) && hasChild(after, name)
      ? issuesOf(where, place, was, is)
      : [changed(where, place, was, is)]
  })
}

export const sameContainer = (a: unknown, b: unknown): boolean =>
  isList(a) ? isList(b) : isRecord(a) && isRecord(b)

/** Whether one node may replace another that is no container: statics keep their kind only. */
export const alike = (a: unknown, b: unknown): boolean => {
  if (a instanceof Handle) return b instanceof Handle && sameType(a, b)
  if (isConstant(a)) return isConstant(b) && sameType(a.value, b.value)
  if (isRef(a)) return isRef(b) && sameRef(a, b)
  if (isHole(a)) return isHole(b)
  return isStatic(a) && isStatic(b) && typeof a === typeof b
}

const isStatic = (node: unknown): boolean => typeof node !== 'object' || node === null

export const changed = (where: string, path: string, before: unknown, after: unknown): Issue => ({
  where,
  must: `${quoted(path)} must be ${described(before)}`,
  was: described(after),
  do:
    before instanceof Handle && after instanceof Handle
      ? 'keep its shape and dtype'
      : 'keep the structure of the tree',
})

/** How far a reference goes up, where that is not one level. */
type FromAbove<U extends number> = U extends 1 ? '' : ` from ${U} levels up`

/** {@link described} as a type. */
export type Described<T> =
  T extends Tensor<infer S, infer D>
    ? ShowType<S, D>
    : T extends Key<infer S>
      ? ShowType<S, 'key'>
      : T extends Constant<infer S, infer D>
        ? `a constant ${ShowType<S, D>}`
        : T extends Ref<infer P, infer U, infer V>
          ? `a reference to '${P}'${FromAbove<U>}${V extends 'transposed' ? ', transposed' : ''}`
          : T extends Hole
            ? 'a hole'
            : T extends readonly unknown[]
              ? number extends T['length']
                ? 'an array'
                : `an array of ${T['length']}`
              : T extends (...args: never[]) => unknown
                ? 'a function'
                : T extends object
                  ? keyof T extends never
                    ? 'an empty tree'
                    : 'a tree'
                  : T extends void // a function that returns nothing
                    ? 'nothing'
                    : T extends string
                      ? string extends T
                        ? 'a string'
                        : `"${T}"`
                      : T extends number
                        ? number extends T
                          ? 'a number'
                          : `${T}`
                        : T extends boolean | null
                          ? `${T}`
                          : 'another value'

type Changed<V, Was, Where extends string, P extends string> = Sentence<
  Where,
  `'${P}' must be ${Described<Was>}`,
  Described<V>,
  Was extends Handle
    ? V extends Handle
      ? 'keep its shape and dtype'
      : 'keep the structure of the tree'
    : 'keep the structure of the tree'
>

/** The sentences of {@link keptIssues}; never where the value keeps its type. */
export type KeptFault<V, Was, Where extends string, P extends string> = [V] extends [Was]
  ? never
  : Was extends Atom
    ? Changed<V, Was, Where, P>
    : V extends Atom
      ? Changed<V, Was, Where, P>
      : {
          [K in keyof Was]: KeptFault<
            K extends keyof V ? V[K] : undefined,
            Was[K],
            Where,
            `${P}.${K & (string | number)}`
          >
        }[Was extends readonly unknown[] ? keyof Was & number : keyof Was]

/** The type of a value argument: V where it keeps the type of what stands there, else the sentences. */
export type Kept<V, Was, Where extends string, P extends string> = [V] extends [Was]
  ? V
  : KeptFault<V, Was, Where, P>

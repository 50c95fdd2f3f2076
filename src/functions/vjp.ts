// Derivatives at a point, forward and in reverse, of functions over trees.

import type { Tangent, Value } from '../language/level/index.ts'
import { full, orZeros } from '../language/primitives/index.ts'
import { jvp as jvpOf, vjp as vjpOf } from '../language/transform/index.ts'
import { fail } from '../prelude/index.ts'
import { type Box, isFloat, sameType, showType } from '../shape/index.ts'
import {
  flattenTree,
  type Structure,
  sameStructure,
  structureIssue,
  unflattenTree,
} from '../tree/index.ts'
import { lift, type TreeFunction } from './lift.ts'
import type { Form } from './types.ts'

type Cotangent<C, Y> =
  Box<C> extends Box<Y>
    ? C
    : `pullback: cotangent must be ${Form<Y>}, as the result is (was ${Form<C>}); give one of that type`
type Tangents<T, A extends readonly unknown[]> =
  T extends Readonly<A>
    ? T
    : 'jvp: tangents must be trees of the arguments (was another); give one for each argument'

/** What f gives, and the map from a cotangent of that to cotangents of f's arguments: `pullback` is linear.
 *  Fails where the cotangent is not of the result's structure and types. Integer arguments get 0. */
export const vjp =
  <A extends readonly unknown[], Y>(f: (...args: A) => Y) =>
  (...args: A): readonly [Y, <C>(cotangent: Cotangent<C, Y>) => A] => {
    const { leaves, structure } = flattenTree(args, 'vjp')
    const lifted = lift('vjp', f as TreeFunction, structure) // called with trees of this structure alone
    const mask = leaves.map(({ dtype }) => isFloat(dtype))
    const [results, back] = vjpOf(lifted.body, leaves, mask)
    const form = lifted.result()
    const pullback = (cotangent: unknown): A => {
      const given = leavesLike('pullback', 'cotangent', form, results, cotangent)
      const totals = back(given.map((ct, i) => (isFloat(results[i]?.dtype ?? 'i32') ? ct : null)))
      const cotangents = leaves.map((leaf, i) => totals[i] ?? zeroLike(leaf))
      return unflattenTree(structure, cotangents) as A // of the arguments' structure and types
    }
    return [unflattenTree(form, results) as Y, pullback] // what f gave
  }

/** What f gives, and its derivative along these tangents.  Fails where the tangents are not of the arguments' types. */
export const jvp =
  <A extends readonly unknown[], Y>(f: (...args: A) => Y) =>
  <const T extends readonly unknown[]>(primals: A, tangents: Tangents<T, A>): readonly [Y, Y] => {
    const { leaves, structure } = flattenTree(primals, 'jvp')
    const lifted = lift('jvp', f as TreeFunction, structure) // called with trees of this structure alone
    const given = leavesLike('jvp', 'tangent', structure, leaves, tangents)
    const duals = given.map((dx): Tangent => (isFloat(dx.dtype) ? dx : null))
    const [results, moved] = jvpOf(lifted.body, leaves, duals)
    const form = lifted.result()
    const dys = results.map((y, i) =>
      isFloat(y.dtype) ? orZeros(moved[i] ?? null, y) : zeroLike(y),
    )
    return [unflattenTree(form, results) as Y, unflattenTree(form, dys) as Y] // what f gave, and a tree like it
  }

const zeroLike = (x: Value): Value => (x.dtype === 'key' ? x : full(x, 0))

/** The leaves of a tree that must be like another. */
const leavesLike = (
  where: string,
  what: string,
  structure: Structure,
  like: readonly Value[],
  tree: unknown,
): readonly Value[] => {
  const given = flattenTree(tree, where)
  const difference = sameStructure(structure, given.structure)
  if (difference !== undefined) fail(structureIssue(where, difference))
  for (const [i, leaf] of given.leaves.entries()) {
    const wanted = like[i]
    if (wanted !== undefined && !sameType(wanted, leaf))
      fail({
        where,
        must: `${what} must be ${showType(wanted)}, as the ${what === 'tangent' ? 'argument' : 'result'} is`,
        was: showType(leaf),
        do: 'give one of that type',
      })
  }
  return given.leaves
}

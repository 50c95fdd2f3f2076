// Derivatives at a point, forward and in reverse, of functions over trees.

import type { Tangent, Value } from '../language/level/index.ts'
import { full, orZeros } from '../language/primitives/index.ts'
import { jvp as jvpOf, vjp as vjpOf } from '../language/transform/index.ts'
import { demandArray, demandNoMore } from '../prelude/index.ts'
import { isFloat } from '../shape/index.ts'
import { flattenTree, flattenValues, unflattenTree } from '../tree/index.ts'
import { type Given, type LikeFault, leavesLike } from './difference.ts'
import { lift, named, type TreeFunction } from './lift.ts'

const cotangents = { op: 'pullback', what: 'cotangent', as: 'the result is' } as const
const tangents = { op: 'jvp', what: 'tangent', as: 'the argument is' } as const

/** The map from a cotangent of a result to cotangents of the arguments; a cotangent that is not like the result is refused. */
export type Pullback<A, Y> = <const C>(cotangent: Given<C, LikeFault<Y, C, typeof cotangents>>) => A

/** What f gives, and the map from a cotangent of that to cotangents of f's arguments: `pullback` is linear.
 *  Fails where the cotangent is not of the result's structure and types. Integer arguments get 0. */
export const vjp = <A extends readonly unknown[], const Y>(
  f: (...args: A) => Y,
  ...more: readonly []
): ((...args: A) => readonly [Y, Pullback<A, Y>]) => {
  demandNoMore('vjp', [f], more, 'vjp(f)(x, …)')
  const name = named('vjp', f)
  return (...args) => {
    const { leaves, structure } = flattenTree(args, 'vjp')
    const lifted = lift(name, f as TreeFunction, structure) // called with trees of this structure alone
    const mask = leaves.map(({ dtype }) => isFloat(dtype))
    const [results, back] = vjpOf(lifted.body, leaves, mask, name)
    const form = lifted.result().structure
    const pullback = (cotangent: unknown): A => {
      const like = { structure: form, leaves: results }
      const given = leavesLike(like, cotangent, cotangents)
      const totals = back(given.map((ct) => (isFloat(ct.dtype) ? ct : null)))
      return unflattenTree(
        structure,
        leaves.map((leaf, i) => totals[i] ?? zeroLike(leaf)),
      ) as A // of the arguments' structure and types
    }
    return [unflattenTree(form, results) as Y, pullback] // what f gave
  }
}

/** The function to a result and its derivative, from arguments and tangents like them. */
export type Jvp<A extends readonly unknown[], Y> = <const T extends readonly unknown[]>(
  primals: A,
  changes: Given<T, LikeFault<A, T, typeof tangents>>,
) => readonly [Y, Y]

/** What f gives, and its derivative along these tangents.  Fails where the tangents are not of the arguments' types. */
export const jvp = <A extends readonly unknown[], const Y>(
  f: (...args: A) => Y,
  ...more: readonly []
): Jvp<A, Y> => {
  demandNoMore('jvp', [f], more, 'jvp(f)(primals, tangents)')
  const name = named('jvp', f)
  return (primals, changes) => {
    demandArray('jvp', 'primals', primals)
    demandArray('jvp', 'tangents', changes)
    leavesLike(flattenValues(primals, 'jvp'), changes, tangents)
    const at = flattenTree(primals, 'jvp') // what is constant has no tangent
    const along = flattenTree(changes, 'jvp').leaves
    const lifted = lift(name, f as TreeFunction, at.structure) // called with trees of this structure alone
    const duals = along.map((dx): Tangent => (isFloat(dx.dtype) ? dx : null))
    const [results, moved] = jvpOf(lifted.body, at.leaves, duals, name)
    const form = lifted.result().structure
    const dys = results.map((y, i) =>
      isFloat(y.dtype) ? orZeros(moved[i] ?? null, y) : zeroLike(y),
    )
    return [unflattenTree(form, results) as Y, unflattenTree(form, dys) as Y] // what f gave, and a tree like it
  }
}

const zeroLike = (x: Value): Value => (x.dtype === 'key' ? x : full(x, 0))

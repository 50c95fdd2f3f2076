// Choices and loops on values that are known only when the program runs.
import { cond as condOf, whileLoop as whileOf } from '../language/trace/index.ts'
import { fail } from '../prelude/index.ts'
import { type Box, isSize, sameType, showType } from '../shape/index.ts'
import { type Handle, isTensor, type Tensor } from '../tensor/index.ts'
import {
  described,
  flattenValues,
  type Structure,
  sameStructure,
  structureIssue,
  unflattenTree,
} from '../tree/index.ts'
import { flattenArgs, lift, perStructure, type TreeFunction } from './lift.ts'
import { changed } from './scan.ts'
import type { Carried, Form } from './types.ts'

type BranchFault<R1, R2> =
  Box<R1> extends Box<R2>
    ? never
    : `cond: branches must give the same (was ${Form<R1>} and ${Form<R2>}); make them agree`

/** The first function where the predicate holds, the second elsewhere, on the same operands.
 *  Fails where they give different structures or types.
 *  @example cond((x: Tensor<[]>) => x, (x: Tensor<[]>) => neg(x))(gt(scalar(-2), 0), scalar(-2)) // => scalar(2) */
export const cond = <A extends readonly unknown[], R1, A2 extends readonly unknown[], R2>(
  onTrue: (...operands: A) => R1,
  onFalse: [BranchFault<R1, R2>] extends [never] ? (...operands: A2) => R2 : BranchFault<R1, R2>,
): ((predicate: Tensor<[], 'bool'>, ...operands: A) => R1) => {
  const branches = perStructure((structure) => {
    const first = lift('cond', onTrue as TreeFunction, structure) // called with trees of this structure alone
    const second = lift('cond', onFalse as TreeFunction, structure) // where the call compiles
    return { run: condOf(first.body, agreeing(first.result, second)), result: first.result }
  })
  return (predicate, ...operands) => {
    mustBePredicate('cond', 'predicate', predicate)
    const { leaves, structure } = flattenArgs('cond', operands)
    const { run, result } = branches(structure)
    const results = run(predicate, leaves) // the branches are traced here, and then know their structure
    return unflattenTree(result(), results) as R1 // what both branches give
  }
}

/** The second branch, which must give what the first gave. It is traced after it. */
const agreeing =
  (first: () => Structure, second: ReturnType<typeof lift>): ReturnType<typeof lift>['body'] =>
  (...operands) => {
    const results = second.body(...operands)
    const difference = sameStructure(first(), second.result())
    if (difference !== undefined) fail(structureIssue('cond', difference))
    return results
  }

const mustBePredicate = (where: string, what: string, predicate: unknown): void => {
  const wrong = !isTensor(predicate) || predicate.dtype !== 'bool' || predicate.shape.length > 0
  if (wrong)
    fail({
      where,
      must: `${what} must be bool[]`,
      was: isTensor(predicate) ? showType(predicate) : `${typeof predicate}`,
      do: 'compare tensors, or use if on a plain value',
    })
}

/** The carry after the body has been applied as long as the test holds, at most `limit` times.
 *  With a limit it can be differentiated in reverse.  Fails where the carry does not keep its structure and types.
 *  @example whileLoop((n: Tensor<[]>) => lt(n, 100), (n) => mul(n, 2))(scalar(3)) // => scalar(192) */
export const whileLoop = <C, C2>(
  test: (carry: C) => Tensor<[], 'bool'>,
  body: (carry: C) => Carried<'whileLoop', C, C2>,
  { limit = null }: { readonly limit?: number | null } = {},
): ((init: C) => C) => {
  if (limit !== null && !isSize(limit))
    fail({
      where: 'whileLoop',
      must: 'limit must be whole and not negative, or null',
      was: described(limit),
      do: 'round it',
    })
  const loops = perStructure((structure) => {
    const tree = (leaves: readonly Handle[]): C => unflattenTree(structure, leaves) as C // of init's structure
    return whileOf(
      (...carry) => {
        const holds = test(tree(carry))
        mustBePredicate('whileLoop', 'test', holds)
        return holds
      },
      (...carry) => {
        const after = flattenValues(body(tree(carry)), 'whileLoop')
        const difference = sameStructure(structure, after.structure)
        if (difference !== undefined) fail(structureIssue('whileLoop: carry', difference))
        for (const [i, leaf] of after.leaves.entries()) {
          const before = carry[i]
          if (before !== undefined && !sameType(before, leaf))
            fail(changed('whileLoop', before, leaf))
        }
        return after.leaves
      },
      limit,
    )
  })
  return (init) => {
    const { leaves, structure } = flattenValues(init, 'whileLoop')
    return unflattenTree(structure, loops(structure)(leaves)) as C // the loop keeps structure and types
  }
}

// Functions kept whole: one equation, values computed again, derivatives of one's own.

import type { Value } from '../language/level/index.ts'
import {
  type Body,
  call as callOf,
  checkpoint as checkpointOf,
  customJvp as customJvpOf,
  customVjp as customVjpOf,
} from '../language/trace/index.ts'
import { flattenTree, type Structure, unflattenTree } from '../tree/index.ts'
import { flattenArgs, lift, named, perStructure, type TreeFunction } from './lift.ts'

type AnyFunction = (...args: never[]) => unknown

/** f of trees by way of a function of values that is made once for each structure of the arguments. */
const wrapped = <F extends AnyFunction>(
  f: F,
  name: string,
  make: (
    body: Body,
    lifted: { readonly structure: Structure; readonly result: () => Structure },
  ) => Body,
): F => {
  const made = perStructure((structure) => {
    const lifted = lift(name, f as unknown as TreeFunction, structure) // called with trees of this structure alone
    return { run: make(lifted.body, { structure, result: lifted.result }), result: lifted.result }
  })
  const whole = (...args: readonly unknown[]): unknown => {
    const { leaves, structure } = flattenArgs(name, args)
    const { run, result } = made(structure)
    const results = run(...leaves)
    return unflattenTree(result(), results)
  }
  return whole as unknown as F // takes and gives what f does
}

/** f as one equation of a program: it keeps its name when the program is printed, and its derivative is one too. */
export const call = <F extends AnyFunction>(f: F): F => {
  const name = named('call', f)
  return wrapped(f, name, (body) => callOf(name, body))
}

/** f, whose inner values are computed again for its derivative instead of being kept: memory for time.
 *  Chen, Xu, Zhang & Guestrin, Training Deep Nets with Sublinear Memory Cost, 2016. */
export const checkpoint = <F extends AnyFunction>(f: F): F => {
  const name = named('checkpoint', f)
  return wrapped(f, name, (body) => checkpointOf(name, body))
}

/** f with a rule for its tangents, which must be linear in them: it is transposed for reverse derivatives.
 *  Fails where f captures a value that is differentiated: pass it as an argument.
 *  @example customJvp((x: Tensor<[]>) => exp(x), ([x], [dx]) => [exp(x), mul(dx, exp(x))]) */
export const customJvp = <A extends readonly unknown[], Y>(
  f: (...args: A) => Y,
  rule: (primals: A, tangents: A) => readonly [Y, Y],
): ((...args: A) => Y) => {
  const name = named('customJvp', f)
  return wrapped(f, name, (body, { structure }) => {
    const tree = (leaves: readonly Value[]): A => unflattenTree(structure, leaves) as A // of the arguments' structure
    return customJvpOf(name, body, (primals, tangents) => {
      const [y, dy] = rule(tree(primals), tree(tangents))
      return [flattenTree(y, name).leaves, flattenTree(dy, name).leaves]
    })
  })
}

/** f with a rule for its cotangents: `forward` gives the result and residuals, `backward` the cotangents of the arguments
 *  from residuals and the result's cotangent.  jvp of it fails: it has no forward derivative. */
export const customVjp = <A extends readonly unknown[], Y, R>(
  f: (...args: A) => Y,
  forward: (...args: A) => readonly [Y, R],
  backward: (residuals: R, cotangent: Y) => readonly [...NoInfer<A>],
): ((...args: A) => Y) => {
  const name = named('customVjp', f)
  return wrapped(f, name, (body, { structure, result }) => {
    let left: Structure | undefined
    return customVjpOf(name, body, {
      forward: (...inputs) => {
        const [y, residuals] = forward(...(unflattenTree(structure, inputs) as A)) // of the arguments' structure
        const flat = flattenTree(residuals, name)
        left = flat.structure
        return [flattenTree(y, name).leaves, flat.leaves]
      },
      backward: (residuals, cotangents) => {
        const kept = unflattenTree(left ?? structure, residuals) as R // what `forward` gave: it is traced first
        const cotangent = unflattenTree(result(), cotangents) as Y // of the result's structure
        return flattenTree(backward(kept, cotangent), name).leaves
      },
    })
  })
}

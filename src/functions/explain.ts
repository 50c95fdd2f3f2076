// A compiler one can see: what a function became.

import { count, print } from '../language/ir/index.ts'
import { demandFunction } from '../prelude/index.ts'
import { executableOf, type Returned } from './jit.ts'

export interface Explanation {
  /** The program as it was traced: every operation of the function, an equation each. */
  readonly program: string
  /** The program that runs. */
  readonly optimized: string
  /** How many equations each has, those of the programs inside them included. */
  readonly equations: { readonly program: number; readonly optimized: number }
}

/** What a function is for these arguments, jitted or not, as text.
 *  @example explain((x: Tensor<[2]>) => mul(x, 2))(tensor([1, 2])).equations.program // => 3 */
export const explain = <A extends readonly unknown[]>(
  f: (...args: A) => Returned,
): ((...args: A) => Explanation) => {
  demandFunction('explain', 'f', f)
  return (...args) => {
    const { program, optimized } = executableOf(
      f as unknown as (...args: never[]) => Returned,
      args,
      'explain',
    ) // called with its own arguments
    return {
      program: print(program),
      optimized: print(optimized),
      equations: { program: count(program), optimized: count(optimized) },
    }
  }
}

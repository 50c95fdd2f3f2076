// A compiler one can see: what a function became.

import { type Report, reportOf } from '../compiler/engine/index.ts'
import { count, print } from '../language/ir/index.ts'
import { demandFunction } from '../prelude/index.ts'
import { executableOf, type Returned } from './jit.ts'

export interface Explanation {
  /** The program as it was traced: every operation of the function, an equation each. */
  readonly program: string
  /** The program that runs. */
  readonly optimized: string
  /** The kernels of its WebAssembly, in order, a line each; empty where the program is evaluated, as are the numbers 0. */
  readonly kernels: string
  /** Operations on elements, and bytes that kernels read and write, in one run; a `while` loop is counted for one turn. */
  readonly operations: number
  readonly bytes: number
  /** Bytes: what the program takes while it runs, and the arrays that are in use together at the worst point. */
  readonly memory: { readonly planned: number; readonly live: number }
  /** The WebAssembly module; of no bytes where the program is evaluated. */
  readonly module: Uint8Array
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
    const executable = executableOf(f as unknown as (...args: never[]) => Returned, args, 'explain') // called with its own arguments
    const { program, optimized } = executable
    return {
      ...(reportOf(executable) ?? evaluated),
      program: print(program),
      optimized: print(optimized),
      equations: { program: count(program), optimized: count(optimized) },
    }
  }
}

const evaluated: Report = {
  kernels: '',
  operations: 0,
  bytes: 0,
  memory: { planned: 0, live: 0 },
  module: new Uint8Array(),
}

// The whole compiler: each line is a room. Until there is a backend, what is compiled is evaluated.
import { check, evaluate } from '../../language/evaluate/index.ts'
import type { Program } from '../../language/ir/index.ts'
import type { Value } from '../../language/level/index.ts'
import { optimize } from '../optimize/index.ts'

export interface Executable {
  /** The program as it was traced. */
  readonly program: Program
  /** What runs. */
  readonly optimized: Program
  /** The results on concrete inputs. */
  readonly run: (inputs: readonly Value[]) => readonly Value[]
}

export const compile = (program: Program): Executable => {
  const optimized = optimize(check(program))
  return { program, optimized, run: (inputs) => evaluate(optimized, inputs) }
}

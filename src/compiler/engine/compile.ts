// The whole compiler: each line is a room. Until there is a backend, what is compiled is evaluated.
import { check, evaluate } from '../../language/evaluate/index.ts'
import type { Program, Var } from '../../language/ir/index.ts'
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
  // an operand that is returned unchanged is the same tensor: only the others are computed
  const isInput = ({ id }: Var): boolean => optimized.inputs.some((v) => v.id === id)
  const outputs = optimized.outputs.filter((v) => !isInput(v))
  const computed = { ...optimized, outputs }
  const known = [...optimized.inputs, ...outputs]
  const places = optimized.outputs.map(({ id }) => known.findIndex((v) => v.id === id))
  return {
    program,
    optimized,
    run: (inputs) => {
      const values = [...inputs, ...evaluate(computed, inputs)]
      return places.map((place) => values[place] as Value) // every output is an input or computed
    },
  }
}

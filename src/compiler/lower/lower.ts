// Program → routine. Each equation becomes arrays that are not computed yet; what many ask for, and what is given back, is
// stored; all else is fused into the kernels that ask for it.
import { type Equation, list, type Op, type Program, type Var } from '../../language/ir/index.ts'
import { size } from '../../shape/index.ts'
import type { Routine } from '../ir/index.ts'
import { control } from './control.ts'
import { convolution } from './convolution.ts'
import { elementwise } from './elementwise.ts'
import { folds } from './folds.ts'
import { type Lazy, storedType } from './lazy.ts'
import { type Lowering, lowering, lying } from './lowering.ts'
import { places } from './places.ts'
import { product } from './product.ts'
import type { Rule, Rules } from './rule.ts'
import { dense, views } from './views.ts'
import { slidingWindows } from './windows.ts'

/** An array that several ask for is computed again where it takes at most so many steps … */
const CHEAP = 2
/** … and one that takes more than so many is stored in any case, so that no kernel grows without bound. */
const LARGE = 200

const inline = (program: Program, inputs: readonly Lazy[], to: Lowering): readonly Lazy[] => {
  const uses = usesOf(program)
  const kept = (id: number, x: Lazy): Lazy => {
    if (size(x.shape) === 0) return x
    if (uses(id) > 1 && x.cost > CHEAP) return to.keep(x)
    return x.cost > LARGE && x.fill === undefined ? to.store(x) : x
  }
  const arrays = new Map<number, Lazy>(
    program.inputs.flatMap(({ id }, i) => {
      const x = inputs[i]
      return x === undefined ? [] : [[id, kept(id, x)] as const]
    }),
  )
  const known = ({ id }: Var): Lazy => {
    const x = arrays.get(id)
    if (x === undefined) throw new RangeError(`%${id} is used before it is defined`)
    return x
  }
  for (const equation of program.equations) {
    const results = list<Var>(equation.results)
    if (results.every(({ id }) => uses(id) === 0)) continue
    for (const [i, made] of lowered(
      equation,
      list<Var>(equation.operands).map(known),
      to,
    ).entries()) {
      const id = results[i]?.id
      if (id !== undefined) arrays.set(id, kept(id, made))
    }
  }
  return program.outputs.map(known)
}

const usesOf = ({ equations, outputs }: Program): ((id: number) => number) => {
  const uses = new Map<number, number>()
  for (const { id } of [...equations.flatMap(({ operands }) => list<Var>(operands)), ...outputs])
    uses.set(id, (uses.get(id) ?? 0) + 1)
  return (id) => uses.get(id) ?? 0
}

const rules: Rules<Op> = {
  ...elementwise,
  ...views,
  ...places,
  ...folds,
  ...product,
  ...convolution,
  ...slidingWindows,
  ...control({ inline, routine: (program) => lower(program) }),
}

const lowered = <P extends Op>(
  equation: Equation<P>,
  operands: readonly Lazy[],
  to: Lowering,
): readonly Lazy[] => {
  const rule: Rule<P> = rules[equation.op]
  return rule(operands, equation, to)
}

/** The routine of a program: each output is a block of its own, row-major. */
export const lower = (program: Program): Routine => {
  const to = lowering()
  const inputs = program.inputs.map(({ type }) => to.reserve(storedType(type)))
  const taken = new Set(inputs.map(({ block }) => block))
  const outputs = inline(program, inputs.map(lying), to).map((x) => {
    const { place } = size(x.shape) === 0 ? lying(to.reserve(x)) : dense(x, to)
    const own = to.isWhole(place) && to.isWritten(place.block) && !taken.has(place.block)
    const target = own ? place : to.reserve(x)
    if (!own) to.write(lying(place), target)
    taken.add(target.block)
    return target
  })
  return to.finished(inputs, outputs)
}

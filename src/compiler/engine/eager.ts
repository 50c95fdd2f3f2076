// Operations on concrete arrays that are worth a program of their own: each is compiled once for its parameters and types.
import {
  type Op,
  type Operands,
  type Params,
  programsOf,
  type Results,
} from '../../language/ir/index.ts'
import { bindAll, type Rules, type Value } from '../../language/level/index.ts'
import { trace } from '../../language/trace/index.ts'
import { type ArrayType, showType, size } from '../../shape/index.ts'
import { textOf } from '../ir/index.ts'
import { compile, type Executable } from './compile.ts'
import { recalling } from './recall.ts'

/** Elements that are read and written, or sums and products, from which a program is faster than the definition. */
const WORTH = 16384
/** Elements of an array that programs hold, at most; larger ones are evaluated, or refused there. */
const MOST = 134_217_728
const recalled = recalling<Executable>()

const sizes = (types: readonly ArrayType[]): readonly number[] =>
  types.map(({ shape }) => size(shape))

/** What an operation costs, in elements; of a product of two matrices, whose sizes are mk, kn and mn, in terms. */
const workOf = (op: Op, operands: readonly ArrayType[], results: readonly ArrayType[]): number => {
  const all = [...sizes(operands), ...sizes(results)]
  return op === 'dot' || op === 'conv'
    ? Math.sqrt(all.reduce((product, n) => product * n, 1))
    : all.reduce((sum, n) => sum + n, 0)
}

/** The results of an operation by a program of its own, where that is faster. */
export const eagerly = <P extends Op>(
  rules: Rules<P>,
  params: Params<P>,
  operands: Operands<P, Value>,
  types: Results<P, ArrayType>,
): Results<P, Value> | undefined => {
  const [given, made] = [operands as readonly Value[], types as readonly ArrayType[]] // lists, whatever P is
  if (!('facts' in rules) || programsOf(params).length > 0) return undefined
  // what moves elements alone is as fast without a program
  if (rules.facts.cheap && !rules.facts.elementwise) return undefined
  if (workOf(rules.op, given, made) < WORTH) return undefined
  if ([...sizes(given), ...sizes(made)].some((n) => n > MOST)) return undefined
  const key = `${rules.op} ${textOf(params)} ${given.map(showType)}`
  const { run } = recalled(key, () =>
    compile(
      trace(
        rules.op,
        (...inputs) => bindAll(rules, params, inputs as Operands<P, Value>) as readonly Value[], // as many as the operands
        given.map(({ shape, dtype }) => ({ shape, dtype })),
      ).program,
    ),
  )
  return run(given) as Results<P, Value> // those of the one equation
}

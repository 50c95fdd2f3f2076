// A program applied as one equation: `call` keeps it whole, `checkpoint` also computes its inner values again
// for the derivative instead of keeping them.  Griewank & Walther, Algorithm 799: revolve, 2000.
import type { Params } from '../../ir/index.ts'
import { bind, type Control, type Table, type Value } from '../../level/index.ts'
import { run } from '../run.ts'
import { forwarding } from './forward.ts'
import { isPresent, mustTake, placed, present, split, typesOf } from './programs.ts'

type Applied = 'call' | 'checkpoint'
type Apply = (params: Params<Applied>, ...operands: readonly Value[]) => readonly Value[]
type Linearize = (
  apply: Apply,
  ...args: Parameters<Control<'call'>['linearize']>
) => ReturnType<Control<'call'>['linearize']>

const appliedRules = <P extends Applied>(
  op: P,
  table: () => Table,
  linearize: Linearize,
): Control<P> => {
  const own = (): Control<'call'> => table()[op] as Control<Applied> as Control<'call'> // both have one signature
  const apply: Apply = ({ name, body }, ...operands) => {
    const { program, results } = forwarding(body)
    return results(operands, bind(own(), { name, body: program }, ...operands))
  }
  const rules: Omit<Control<'call'>, 'op'> = {
    kind: 'control',
    type: (operands, { body }) => {
      mustTake(op, body, operands)
      return typesOf(body.outputs)
    },
    once: (operands, { name, body }, once) => {
      const { values, share } = once(operands)
      return [values, { name, body: share(body) }]
    },
    evaluate: (operands, { body }) => run(table(), body, operands).map(({ data }) => data),
    jvp: ({ operands, tangents }, { name, body }, { jvp }) => {
      const { program, results } = jvp(body, isPresent(tangents))
      const ys = apply({ name, body: program }, ...operands, ...present(tangents))
      const [primals = [], dys = []] = split(ys, results.length)
      return [primals, placed(dys, results)]
    },
    linearize: (...args) => linearize(apply, ...args),
    transpose: ({ operands, cotangents, gathered }, { name, body }, { transpose }) => {
      const { program, totals } = transpose(body, {
        linear: operands.map((x) => x === null),
        cotangents: isPresent(cotangents),
        gathered: isPresent(gathered),
      })
      const inputs = [...present(operands), ...present(gathered), ...present(cotangents)]
      return placed(apply({ name, body: program }, ...inputs), totals)
    },
    batch: ({ operands, batched, size }, { name, body }, { batch }) =>
      apply({ name, body: batch(body, batched, size) }, ...operands),
  }
  return { ...rules, op } as unknown as Control<P> // both have one signature
}

export const callRules = (table: () => Table): Control<'call'> =>
  appliedRules('call', table, (apply, { operands, tangents }, { name, body }, { split: halve }) => {
    const { known, linear, results } = halve(body, isPresent(tangents))
    const outputs = apply({ name, body: known }, ...operands)
    const [ys = [], residuals = []] = split(outputs, results.length)
    const dys = apply({ name, body: linear }, ...residuals, ...present(tangents))
    return [ys, placed(dys, results)]
  })

// no residual but the operands: the linear equation holds the whole body
export const checkpointRules = (table: () => Table): Control<'checkpoint'> =>
  appliedRules(
    'checkpoint',
    table,
    (apply, { operands, tangents }, { name, body }, { tangent }) => {
      const ys = apply({ name, body }, ...operands)
      const { program, results } = tangent(body, isPresent(tangents))
      const dys = apply({ name, body: program }, ...operands, ...present(tangents))
      return [ys, placed(dys, results)]
    },
  )

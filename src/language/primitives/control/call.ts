// A program applied as one equation: `call` keeps it whole, `checkpoint` also computes its inner values again
// for the derivative instead of keeping them.  Griewank & Walther, Algorithm 799: revolve, 2000.
import { bind, type Control, type Table } from '../../level/index.ts'
import { run } from '../run.ts'
import { isPresent, mustTake, placed, present, split, typesOf } from './programs.ts'

type Applied = 'call' | 'checkpoint'

const appliedRules = <P extends Applied>(
  op: P,
  table: () => Table,
  linearize: Control<'call'>['linearize'],
): Control<P> => {
  const own = (): Control<'call'> => table()[op] as Control<Applied> as Control<'call'> // both have one signature
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
      const ys = bind(own(), { name, body: program }, ...operands, ...present(tangents))
      const [primals = [], dys = []] = split(ys, results.length)
      return [primals, placed(dys, results)]
    },
    linearize,
    transpose: ({ operands, cotangents, gathered }, { name, body }, { transpose }) => {
      const { program, totals } = transpose(body, {
        linear: operands.map((x) => x === null),
        cotangents: isPresent(cotangents),
        gathered: isPresent(gathered),
      })
      const inputs = [...present(operands), ...present(gathered), ...present(cotangents)]
      return placed(bind(own(), { name, body: program }, ...inputs), totals)
    },
    batch: ({ operands, batched, size }, { name, body }, { batch }) =>
      bind(own(), { name, body: batch(body, batched, size) }, ...operands),
  }
  return { ...rules, op } as unknown as Control<P> // both have one signature
}

export const callRules = (table: () => Table): Control<'call'> =>
  appliedRules('call', table, ({ operands, tangents }, { name, body }, { linearize }) => {
    const { known, linear, results } = linearize(body, isPresent(tangents))
    const outputs = bind(table().call, { name, body: known }, ...operands)
    const [ys = [], residuals = []] = split(outputs, results.length)
    const dys = bind(table().call, { name, body: linear }, ...residuals, ...present(tangents))
    return [ys, placed(dys, results)]
  })

// no residual but the operands: the linear equation holds the whole body
export const checkpointRules = (table: () => Table): Control<'checkpoint'> =>
  appliedRules('checkpoint', table, ({ operands, tangents }, { name, body }, { tangent }) => {
    const ys = bind(table().checkpoint, { name, body }, ...operands)
    const { program, results } = tangent(body, isPresent(tangents))
    const dys = bind(table().checkpoint, { name, body: program }, ...operands, ...present(tangents))
    return [ys, placed(dys, results)]
  })

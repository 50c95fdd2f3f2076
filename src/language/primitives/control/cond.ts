// One of two programs. With a batch's predicate it stays one equation, of one lane's programs: each lane takes its own
// branch, and so do derivatives; what a branch would leave for its derivative is 1 in the lanes that did not take it.
import { fail } from '../../../prelude/index.ts'
import { sameShape, showType } from '../../../shape/index.ts'
import type { Params, Program, Var } from '../../ir/index.ts'
import { bind, type Control, type Table, type Value } from '../../level/index.ts'
import { lead } from '../axes.ts'
import { ofShape } from '../declare.ts'
import { run } from '../run.ts'
import { part, partType, stacking } from '../storage.ts'
import {
  either,
  ignoring,
  isPresent,
  mustTake,
  placed,
  present,
  split,
  typesOf,
  withOnes,
} from './programs.ts'

type Branches = Params<'cond'>

export const condRules = (table: () => Table): Control<'cond'> => {
  const cond = (
    branches: Branches,
    predicate: Value,
    operands: readonly Value[],
  ): readonly Value[] => bind(table().cond, branches, predicate, ...operands)

  return {
    kind: 'control',
    op: 'cond',
    type: ([predicate, ...operands], { onTrue, onFalse }) => {
      if (predicate.dtype !== 'bool')
        fail({
          where: 'cond',
          must: 'predicate must be bool[]',
          was: showType(predicate),
          do: 'compare it',
        })
      const lanes = predicate.shape
      for (const x of operands)
        if (!sameShape(x.shape.slice(0, lanes.length), lanes))
          fail({
            where: 'cond',
            must: `operands must have the lanes of ${showType(predicate)}`,
            was: showType(x),
            do: 'broadcast it to them',
          })
      const own = operands.map((x) => partType(x, lanes.length))
      mustTake('cond', onTrue, own)
      mustTake('cond', onFalse, own)
      const [left, right] = [onTrue, onFalse].map(({ outputs }) =>
        typesOf(outputs).map(showType).join(', '),
      )
      if (left !== right)
        fail({
          where: 'cond',
          must: 'branches must give the same',
          was: `${left} and ${right}`,
          do: 'make them agree',
        })
      return typesOf(onTrue.outputs).map((type) => ofShape(type, [...lanes, ...type.shape]))
    },
    once: ([predicate, ...operands], { onTrue, onFalse }, once) => {
      const { values, share } = once(operands)
      return [[predicate, ...values], { onTrue: share(onTrue), onFalse: share(onFalse) }]
    },
    // lane by lane
    evaluate: ([predicate, ...operands], { onTrue, onFalse }) => {
      const lanes = predicate.shape
      const outputs = typesOf(onTrue.outputs).map((type) => stacking(lanes, type))
      for (let lane = 0; lane < predicate.data.length; lane++) {
        const branch = predicate.data[lane] === 0 ? onFalse : onTrue
        const own = operands.map((x) => part(x, lanes.length, lane))
        for (const [i, { data }] of run(table(), branch, own).entries()) outputs[i]?.put(lane, data)
      }
      return outputs.map(({ data }) => data)
    },
    jvp: ({ operands: [predicate, ...xs], tangents: [, ...dxs] }, { onTrue, onFalse }, { jvp }) => {
      const mask = isPresent(dxs)
      const results = either(jvp(onTrue, mask).results, jvp(onFalse, mask).results)
      const branches = {
        onTrue: jvp(onTrue, mask, results).program,
        onFalse: jvp(onFalse, mask, results).program,
      }
      const [ys = [], dys = []] = split(
        cond(branches, predicate, [...xs, ...present(dxs)]),
        results.length,
      )
      return [ys, placed(dys, results)]
    },
    linearize: (
      { operands: [predicate, ...xs], tangents: [, ...dxs] },
      { onTrue, onFalse },
      { linearize },
    ) => {
      const mask = isPresent(dxs)
      const results = either(linearize(onTrue, mask).results, linearize(onFalse, mask).results)
      const [t, f] = [linearize(onTrue, mask, results), linearize(onFalse, mask, results)]
      const n = results.length
      const [tLeft, fLeft] = [t.known.outputs.slice(n), f.known.outputs.slice(n)]
      const known = {
        onTrue: withOnes(t.known, typesOf(fLeft)),
        onFalse: onesBetween(f.known, n, tLeft),
      }
      const [ys = [], residuals = []] = split(cond(known, predicate, xs), n)
      const linear = {
        onTrue: ignoring(t.linear, t.residuals, typesOf(fLeft)),
        onFalse: ignoring(f.linear, 0, typesOf(tLeft)),
      }
      const dys = cond(linear, predicate, [...residuals, ...present(dxs)])
      return [ys, placed(dys, results)]
    },
    transpose: ({ operands, cotangents, gathered }, { onTrue, onFalse }, { transpose }) => {
      const [predicate, ...xs] = operands
      const [, ...sofar] = gathered
      if (predicate === null)
        return fail({
          where: 'cond',
          must: 'must not be linear in its predicate',
          was: 'linear',
          do: 'compare what is not linear',
        })
      const site = {
        linear: xs.map((x) => x === null),
        cotangents: isPresent(cotangents),
        gathered: isPresent(sofar),
      }
      const totals = either(transpose(onTrue, site).totals, transpose(onFalse, site).totals)
      const branches = {
        onTrue: transpose(onTrue, { ...site, totals }).program,
        onFalse: transpose(onFalse, { ...site, totals }).program,
      }
      const inputs = [...present(xs), ...present(sofar), ...present(cotangents)]
      return [null, ...placed(cond(branches, predicate, inputs), totals)]
    },
    batch: (
      { operands: [predicate, ...xs], batched: [bp, ...bxs], size: n },
      { onTrue, onFalse },
      { batch },
    ) => {
      if (!bp && predicate.shape.length === 0) {
        const branches = { onTrue: batch(onTrue, bxs, n), onFalse: batch(onFalse, bxs, n) }
        return cond(branches, predicate, xs)
      }
      const lanes = bp ? predicate : lead(predicate, n)
      const operands = xs.map((x, i) => (bxs[i] ? x : lead(x, n)))
      return cond({ onTrue, onFalse }, lanes, operands)
    },
  }
}

/** The program with ones of these types between its results and its residuals. */
const onesBetween = (program: Program, results: number, types: readonly Var[]): Program => {
  const wide = withOnes(program, typesOf(types))
  const [ys = [], own = [], ones = []] = split(
    wide.outputs,
    results,
    program.outputs.length - results,
  )
  return { ...wide, outputs: [...ys, ...ones, ...own] }
}

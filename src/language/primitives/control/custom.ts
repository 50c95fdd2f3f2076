// Functions with derivatives of their own: a rule for tangents, which is transposed for reverse, or a rule for
// cotangents, which only `transpose` reads.
import { fail } from '../../../prelude/index.ts'
import { isFloat } from '../../../shape/index.ts'
import { prune, usedInputs } from '../../ir/index.ts'
import { bind, type Control, type Table, type Tangent, type Value } from '../../level/index.ts'
import { lead, orZeros, zeros } from '../axes.ts'
import { stacked } from '../declare.ts'
import { addTangents } from '../elementwise.ts'
import { run } from '../run.ts'
import { all, isPresent, mustTake, placed, present, split, typesOf } from './programs.ts'

/** A rule knows the derivative by its arguments alone. */
const mustNotCapture = (name: string, tangents: readonly Tangent[], captures: number): void => {
  if (tangents.slice(0, captures).some((tangent) => tangent !== null))
    fail({
      where: name,
      must: 'must not capture a value that is differentiated',
      was: 'one from outside',
      do: 'pass it as an argument',
    })
}

const unlinear = {
  must: 'rule must be linear in the tangents',
  was: 'one that multiplies or compares them, or gives a result that depends on them',
  do: 'multiply each tangent by what the arguments give',
} as const

/** Operands that all have the batch. */
const wide = (
  operands: readonly Value[],
  batched: readonly boolean[],
  n: number,
): readonly Value[] => operands.map((x, i) => (batched[i] ? x : lead(x, n)))

/** The rule is linear in the tangents, so it is its own linearization at zero: both ways to a tangent take that. */
const byRule =
  (table: () => Table): Control<'customJvp'>['linearize'] =>
  ({ operands, tangents }, { name, rule, captures }, { linearize, replay }) => {
    mustNotCapture(name, tangents, captures)
    const mask = [...all(operands, false), ...isPresent(tangents.slice(captures))]
    const { known, linear, results } = linearize(rule, mask)
    const [outputs = [], , left = []] = split(known.outputs, results.length / 2, results.length / 2)
    const primal = prune({ ...known, outputs: [...outputs, ...left] })
    const used = usedInputs(primal)
    // of a linear rule no result and no residual needs a tangent, but that a loop or a call may keep what it needs not
    const isPlain = rule.equations.every(({ op }) => table()[op].kind === 'firstOrder')
    if (isPlain && used.slice(operands.length).includes(true)) fail({ ...unlinear, where: name })
    const duals = operands.slice(captures).map((x, i) => (used[operands.length + i] ? zeros(x) : x))
    const [ys = [], residuals = []] = split(replay(primal, [...operands, ...duals]), outputs.length)
    const dys = replay(linear, [...residuals, ...present(tangents)])
    return [ys, placed(dys, results).slice(outputs.length)]
  }

export const customJvpRules = (table: () => Table): Control<'customJvp'> => ({
  kind: 'control',
  op: 'customJvp',
  type: (operands, { body }) => {
    mustTake('customJvp', body, operands)
    return typesOf(body.outputs)
  },
  once: (operands, params) => [operands, params],
  evaluate: (operands, { body }) => run(table(), body, operands).map(({ data }) => data),
  jvp: byRule(table),
  linearize: byRule(table),
  transpose: (_site, { name }) =>
    fail({
      where: name,
      must: 'must be its tangent rule where it is linear',
      was: 'the function',
      do: 'linearize it first',
    }),
  batch: ({ operands, batched, size: n }, { name, body, rule, captures }, { batch }) =>
    bind(
      table().customJvp,
      {
        name,
        body: batch(body, all(operands), n),
        rule: batch(rule, all(rule.inputs), n),
        captures,
      },
      ...wide(operands, batched, n),
    ),
})

export const customVjpRules = (table: () => Table): Control<'customVjp'> => ({
  kind: 'control',
  op: 'customVjp',
  type: (operands, { body }) => {
    mustTake('customVjp', body, operands)
    return typesOf(body.outputs)
  },
  once: (operands, params) => [operands, params],
  evaluate: (operands, { body }) => run(table(), body, operands).map(({ data }) => data),
  jvp: (_site, { name }) => noForward(name),
  linearize: ({ operands, tangents }, { name, body, forward, backward, captures }, { replay }) => {
    mustNotCapture(name, tangents, captures)
    const outputs = replay(forward, operands)
    const [ys = [], residuals = []] = split(outputs, body.outputs.length)
    const known = [...operands.slice(0, captures), ...residuals]
    const duals = operands.map((x, i) => orZeros(tangents[i] ?? null, x)).slice(captures)
    const params = { name, backward, known: known.length, types: typesOf(body.outputs) }
    const dys = bind(table().customLinear, params, ...known, ...duals)
    return [ys, dys.map((dy) => (isFloat(dy.dtype) ? dy : null))]
  },
  transpose: (_site, { name }) =>
    fail({
      where: name,
      must: 'must be its own cotangent rule where it is linear',
      was: 'the function',
      do: 'linearize it first',
    }),
  // cotangents of operands without the batch are summed over it, for these are broadcast first
  batch: ({ operands, batched, size: n }, params, { batch }) =>
    bind(
      table().customVjp,
      {
        ...params,
        body: batch(params.body, all(operands), n),
        forward: batch(params.forward, all(operands), n),
        backward: batch(params.backward, all(params.backward.inputs), n),
      },
      ...wide(operands, batched, n),
    ),
})

const noForward = (name: string): never =>
  fail({
    where: name,
    must: 'must be differentiated in reverse, as it has a cotangent rule alone',
    was: 'jvp',
    do: 'use vjp or grad, or give a tangent rule with customJvp',
  })

export const customLinearRules = (table: () => Table): Control<'customLinear'> => ({
  kind: 'control',
  op: 'customLinear',
  type: (_operands, { types }) => types,
  once: (operands, params) => [operands, params],
  evaluate: (_operands, { name }) => noForward(name),
  jvp: (_site, { name }) => noForward(name),
  linearize: (_site, { name }) => noForward(name),
  transpose: (
    { operands, cotangents, gathered, types },
    { backward, known, types: results },
    { replay },
  ) => {
    const cts = results.map((type, i) => orZeros(cotangents[i] ?? null, type))
    const contributions = replay(backward, [...present(operands.slice(0, known)), ...cts])
    return types.map((_, i) => {
      const contribution = contributions[i - known] ?? null
      if (operands[i] !== null || contribution === null) return null
      return addTangents(gathered[i] ?? null, contribution)
    })
  },
  batch: ({ operands, batched, size: n }, { name, backward, known, types }, { batch }) =>
    bind(
      table().customLinear,
      {
        name,
        backward: batch(backward, all(backward.inputs), n),
        known,
        types: types.map((type) => stacked(type, n)),
      },
      ...wide(operands, batched, n),
    ),
})

// A loop of unknown length: as long as test(captures, carry) holds, carry = body(captures, carry); at most `limit` steps.
import { fail } from '../../../prelude/index.ts'
import { sameType, showType } from '../../../shape/index.ts'
import type { Params, Program } from '../../ir/index.ts'
import { bind, type Control, type Table, type Value } from '../../level/index.ts'
import { lead } from '../axes.ts'
import { stacked } from '../declare.ts'
import { run } from '../run.ts'
import {
  all,
  build,
  ignoring,
  isPresent,
  mustCarry,
  mustTake,
  placed,
  present,
  split,
  typesOf,
} from './programs.ts'
import { carriedTangents, lasting } from './scan-linear.ts'

type WhileParams = Params<'while'>

const parts = <T>(
  items: readonly T[],
  { captures: [test, body] }: WhileParams,
): readonly [test: readonly T[], body: readonly T[], carry: readonly T[]] => {
  const [first = [], second = [], rest = []] = split(items, test, body)
  return [first, second, rest]
}

export const whileRules = (table: () => Table): Control<'while'> => ({
  kind: 'control',
  op: 'while',
  type: (operands, params) => {
    const { test, body } = params
    const [forTest, forBody, carry] = parts(operands, params)
    mustTake('while', test, [...forTest, ...carry])
    mustTake('while', body, [...forBody, ...carry])
    const [predicate] = test.outputs
    if (predicate?.type.dtype !== 'bool' || predicate.type.shape.length > 0)
      fail({
        where: 'while',
        must: 'test must give bool[]',
        was: predicate ? showType(predicate.type) : 'nothing',
        do: 'return one comparison',
      })
    mustCarry('while', body, carry.length)
    for (const [i, x] of carry.entries()) {
      const next = body.outputs[i]?.type
      if (next !== undefined && !sameType(next, x))
        fail({
          where: 'while',
          must: `carry must stay ${showType(x)}`,
          was: `${showType(next)} after a step`,
          do: 'return it unchanged in shape and dtype',
        })
    }
    return carry
  },
  once: (operands, params) => [operands, params],
  evaluate: (operands, params) => {
    const { test, body, limit } = params
    const [forTest, forBody, start] = parts(operands, params)
    let carry = start
    const goesOn = (): boolean => run(table(), test, [...forTest, ...carry])[0]?.data[0] === 1
    for (let i = 0; (limit === null || i < limit) && goesOn(); i++)
      carry = run(table(), body, [...forBody, ...carry])
    return carry.map(({ data }) => data)
  },
  jvp: ({ operands, tangents }, params, { jvp }) => {
    const [, captured, start] = parts(isPresent(tangents), params)
    const [forTest, forBody, carry] = parts(operands, params)
    const [, dBody, dCarry] = parts(tangents, params)
    const mask = lasting(start, (m) => jvp(params.body, [...captured, ...m]).results)
    const { program } = jvp(params.body, [...captured, ...mask], mask)
    const [cv = [], kv = [], dcv = [], dkv = []] = split(
      program.inputs,
      forBody.length,
      carry.length,
      present(dBody).length,
    )
    const body = { ...program, inputs: [...cv, ...dcv, ...kv, ...dkv] }
    const test = ignoring(params.test, params.test.inputs.length, typesOf(dkv))
    const wide: WhileParams = {
      test,
      body,
      captures: [forTest.length, cv.length + dcv.length],
      limit: params.limit,
    }
    const duals = carriedTangents(carry, dCarry, mask)
    const results = bind(
      table().while,
      wide,
      ...forTest,
      ...forBody,
      ...present(dBody),
      ...carry,
      ...duals,
    )
    const [ys = [], dys = []] = split(results, carry.length)
    return [ys, placed(dys, mask)]
  },
  // a scan over the limit, whose steps do nothing once the test fails
  linearize: (site, params, interpreters) => {
    const { limit, captures } = params
    if (limit === null)
      return fail({
        where: 'whileLoop',
        must: 'must have a limit where it is differentiated in reverse',
        was: 'none',
        do: 'give { limit }, or use jvp',
      })
    const scan = {
      body: stepOf(params),
      length: limit,
      captures: captures[0] + captures[1],
      carries: params.test.inputs.length - captures[0],
      reverse: false,
    }
    const rules = table().scan as Control<'scan'> // control flow, as the signature says
    return rules.linearize(site, scan, interpreters)
  },
  transpose: () =>
    fail({
      where: 'while',
      must: 'must be a scan where it is linear',
      was: 'a while',
      do: 'linearize it with a limit',
    }),
  // all lanes run until the last one stops; those that have stopped are frozen
  batch: ({ operands, batched, size: n }, params, { batch }) => {
    const [forTest, forBody, carry] = parts(operands, params)
    const [testBatched, bodyBatched, carryBatched] = parts(batched, params)
    const wide = (xs: readonly Value[], already: readonly boolean[]): readonly Value[] =>
      xs.map((x, i) => (already[i] ? x : lead(x, n)))
    const test = batch(params.test, [...testBatched, ...all(carry)], n)
    const lanes: WhileParams = {
      test: anyLane(test),
      body: frozen(test, params.body, forTest.length),
      captures: [forTest.length, forTest.length + forBody.length],
      limit: params.limit,
    }
    return bind(
      table().while,
      lanes,
      ...forTest,
      ...forTest,
      ...wide(forBody, bodyBatched),
      ...wide(carry, carryBatched),
    )
  },
})

/** One step of the scan that a bounded loop is: (captures, carry) → carry. */
const stepOf = ({ test, body, captures }: WhileParams): Program => {
  const forTest = typesOf(test.inputs).slice(0, captures[0])
  return build([...forTest, ...typesOf(body.inputs)], (emit, inputs) => {
    const [tested = [], captured = [], carry = []] = split(inputs, captures[0], captures[1])
    const goesOn = emit(
      'call',
      { name: 'test', body: test },
      [...tested, ...carry],
      typesOf(test.outputs),
    )
    const branches = { onTrue: body, onFalse: staying(body) }
    return emit('cond', branches, [...goesOn, ...captured, ...carry], typesOf(carry))
  })
}

/** Whether the test holds in any lane; in none of none. */
const anyLane = (test: Program): Program =>
  build(typesOf(test.inputs), (emit, inputs) => {
    const lanes = emit('call', { name: 'test', body: test }, inputs, typesOf(test.outputs))
    const counted = emit('convert', { dtype: 'i32' }, lanes, [
      { shape: lanes[0]?.type.shape ?? [], dtype: 'i32' },
    ])
    const total = emit('sum', { axes: [0] }, counted, [{ shape: [], dtype: 'i32' }])
    return emit('convert', { dtype: 'bool' }, total, [{ shape: [], dtype: 'bool' }])
  })

/** A step of all lanes, which the body takes only in those where the test holds: (captures of both, carry) → carry. It is
 *  a choice, not a select, so that no NaN comes from a step that a lane does not take, in derivatives too. */
const frozen = (test: Program, body: Program, tested: number): Program => {
  const [captured = [], carried = []] = split(typesOf(test.inputs), tested)
  const n = test.outputs[0]?.type.shape[0] ?? 0
  const ofBody = typesOf(body.inputs).map((type) => stacked(type, n))
  return build([...captured, ...ofBody], (emit, inputs) => {
    const [forTest = [], forBody = []] = split(inputs, tested)
    const carry = forBody.slice(forBody.length - carried.length)
    const asked = { name: 'test', body: test }
    const lanes = emit('call', asked, [...forTest, ...carry], typesOf(test.outputs))
    const branches = { onTrue: body, onFalse: staying(body) }
    return emit('cond', branches, [...lanes, ...forBody], carried)
  })
}

/** (captures, carry) → carry, as the body takes them. */
const staying = (body: Program): Program =>
  build(typesOf(body.inputs), (_emit, same) => same.slice(same.length - body.outputs.length))

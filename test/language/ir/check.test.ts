// The doorman between rooms: what it refuses, in full.
import { expect, test } from 'vitest'
import { check } from '../../../src/language/evaluate/index.ts'
import {
  type Equation,
  type Program,
  prune,
  usedInputs,
  type Var,
} from '../../../src/language/ir/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import { add, exp, mul } from '../../../src/language/primitives/index.ts'
import { call, trace } from '../../../src/language/trace/index.ts'
import { programOf } from '../arrays.ts'
import { of } from '../samples/sample.ts'

const vector = of('f64', 2)
const v = (id: number, type = vector): Var => ({ id, type })
const unary = (x: Var, y: Var): Equation => ({ op: 'exp', params: {}, operands: [x], results: [y] })
const program = (
  inputs: readonly Var[],
  equations: readonly Equation[],
  outputs: readonly Var[],
): Program => ({ inputs, equations, outputs })
const refusal = (refused: Program): string => {
  try {
    check(refused)
    return 'accepted'
  } catch (error) {
    return String(error)
  }
}

test('a well-formed program passes, unchanged', () => {
  const good = program([v(0)], [unary(v(0), v(1))], [v(1), v(0)])
  expect(check(good)).toBe(good)
})

test('a variable is defined once', () => {
  expect(refusal(program([v(0), v(0)], [], []))).toBe(
    'EspalierError: program: must define a variable once (was %0 again); number the second anew',
  )
  expect(refusal(program([v(0)], [unary(v(0), v(0))], []))).toBe(
    'EspalierError: equation 0 (exp): must define a variable once (was %0 again); number the second anew',
  )
})

test('a variable is used after its definition', () => {
  expect(refusal(program([v(0)], [unary(v(2), v(1)), unary(v(0), v(2))], []))).toBe(
    'EspalierError: equation 0 (exp): must use variables that are defined (was %2); define it before, or make it an input',
  )
  expect(refusal(program([], [], [v(3)]))).toBe(
    'EspalierError: program: must use variables that are defined (was %3); define it before, or make it an input',
  )
})

test('a variable is used with the type of its definition', () =>
  expect(refusal(program([v(0)], [unary(v(0, of('f64', 3)), v(1))], []))).toBe(
    'EspalierError: equation 0 (exp): %0 must be f64[2] (was f64[3]); use it as it was defined',
  ))

test('results have the types of the rule', () => {
  expect(refusal(program([v(0)], [unary(v(0), v(1, of('f32', 2)))], []))).toBe(
    'EspalierError: equation 0 (exp): result must be f64[2] (was f32[2]); give its variable that type',
  )
  const none = { ...unary(v(0), v(1)), results: [] } as unknown as Equation // not of the signature
  expect(refusal(program([v(0)], [none], []))).toBe(
    'EspalierError: equation 0 (exp): must have 1 results (was 0); name a variable for each',
  )
})

test('programs inside equations are checked too', () => {
  const { program: outer } = trace(
    'f',
    call('g', (x: Value) => [mul(x, x)]),
    [vector],
  )
  expect(refusal(outer)).toBe('accepted')
  const undefinedInside = {
    ...outer,
    equations: outer.equations.map((equation) =>
      equation.op === 'call'
        ? {
            ...equation,
            params: { ...equation.params, body: program([v(0)], [unary(v(7), v(1))], [v(1)]) },
          }
        : equation,
    ),
  }
  expect(refusal(undefinedInside)).toBe(
    'EspalierError: equation 0 (exp): must use variables that are defined (was %7); define it before, or make it an input',
  )
})

test('what no output needs is pruned, and which inputs are used is told', () => {
  const wasteful = programOf([vector, vector, vector], (x: Value, y: Value, z: Value) => {
    mul(x, y)
    return [add(exp(x), z)]
  })
  expect(wasteful.equations.map(({ op }) => op)).toEqual(['mul', 'exp', 'add'])
  expect(prune(wasteful).equations.map(({ op }) => op)).toEqual(['exp', 'add'])
  expect(usedInputs(wasteful)).toEqual([true, true, true])
  expect(usedInputs(prune(wasteful))).toEqual([true, false, true])
})

// One mistake, one sentence: every call that types-test/ops.test-d.ts has the compiler refuse is made here, and must
// fail with the words of the editor.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as ops from '../../src/ops/index.ts'
import { EspalierError } from '../../src/prelude/index.ts'
import { key, split } from '../../src/random/index.ts'
import { expectationsOf } from '../messages/expectation.ts'

const { scalar, tensor, zeros } = ops

/** What the type tests declare; the dim named `batch` is 5. */
const declared: Readonly<Record<string, unknown>> = {
  ops,
  tensor,
  scalar,
  random: { split },
  a23: zeros([2, 3]),
  a3: zeros([3]),
  a4: zeros([4]),
  a34: zeros([3, 4]),
  d23: zeros([2, 3], { dtype: 'f64' }),
  i3: zeros([3], { dtype: 'i32' }),
  u3: zeros([3], { dtype: 'u32' }),
  p23: zeros([2, 3], { dtype: 'bool' }),
  p3: zeros([3], { dtype: 'bool' }),
  batch: zeros([5, 4]),
  some: zeros([3]),
  x: zeros([2, 3]),
  key: key(0),
}

const text = readFileSync('types-test/ops.test-d.ts', 'utf8')
const lines = text.split('\n')
const refusals = expectationsOf(text)
  .filter(({ says }) => !says.startsWith('TS') && !says.includes('?')) // a size that is a type parameter has no value
  .map(({ says, first, last }) => ({
    sentence: says.replaceAll('batch', '5'),
    call: lines
      .slice(first - 1, last)
      .join(' ')
      .replace(/^\s*expectError\(/, '')
      .replace(/\)\s*$/, ''),
  }))

const run = (call: string): unknown =>
  new Function(...Object.keys(declared), `return ${call}`)(...Object.values(declared))

const messageOf = (call: string): string => {
  try {
    run(call)
  } catch (error) {
    return error instanceof EspalierError ? error.message : String(error)
  }
  return 'nothing was thrown'
}

for (const { call, sentence } of refusals)
  test(`${call} says what the editor says`, () => expect(messageOf(call)).toBe(sentence))

test('there are many mistakes', () => expect(refusals.length).toBeGreaterThan(120))

import { isLeft, right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { attempt, EspalierError, fail, type Issue, sentence } from '../../src/prelude/index.ts'

const inner: Issue = {
  where: 'matmul',
  must: 'inner sizes must be equal',
  was: '2 and 3',
  do: 'transpose one of them',
}
const positive: Issue = { where: 'scale', must: 'must be positive', was: '0', do: 'write 1' }

test('a sentence names the place, the rule, what was, and what to do', () =>
  expect(sentence(inner)).toBe(
    'matmul: inner sizes must be equal (was 2 and 3); transpose one of them',
  ))

test('an issue must say what to do', () => {
  // @ts-expect-error: do is missing
  const unhelpful: Issue = { where: 'scale', must: 'must be positive', was: '0' }
  const said = attempt(() => fail(unhelpful))
  expect(isLeft(said) && said.left.map(sentence)).toEqual([
    'EspalierError: issues must be an array of one or more, each with where, must, was and do (was an array of 1); write [{ where, must, was, do }]',
  ])
})

test('an error says every issue, one a line', () =>
  expect(() => fail(inner, positive)).toThrow(new EspalierError([inner, positive])))

test('attempt gives what runs, and the issues of what fails', () => {
  expect(attempt(() => 42)).toEqual(right(42))
  const failed = attempt(() => fail(inner, positive))
  expect(isLeft(failed) && failed.left).toEqual([inner, positive])
})

test('attempt lets an error that is not the library’s own pass', () =>
  expect(() =>
    attempt(() => {
      throw new RangeError('not ours')
    }),
  ).toThrow(new RangeError('not ours')))

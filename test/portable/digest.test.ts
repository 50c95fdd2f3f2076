import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { digests, total } from './digest.ts'

test('every portable check gives the recorded bits', () => {
  expect(digests()).toEqual(JSON.parse(readFileSync('test/portable/golden.json', 'utf8')))
})

test('the digest of all changes with any of them', () => {
  expect(total({ a: '1', b: '2' })).not.toBe(total({ a: '1', b: '3' }))
  expect(total({ a: '1' })).not.toBe(total({ b: '1' }))
})

import { expect, test } from 'vitest'
import { type Fill, fill, sentence } from '../../src/prelude/index.ts'

const inner = {
  where: '{op}',
  must: 'inner sizes must be equal',
  was: '{k} and {l}',
  do: 'transpose the operands of {op}',
} as const
const positive = { where: '{op}', must: 'must be positive', was: '{x}', do: 'write 1' } as const

test('a template filled as a value and as a type is one sentence', () => {
  const typed: Fill<typeof inner, { op: 'matmul'; k: 2; l: '?' }> =
    'matmul: inner sizes must be equal (was 2 and ?); transpose the operands of matmul'
  expect(sentence(fill(inner, { op: 'matmul', k: 2, l: '?' }))).toBe(typed)
})

test('a part without a hole stays as it is', () => {
  const typed: Fill<typeof positive, { op: 'scale'; x: 0 }> =
    'scale: must be positive (was 0); write 1'
  expect(sentence(fill(positive, { op: 'scale', x: 0 }))).toBe(typed)
  expect(fill(positive, { op: 'scale', x: 0 })).toEqual({
    where: 'scale',
    must: 'must be positive',
    was: '0',
    do: 'write 1',
  })
})

test('a word that looks like a hole stays as it is', () => {
  const typed: Fill<typeof positive, { op: '{x}'; x: '{op}' }> =
    '{x}: must be positive (was {op}); write 1'
  expect(sentence(fill(positive, { op: '{x}', x: '{op}' }))).toBe(typed)
})

test('a template must be given a word for each hole', () => {
  // @ts-expect-error: x is missing
  expect(fill(positive, { op: 'scale' }).was).toBe('undefined')
})

// Wide vectors are tried before they are used: timed, and compared in bits.
import { expect, test } from 'vitest'
import { probe } from '../../../../src/compiler/backend/wasm/wide.ts'

test('the probe finds the bits of both forms to be those of the chain, and how fast they are', () => {
  const { narrow, wide, sameBits } = probe()
  expect(sameBits).toBe(true)
  expect(narrow).toBeGreaterThan(0)
  expect(wide).toBeGreaterThan(0)
})

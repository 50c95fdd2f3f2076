import { expect, test } from 'vitest'
import { threefry2x32 } from '../../../src/language/scalar/index.ts'

test('threefry gives the known answers of its authors', () => {
  const into = new Uint32Array(8)
  threefry2x32(0, 0, 0, 0, into, 0)
  threefry2x32(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, into, 2)
  threefry2x32(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, into, 5)
  const hex = Array.from(into, (word) => word.toString(16).padStart(8, '0')).join(' ')
  expect(hex).toBe('6b200159 99ba4efe 1cb996fc bb002be7 00000000 c4923a9c 483df7a0 00000000')
})

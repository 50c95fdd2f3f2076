// Threefry on vectors: the words of the scalar definition.
import { expect, test } from 'vitest'
import { threefry } from '../../../../../src/compiler/backend/wasm/math/index.ts'
import { threefry2x32 } from '../../../../../src/language/scalar/index.ts'
import { words } from './numbers.ts'
import { runner } from './run.ts'

test('threefry enciphers each lane under its own key', () => {
  const run = runner(4, (site, ...[k0, k1, high, low]) =>
    k0 && k1 && high && low ? threefry(site, k0, k1, high, low) : [],
  )
  const random = words(8)
  const operand = (): Uint32Array => Uint32Array.from({ length: 1024 }, random)
  const operands = [operand(), operand(), operand(), operand()] as const
  const [first = new Uint8Array(), second = new Uint8Array()] = run(
    ...operands.map(({ buffer }) => new Uint8Array(buffer)),
  )
  const wanted = new Uint32Array(2 * 1024)
  for (let i = 0; i < 1024; i++) {
    const [k0 = 0, k1 = 0, high = 0, low = 0] = operands.map((x) => x[i] ?? 0)
    threefry2x32(k0, k1, high, low, wanted, 2 * i)
  }
  expect(new Uint32Array(first.buffer)).toEqual(wanted.filter((_, i) => i % 2 === 0))
  expect(new Uint32Array(second.buffer)).toEqual(wanted.filter((_, i) => i % 2 === 1))
})

// The assembler: what it writes is valid, and does what its names say.
import { expect, test } from 'vitest'
import { Bytes } from '../../../../src/compiler/backend/wasm/assembler/bytes.ts'
import { i32, load, module, op } from '../../../../src/compiler/backend/wasm/assembler/index.ts'
import { instantiate, memory } from '../../../../src/compiler/backend/wasm/host.ts'

test('integers are written as LEB128', () => {
  expect([...new Bytes().u32(624485).view()]).toEqual([0xe5, 0x8e, 0x26])
  expect([...new Bytes().i32(-123456).view()]).toEqual([0xc0, 0xbb, 0x78])
  expect([...new Bytes().i32(63).i32(64).i32(-64).i32(-65).view()]).toEqual([
    0x3f, 0xc0, 0x00, 0x40, 0xbf, 0x7f,
  ])
  expect([
    ...new Bytes()
      .i64(-1, -1)
      .i64(0x80000000, 0)
      .i64(0, 1 << 31)
      .view(),
  ]).toEqual([
    0x7f, 0x80, 0x80, 0x80, 0x80, 0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f,
  ])
  expect([...new Bytes().u32(0xffffffff).view()]).toEqual([0xff, 0xff, 0xff, 0xff, 0x0f])
})

test('a loop doubles a vector three times, and a constant is loaded once', () => {
  const over = memory(1, 1)
  const m = module({ initial: 1, maximum: 1, shared: false })
  m.define(
    'eightfold',
    ['i32'],
    [],
    (pen) => {
      const [address = i32(0)] = pen.params
      const two = pen.constant(new Uint8Array(new Float32Array([2, 2, 2, 2]).buffer))
      const x = pen.keep(load('v128.load', address))
      const n = pen.local('i32')
      pen.loop(() => {
        pen.set(x, op('f32x4.mul', x, two))
        pen.set(n, op('i32.add', n, i32(1)))
        return op('i32.lt_s', n, i32(3))
      })
      pen.store('v128.store', address, x, 16)
    },
    true,
  )
  const { buffer } = over
  new Float32Array(buffer).set([1, 2, 3, -4])
  instantiate(m.encoded(), over).eightfold?.(0)
  expect([...new Float32Array(buffer, 16, 4)]).toEqual([8, 16, 24, -32])
})

test('strands of a braid are written a statement of each in turn', () => {
  const over = memory(1, 1)
  const m = module({ initial: 1, maximum: 1, shared: false })
  m.define(
    'digits',
    [],
    [],
    (pen) => {
      const all = pen.keep(i32(0))
      const add = (digit: number): void =>
        pen.set(all, op('i32.add', op('i32.mul', all, i32(10)), i32(digit)))
      pen.braid(3, (strand) => {
        for (let i = 0; i <= strand; i++)
          pen.when(i32(1), () => {
            add(strand + 1)
            add(0)
          })
      })
      pen.store('i32.store', i32(0), all)
    },
    true,
  )
  instantiate(m.encoded(), over).digits?.()
  // 1 2 3, 2 3, 3, each followed by 0
  expect(new Int32Array(over.buffer, 0, 1)).toEqual(Int32Array.of(102030203030))
})

// Orders of rows, by merging sorted runs of 1, 2, 4 … elements. What is compared are whole numbers of 64 bits that stand in
// the order of the keys: a key of 32 bits has its index beside it, which makes the order stable; one of 64 bits is followed
// by it, and the left of two equals goes first.

import { byteWidth, type DType } from '../../../../shape/index.ts'
import type { SortKernel } from '../../../ir/index.ts'
import {
  type Callee,
  call,
  choose,
  type Expr,
  f64,
  i32,
  type Local,
  load,
  op,
  type Pen,
} from '../assembler/index.ts'
import type { Library, Site } from '../library.ts'
import { bytesAlong, outerLoops, pointer, step, times } from './loops.ts'

export const writeSort = (site: Site, kernel: SortKernel, arrays: readonly Local[]): void => {
  const { pen } = site
  const { length, keys, order } = kernel
  const scratch = arrays.at(-1)
  if (kernel.space.includes(0) || length === 0 || scratch === undefined) return
  const space = [...kernel.space, 1]
  const axis = kernel.space.length
  const { dtype } = keys
  const strides = (all: readonly number[]): readonly number[] => [
    ...all.slice(0, axis),
    0,
    all[axis] ?? 0,
  ]
  const from = pointer(pen, arrays, { ...keys, strides: strides(keys.strides) })
  const into = pointer(pen, arrays, { ...order, strides: strides(order.strides) })
  const record = recordOf(dtype)
  const index = pen.local('i32')
  const at = pen.local('i32')
  const count = (body: () => void): void => {
    pen.set(index, i32(0))
    times(pen, length, () => {
      body()
      step(pen, index, 1)
    })
  }
  outerLoops(pen, space, [from, into], [], () => {
    pen.set(at, scratch)
    count(() => {
      writeRecord(site, dtype, from.at, at, index)
      step(pen, from.at, bytesAlong(from, axis + 1))
      step(pen, at, record)
    })
    step(pen, from.at, -length * bytesAlong(from, axis + 1))
    pen.set(at, call(mergeSort(site.library, record), scratch, i32(length * record)))
    count(() => {
      // the index is the low word beside a key of 32 bits, and behind one of 64
      pen.store('i32.store', into.at, load('i32.load', at, record - VECTOR / 2))
      step(pen, into.at, bytesAlong(into, axis + 1))
      step(pen, at, record)
    })
    step(pen, into.at, -length * bytesAlong(into, axis + 1))
  })
}

const VECTOR = 16
const recordOf = (dtype: DType): number => (byteWidth(dtype) === 8 ? VECTOR : VECTOR / 2)

/** Writes an element as it is compared, and its index. */
const writeRecord = ({ pen }: Site, dtype: DType, from: Expr, at: Expr, index: Expr): void => {
  if (dtype === 'f64') {
    pen.store('i64.store', at, ordered64(pen.keep(op('f64.add', load('f64.load', from), f64(0)))))
    pen.store('i32.store', at, index, 8)
    return
  }
  pen.store('i32.store', at, index)
  pen.store('i32.store', at, ordered32(pen, dtype, from), 4)
}

/** A whole number for each key, signed, in the order of the keys: NaN is the largest, zeros of both signs are equal. */
const ordered32 = (pen: Pen, dtype: Exclude<DType, 'f64'>, from: Expr): Expr => {
  switch (dtype) {
    case 'i32':
      return load('i32.load', from)
    case 'u32':
      return op('i32.xor', load('i32.load', from), i32(-2147483648))
    case 'bool':
      return load('i32.load8_u', from)
    case 'f32': {
      const x = pen.keep(op('f32.add', load('f32.load', from), op('f32.convert_i32_s', i32(0))))
      const bits = pen.keep(op('i32.reinterpret_f32', x))
      // of negative numbers the larger bits are the smaller
      const flipped = op('i32.shr_u', op('i32.shr_s', bits, i32(31)), i32(1))
      return choose(op('f32.eq', x, x), op('i32.xor', bits, flipped), i32(2147483647))
    }
  }
}
const ordered64 = (x: Local): Expr => {
  const by = (bits: number): Expr => op('i64.extend_i32_s', i32(bits))
  const bits = op('i64.reinterpret_f64', x)
  const flipped = op('i64.shr_u', op('i64.shr_s', bits, by(63)), by(1))
  return choose(
    op('f64.eq', x, x),
    op('i64.xor', bits, flipped),
    op('i64.shr_u', by(-1), by(1)), // the largest
  )
}

/** The function that sorts records of so many bytes, with as much memory again after them; it gives where they are then. */
const mergeSort = (library: Library, record: number): Callee =>
  library.use(`sort${record}`, ['i32', 'i32'], ['i32'], (pen) => {
    const [data, bytes] = pen.params as readonly [Local, Local] // as many as params
    const from = pen.keep(data)
    const to = pen.keep(op('i32.add', data, bytes))
    const width = pen.keep(i32(record))
    pen.block((leave) =>
      pen.loop(() => {
        leave(op('i32.ge_u', width, bytes))
        const end = pen.keep(op('i32.add', from, bytes))
        const left = pen.keep(from)
        const out = pen.keep(to)
        pen.loop(() => {
          const middle = pen.keep(least(op('i32.add', left, width), end))
          const stop = pen.keep(least(op('i32.add', middle, width), end))
          merge(pen, record, { left, middle, right: pen.keep(middle), stop, out })
          pen.set(left, stop)
          return op('i32.lt_u', left, end)
        })
        pen.set(end, from)
        pen.set(from, to)
        pen.set(to, end)
        pen.set(width, op('i32.shl', width, i32(1)))
        return i32(1)
      }),
    )
    pen.give(from)
  })

const least = (x: Expr, y: Expr): Expr => choose(op('i32.lt_u', x, y), x, y)

interface Merge {
  readonly left: Local
  readonly middle: Local
  readonly right: Local
  readonly stop: Local
  readonly out: Local
}

/** Merges two sorted runs, left … middle and middle … stop, without a branch that depends on what they hold. */
const merge = (pen: Pen, record: number, { left, middle, right, stop, out }: Merge): void =>
  pen.loop(() => {
    const first = op(
      'i32.and',
      op('i32.lt_u', left, middle),
      op('i64.le_s', load('i64.load', left), load('i64.load', right)),
    )
    const takesLeft = pen.keep(op('i32.or', op('i32.eq', right, stop), first))
    const taken = pen.keep(choose(takesLeft, left, right))
    if (record === VECTOR) pen.store('v128.store', out, load('v128.load', taken))
    else pen.store('i64.store', out, load('i64.load', taken))
    step(pen, out, record)
    const by = pen.keep(op('i32.mul', takesLeft, i32(record)))
    pen.set(left, op('i32.add', left, by))
    pen.set(right, op('i32.sub', op('i32.add', right, i32(record)), by))
    return op('i32.or', op('i32.lt_u', left, middle), op('i32.lt_u', right, stop))
  })

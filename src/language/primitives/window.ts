// A block of an array at a place known only at run time: dynamicSlice ⇄ dynamicUpdate.
// Starts are clamped so that the block lies inside, as XLA does.
import { fail } from '../../prelude/index.ts'
import { type ArrayType, type Sizes, showType, strides } from '../../shape/index.ts'
import { bind, type NdArray, type Primitives, type Value } from '../level/index.ts'
import { broadcast, full, lead, zeros } from './axes.ts'
import { compare, select } from './choice.ts'
import { facts, firstOrder, mustBeOf, ofShape } from './declare.ts'
import { add, and, max, min, sub } from './elementwise.ts'
import { places, range } from './index-space.ts'
import { gather } from './place.ts'
import { iota } from './source.ts'
import { collect, copied, spread } from './storage.ts'

/** The block of these sizes that starts there. */
export const dynamicSlice = (x: Value, starts: readonly Value[], sizes: Sizes): Value =>
  bind(windows.dynamicSlice, { sizes }, x, ...starts)[0]
/** x with the block that starts there replaced. */
export const dynamicUpdate = (x: Value, update: Value, starts: readonly Value[]): Value =>
  bind(windows.dynamicUpdate, {}, x, update, ...starts)[0]

const mustStart = (
  where: string,
  x: ArrayType,
  starts: readonly ArrayType[],
  sizes: Sizes,
): void => {
  if (starts.length !== x.shape.length)
    fail({
      where,
      must: `must have ${x.shape.length} starts`,
      was: `${starts.length}`,
      do: 'write 0 for an axis taken from its beginning',
    })
  for (const start of starts) {
    mustBeOf(where, 'integer', start)
    if (start.shape.length > 0)
      fail({
        where,
        must: 'starts must be scalars',
        was: showType(start),
        do: 'index or reduce it',
      })
  }
  if (sizes.length !== x.shape.length || sizes.some((n, axis) => n < 0 || n > (x.shape[axis] ?? 0)))
    fail({
      where,
      must: `block must fit ${showType(x)}`,
      was: `[${sizes.join(', ')}]`,
      do: 'choose sizes from 0 to those of its axes',
    })
}

const blockPlaces = (x: ArrayType, starts: readonly NdArray[], sizes: Sizes): Int32Array => {
  const step = strides(x.shape)
  const offset = starts.reduce((total, start, axis) => {
    const last = (x.shape[axis] ?? 0) - (sizes[axis] ?? 0)
    return total + Math.max(0, Math.min(last, start.data[0] ?? 0)) * (step[axis] ?? 0)
  }, 0)
  return places(sizes, step, offset)
}

/** Starts of all lanes, clamped: i32[n] for each axis. */
const clamped = (
  starts: readonly Value[],
  batched: readonly boolean[],
  n: number,
  last: Sizes,
): readonly Value[] =>
  starts.map((start, axis) => {
    const lanes = batched[axis] ? start : lead(start, n)
    return max(min(lanes, full(lanes, last[axis] ?? 0)), full(lanes, 0))
  })

/** For each lane, start + 0, 1, … along one axis. */
const counted = (start: Value, length: number): Value => {
  const shape = [start.shape[0] ?? 0, length]
  return add(broadcast(start, shape, [1]), iota(shape, 1, start.dtype === 'u32' ? 'u32' : 'i32'))
}

export const windows: Primitives<'dynamicSlice' | 'dynamicUpdate'> = {
  dynamicSlice: firstOrder({
    op: 'dynamicSlice',
    facts: facts({ cheap: true }),
    type: ([x, ...starts], { sizes }) => {
      mustStart('dynamicSlice', x, starts, sizes)
      return [ofShape(x, sizes)]
    },
    evaluate: ([x, ...starts], { sizes }) => [collect(x, blockPlaces(x, starts, sizes))],
    jvp: 'linear',
    transpose: ({ cotangents: [ct], operands: [, ...starts], types: [x] }) => [
      ct &&
        dynamicUpdate(
          zeros(x),
          ct,
          starts.flatMap((start) => start ?? []),
        ),
      ...starts.map(() => null),
    ],
    batch: ({ operands: [x, ...starts], batched: [bx, ...bs], size: n }, { sizes }) => {
      const wide = bx ? x : lead(x, n)
      const origin = full({ shape: [], dtype: starts[0]?.dtype ?? 'i32' }, 0)
      if (!bs.some(Boolean)) return [dynamicSlice(wide, [origin, ...starts], [n, ...sizes])]
      const last = sizes.map((length, axis) => (wide.shape[axis + 1] ?? 0) - length)
      // one gather an axis, each lane at its own start
      return [
        clamped(starts, bs, n, last).reduce(
          (y, start, axis) =>
            gather(y, counted(start, sizes[axis] ?? 0), {
              axis: axis + 1,
              batch: 1,
              outside: 'zero',
            }),
          wide,
        ),
      ]
    },
  }),
  dynamicUpdate: firstOrder({
    op: 'dynamicUpdate',
    facts: facts(),
    type: ([x, update, ...starts]) => {
      if (update.dtype !== x.dtype)
        fail({
          where: 'dynamicUpdate',
          must: `update must be ${x.dtype}`,
          was: showType(update),
          do: 'use convert',
        })
      mustStart('dynamicUpdate', x, starts, update.shape)
      return [x]
    },
    evaluate: ([x, update, ...starts]) => {
      const result = copied(x)
      spread(update, blockPlaces(x, starts, update.shape), result)
      return [result]
    },
    jvp: 'linear',
    transpose: ({ cotangents: [ct], operands, types: [, block] }) => {
      const [x, update, ...rest] = operands
      const starts = rest.flatMap((start) => start ?? [])
      return [
        ct && x === null ? dynamicUpdate(ct, zeros(block), starts) : null,
        ct && update === null ? dynamicSlice(ct, starts, block.shape) : null,
        ...rest.map(() => null),
      ]
    },
    batch: ({ operands: [x, update, ...starts], batched: [bx, bu, ...bs], size: n }) => {
      const wide = bx ? x : lead(x, n)
      const block = bu ? update : lead(update, n)
      const origin = full({ shape: [], dtype: starts[0]?.dtype ?? 'i32' }, 0)
      if (!bs.some(Boolean)) return [dynamicUpdate(wide, block, [origin, ...starts])]
      return [placed(wide, block, clamped(starts, bs, n, lastStarts(wide.shape, block.shape)))]
    },
  }),
}

const lastStarts = (whole: Sizes, block: Sizes): Sizes =>
  block.slice(1).map((length, axis) => (whole[axis + 1] ?? 0) - length)

/** Each lane's block at that lane's start: every element asks whether it lies in the block, and for which of its own. */
const placed = (x: Value, block: Value, starts: readonly Value[]): Value => {
  if (block.shape.includes(0)) return x
  let inside = full({ shape: x.shape, dtype: 'bool' }, 1)
  let spreadOut = block
  for (const [i, start] of starts.entries()) {
    const axis = i + 1
    const [lanes, length] = [x.shape[0] ?? 0, x.shape[axis] ?? 0]
    const shape = [lanes, length]
    const index = sub(
      iota(shape, 1, start.dtype === 'u32' ? 'u32' : 'i32'),
      broadcast(start, shape, [1]),
    )
    const size = full(index, block.shape[axis] ?? 0)
    // for u32 a negative difference wraps to a large one, which is outside as well
    const within = and(compare(index, full(index, 0), 'ge'), compare(index, size, 'lt'))
    const others = range(x.shape.length).filter((other) => other !== 0 && other !== axis)
    inside = and(inside, broadcast(within, x.shape, others))
    spreadOut = gather(spreadOut, index, { axis, batch: 1, outside: 'zero' })
  }
  return select(inside, spreadOut, x)
}

// Cutting, padding, turning and joining along axes: slice ⇄ pad, reverse, concat.
import { fail } from '../../prelude/index.ts'
import { type Sizes, showShape, showType, size, strides } from '../../shape/index.ts'
import { allocate } from '../../tensor/index.ts'
import { bind, bindAll, type Primitives, type Value } from '../level/index.ts'
import { broadcast, full, lead, sum, zeros } from './axes.ts'
import { select } from './choice.ts'
import { facts, firstOrder, mustBeAxes, ofShape } from './declare.ts'
import { places, range } from './index-space.ts'
import { number } from './source.ts'
import { collect, spread } from './storage.ts'

/** The elements at start, start + stride, … below limit, along each axis. */
export const slice = (x: Value, start: Sizes, limit: Sizes, stride: Sizes): Value =>
  bind(extent.slice, { start, limit, stride }, x)[0]

export interface Padding {
  readonly low: Sizes
  readonly high: Sizes
  readonly interior: Sizes
}
/** Filler before, after and between the elements along each axis; a negative low or high cuts. */
export const pad = (x: Value, filler: Value, padding: Padding): Value =>
  bind(extent.pad, padding, x, filler)[0]
export const reverse = (x: Value, axes: Sizes): Value =>
  axes.length === 0 ? x : bind(extent.reverse, { axes }, x)[0]
export const concat = (xs: readonly Value[], axis: number): Value =>
  bindAll(extent.concat, { axis }, xs)[0]

/** The part [from, to) of one axis. */
export const cut = (x: Value, axis: number, from: number, to: number): Value =>
  slice(
    x,
    x.shape.map((_, i) => (i === axis ? from : 0)),
    x.shape.map((n, i) => (i === axis ? to : n)),
    x.shape.map(() => 1),
  )

const none = (x: { readonly shape: Sizes }): Sizes => x.shape.map(() => 0)
const negated = (sizes: Sizes): Sizes => sizes.map((n) => -n)
/** How many elements stand at 0, stride, 2 · stride, … below length. */
const steps = (length: number, stride: number): number => Math.max(0, Math.ceil(length / stride))
const paddedLength = (n: number, low: number, high: number, interior: number): number =>
  low + high + n + Math.max(0, n - 1) * interior

export const extent: Primitives<'slice' | 'pad' | 'reverse' | 'concat'> = {
  slice: firstOrder({
    op: 'slice',
    facts: facts({ cheap: true }),
    type: ([x], { start, limit, stride }) => {
      const inside = x.shape.every((n, axis) => {
        const [from = -1, to = -1, step = 0] = [start[axis], limit[axis], stride[axis]]
        return from >= 0 && from <= to && to <= n && step > 0
      })
      const perAxis = [start, limit, stride].every(({ length }) => length === x.shape.length)
      if (!inside || !perAxis)
        fail({
          where: 'slice',
          must: `bounds must lie within ${showShape(x.shape)}`,
          was: `${showShape(start)} to ${showShape(limit)} by ${showShape(stride)}`,
          do: 'start at 0 or later, stop at the size or before, and step by 1 or more',
        })
      const lengths = x.shape.map((_, i) =>
        steps((limit[i] ?? 0) - (start[i] ?? 0), stride[i] ?? 1),
      )
      return [ofShape(x, lengths)]
    },
    evaluate: ([x], { start, stride }, [y]) => {
      const step = strides(x.shape)
      const offset = start.reduce((total, from, axis) => total + from * (step[axis] ?? 0), 0)
      return [
        collect(
          x,
          places(
            y.shape,
            step.map((n, axis) => n * (stride[axis] ?? 1)),
            offset,
          ),
        ),
      ]
    },
    jvp: 'linear',
    transpose: ({ cotangents: [ct], types: [x] }, { start, stride }) => {
      if (ct === null) return [null]
      const covered = ct.shape.map((n, i) => (n === 0 ? 0 : (n - 1) * (stride[i] ?? 1) + 1))
      const high = x.shape.map((n, i) => n - (start[i] ?? 0) - (covered[i] ?? 0))
      const interior = stride.map((n) => n - 1)
      return [pad(ct, number(-0, ct.dtype), { low: start, high, interior })]
    },
    batch: ({ operands: [x], size: n }, { start, limit, stride }) => [
      slice(x, [0, ...start], [n, ...limit], [1, ...stride]),
    ],
  }),
  pad: firstOrder({
    op: 'pad',
    facts: facts({ cheap: true }),
    type: ([x, filler], { low, high, interior }) => {
      if (filler.shape.length > 0 || filler.dtype !== x.dtype)
        fail({
          where: 'pad',
          must: `filler must be ${x.dtype}[]`,
          was: showType(filler),
          do: 'use convert',
        })
      const perAxis = [low, high, interior].every(({ length }) => length === x.shape.length)
      if (!perAxis || interior.some((n) => n < 0))
        fail({
          where: 'pad',
          must: `padding must be given for each axis of ${showShape(x.shape)}, and not be negative between elements`,
          was: `${showShape(low)}, ${showShape(high)} and ${showShape(interior)}`,
          do: 'write 0 for an axis without',
        })
      const lengths = x.shape.map((n, i) =>
        paddedLength(n, low[i] ?? 0, high[i] ?? 0, interior[i] ?? 0),
      )
      if (lengths.some((n) => n < 0))
        fail({
          where: 'pad',
          must: `padding must not cut more than there is of ${showShape(x.shape)}`,
          was: `${showShape(low)}, ${showShape(high)} and ${showShape(interior)}`,
          do: 'cut less',
        })
      return [ofShape(x, lengths)]
    },
    evaluate: ([x, filler], { low, interior }, [y]) => {
      const step = strides(x.shape)
      const at = new Int32Array(size(y.shape))
      const index = y.shape.map(() => 0)
      for (let i = 0; i < at.length; i++) {
        at[i] = sourceOf(index, x.shape, step, low, interior)
        advance(index, y.shape)
      }
      return [collect(x, at, filler.data)]
    },
    jvp: 'linear',
    transpose: ({ cotangents: [ct], operands: [x, filler], types: [type] }, padding) => {
      if (ct === null) return [null, null]
      const { low, high, interior } = padding
      return [
        x === null ? unpadded(ct, type.shape, padding) : null,
        // the filler stands wherever x does not
        filler === null
          ? sum(
              select(
                pad(full({ shape: type.shape, dtype: 'bool' }, 0), number(1, 'bool'), {
                  low,
                  high,
                  interior,
                }),
                ct,
                zeros(ct),
              ),
              range(ct.shape.length),
            )
          : null,
      ]
    },
    batch: ({ operands: [x, filler], batched: [bx, bf], size: n }, padding) => {
      const wide = bx ? x : lead(x, n)
      const within = {
        low: [0, ...padding.low],
        high: [0, ...padding.high],
        interior: [0, ...padding.interior],
      }
      if (!bf) return [pad(wide, filler, within)]
      const outside = pad(full({ shape: wide.shape, dtype: 'bool' }, 0), number(1, 'bool'), within)
      const fillers = broadcast(filler, outside.shape, range(outside.shape.length - 1, 1))
      return [select(outside, fillers, pad(wide, number(0, x.dtype), within))]
    },
  }),
  reverse: firstOrder({
    op: 'reverse',
    facts: facts({ cheap: true }),
    type: ([x], { axes }) => {
      mustBeAxes('reverse', axes, x.shape.length)
      return [x]
    },
    evaluate: ([x], { axes }) => {
      const step = strides(x.shape).map((n, axis) => (axes.includes(axis) ? -n : n))
      const offset = axes.reduce(
        (total, axis) => total - ((x.shape[axis] ?? 1) - 1) * (step[axis] ?? 0),
        0,
      )
      return [collect(x, places(x.shape, step, offset))]
    },
    jvp: 'linear',
    transpose: ({ cotangents: [ct] }, { axes }) => [ct && reverse(ct, axes)],
    batch: ({ operands: [x] }, { axes }) => [
      reverse(
        x,
        axes.map((axis) => axis + 1),
      ),
    ],
  }),
  concat: firstOrder({
    op: 'concat',
    facts: facts(),
    type: (xs, { axis }) => {
      const [first] = xs
      if (first === undefined)
        return fail({
          where: 'concat',
          must: 'must be given at least one operand',
          was: 'none',
          do: 'pass an array of no elements',
        })
      const rest = showShape(first.shape.filter((_, i) => i !== axis))
      for (const x of xs)
        if (x.dtype !== first.dtype || showShape(x.shape.filter((_, i) => i !== axis)) !== rest)
          fail({
            where: 'concat',
            must: `operands must agree outside axis ${axis}`,
            was: `${showType(first)} and ${showType(x)}`,
            do: 'convert or reshape one of them',
          })
      if (!(axis in first.shape))
        fail({
          where: 'concat',
          must: `axis must be below the rank ${first.shape.length}`,
          was: `${axis}`,
          do: 'count it from 0',
        })
      const total = xs.reduce((length, x) => length + (x.shape[axis] ?? 0), 0)
      return [
        ofShape(
          first,
          first.shape.map((n, i) => (i === axis ? total : n)),
        ),
      ]
    },
    evaluate: (xs, { axis }, [y]) => {
      const result = allocate(y.dtype, size(y.shape))
      const step = strides(y.shape)
      let start = 0
      for (const x of xs) {
        spread(x, places(x.shape, step, start * (step[axis] ?? 0)), result)
        start += x.shape[axis] ?? 0
      }
      return [result]
    },
    jvp: 'linear',
    transpose: ({ cotangents: [ct], operands, types }, { axis }) => {
      let start = 0
      return operands.map((x, i) => {
        const from = start
        start += types[i]?.shape[axis] ?? 0
        return ct && x === null ? cut(ct, axis, from, start) : null
      })
    },
    batch: ({ operands, batched, size: n }, { axis }) => [
      concat(
        operands.map((x, i) => (batched[i] ? x : lead(x, n))),
        axis + 1,
      ),
    ],
  }),
}

/** The place in x of an element of its padded form; −1 where the filler stands. */
const sourceOf = (index: Sizes, shape: Sizes, step: Sizes, low: Sizes, interior: Sizes): number => {
  let place = 0
  for (const [axis, n] of shape.entries()) {
    const distance = (interior[axis] ?? 0) + 1
    const from = (index[axis] ?? 0) - (low[axis] ?? 0)
    if (from < 0 || from % distance !== 0 || from / distance >= n) return -1
    place += (from / distance) * (step[axis] ?? 0)
  }
  return place
}

/** The next index of a row-major walk. */
const advance = (index: number[], shape: Sizes): void => {
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const next = (index[axis] ?? 0) + 1
    index[axis] = next < (shape[axis] ?? 0) ? next : 0
    if (next < (shape[axis] ?? 0)) return
  }
}

/** What of a padded array's cotangent belongs to the array. */
const unpadded = (ct: Value, shape: Sizes, { low, high, interior }: Padding): Value => {
  const filler = number(-0, ct.dtype)
  const whole = pad(ct, filler, { low: negated(low), high: negated(high), interior: none(ct) })
  const empty = shape.some((n) => n === 0)
  return empty
    ? zeros({ shape, dtype: ct.dtype })
    : slice(
        whole,
        none(whole),
        whole.shape,
        interior.map((n) => n + 1),
      )
}

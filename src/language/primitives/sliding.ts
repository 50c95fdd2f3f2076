// The sum, the largest and the smallest of a sliding window. The sum is closed under its adjoint; an extreme has the
// derivative of the element that it is, found by windowArgMax: the first in row-major order, NaN before all.
import { fail } from '../../prelude/index.ts'
import { type Sizes, size, strides as stridesOf } from '../../shape/index.ts'
import { allocate, type Data } from '../../tensor/index.ts'
import type { Window } from '../ir/index.ts'
import { bind, type FirstOrder, type NdArray, type Primitives, type Value } from '../level/index.ts'
import { binary, largestOf, smallestOf } from './arithmetic.ts'
import { reshape } from './axes.ts'
import { facts, firstOrder, mustBeOf, ofShape } from './declare.ts'
import { places } from './index-space.ts'
import { larger, smaller } from './order.ts'
import { gather } from './place.ts'
import { borderBack, bordered, mustSlide, type Sliding, slid } from './slide.ts'

/** The sum of each window: the chain in index order from +0. */
export const windowSum = (x: Value, slide: Sliding): Value => bind(sliding.windowSum, slide, x)[0]
/** The largest of each window; the least number of the dtype where it holds padding alone. */
export const windowMax = (x: Value, window: Window): Value => bind(sliding.windowMax, window, x)[0]
export const windowMin = (x: Value, window: Window): Value => bind(sliding.windowMin, window, x)[0]

/** Windows that leave the first `lanes` axes alone. */
export type Lanes = Window & { readonly lanes: number }
/** Where the largest of each window stands in the axes after the lanes, row-major; −1 where it holds padding alone. */
export const windowArgMax = (x: Value, window: Lanes): Value =>
  bind(sliding.windowArgMax, window, x)[0]
export const windowArgMin = (x: Value, window: Lanes): Value =>
  bind(sliding.windowArgMin, window, x)[0]

const ones = (sizes: Sizes): Sizes => sizes.map(() => 1)
const close = (window: Window): Sliding => ({ ...window, inputDilation: ones(window.window) })

/** The same under a new leading axis. */
const under = <W extends Window>(window: W): W => ({
  ...window,
  window: [1, ...window.window],
  strides: [1, ...window.strides],
  low: [0, ...window.low],
  high: [0, ...window.high],
  dilation: [1, ...window.dilation],
})

/** For each window over a bordered array, its place; for each of its elements, the distance from there. */
const walk = (
  { shape }: NdArray,
  outputs: Sizes,
  { window, strides, dilation }: Window,
): readonly [starts: Int32Array, steps: Int32Array] => {
  const step = stridesOf(shape)
  const scaled = (by: Sizes): Sizes => step.map((n, axis) => n * (by[axis] ?? 1))
  return [places(outputs, scaled(strides)), places(window, scaled(dilation))]
}

/** How many leading axes the windows leave alone. */
const aloneOf = ({ window, strides, low, high }: Window): number => {
  const moved = window.findIndex(
    (n, axis) => n !== 1 || strides[axis] !== 1 || low[axis] !== 0 || high[axis] !== 0,
  )
  return moved < 0 ? window.length : moved
}

const extremum = (
  op: 'windowMax' | 'windowMin',
): FirstOrder<'windowMax'> & FirstOrder<'windowMin'> => {
  const max = op === 'windowMax'
  const rules: Omit<FirstOrder<'windowMax'>, 'op'> = {
    kind: 'firstOrder',
    facts: facts(),
    type: ([x], window) => {
      mustBeOf(op, 'ordered', x)
      mustSlide(op, x.shape.length, close(window))
      return [ofShape(x, slid(x.shape, close(window)))]
    },
    evaluate: ([x], window, [y]) => {
      const result = allocate(y.dtype, size(y.shape))
      if (result.length === 0) return [result]
      const better = binary(max ? 'max' : 'min', x.dtype)
      const least = max ? smallestOf(x.dtype) : largestOf(x.dtype)
      const wide = bordered(x, least, close(window))
      const [starts, steps] = walk(wide, y.shape, window)
      for (const [i, start] of starts.entries()) {
        let best = least
        for (const step of steps) best = better(best, wide.data[start + step] ?? 0)
        result[i] = best
      }
      return [result]
    },
    // dx of the element that is the extreme; 0 of padding
    jvp: ({ tangents: [dx], operands: [x] }, window) => {
      if (dx === null) return [null]
      const lanes = aloneOf(window)
      const at = (max ? windowArgMax : windowArgMin)(x, { ...window, lanes })
      const flat = reshape(dx, [...x.shape.slice(0, lanes), size(x.shape.slice(lanes))])
      return [gather(flat, at, { axis: lanes, batch: lanes, outside: 'zero' })]
    },
    transpose: null,
    batch: ({ operands: [x] }, window) => [(max ? windowMax : windowMin)(x, under(window))],
  }
  return { ...rules, op } as unknown as FirstOrder<'windowMax'> & FirstOrder<'windowMin'> // one signature
}

const argument = (
  op: 'windowArgMax' | 'windowArgMin',
): FirstOrder<'windowArgMax'> & FirstOrder<'windowArgMin'> => {
  const max = op === 'windowArgMax'
  const rules: Omit<FirstOrder<'windowArgMax'>, 'op'> = {
    kind: 'firstOrder',
    facts: facts(),
    type: ([x], window) => {
      mustBeOf(op, 'ordered', x)
      mustSlide(op, x.shape.length, close(window))
      if (!Number.isInteger(window.lanes) || window.lanes < 0 || window.lanes > aloneOf(window))
        fail({
          where: op,
          must: `lanes must be axes that the windows leave alone, at most ${aloneOf(window)}`,
          was: `${window.lanes}`,
          do: 'count the first axes whose window is 1',
        })
      return [{ shape: slid(x.shape, close(window)), dtype: 'i32' }]
    },
    evaluate: ([x], window, [y]) => {
      const result: Data = allocate('i32', size(y.shape)).fill(-1)
      if (result.length === 0) return [result]
      const better = max ? larger : smaller
      const inLane = size(x.shape.slice(window.lanes))
      const numbers = Int32Array.from({ length: size(x.shape) }, (_, i) => i % inLane)
      const at = bordered({ shape: x.shape, dtype: 'i32', data: numbers }, -1, close(window))
      const wide = bordered(x, 0, close(window))
      const [starts, steps] = walk(wide, y.shape, window)
      for (const [i, start] of starts.entries()) {
        let best = -1
        for (const step of steps) {
          const place = start + step
          if ((at.data[place] ?? -1) < 0) continue // padding
          if (best < 0 || better(wide.data[place] ?? 0, wide.data[best] ?? 0)) best = place
        }
        result[i] = at.data[best] ?? -1
      }
      return [result]
    },
    jvp: 'zero',
    transpose: null,
    batch: ({ operands: [x] }, window) => [
      (max ? windowArgMax : windowArgMin)(x, { ...under(window), lanes: window.lanes + 1 }),
    ],
  }
  return { ...rules, op } as unknown as FirstOrder<'windowArgMax'> & FirstOrder<'windowArgMin'> // one signature
}

export const sliding: Primitives<
  'windowSum' | 'windowMax' | 'windowMin' | 'windowArgMax' | 'windowArgMin'
> = {
  windowSum: firstOrder({
    op: 'windowSum',
    facts: facts(),
    type: ([x], slide) => {
      mustBeOf('windowSum', 'number', x)
      mustSlide('windowSum', x.shape.length, slide)
      return [ofShape(x, slid(x.shape, slide))]
    },
    evaluate: ([x], slide, [y]) => {
      const result = allocate(y.dtype, size(y.shape))
      if (result.length === 0) return [result]
      const add = binary('add', x.dtype)
      // a chain from +0 is never −0: zeros of the border and of the holes change no bit
      const wide = bordered(x, 0, slide)
      const [starts, steps] = walk(wide, y.shape, slide)
      for (const [i, start] of starts.entries()) {
        let total = 0
        for (const step of steps) total = add(total, wide.data[start + step] ?? 0)
        result[i] = total
      }
      return [result]
    },
    jvp: 'linear',
    transpose: ({ cotangents: [ct], types: [x] }, slide) => [
      ct === null || size(ct.shape) === 0
        ? null
        : windowSum(ct, {
            ...slide,
            ...borderBack(x.shape, ct.shape, slide),
            strides: slide.inputDilation,
            inputDilation: slide.strides,
          }),
    ],
    batch: ({ operands: [x] }, slide) => [
      windowSum(x, { ...under(slide), inputDilation: [1, ...slide.inputDilation] }),
    ],
  }),
  windowMax: extremum('windowMax'),
  windowMin: extremum('windowMin'),
  windowArgMax: argument('windowArgMax'),
  windowArgMin: argument('windowArgMin'),
}

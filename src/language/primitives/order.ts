// The largest, the smallest, the sorted, and running totals.
import { fail } from '../../prelude/index.ts'
import { type ArrayType, type Sizes, showType, size, strides } from '../../shape/index.ts'
import { allocate, type Data } from '../../tensor/index.ts'
import { bind, type FirstOrder, type Primitives, type Value } from '../level/index.ts'
import { binary } from './arithmetic.ts'
import { broadcast, full, lead, sum, zeros } from './axes.ts'
import { compare, select } from './choice.ts'
import { facts, firstOrder, mustBeAxes, mustBeOf, ofShape } from './declare.ts'
import { div, not } from './elementwise.ts'
import { otherAxes, pick, places, without } from './index-space.ts'
import { sortedPlaces } from './merge-sort.ts'
import { takeAlong } from './place.ts'
import { iota } from './source.ts'
import { collect } from './storage.ts'

export const reduceMax = (x: Value, axes: Sizes): Value =>
  axes.length === 0 ? x : bind(order.reduceMax, { axes }, x)[0]
export const reduceMin = (x: Value, axes: Sizes): Value =>
  axes.length === 0 ? x : bind(order.reduceMin, { axes }, x)[0]
/** The index of the first largest element, NaN first; i32. */
export const argMax = (x: Value, axis: number): Value => bind(order.argMax, { axis }, x)[0]
export const argMin = (x: Value, axis: number): Value => bind(order.argMin, { axis }, x)[0]
export const cumulativeSum = (x: Value, axis: number, reverse: boolean): Value =>
  bind(order.cumulativeSum, { axis, reverse }, x)[0]
/** Sorts the first by itself, NaN last and equals in order, and the others along with it. */
export const sort = (xs: readonly [Value, ...Value[]], axis: number): readonly Value[] =>
  bind(order.sort, { axis }, ...xs)

const shifted = (axes: Sizes): Sizes => axes.map((axis) => axis + 1)

/** Where the lanes along an axis start, and the steps along it. */
const lanes = (shape: Sizes, axes: Sizes): readonly [starts: Int32Array, steps: Int32Array] => {
  const step = strides(shape)
  const kept = otherAxes(shape.length, axes)
  return [places(pick(shape, kept), pick(step, kept)), places(pick(shape, axes), pick(step, axes))]
}

const mustNotBeEmpty = (where: string, x: ArrayType, axes: Sizes): void => {
  if (pick(x.shape, axes).includes(0))
    fail({
      where,
      must: 'must have an element along the axes',
      was: showType(x),
      do: 'reduce another axis',
    })
}

const extremum = (
  op: 'reduceMax' | 'reduceMin',
): FirstOrder<'reduceMax'> & FirstOrder<'reduceMin'> => {
  const apply = (x: Value, axes: Sizes): Value =>
    (op === 'reduceMax' ? reduceMax : reduceMin)(x, axes)
  const rules: Omit<FirstOrder<'reduceMax'>, 'op'> = {
    kind: 'firstOrder',
    facts: facts(),
    type: ([x], { axes }) => {
      mustBeOf(op, 'ordered', x)
      mustBeAxes(op, axes, x.shape.length)
      mustNotBeEmpty(op, x, axes)
      return [ofShape(x, without(x.shape, axes))]
    },
    evaluate: ([x], { axes }, [y]) => {
      const better = binary(op === 'reduceMax' ? 'max' : 'min', x.dtype)
      const [starts, steps] = lanes(x.shape, axes)
      const data = allocate(y.dtype, size(y.shape))
      for (const [i, start] of starts.entries()) {
        let best = x.data[start + (steps[0] ?? 0)] ?? 0
        for (let j = 1; j < steps.length; j++)
          best = better(best, x.data[start + (steps[j] ?? 0)] ?? 0)
        data[i] = best
      }
      return [data]
    },
    // the mean of dx over the elements that are largest; NaN beside a NaN, for every element
    jvp: ({ tangents: [dx], operands: [x], results: [y] }, { axes }) => {
      if (dx === null) return [null]
      const best = not(compare(x, broadcast(y, x.shape, axes), op === 'reduceMax' ? 'lt' : 'gt'))
      const ties = sum(select(best, full(x, 1), full(x, 0)), axes)
      const count = select(compare(y, y, 'eq'), ties, full(y, Number.NaN))
      return [div(sum(select(best, dx, zeros(dx)), axes), count)]
    },
    transpose: null,
    batch: ({ operands: [x] }, { axes }) => [apply(x, shifted(axes))],
  }
  return { ...rules, op } as unknown as FirstOrder<'reduceMax'> & FirstOrder<'reduceMin'> // one signature
}

const argument = (op: 'argMax' | 'argMin'): FirstOrder<'argMax'> & FirstOrder<'argMin'> => {
  const rules: Omit<FirstOrder<'argMax'>, 'op'> = {
    kind: 'firstOrder',
    facts: facts(),
    type: ([x], { axis }) => {
      mustBeOf(op, 'ordered', x)
      mustBeAxes(op, [axis], x.shape.length)
      mustNotBeEmpty(op, x, [axis])
      return [{ shape: without(x.shape, [axis]), dtype: 'i32' }]
    },
    evaluate: ([x], { axis }, [y]) => {
      const better = op === 'argMax' ? larger : smaller
      const [starts, steps] = lanes(x.shape, [axis])
      const data = allocate('i32', size(y.shape))
      for (const [i, start] of starts.entries()) {
        let best = 0
        for (let j = 1; j < steps.length; j++)
          if (better(x.data[start + (steps[j] ?? 0)] ?? 0, x.data[start + (steps[best] ?? 0)] ?? 0))
            best = j
        data[i] = best
      }
      return [data]
    },
    jvp: 'zero',
    transpose: null,
    batch: ({ operands: [x] }, { axis }) => [(op === 'argMax' ? argMax : argMin)(x, axis + 1)],
  }
  return { ...rules, op } as unknown as FirstOrder<'argMax'> & FirstOrder<'argMin'> // one signature
}

/** Whether x goes before y as the largest: NaN before all, and only strictly. */
export const larger = (x: number, y: number): boolean =>
  x > y || (Number.isNaN(x) && !Number.isNaN(y))
export const smaller = (x: number, y: number): boolean =>
  x < y || (Number.isNaN(x) && !Number.isNaN(y))

export const order: Primitives<
  'reduceMax' | 'reduceMin' | 'argMax' | 'argMin' | 'cumulativeSum' | 'sort'
> = {
  reduceMax: extremum('reduceMax'),
  reduceMin: extremum('reduceMin'),
  argMax: argument('argMax'),
  argMin: argument('argMin'),
  cumulativeSum: firstOrder({
    op: 'cumulativeSum',
    facts: facts(),
    type: ([x], { axis }) => {
      mustBeOf('cumulativeSum', 'number', x)
      mustBeAxes('cumulativeSum', [axis], x.shape.length)
      return [x]
    },
    evaluate: ([x], { axis, reverse }) => {
      const add = binary('add', x.dtype)
      const [starts, steps] = lanes(x.shape, [axis])
      const inOrder = reverse ? steps.slice().reverse() : steps
      const data: Data = allocate(x.dtype, size(x.shape))
      for (const start of starts) {
        let total = 0
        for (const step of inOrder) {
          total = add(total, x.data[start + step] ?? 0)
          data[start + step] = total
        }
      }
      return [data]
    },
    jvp: 'linear',
    transpose: ({ cotangents: [ct] }, { axis, reverse }) => [
      ct && cumulativeSum(ct, axis, !reverse),
    ],
    batch: ({ operands: [x] }, { axis, reverse }) => [cumulativeSum(x, axis + 1, reverse)],
  }),
  sort: firstOrder({
    op: 'sort',
    facts: facts(),
    type: ([keys, ...xs], { axis }) => {
      mustBeOf('sort', 'ordered', keys)
      mustBeAxes('sort', [axis], keys.shape.length)
      for (const x of xs)
        if (`${x.shape}` !== `${keys.shape}`)
          fail({
            where: 'sort',
            must: 'operands must have one shape',
            was: `${showType(keys)} and ${showType(x)}`,
            do: 'broadcast one of them',
          })
      return [keys, ...xs]
    },
    evaluate: ([keys, ...xs], { axis }) => {
      const [starts, steps] = lanes(keys.shape, [axis])
      const at = new Int32Array(size(keys.shape))
      for (const start of starts) {
        const lane = new Float64Array(steps.length)
        for (let i = 0; i < lane.length; i++) lane[i] = keys.data[start + (steps[i] ?? 0)] ?? 0
        const sorted = sortedPlaces(lane)
        for (let i = 0; i < lane.length; i++)
          at[start + (steps[i] ?? 0)] = start + (steps[sorted[i] ?? 0] ?? 0)
      }
      return [collect(keys, at), ...xs.map((x) => collect(x, at))]
    },
    // tangents follow the elements they belong to
    jvp: ({ tangents, operands: [keys, ...xs] }, { axis }) => {
      const [dk, ...dxs] = tangents
      if (tangents.every((tangent) => tangent === null)) return [null, ...dxs]
      const sorted = sort([keys, ...xs, iota(keys.shape, axis, 'i32')], axis)
      const from = sorted.at(-1) ?? keys // sort gives as many results as operands
      const moved = (dx: Value | null): Value | null => dx && takeAlong(dx, from, axis)
      return [moved(dk), ...dxs.map(moved)]
    },
    transpose: null,
    batch: ({ operands: [keys, ...xs], batched: [bk, ...bxs], size: n }, { axis }) => {
      const wide = (x: Value, batched: boolean | undefined): Value => (batched ? x : lead(x, n))
      const [first, ...rest] = sort(
        [wide(keys, bk), ...xs.map((x, i) => wide(x, bxs[i]))],
        axis + 1,
      )
      return [first ?? keys, ...rest] // sort gives as many results as operands
    },
  }),
}

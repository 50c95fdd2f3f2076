// The words of random programs: operations on numbers, on rows of 3 and on tables of 2 rows, all f64 and all bounded,
// so that nothing overflows however they are composed.
import type { Value } from '../../../src/language/level/index.ts'
import {
  abs,
  add,
  argMax,
  broadcast,
  compare,
  concat,
  conv,
  convert,
  cos,
  cumulativeSum,
  cut,
  div,
  dot,
  dynamicSlice,
  dynamicUpdate,
  erf,
  erfInv,
  exp,
  expm1,
  floor,
  full,
  gather,
  iota,
  log,
  log1p,
  max,
  min,
  mul,
  neg,
  number,
  pad,
  pow,
  reduceMax,
  reduceMin,
  rem,
  reshape,
  reverse,
  rsqrt,
  scatterAdd,
  select,
  sign,
  sin,
  slice,
  sort,
  sqrt,
  stopGradient,
  sub,
  sum,
  tanh,
  transpose,
  windowMax,
  windowSum,
} from '../../../src/language/primitives/index.ts'
import type { Sizes } from '../../../src/shape/index.ts'

export const shapes = { number: [], row: [3], table: [2, 3] } as const
export type Shape = keyof typeof shapes

/** What a word takes: a value of a shape, or any, or one like the first. */
export type Take = Shape | 'any' | 'same'
export interface Word {
  readonly takes: readonly Take[]
  readonly says: (...xs: readonly Value[]) => Value
  /** With kinks, or without the derivative that differences have. */
  readonly rough?: true
}

const times = (x: Value, factor: number): Value => mul(x, full(x, factor))
const plus = (x: Value, term: number): Value => add(x, full(x, term))
const square = (x: Value): Value => mul(x, x)
/** 1 + x², which is never small. */
const away = (x: Value): Value => plus(square(x), 1)
/** The same elements, two to a column. */
const turned = (x: Value): Value => reshape(transpose(x, [1, 0]), [2, 3])
/** Along rows or numbers, where there are any. */
const last = (x: Value): Sizes => (x.shape.length === 0 ? [] : [x.shape.length - 1])
/** The places 1, 2, 3: the last one is outside. */
const beyond = (): Value => add(iota([3], 0, 'i32'), full({ shape: [3], dtype: 'i32' }, 1))
const one = (): Value => number(1, 'i32')

const any = (says: (x: Value) => Value): Word => ({ takes: ['any'], says: says as Word['says'] })
const two = (says: (x: Value, y: Value) => Value): Word => ({
  takes: ['any', 'same'],
  says: says as Word['says'],
})
const on = (takes: readonly Shape[], says: (...xs: readonly [Value, Value]) => Value): Word => ({
  takes,
  says: says as unknown as Word['says'], // it takes as many as it says
})
const rough = (word: Word): Word => ({ ...word, rough: true })

const contracted = (x: Value, y: Value, left: Sizes, right: Sizes): Value =>
  dot(x, y, { contract: [left, right], batch: [[], []] })
/** Windows of 2 × 2, one for each element of a table. */
const squares = { window: [2, 2], strides: [1, 1], low: [1, 0], high: [0, 1], dilation: [1, 1] }

export const vocabulary: Readonly<Record<string, Word>> = {
  neg: any(neg),
  sin: any(sin),
  cos: any(cos),
  tanh: any(tanh),
  erf: any(erf),
  exp: any((x) => exp(tanh(x))),
  expm1: any((x) => expm1(sin(x))),
  log: any((x) => log(away(x))),
  log1p: any((x) => log1p(square(x))),
  sqrt: any((x) => sqrt(away(x))),
  rsqrt: any((x) => rsqrt(away(x))),
  erfInv: any((x) => erfInv(times(tanh(x), 0.75))),
  twice: any((x) => sin(add(x, x))),
  cumulative: any((x) => (x.shape.length === 0 ? cos(x) : sin(cumulativeSum(x, 0, false)))),
  reverse: any((x) => reverse(x, last(x))),
  add: two((x, y) => sin(add(x, y))),
  sub: two((x, y) => tanh(sub(x, y))),
  mul: two((x, y) => mul(tanh(x), y)),
  div: two((x, y) => div(x, away(y))),
  pow: two((x, y) => pow(away(tanh(x)), tanh(y))),
  weighted: two((x, y) => add(times(x, 0.25), times(y, -0.75))),

  row: on(['number'], (x) => broadcast(x, [3], [0])),
  table: on(['row'], (x) => broadcast(x, [2, 3], [0])),
  columns: on(['number', 'row'], (x, y) =>
    tanh(mul(broadcast(x, [2, 3], [0, 1]), broadcast(y, [2, 3], [0]))),
  ),
  total: on(['row'], (x) => sin(sum(x, [0]))),
  rows: on(['table'], (x) => tanh(sum(x, [0]))),
  all: on(['table'], (x) => sin(sum(x, [0, 1]))),
  turned: on(['table'], turned),
  padded: on(['row', 'number'], (x, y) =>
    pad(cut(x, 0, 1, 3), y, { low: [0], high: [0], interior: [1] }),
  ),
  joined: on(['row', 'table'], (x, y) => concat([reshape(x, [1, 3]), cut(y, 0, 1, 2)], 0)),
  strided: on(['table', 'row'], (x, y) => {
    const ends = slice(x, [0, 0], [2, 3], [1, 2])
    return reshape(concat([reshape(ends, [4]), cut(y, 0, 1, 3)], 0), [2, 3])
  }),
  gathered: on(['row'], (x) => gather(x, beyond(), { axis: 0, batch: 0, outside: 'zero' })),
  scattered: on(['row', 'row'], (x, y) =>
    sin(scatterAdd(x, min(beyond(), full(beyond(), 1)), y, { axis: 0, batch: 0 })),
  ),
  block: on(['table'], (x) => reshape(dynamicSlice(x, [one(), number(0, 'i32')], [1, 3]), [3])),
  placed: on(['table', 'row'], (x, y) => dynamicUpdate(x, reshape(y, [1, 3]), [one(), one()])),
  inner: on(['row', 'row'], (x, y) => tanh(contracted(x, y, [0], [0]))),
  outer: on(['row', 'row'], (x, y) => tanh(cut(contracted(x, y, [], []), 0, 0, 2))),
  applied: on(['table', 'row'], (x, y) => sin(contracted(contracted(x, y, [1], [0]), x, [0], [0]))),
  squared: on(['table', 'table'], (x, y) =>
    sin(contracted(x, contracted(x, y, [0], [0]), [1], [0])),
  ),
  convolved: on(['table', 'row'], (x, y) => {
    const ends = { low: [1], high: [1], dilation: [1], inputDilation: [1] }
    const how = { ...ends, strides: [1], groups: 1, batchGroups: 1 }
    return tanh(reshape(conv(reshape(x, [2, 1, 3]), reshape(y, [1, 1, 3]), how), [2, 3]))
  }),
  windowed: on(['table'], (x) => tanh(windowSum(x, { ...squares, inputDilation: [1, 1] }))),

  abs: rough(any(abs)),
  max: rough(two(max)),
  min: rough(two(min)),
  chosen: rough(two((x, y) => select(compare(x, y, 'lt'), sin(x), y))),
  rem: rough(two((x, y) => rem(x, plus(square(y), 0.25)))),
  floor: rough(any((x) => mul(x, floor(times(tanh(x), 3))))),
  sign: rough(any((x) => mul(cos(x), sign(x)))),
  stopped: rough(any((x) => mul(x, stopGradient(tanh(x))))),
  single: rough(any((x) => convert(convert(x, 'f32'), 'f64'))),
  sorted: rough(
    on(['row', 'row'], (x, y) => {
      const [keys = x, values = x] = sort([x, y], 0)
      return tanh(add(keys, values))
    }),
  ),
  largest: rough(on(['table'], (x) => reduceMax(x, [0]))),
  peaks: rough(on(['table'], (x) => windowMax(x, squares))),
  smallest: rough(on(['row'], (x) => reduceMin(x, [0]))),
  best: rough(on(['row'], (x) => reshape(dynamicSlice(x, [argMax(x, 0)], [1]), []))),
}

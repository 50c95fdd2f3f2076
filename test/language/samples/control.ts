// Samples of control flow; the programs inside them are traced.
import type { ControlOp } from '../../../src/language/ir/index.ts'
import { bind } from '../../../src/language/level/index.ts'
import {
  add,
  and,
  broadcast,
  compare,
  convert,
  cos,
  exp,
  full,
  log,
  mul,
  neg,
  number,
  primitives,
  reshape,
  sin,
  sqrt,
  sub,
  sum,
  tanh,
  threefry,
  xor,
} from '../../../src/language/primitives/index.ts'
import { bool, f32, f64, i32, keys, programOf, u32 } from '../arrays.ts'
import { customJvp, customLinear, customVjp } from './custom.ts'
import { body, of, plain, type Sample, type Samples } from './sample.ts'

const vector = of('f64', 3)
const scalar = of('f64')
const smooth = true as const

const twice = body([vector, vector], (x, y) => [mul(sin(x), y), add(x, y), sub(x, y)])
const square = body([scalar], (x) => [mul(x, x)])
const nested = body([vector, scalar], (x, a) => {
  const [y] = bind(primitives.call, { name: 'twice', body: twice }, x, broadcast(a, [3], [0]))
  const [z] = bind(primitives.checkpoint, { name: 'square', body: square }, a)
  return y && z ? [mul(y, x), z] : []
})
const mixed = body([of('i32', 2), of('key'), of('f32', 2)], (n, k, x) => [
  add(n, n),
  threefry(k, number(0, 'u32'), number(1, 'u32')),
  mul(x, convert(n, 'f32')),
])
const applied: Samples<'call'>['call'] = [
  {
    operands: [plain('f64', [3]), plain('f64', [3], 4)],
    params: { name: 'f', body: twice },
    smooth,
  },
  { operands: [f64([], -0)], params: { name: 'f', body: square }, smooth },
  { operands: [f64([], NaN)], params: { name: 'f', body: square } },
  { operands: [plain('f64', [3]), f64([], 0.3)], params: { name: 'f', body: nested }, smooth },
  {
    operands: [i32([2], 1, -7), keys([], 1, 2), f32([2], Infinity, 0.5)],
    params: { name: 'f', body: mixed },
  },
  {
    operands: [],
    params: { name: 'f', body: programOf([], () => [number(3, 'f32')]) },
  },
  {
    operands: [plain('f64', [0]), plain('f64', [1, 2])],
    params: {
      name: 'f',
      body: body([of('f64', 0), of('f64', 1, 2)], (x, y) => [sum(x, [0]), exp(y)]),
    },
    smooth,
  },
  {
    // what it was given, and the same value twice
    operands: [plain('f64', [3])],
    params: {
      name: 'f',
      body: body([vector], (x) => {
        const y = sin(x)
        return [x, y, y]
      }),
    },
    smooth,
  },
]

const step = body([scalar, vector, vector], (w, c, x) => {
  const y = tanh(add(mul(broadcast(w, [3], [0]), c), x))
  return [y, sum(mul(c, y), [0])]
})
const counting = body([vector, of('i32'), scalar, scalar], (w, n, c, x) => [
  add(n, number(1, 'i32')),
  add(mul(c, convert(n, 'f64')), x),
  mul(x, sum(sin(w), [0])),
])
const drawing = body([of('key'), of('u32')], (k, n) => [
  threefry(k, number(0, 'u32'), n),
  threefry(k, n, number(7, 'u32')),
])
const looped = { length: 4, captures: 1, carries: 1, reverse: false }

const scan: Samples<'scan'>['scan'] = [
  {
    operands: [f64([], 0.7), plain('f64', [3]), plain('f64', [4, 3], 2)],
    params: { ...looped, body: step },
    smooth,
  },
  {
    operands: [f64([], 0.7), plain('f64', [3]), plain('f64', [4, 3], 2)],
    params: { ...looped, body: step, reverse: true },
    smooth,
  },
  {
    operands: [f64([], 0.7), plain('f64', [3]), plain('f64', [0, 3])],
    params: { ...looped, body: step, length: 0 },
    smooth,
  },
  {
    operands: [f64([], 0.7), plain('f64', [3]), plain('f64', [1, 3])],
    params: { ...looped, body: step, length: 1 },
    smooth,
  },
  {
    operands: [f64([], 0.7), f64([3], NaN, -0, Infinity), plain('f64', [4, 3])],
    params: { ...looped, body: step },
  },
  {
    // an integer carry beside a differentiable one, a captured array
    operands: [plain('f64', [3]), i32([], 0), f64([], 0.5), plain('f64', [3], 5)],
    params: { body: counting, length: 3, captures: 1, carries: 2, reverse: false },
    smooth,
  },
  {
    // no carry: a map
    operands: [plain('f64', [2, 3])],
    params: {
      body: body([vector], (x) => [sin(x), x]),
      length: 2,
      captures: 0,
      carries: 0,
      reverse: false,
    },
    smooth,
  },
  {
    // nothing scanned: an iteration
    operands: [f64([], 0.4)],
    params: {
      body: body([scalar], (c) => [sin(add(c, c))]),
      length: 3,
      captures: 0,
      carries: 1,
      reverse: false,
    },
    smooth,
  },
  {
    // carries that trade places, one of which starts outside what is differentiated
    operands: [f64([], 0.4), i32([2], 1, 2), f64([], 0.3), f64([], 0.2)],
    params: {
      body: body([scalar, of('i32', 2), scalar, scalar], (w, n, a, b) => [n, b, mul(a, cos(w))]),
      length: 3,
      captures: 1,
      carries: 3,
      reverse: false,
    },
    smooth,
  },
  {
    operands: [keys([], 1, 2), u32([3], 5, 6, 7)],
    params: { body: drawing, length: 3, captures: 0, carries: 1, reverse: false },
  },
  {
    // a loop in a loop
    operands: [f64([], 0.7), plain('f64', [3]), plain('f64', [2, 4, 3], 2)],
    params: {
      body: body([scalar, vector, of('f64', 4, 3)], (w, c, xs) =>
        bind(primitives.scan, { ...looped, body: step }, w, c, xs),
      ),
      length: 2,
      captures: 1,
      carries: 1,
      reverse: false,
    },
    smooth,
  },
]

const positive = body([scalar, vector], (a, x) => [
  mul(broadcast(a, [3], [0]), log(x)),
  sum(x, [0]),
])
const otherwise = body([scalar, vector], (a, x) => [x, mul(a, a)])
// of one lane
const lanes = body([scalar, of('f64', 2)], (a, x) => [mul(a, a), sqrt(x)])
const others = body([scalar, of('f64', 2)], (a, x) => [sin(a), mul(x, broadcast(a, [2], [0]))])

const cond: Samples<'cond'>['cond'] = [
  ...[0, 1].map(
    (holds): Sample<'cond'> => ({
      operands: [bool([], holds), f64([], 0.6), f64([3], 0.5, 1.5, 2.5)],
      params: { onTrue: positive, onFalse: otherwise },
      smooth,
    }),
  ),
  {
    // no NaN from the branch not taken
    operands: [bool([], 0), f64([], 0.6), f64([3], -1, 0, -0)],
    params: { onTrue: positive, onFalse: otherwise },
  },
  {
    operands: [bool([3], 1, 0, 1), f64([3], 0.5, -1.5, 2), f64([3, 2], 0.5, 1.5, -2, 0, 1, 3)],
    params: { onTrue: lanes, onFalse: others },
  },
  {
    operands: [bool([0]), f64([0]), f64([0, 2])],
    params: { onTrue: lanes, onFalse: others },
    smooth,
  },
  {
    operands: [bool([1], 1), i32([1, 2], 5, 6), keys([1], 1, 2)],
    params: {
      onTrue: body([of('i32', 2), of('key')], (n, k) => [add(n, n), k]),
      onFalse: body([of('i32', 2), of('key')], (n, k) => [neg(n), k]),
    },
  },
  {
    // a loop in a branch, whose number of steps is that of the lanes
    operands: [bool([2, 2], 1, 0, 0, 1), plain('f64', [2, 2]), plain('f64', [2, 2, 4, 3])],
    params: {
      onTrue: body([scalar, of('f64', 4, 3)], (a, xs) => {
        const [c] = bind(primitives.scan, { ...looped, body: step }, a, broadcast(a, [3], [0]), xs)
        return c === undefined ? [] : [c]
      }),
      onFalse: body([scalar, of('f64', 4, 3)], (_a, xs) => [sum(xs, [0])]),
    },
    smooth,
  },
  {
    // one branch depends on less than the other
    operands: [bool([], 1), f64([], 0.6), f64([], 0.5)],
    params: {
      onTrue: body([scalar, scalar], (a) => [mul(a, a), number(2, 'f64')]),
      onFalse: body([scalar, scalar], (_a, b) => [exp(b), b]),
    },
    smooth,
  },
]

const below = body([of('i32'), of('i32'), scalar], (limit, n) => [compare(n, limit, 'lt')])
const growing = body([scalar, of('i32'), scalar], (w, n, x) => [
  add(n, number(1, 'i32')),
  sin(mul(x, w)),
])
const large = body([vector], (x) => [compare(sum(mul(x, x), [0]), number(1, 'f64'), 'gt')])
const halved = body([vector], (x) => [mul(x, full(x, 0.5))])
const counted = (limit: number | null, steps: number): Sample<'while'> => ({
  operands: [i32([], steps), f64([], 1.3), i32([], 0), f64([], 0.4)],
  params: { test: below, body: growing, captures: [1, 1], limit },
  smooth,
})
const settling = (limit: number | null, ...x: readonly number[]): Sample<'while'> => ({
  operands: [f64([3], ...x)],
  params: { test: large, body: halved, captures: [0, 0], limit },
  smooth,
})
const whiles: Samples<'while'>['while'] = [
  counted(null, 3),
  counted(5, 3),
  counted(2, 3),
  counted(4, 0),
  counted(0, 3),
  settling(null, 3, -4, 1),
  settling(8, 3, -4, 1),
  settling(8, 0.1, 0, -0),
  settling(8, NaN, 1, 2),
  settling(8, Infinity, 1, 2),
  {
    operands: [plain('f64', [0]), bool([1], 1), keys([], 1, 2), u32([], 3)],
    params: {
      test: body([of('f64', 0), of('bool', 1), of('key'), of('u32')], (_x, b, _k, n) => [
        and(reshape(b, []), compare(n, number(0, 'u32'), 'gt')),
      ]),
      body: body([of('f64', 0), of('bool', 1), of('key'), of('u32')], (x, b, k, n) => [
        mul(x, x),
        xor(b, full(b, 0)),
        threefry(k, n, n),
        sub(n, number(1, 'u32')),
      ]),
      captures: [0, 0],
      limit: 10,
    },
  },
]

export const control: Samples<ControlOp> = {
  call: applied,
  checkpoint: applied,
  scan,
  cond,
  while: whiles,
  customJvp,
  customVjp,
  customLinear,
}

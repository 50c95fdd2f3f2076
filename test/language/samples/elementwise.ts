// Samples of arithmetic, one element at a time.
import type { Value } from '../../../src/language/level/index.ts'
import type { ElementType } from '../../../src/shape/index.ts'
import { f64 } from '../arrays.ts'
import {
  floats,
  integers,
  numbers,
  ordered,
  pairs,
  plain,
  type Samples,
  specials,
} from './sample.ts'

type Unary =
  | 'neg'
  | 'abs'
  | 'sign'
  | 'floor'
  | 'sqrt'
  | 'rsqrt'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'sin'
  | 'cos'
  | 'tanh'
  | 'erf'
  | 'erfInv'
  | 'not'
type Binary =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'rem'
  | 'pow'
  | 'max'
  | 'min'
  | 'and'
  | 'or'
  | 'xor'
  | 'shiftLeft'
  | 'shiftRightLogical'
  | 'shiftRightArithmetic'
type Plain = Exclude<ElementType, 'key'>

interface Point {
  readonly operands: readonly [Value]
  readonly params: Readonly<Record<never, never>>
  readonly smooth?: true
}
/** Ranks 0 to 2, an empty axis, an axis of 1 and special values in each dtype; `smooth` points in f64. */
const unary = (dtypes: readonly Plain[], smooth: readonly number[] = []): readonly Point[] => [
  ...dtypes.flatMap((dtype) =>
    [
      specials(dtype),
      plain(dtype, []),
      plain(dtype, [0]),
      plain(dtype, [2, 0, 3]),
      plain(dtype, [1]),
      plain(dtype, [3, 1, 4]),
    ].map((x): Point => ({ operands: [x], params: {} })),
  ),
  ...(smooth.length === 0
    ? []
    : [f64([2, 3], ...smooth), f64([], ...smooth)].map(
        (x): Point => ({ operands: [x], params: {}, smooth: true }),
      )),
]

interface Pair {
  readonly operands: readonly [Value, Value]
  readonly params: Readonly<Record<never, never>>
  readonly smooth?: true
}
/** Every two special values of each dtype, and the same shapes; `smooth` pairs in f64. */
const binary = (
  dtypes: readonly Plain[],
  smooth?: readonly [readonly number[], readonly number[]],
): readonly Pair[] => [
  ...dtypes.flatMap((dtype) => [
    { operands: pairs(dtype), params: {} },
    ...[[], [0], [1], [2, 0], [2, 1, 3]].map(
      (shape): Pair => ({ operands: [plain(dtype, shape), plain(dtype, shape, 2)], params: {} }),
    ),
  ]),
  ...(smooth === undefined
    ? []
    : [[2, 3], []].map(
        (shape): Pair => ({
          operands: [f64(shape, ...smooth[0]), f64(shape, ...smooth[1])],
          params: {},
          smooth: true,
        }),
      )),
]

const anywhere = [0.3, -0.7, 1.9, -2.4, 0.05, 3.1]
const positive = [0.3, 0.7, 1.9, 2.4, 0.05, 3.1]
const pairwise = [
  [0.3, -0.7, 1.9, -2.4, 0.05, 3.1],
  [1.1, 0.4, -0.8, -1.7, 2.6, 0.9],
] as const

export const elementwise: Samples<Unary | Binary> = {
  neg: unary(numbers, anywhere),
  abs: unary(numbers, anywhere),
  sign: unary(numbers, anywhere),
  floor: unary(floats, anywhere),
  sqrt: unary(floats, positive),
  rsqrt: unary(floats, positive),
  exp: unary(floats, anywhere),
  expm1: unary(floats, anywhere),
  log: unary(floats, positive),
  log1p: unary(floats, [0.3, -0.7, 1.9, -0.4, 0.05, 3.1]),
  sin: unary(floats, anywhere),
  cos: unary(floats, anywhere),
  tanh: unary(floats, anywhere),
  erf: unary(floats, anywhere),
  erfInv: unary(floats, [0.3, -0.7, 0.9, -0.4, 0.05, 0.6]),
  not: unary([...integers, 'bool']),
  add: binary(numbers, pairwise),
  sub: binary(numbers, pairwise),
  mul: binary(numbers, pairwise),
  div: binary(numbers, pairwise),
  rem: binary(numbers, pairwise),
  pow: binary(numbers, [positive, pairwise[1]]),
  max: binary(ordered, pairwise),
  min: binary(ordered, pairwise),
  and: binary([...integers, 'bool']),
  or: binary([...integers, 'bool']),
  xor: binary([...integers, 'bool']),
  shiftLeft: binary(integers),
  shiftRightLogical: binary(integers),
  shiftRightArithmetic: binary(integers),
}

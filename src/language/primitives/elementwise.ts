// Arithmetic, one element at a time: the paragraph of each operation, formula beside rule.
import type { BinaryOp, Direction, UnaryOp } from '../ir/index.ts'
import { bind, type Primitives, type Tangent, type Value } from '../level/index.ts'
import { full, zeros } from './axes.ts'
import { compare, select } from './choice.ts'
import { binaryRules, unaryRules } from './lanes.ts'

export const neg = (x: Value): Value => bind(elementwise.neg, {}, x)[0]
export const abs = (x: Value): Value => bind(elementwise.abs, {}, x)[0]
export const sign = (x: Value): Value => bind(elementwise.sign, {}, x)[0]
export const floor = (x: Value): Value => bind(elementwise.floor, {}, x)[0]
export const sqrt = (x: Value): Value => bind(elementwise.sqrt, {}, x)[0]
export const rsqrt = (x: Value): Value => bind(elementwise.rsqrt, {}, x)[0]
export const exp = (x: Value): Value => bind(elementwise.exp, {}, x)[0]
export const expm1 = (x: Value): Value => bind(elementwise.expm1, {}, x)[0]
export const log = (x: Value): Value => bind(elementwise.log, {}, x)[0]
export const log1p = (x: Value): Value => bind(elementwise.log1p, {}, x)[0]
export const sin = (x: Value): Value => bind(elementwise.sin, {}, x)[0]
export const cos = (x: Value): Value => bind(elementwise.cos, {}, x)[0]
export const tanh = (x: Value): Value => bind(elementwise.tanh, {}, x)[0]
export const erf = (x: Value): Value => bind(elementwise.erf, {}, x)[0]
export const erfInv = (x: Value): Value => bind(elementwise.erfInv, {}, x)[0]
export const not = (x: Value): Value => bind(elementwise.not, {}, x)[0]
export const add = (x: Value, y: Value): Value => bind(elementwise.add, {}, x, y)[0]
export const sub = (x: Value, y: Value): Value => bind(elementwise.sub, {}, x, y)[0]
export const mul = (x: Value, y: Value): Value => bind(elementwise.mul, {}, x, y)[0]
export const div = (x: Value, y: Value): Value => bind(elementwise.div, {}, x, y)[0]
export const rem = (x: Value, y: Value): Value => bind(elementwise.rem, {}, x, y)[0]
export const pow = (x: Value, y: Value): Value => bind(elementwise.pow, {}, x, y)[0]
export const max = (x: Value, y: Value): Value => bind(elementwise.max, {}, x, y)[0]
export const min = (x: Value, y: Value): Value => bind(elementwise.min, {}, x, y)[0]
export const and = (x: Value, y: Value): Value => bind(elementwise.and, {}, x, y)[0]
export const or = (x: Value, y: Value): Value => bind(elementwise.or, {}, x, y)[0]
export const xor = (x: Value, y: Value): Value => bind(elementwise.xor, {}, x, y)[0]
export const shiftLeft = (x: Value, y: Value): Value => bind(elementwise.shiftLeft, {}, x, y)[0]
export const shiftRightLogical = (x: Value, y: Value): Value =>
  bind(elementwise.shiftRightLogical, {}, x, y)[0]
export const shiftRightArithmetic = (x: Value, y: Value): Value =>
  bind(elementwise.shiftRightArithmetic, {}, x, y)[0]

const times = (x: Value, factor: number): Value => mul(x, full(x, factor))
const where = (x: Value, direction: Direction, value: number): Value =>
  compare(x, full(x, value), direction)

/** The sum of two tangents, either of which may be zero. */
export const addTangents = (x: Tangent, y: Tangent): Tangent =>
  x === null ? y : y === null ? x : add(x, y)

/** d max = dx where x is larger, dy where y is, half of each at a tie. */
const ofLarger = (x: Value, y: Value, dx: Tangent, dy: Tangent): Tangent => {
  const tie = compare(x, y, 'eq')
  const part = (d: Tangent, larger: Value): Tangent =>
    d && select(larger, d, select(tie, times(d, 0.5), zeros(d)))
  return addTangents(part(dx, compare(x, y, 'gt')), part(dy, compare(x, y, 'lt')))
}

export const elementwise: Primitives<UnaryOp | BinaryOp> = {
  // d(−x) = −dx
  neg: unaryRules('neg', neg, {
    on: 'number',
    jvp: 'linear',
    transpose: ({ cotangents: [ct] }) => [ct && neg(ct)],
  }),
  // d|x| = dx, −dx below 0; at 0 as JAX
  abs: unaryRules('abs', abs, {
    on: 'number',
    jvp: ({ tangents: [dx], operands: [x] }) => [dx && select(where(x, 'lt', 0), neg(dx), dx)],
  }),
  sign: unaryRules('sign', sign, { on: 'number', jvp: 'zero' }),
  floor: unaryRules('floor', floor, { on: 'float', jvp: 'zero' }),
  // d√x = dx / 2√x
  sqrt: unaryRules('sqrt', sqrt, {
    on: 'float',
    jvp: ({ tangents: [dx], results: [y] }) => [dx && div(dx, times(y, 2))],
  }),
  // d x^−½ = −½ x^−½ / x · dx
  rsqrt: unaryRules('rsqrt', rsqrt, {
    on: 'float',
    jvp: ({ tangents: [dx], operands: [x], results: [y] }) => [
      dx && mul(dx, div(times(y, -0.5), x)),
    ],
  }),
  // d eˣ = eˣ dx
  exp: unaryRules('exp', exp, {
    on: 'float',
    costly: true,
    jvp: ({ tangents: [dx], results: [y] }) => [dx && mul(dx, y)],
  }),
  // d(eˣ − 1) = (y + 1) dx
  expm1: unaryRules('expm1', expm1, {
    on: 'float',
    costly: true,
    jvp: ({ tangents: [dx], results: [y] }) => [dx && mul(dx, add(y, full(y, 1)))],
  }),
  // d ln x = dx / x
  log: unaryRules('log', log, {
    on: 'float',
    costly: true,
    jvp: ({ tangents: [dx], operands: [x] }) => [dx && div(dx, x)],
  }),
  // d ln(1 + x) = dx / (1 + x)
  log1p: unaryRules('log1p', log1p, {
    on: 'float',
    costly: true,
    jvp: ({ tangents: [dx], operands: [x] }) => [dx && div(dx, add(x, full(x, 1)))],
  }),
  // d sin x = cos x dx
  sin: unaryRules('sin', sin, {
    on: 'float',
    costly: true,
    jvp: ({ tangents: [dx], operands: [x] }) => [dx && mul(dx, cos(x))],
  }),
  // d cos x = −sin x dx
  cos: unaryRules('cos', cos, {
    on: 'float',
    costly: true,
    jvp: ({ tangents: [dx], operands: [x] }) => [dx && mul(dx, neg(sin(x)))],
  }),
  // d tanh x = (1 + y)(1 − y) dx
  tanh: unaryRules('tanh', tanh, {
    on: 'float',
    costly: true,
    jvp: ({ tangents: [dx], results: [y] }) => {
      const one = full(y, 1)
      return [dx && mul(dx, mul(add(one, y), sub(one, y)))]
    },
  }),
  // d erf x = 2/√π e^−x² dx
  erf: unaryRules('erf', erf, {
    on: 'float',
    costly: true,
    jvp: ({ tangents: [dx], operands: [x] }) => [
      dx && mul(dx, times(exp(neg(mul(x, x))), 1.1283791670955126)),
    ],
  }),
  // d erf⁻¹ x = √π/2 e^y² dx
  erfInv: unaryRules('erfInv', erfInv, {
    on: 'float',
    costly: true,
    jvp: ({ tangents: [dx], results: [y] }) => [
      dx && mul(dx, times(exp(mul(y, y)), 0.886226925452758)),
    ],
  }),
  not: unaryRules('not', not, { on: 'logical', jvp: 'zero' }),
  // d(x + y) = dx + dy
  add: binaryRules('add', add, {
    on: 'number',
    jvp: ({ tangents: [dx, dy] }) => [addTangents(dx, dy)],
    transpose: ({ cotangents: [ct], operands: [x, y] }) => [
      x === null ? ct : null,
      y === null ? ct : null,
    ],
    commutative: true,
  }),
  // d(x − y) = dx − dy
  sub: binaryRules('sub', sub, {
    on: 'number',
    jvp: ({ tangents: [dx, dy] }) => [dx === null ? dy && neg(dy) : dy === null ? dx : sub(dx, dy)],
    transpose: ({ cotangents: [ct], operands: [x, y] }) => [
      x === null ? ct : null,
      y === null ? ct && neg(ct) : null,
    ],
  }),
  // d(x y) = dx y + x dy
  mul: binaryRules('mul', mul, {
    on: 'number',
    jvp: ({ tangents: [dx, dy], operands: [x, y] }) => [
      addTangents(dx && mul(dx, y), dy && mul(x, dy)),
    ],
    transpose: ({ cotangents: [ct], operands: [x, y] }) => [
      ct && x === null && y !== null ? mul(ct, y) : null,
      ct && y === null && x !== null ? mul(x, ct) : null,
    ],
    commutative: true,
  }),
  // d(x / y) = dx / y − (z / y) dy
  div: binaryRules('div', div, {
    on: 'number',
    jvp: ({ tangents: [dx, dy], operands: [, y], results: [z] }) => [
      addTangents(dx && div(dx, y), dy && mul(dy, neg(div(z, y)))),
    ],
    transpose: ({ cotangents: [ct], operands: [, y] }) => [ct && y && div(ct, y), null],
  }),
  // d(x rem y) = dx − trunc(x / y) dy
  rem: binaryRules('rem', rem, {
    on: 'number',
    costly: true,
    jvp: ({ tangents: [dx, dy], operands: [x, y] }) => {
      const ratio = dy && div(x, y)
      return [addTangents(dx, dy && ratio && mul(dy, neg(mul(sign(ratio), floor(abs(ratio))))))]
    },
  }),
  // d xʸ = y xʸ⁻¹ dx + ln x · xʸ dy, with 0 for y = 0, and for ln 0
  pow: binaryRules('pow', pow, {
    on: 'number',
    costly: true,
    jvp: ({ tangents: [dx, dy], operands: [x, y], results: [z] }) => {
      const none = where(y, 'eq', 0)
      const one = full(y, 1)
      const slope = dx && select(none, full(y, 0), mul(y, pow(x, select(none, one, sub(y, one)))))
      const growth = dy && mul(log(select(where(x, 'eq', 0), full(x, 1), x)), z)
      return [addTangents(dx && slope && mul(dx, slope), dy && growth && mul(dy, growth))]
    },
  }),
  max: binaryRules('max', max, {
    on: 'ordered',
    jvp: ({ tangents: [dx, dy], operands: [x, y] }) => [ofLarger(x, y, dx, dy)],
    commutative: true,
  }),
  min: binaryRules('min', min, {
    on: 'ordered',
    jvp: ({ tangents: [dx, dy], operands: [x, y] }) => [ofLarger(y, x, dx, dy)],
    commutative: true,
  }),
  and: binaryRules('and', and, { on: 'logical', jvp: 'zero', commutative: true }),
  or: binaryRules('or', or, { on: 'logical', jvp: 'zero', commutative: true }),
  xor: binaryRules('xor', xor, { on: 'logical', jvp: 'zero', commutative: true }),
  shiftLeft: binaryRules('shiftLeft', shiftLeft, { on: 'integer', jvp: 'zero' }),
  shiftRightLogical: binaryRules('shiftRightLogical', shiftRightLogical, {
    on: 'integer',
    jvp: 'zero',
  }),
  shiftRightArithmetic: binaryRules('shiftRightArithmetic', shiftRightArithmetic, {
    on: 'integer',
    jvp: 'zero',
  }),
}

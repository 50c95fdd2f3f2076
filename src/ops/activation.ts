// Activations, element by element. Each is a choice of formulas that are exact where they are chosen, and the formula
// that is not chosen sees a harmless argument: so values and derivatives of any order are finite at extremes.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import { customJvp } from '../language/trace/index.ts'
import { optionsOf } from '../prelude/index.ts'
import type { Shape } from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { type Of, operandOf, type Unary, unary } from './unary.ts'
import { typed } from './value.ts'

const { add, compare, div, exp, expm1, log1p, max, min, mul, neg, select } = language

const constant = (x: Value, value: number): Value => language.full(x, value)
const isBelow = (x: Value, bound: number): Value => compare(x, constant(x, bound), 'lt')
const isAbove = (x: Value, bound: number): Value => compare(x, constant(x, bound), 'gt')
const times = (x: Value, factor: number): Value => mul(x, constant(x, factor))

/** −|x|, as the choice that it is, whose derivative at 0 is that of −x. */
const negative = (x: Value, isNegative: Value): Value => select(isNegative, x, neg(x))

// relu's select would pass a derivative of 1 at 0; by its rule it is 0
const rectified = customJvp(
  'relu',
  (...xs) => xs.map((x) => select(isBelow(x, 0), constant(x, 0), x)),
  (xs, dxs) => [
    xs.map((x) => select(isBelow(x, 0), constant(x, 0), x)),
    xs.flatMap((x, i) => {
      const dx = dxs[i] ?? x // as many tangents as operands
      return [select(isAbove(x, 0), dx, constant(x, 0))]
    }),
  ],
)

/** x where it is not negative, else 0; NaN and −0 stay. Its derivative is 1 above 0, and 0 at 0.
 *  @example relu(tensor([-1, 2])) // => tensor([0, 2]) */
export const relu: Unary<'relu', 'float'> = unary('relu', 'float', (x) => rectified(x)[0] ?? x)

/** e^x / (1 + e^x) below 0, and 1 / (1 + e^−x) above: no power overflows. */
const logistic = (x: Value): Value => {
  const isNegative = isBelow(x, 0)
  const power = exp(negative(x, isNegative))
  const one = constant(x, 1)
  return div(select(isNegative, power, one), add(one, power))
}

/** σ(x) = 1 / (1 + e^−x).
 *  @example sigmoid(tensor([0, 1000])) // => tensor([0.5, 1]) */
export const sigmoid: Unary<'sigmoid', 'float'> = unary('sigmoid', 'float', logistic)

/** ln(1 + e^x): x, or 0, more than the logarithm of a power that is not above 1. */
const soft = (x: Value): Value => {
  const isNegative = isBelow(x, 0)
  return add(select(isNegative, constant(x, 0), x), log1p(exp(negative(x, isNegative))))
}

/** ln(1 + eˣ), whose derivative is {@link sigmoid}.
 *  @example softplus(tensor([-1000, 1000])) // => tensor([0, 1000]) */
export const softplus: Unary<'softplus', 'float'> = unary('softplus', 'float', soft)

/** ln σ(x) = −ln(1 + e^−x).
 *  @example logSigmoid(tensor([-1000, 1000])) // => tensor([-1000, -0]) */
export const logSigmoid: Unary<'logSigmoid', 'float'> = unary('logSigmoid', 'float', (x) =>
  neg(soft(neg(x))),
)

/** x σ(x), also called swish.  Ramachandran et al., Searching for Activation Functions, 2017.
 *  @example silu(tensor([0, 1000])) // => tensor([0, 1000]) */
export const silu: Unary<'silu', 'float'> = unary('silu', 'float', (x) => mul(x, logistic(x)))

export interface LeakyReluOptions {
  /** The slope below 0: 0.01 unless given. */
  readonly negativeSlope?: number
}

const slope = { negativeSlope: 'number' } as const

/** x, times a small slope where x is negative; the derivative at 0 is 1.
 *  @example leakyRelu(tensor([-1, 2]), { negativeSlope: 0.5 }) // => tensor([-0.5, 2]) */
export const leakyRelu = <S extends Shape, D>(
  x: Of<'leakyRelu', 'float', S, D>,
  options?: LeakyReluOptions,
): Tensor<S, D> => {
  const value = operandOf('leakyRelu', 'float', x)
  const { negativeSlope = 0.01 } = optionsOf<LeakyReluOptions>('leakyRelu', slope, options)
  const below = times(value, negativeSlope)
  return typed(select(isBelow(value, 0), below, value))
}

/** x, or α(e^x − 1) where x is not positive, times a scale. */
const exponential = (x: Value, alpha: number): Value => {
  const isPositive = isAbove(x, 0)
  const power = expm1(select(isPositive, constant(x, 0), x))
  return select(isPositive, x, times(power, alpha))
}

export interface EluOptions {
  /** How far it falls below 0: 1 unless given. */
  readonly alpha?: number
}

/** x where it is positive, else α(eˣ − 1).  Clevert et al., Fast and Accurate Deep Network Learning by ELUs, 2015.
 *  @example elu(tensor([-1000, 2])) // => tensor([-1, 2]) */
export const elu = <S extends Shape, D>(
  x: Of<'elu', 'float', S, D>,
  options?: EluOptions,
): Tensor<S, D> => {
  const value = operandOf('elu', 'float', x)
  const { alpha = 1 } = optionsOf<EluOptions>('elu', { alpha: 'number' }, options)
  return typed(exponential(value, alpha))
}

/** 1.0507… times {@link elu} with α = 1.6733…: keeps mean 0 and variance 1.  Klambauer et al., Self-Normalizing Neural
 *  Networks, 2017.
 *  @example selu(tensor([1])) // => tensor([1.0507009873554805]) */
export const selu: Unary<'selu', 'float'> = unary('selu', 'float', (x) =>
  times(exponential(x, 1.6732632423543772), 1.0507009873554805),
)

/** x within ±bound: beyond, what is made of it is constant to the last bit, and its powers must not overflow. */
const within = (x: Value, bound: number): Value =>
  min(max(x, constant(x, -bound)), constant(x, bound))

/** x Φ(x), Φ the normal distribution function. At ±40 its density is 0. */
const gaussian = (x: Value): Value =>
  mul(times(x, 0.5), add(language.erf(times(within(x, 40), Math.sqrt(0.5))), constant(x, 1)))

/** ½ x (1 + tanh √(2/π) (x + 0.044715 x³)). Long before ±16 the tanh is ±1. */
const gaussianByTanh = (x: Value): Value => {
  const inner = within(x, 16)
  const cubic = add(inner, times(mul(inner, mul(inner, inner)), 0.044715))
  return mul(times(x, 0.5), add(language.tanh(times(cubic, 0.7978845608028654)), constant(x, 1)))
}

export interface GeluOptions {
  /** `'tanh'` for the formula of the first implementations; `'none'`, the exact one, unless given. */
  readonly approximate?: 'none' | 'tanh'
}

const manners = { approximate: ['none', 'tanh'] } as const

/** x Φ(x), Φ the normal distribution function.  Hendrycks & Gimpel, Gaussian Error Linear Units, 2016.
 *  @example gelu(tensor([-100, 0, 100])) // => tensor([-0, 0, 100]) */
export const gelu = <S extends Shape, D>(
  x: Of<'gelu', 'float', S, D>,
  options?: GeluOptions,
): Tensor<S, D> => {
  const value = operandOf('gelu', 'float', x)
  const { approximate } = optionsOf<GeluOptions>('gelu', manners, options)
  return typed(approximate === 'tanh' ? gaussianByTanh(value) : gaussian(value))
}

// Functions of each element, and the two that normalise an axis. They hold no parameters.
import * as ops from '../../ops/index.ts'
import { optionsOf } from '../../prelude/index.ts'
import type { AnyTensor } from '../../tensor/index.ts'
import { type Fields, pure, spec } from '../meaning.ts'
import type { Arg, None, Out, Par, Pure, Takes } from '../spec.ts'

/** A layer that keeps the shape and holds nothing. */
export interface Activation<K extends string> extends Pure {
  readonly kind: K
  readonly [Out]: Arg<this>
  readonly [Par]: None
  readonly [Takes]: 'float'
}

const activation = <S extends Activation<string>>(
  fields: Fields<S>,
  label: string,
  forward: (x: AnyTensor) => AnyTensor,
): S => spec<S>(fields, pure({ label, takes: 'float', out: (x) => x, forward }))

export interface Relu extends Activation<'relu'> {}
/** max(x, 0). */
export const relu: Relu = activation<Relu>({ kind: 'relu' }, 'relu', ops.relu)

export interface Sigmoid extends Activation<'sigmoid'> {}
/** 1 / (1 + e^−x). */
export const sigmoid: Sigmoid = activation<Sigmoid>({ kind: 'sigmoid' }, 'sigmoid', ops.sigmoid)

export interface Tanh extends Activation<'tanh'> {}
/** The hyperbolic tangent. */
export const tanh: Tanh = activation<Tanh>({ kind: 'tanh' }, 'tanh', ops.tanh)

export interface Silu extends Activation<'silu'> {}
/** x · sigmoid(x).  Elfwing et al., 2017. */
export const silu: Silu = activation<Silu>({ kind: 'silu' }, 'silu', ops.silu)

export interface Softplus extends Activation<'softplus'> {}
/** log(1 + eˣ). */
export const softplus: Softplus = activation<Softplus>(
  { kind: 'softplus' },
  'softplus',
  ops.softplus,
)

export interface LogSigmoid extends Activation<'logSigmoid'> {}
/** log sigmoid(x). */
export const logSigmoid: LogSigmoid = activation<LogSigmoid>(
  { kind: 'logSigmoid' },
  'logSigmoid',
  ops.logSigmoid,
)

export interface Selu extends Activation<'selu'> {}
/** 1.0507 · elu(x), α = 1.6733.  Klambauer et al., Self-Normalizing Neural Networks, 2017. */
export const selu: Selu = activation<Selu>({ kind: 'selu' }, 'selu', ops.selu)

export interface LeakyRelu extends Activation<'leakyRelu'> {
  readonly negativeSlope: number
}
export interface LeakyReluOptions {
  /** 0.01 unless given. */
  readonly negativeSlope?: number
}
/** x where it is positive, else negativeSlope · x. */
export const leakyRelu = (options: LeakyReluOptions = {}): LeakyRelu => {
  const { negativeSlope = 0.01 } = optionsOf<LeakyReluOptions>(
    'leakyRelu',
    { negativeSlope: 'finite' },
    options,
  )
  return activation<LeakyRelu>(
    { kind: 'leakyRelu', negativeSlope },
    `leakyRelu(${negativeSlope})`,
    (x) => ops.leakyRelu(x, { negativeSlope }),
  )
}

export interface Elu extends Activation<'elu'> {
  readonly alpha: number
}
export interface EluOptions {
  /** 1 unless given. */
  readonly alpha?: number
}
/** x where it is positive, else alpha · (eˣ − 1).  Clevert et al., 2015. */
export const elu = (options: EluOptions = {}): Elu => {
  const { alpha = 1 } = optionsOf<EluOptions>('elu', { alpha: 'finite' }, options)
  return activation<Elu>({ kind: 'elu', alpha }, `elu(${alpha})`, (x) => ops.elu(x, { alpha }))
}

export interface Gelu extends Activation<'gelu'> {
  readonly approximate: 'none' | 'tanh'
}
export interface GeluOptions {
  /** Which formula: 'none', the exact one, unless given. */
  readonly approximate?: 'none' | 'tanh'
}
/** x · Φ(x), exactly or by the tanh formula.  Hendrycks & Gimpel 2016. */
export const gelu = (options: GeluOptions = {}): Gelu => {
  const { approximate = 'none' } = optionsOf<GeluOptions>(
    'gelu',
    { approximate: ['none', 'tanh'] },
    options,
  )
  return activation<Gelu>({ kind: 'gelu', approximate }, 'gelu', (x) =>
    ops.gelu(x, { approximate }),
  )
}

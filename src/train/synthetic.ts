// Data made from a key, to try a model on.
import {
  add,
  convert,
  cos,
  div,
  expandDims,
  iota,
  matmul,
  mul,
  reshape,
  sin,
  stack,
} from '../ops/index.ts'
import { type Others, optionsOf } from '../prelude/index.ts'
import { normal, under } from '../random/index.ts'
import { type Float, isFloat, type Mul } from '../shape/index.ts'
import { isTensor, type Key, type Tensor } from '../tensor/index.ts'

export interface RegressionOptions<W, D extends Float, N extends number> {
  /** The weights that a model is to find … */
  readonly w: Tensor<[W], D>
  /** … and the bias. */
  readonly b: number
  readonly count: N
  /** The standard deviation of what is added: 0.01 unless given. */
  readonly noise?: number
}

/** Examples of a noisy line: x from N(0, 1), y = x w + b + N(0, noise²).  Zhang et al., Dive into Deep Learning, §3.3.
 *  @example syntheticRegression(key(0), { w: tensor([2, -3.4]), b: 4.2, count: 100 }).y.shape // => [100, 1] */
export const syntheticRegression = <W, D extends Float, const N extends number>(
  key: Key,
  options: RegressionOptions<W, D, N>,
): { readonly x: Tensor<[N, W], D>; readonly y: Tensor<[N, 1], D> } => {
  const {
    w,
    b,
    count: rows,
    noise = 0.01,
  } = optionsOf<RegressionOptions<W, D, N>>(
    'syntheticRegression',
    { w: aVector, b: 'finite', count: 'count', noise: 'notNegative' },
    options,
    ['w', 'b', 'count'],
  )
  const weights: Tensor<[number], Float> = w as never // sizes and dtype are its own
  const { dtype } = weights
  const x = normal(under(key, 'x'), [rows, weights.shape[0]], { dtype })
  const error = normal(under(key, 'noise'), [rows, 1], { dtype, std: noise })
  const line = matmul(x, expandDims(weights, 1))
  return { x, y: add(add(line, b), error) } as never // rows of w's size and dtype
}

const aVector: Others = {
  what: 'a vector, f32 or f64',
  holds: (x) => isTensor(x) && x.shape.length === 1 && isFloat(x.dtype),
  do: 'give one weight for each input',
}

export interface SpiralOptions<C extends number, N extends number> {
  readonly classes: C
  /** How many points an arm has. */
  readonly count: N
  /** The standard deviation of the angle, in turns: 0.03 unless given. */
  readonly noise?: number
  /** How often an arm goes round: 0.6 unless given. */
  readonly turns?: number
}

/** Points on spiral arms, one arm a class, which no straight line parts: x about the unit circle, labels 0 to classes − 1.
 *  @example spirals(key(0), { classes: 3, count: 100 }).x.shape // => [300, 2] */
export const spirals = <const C extends number, const N extends number>(
  key: Key,
  options: SpiralOptions<C, N>,
): { readonly x: Tensor<[Mul<C, N>, 2]>; readonly label: Tensor<[Mul<C, N>], 'i32'> } => {
  const {
    classes: arms,
    count: length,
    noise = 0.03,
    turns = 0.6,
  } = optionsOf<SpiralOptions<number, number>>(
    'spirals',
    { classes: 'count', count: 'count', noise: 'notNegative', turns: 'finite' },
    options,
    ['classes', 'count'],
  )
  const shape = [arms, length] as const
  const label = iota(shape, 0)
  const radius = div(add(convert(iota(shape, 1), 'f32'), 1), length)
  const arm = div(convert(label, 'f32'), arms)
  const turn = add(add(mul(radius, turns), arm), normal(key, shape, { std: noise }))
  const angle = mul(turn, 6.283185307179586)
  const points = stack([mul(radius, sin(angle)), mul(radius, cos(angle))], 2)
  const all = arms * length
  return { x: reshape(points, [all, 2]), label: reshape(label, [all]) } as never // of the options' sizes
}

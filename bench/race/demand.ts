// What a row must reach: the time of a rival over one's own, as medians of one run.
import type { Mode, PeerName } from './contestant.ts'
import type { Machine } from './machine.ts'
import { type Model, operations, products } from './task.ts'

export interface Rival {
  readonly name: PeerName | 'itself'
  /** Its task, where that is another. */
  readonly task?: string
}

export interface Demand {
  readonly says: string
  readonly mode: Mode
  /** More than one: the geometric mean of their ratios. */
  readonly tasks: readonly string[]
  /** The fastest of these that there are. */
  readonly rivals: readonly Rival[]
  readonly atLeast: number
  /** Whether what counts is the work of one thread. */
  readonly perThread: boolean
}

const named = (...names: readonly PeerName[]): readonly Rival[] => names.map((name) => ({ name }))
const anyone = named('PyTorch', 'PyTorch compiled', 'JAX', 'jax-js', 'TensorFlow.js')
const anchors = named('PyTorch', 'JAX')
const torch = named('PyTorch')

const task = (
  name: string,
  mode: Mode,
  atLeast: number,
  rivals: readonly Rival[],
  against: string,
): Demand => ({
  says: `${name}: ≥ ${atLeast} × ${against}`,
  mode,
  tasks: [name],
  rivals,
  atLeast,
  perThread: false,
})

const models: readonly Model[] = ['mlp_784_256_10', 'lenet5', 'gpt2l_sgd', 'gpt2l_adamw']

const blas = (mode: Mode, atLeast: number, isFull: boolean): Demand => ({
  says: `products, geometric mean: ≥ ${atLeast} of OpenBLAS per thread${isFull ? ', held to 256 bits' : ''}`,
  mode,
  tasks: products,
  rivals: named(isFull ? 'OpenBLAS 256' : 'OpenBLAS'),
  atLeast,
  perThread: true,
})

/** A demand on each of some operations. */
const each = (
  names: readonly (keyof typeof operations)[],
  mode: Mode,
  atLeast: number,
): readonly Demand[] =>
  names.flatMap((name) => operations[name].map((one) => task(one, mode, atLeast, torch, 'PyTorch')))

const wide = (isFull: boolean): readonly Demand[] => {
  const loop = (atLeast: number, rival: Rival, against: string): Demand =>
    task('mlp_4_8_1_scan', 'wide', atLeast, [rival], against)
  return [
    loop(5, { name: 'JAX' }, 'JAX inside lax.scan'),
    loop(25, { name: 'JAX', task: 'mlp_4_8_1' }, 'JAX stepping'),
    loop(300, { name: 'PyTorch', task: 'mlp_4_8_1' }, 'PyTorch'),
    task('mlp_4_8_1_call', 'wide', 5, [{ name: 'JAX', task: 'mlp_4_8_1' }], 'JAX'),
    isFull
      ? task('mlp_784_256_10', 'wide', 0.95, named('JAX'), 'JAX')
      : task('mlp_784_256_10', 'wide', 1.1, anchors, 'the faster of PyTorch and JAX'),
    task('lenet5', 'wide', 1.5, anyone, 'the fastest'),
    task('gpt2l_sgd', 'wide', 1, anyone, 'the fastest'),
    task('gpt2l_adamw', 'wide', 1, anyone, 'the fastest'),
    ...['mlp_4_8_1', ...models].map((name) =>
      task(`${name}_call`, 'wide', 0.8, [{ name: 'itself', task: name }], 'its own fold'),
    ),
    blas('wide', 0.85, isFull),
    ...each(['sum', 'exp'], 'wide', 1),
    ...each(['log'], 'wide', 1.3),
    ...each(['tanh', 'softmax', 'layerNorm', 'rows', 'columns'], 'wide', 1.5),
  ]
}

const fast = (isFull: boolean): readonly Demand[] => [
  task('mlp_784_256_10', 'fast', 1.4, anchors, 'the faster of PyTorch and JAX'),
  task('lenet5', 'fast', 2, anyone, 'the fastest'),
  task('gpt2l_sgd', 'fast', 1.3, anyone, 'the fastest'),
  task('gpt2l_adamw', 'fast', 1.3, anyone, 'the fastest'),
  blas('fast', 1, isFull),
  ...each(['sum', 'exp'], 'fast', 1.3),
  ...each(['log'], 'fast', 2),
  ...each(['tanh', 'softmax', 'layerNorm', 'rows', 'columns'], 'fast', 2.5),
]

const plain = (isFull: boolean): readonly Demand[] => {
  const scripts = named('jax-js', 'TensorFlow.js')
  const rows = [...products, ...Object.values(operations).flat()]
  return [
    blas('plain', 0.42, isFull),
    ...models.map((name) => task(name, 'plain', 0.6, anchors, 'the faster of PyTorch and JAX')),
    ...['mlp_4_8_1', 'mlp_784_256_10', 'lenet5', ...rows].map((name) =>
      task(name, 'plain', 1, scripts, 'jax-js and TensorFlow.js'),
    ),
  ]
}

/** All that is asked, on such a machine. */
export const demands = ({ wide: units }: Pick<Machine, 'wide'>): readonly Demand[] =>
  [wide, fast, plain].flatMap((of) => of(units === 'full'))

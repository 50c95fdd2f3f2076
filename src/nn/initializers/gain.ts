// Gains: by how much a nonlinearity shrinks the standard deviation of what passes through it, inverted.  PyTorch's.
import { demandNumber, fail, nearest, shown, type Words } from '../../prelude/index.ts'

export type Nonlinearity =
  | 'linear'
  | 'conv1d'
  | 'conv2d'
  | 'conv3d'
  | 'convTranspose1d'
  | 'convTranspose2d'
  | 'convTranspose3d'
  | 'sigmoid'
  | 'tanh'
  | 'relu'
  | 'selu'
  | 'leakyRelu'

const gains: Readonly<Record<Exclude<Nonlinearity, 'leakyRelu'>, number>> = {
  linear: 1,
  conv1d: 1,
  conv2d: 1,
  conv3d: 1,
  convTranspose1d: 1,
  convTranspose2d: 1,
  convTranspose3d: 1,
  sigmoid: 1,
  tanh: 5 / 3,
  relu: Math.sqrt(2),
  selu: 3 / 4,
}

/** Every nonlinearity that has a gain. */
export const nonlinearities = [...Object.keys(gains), 'leakyRelu'] as unknown as Words // one or more

/** The gain of a nonlinearity; leakyRelu's is √(2 / (1 + slope²)), slope 0.01 unless given.
 *  @example calculateGain('tanh') // => 1.6666666666666667 */
export const calculateGain = (nonlinearity: Nonlinearity, slope = 0.01): number => {
  demandNumber('calculateGain', 'slope', slope, 'finite')
  if (nonlinearity === 'leakyRelu') return Math.sqrt(2 / (1 + slope * slope))
  return typeof nonlinearity === 'string' && Object.hasOwn(gains, nonlinearity)
    ? gains[nonlinearity]
    : fail({
        where: 'calculateGain',
        must: `nonlinearity must be one of ${nonlinearities.join(', ')}`,
        was: shown(nonlinearity),
        do: `write '${nearest(nonlinearity, nonlinearities)}'`,
      })
}

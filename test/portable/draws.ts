// What one key gives: the same bits on every machine.
import { random } from '../../src/index.ts'

const key = random.under(random.key(1971), '0.block 1.重み')
const shape = [500]

const numbersOf = (...drawn: readonly Iterable<unknown>[]): readonly number[] =>
  drawn.flatMap((x) => [...x].map(Number))

/** Words, whole numbers and orders. */
export const exact = (): readonly number[] =>
  numbersOf(
    random.keyData(random.split(key, [10, 5])),
    random.bits(key, shape),
    random.integers(key, shape, { min: -100, max: 100 }),
    random.permutation(key, 500),
    random.bernoulli(key, 0.3, shape),
  )

/** Floats of each distribution. */
export const floats = (dtype: 'f32' | 'f64'): readonly number[] =>
  numbersOf(
    random.uniform(key, shape, { min: -1, max: 2, dtype }),
    random.normal(key, shape, { mean: 1, std: 2, dtype }),
    random.truncatedNormal(key, shape, { dtype }),
    random.gumbel(key, shape, { dtype }),
    random.laplace(key, shape, { dtype }),
    random.cauchy(key, shape, { dtype }),
    random.logNormal(key, shape, { dtype }),
  )

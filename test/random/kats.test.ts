// JAX's known answers, the file read unchanged: every row is this room's, or named as another's.
import { expect, test } from 'vitest'
import { log, row, slice, tensor, transpose } from '../../src/ops/index.ts'
import * as random from '../../src/random/index.ts'
import { type Handle, isKey } from '../../src/tensor/index.ts'
import { read } from '../golden/read.ts'

interface Answer {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly values: readonly number[]
}
type Answers = Readonly<Record<string, Answer>>
const file = read<{ readonly kats_partitionable: Answers; readonly kats_x64: Answers }>(
  'jax_prng_kats.json',
)
const answers = new Map<string, Answer>([
  ...Object.entries(file.kats_partitionable),
  ...Object.entries(file.kats_x64).map(([name, answer]) => [`x64 ${name}`, answer] as const),
])

const { key } = random
const k = key(42)
const weights = tensor([0.1, 0.2, 0.3, 0.4])
const logits = tensor([
  [0, 1, 2, 3],
  [1, 1, 1, 1],
])
const x43 = tensor([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [4, 3], { dtype: 'i32' })

/** Bit for bit: integers, keys, bools, and floats by exact arithmetic. */
const exact: Readonly<Record<string, () => Handle>> = {
  'key(0)': () => key(0),
  'key(1)': () => key(1),
  'key(42)': () => key(42),
  'key(1701)': () => key(1701),
  'key(2147483647)': () => key(2147483647),
  'key(-1)': () => key(-1),
  'key(4294967295)': () => key(4294967295),
  'split(key(0))': () => random.split(key(0)),
  'split(key(42),3)': () => random.split(k, 3),
  'split(key(0),(2,2))': () => random.split(key(0), [2, 2]),
  'split(key(0),1)': () => random.split(key(0), 1),
  'fold_in(key(0),4)': () => random.foldIn(key(0), 4),
  'fold_in(key(42),0)': () => random.foldIn(k, 0),
  'fold_in(key(42),0xFFFFFFFF)': () => random.foldIn(k, 0xffffffff),
  'fold_in(key(42),-1)': () => random.foldIn(k, -1),
  'bits(key(1701),(5,),uint32)': () => random.bits(key(1701), [5]),
  'bits(key(1701),(),uint32)': () => random.bits(key(1701), []),
  'bits(key(42),(2,3),uint32)': () => random.bits(k, [2, 3]),
  'uniform(key(42),(5,))': () => random.uniform(k, [5]),
  'uniform(key(42),())': () => random.uniform(k, []),
  'x64 uniform(key(42),(3,),float64)': () => random.uniform(k, [3], { dtype: 'f64' }),
  'bernoulli(key(42),0.3,(10,))': () => random.bernoulli(k, 0.3, [10]),
  'bernoulli(key(42),0.5,(10,),mode=high)': () => random.bernoulli(k, 0.5, [10], { mode: 'high' }),
  'randint(key(42),(8,),0,10)': () => random.integers(k, [8], { max: 10 }),
  'randint(key(42),(5,),-100,100)': () => random.integers(k, [5], { min: -100, max: 100 }),
  'randint(key(42),(5,),0,2**31-1)': () => random.integers(k, [5], { max: 2147483647 }),
  'randint(key(42),(5,),5,5)': () => random.integers(k, [5], { min: 5, max: 5 }),
  'randint(key(42),(5,),0,1000,uint32)': () => random.integers(k, [5], { max: 1000, dtype: 'u32' }),
  'randint(key(42),(3,),-2**31,2**31-1)': () =>
    random.integers(k, [3], { min: -2147483648, max: 2147483647 }),
  'permutation(key(42),10)': () => random.permutation(k, 10),
  'permutation(key(0),2000)[:10]': () => slice(random.permutation(key(0), 2000), [[0, 10]]),
  'permutation(key(42),arange(12).reshape(4,3),axis=0)': () => random.permutation(k, x43),
  'permutation(key(42),arange(12).reshape(4,3),axis=1,independent)': () =>
    random.permutation(k, x43, { axis: 1, independent: true }),
  'permutation(key(0),1)': () => random.permutation(key(0), 1),
  'choice(key(42),10,(5,))': () => random.choice(k, 10, [5]),
  'choice(key(42),10,(5,),replace=False)': () => random.choice(k, 10, [5], { replace: false }),
  'choice(key(42),4,(8,),p=[.1,.2,.3,.4])': () => random.choice(k, 4, [8], { p: weights }),
  'choice(key(42),4,(3,),False,p=[.1,.2,.3,.4])': () =>
    random.choice(k, 4, [3], { p: weights, replace: false }),
  'categorical(key(42),[[0,1,2,3],[1,1,1,1]])': () => random.categorical(k, logits),
  'categorical(key(42),log[.1,.2,.7],shape=(10,))': () =>
    random.categorical(k, log(tensor([0.1, 0.2, 0.7])), { shape: [10] }),
  'categorical(key(42),[0,1,2,3],shape=(2,),replace=False)': () =>
    random.categorical(k, row(logits, 0), { shape: [2], replace: false }),
  'categorical axis0': () => random.categorical(k, transpose(logits), { axis: 0 }),
  'rademacher(key(42),(8,))': () => random.rademacher(k, [8]),
}

/** Within 1e-6 · max(1, |b|), in f64 1e-12: a logarithm, an error function, or a range whose products XLA fuses with its sums. */
const near: Readonly<Record<string, () => Handle>> = {
  'uniform(key(42),(2,3),min=-1,max=2)': () => random.uniform(k, [2, 3], { min: -1, max: 2 }),
  'normal(key(42),(8,))': () => random.normal(k, [8]),
  'x64 normal(key(42),(3,),float64)': () => random.normal(k, [3], { dtype: 'f64' }),
  'truncated_normal(key(42),-2,2,(5,))': () => random.truncatedNormal(k, [5], { min: -2, max: 2 }),
  'gumbel(key(42),(5,))': () => random.gumbel(k, [5]),
  'gumbel(key(42),(5,),mode=high)': () => random.gumbel(k, [5], { mode: 'high' }),
  'exponential(key(42),(5,))': () => random.exponential(k, [5]),
  'laplace(key(42),(5,))': () => random.laplace(k, [5]),
  'logistic(key(42),(5,))': () => random.logistic(k, [5]),
  'cauchy(key(42),(5,))': () => random.cauchy(k, [5]),
  'lognormal(key(42),shape=(4,))': () => random.logNormal(k, [4]),
}

/** Rows that test/nn/initializers compares. */
const initializers: readonly string[] = [
  'glorot_uniform()(key(42),(4,3))',
  'glorot_normal()(key(42),(4,3))',
  'he_uniform()(key(42),(4,3))',
  'he_normal()(key(42),(4,3))',
  'lecun_uniform()(key(42),(4,3))',
  'lecun_normal()(key(42),(4,3))',
  'lecun_normal()(key(42),(3,3,2,4))[0,0]',
  'normal(0.02)(key(42),(2,3))',
  'uniform(0.05)(key(42),(2,3))',
  'truncated_normal(1.0)(key(42),(2,3))',
]

/** Rows of distributions that the library has not, and of seeds beyond 32 bits, which it refuses. */
const absent: readonly string[] = [
  'key(2**40+5)',
  'x64 key(2**40+5)',
  'x64 key(-1)',
  'gamma(key(42),2.5,(5,))',
  'gamma(key(42),0.3,(5,))',
  'loggamma(key(42),0.3,(5,))',
  'beta(key(42),2,3,(5,))',
  'dirichlet(key(42),[1,2,3],(2,))',
  'poisson(key(42),5,(5,))',
  'poisson(key(42),50,(5,))',
  't(key(42),3,(4,))',
  'orthogonal(key(42),3)',
  'orthogonal()(key(42),(4,3))',
]

const dtypes: Readonly<Record<string, string>> = {
  float32: 'f32',
  float64: 'f64',
  int32: 'i32',
  uint32: 'u32',
  bool: 'bool',
}

/** What was drawn as the file has it: a key as its words, a bool as 0 or 1. */
const stored = (drawn: Handle): Answer => {
  const x = isKey(drawn) ? random.keyData(drawn) : drawn
  return { dtype: x.dtype, shape: x.shape, values: [...x].map(Number) }
}

const answerTo = (name: string): Answer => {
  const answer = answers.get(name)
  if (answer === undefined) throw new Error(`kats: must be a row of the file (was ${name})`)
  return { dtype: dtypes[answer.dtype] ?? '', shape: answer.shape, values: answer.values }
}

let numbers = 0
for (const [name, draw] of Object.entries(exact))
  test(`${name} is JAX's, bit for bit`, () => {
    const answer = answerTo(name)
    expect(stored(draw())).toEqual(answer)
    numbers += answer.values.length
  })

for (const [name, draw] of Object.entries(near))
  test(`${name} is near JAX's`, () => {
    const answer = answerTo(name)
    const drawn = stored(draw())
    expect({ ...drawn, values: [] }).toEqual({ ...answer, values: [] })
    const bound = answer.dtype === 'f64' ? 1e-12 : 1e-6
    const far = answer.values.filter(
      (b, i) =>
        !(Math.abs((drawn.values[i] ?? Number.NaN) - b) <= bound * Math.max(1, Math.abs(b))),
    )
    expect(far).toEqual([])
    numbers += answer.values.length
  })

test('every row in the dtypes of the library is compared, here or with the initializers, or named as absent', () => {
  const known = [...answers].filter(([, { dtype }]) => dtype in dtypes).map(([name]) => name)
  const here = [...Object.keys(exact), ...Object.keys(near)]
  expect([...here, ...initializers, ...absent].sort()).toEqual(known.sort())
  expect([here.length, numbers]).toEqual([54, 260])
  console.log(`jax_prng_kats.json: ${here.length} rows, ${numbers} numbers compared here`)
})

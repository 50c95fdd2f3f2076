// Keys and what is drawn from them: shapes and dtypes as written, and the sentence of each mistake.
import { type AnyTensor, type Key, random, type Tensor, vmap } from 'espalier'
import { add, concat, reshape, row, stack, sum, where } from 'espalier/ops'
import { expectError, expectType } from 'tsd'

declare const key: Key
declare const keys: Key<[3]>
declare const grid: Key<[2, 3]>
declare const some: Key<number[]>
declare const x: Tensor<[2, 4]>
declare const v: Tensor<[4]>
declare const w: Tensor<[4], 'f64'>
declare const whole: Tensor<[4], 'i32'>
declare const chance: Tensor<[3, 1]>
declare const mask: Tensor<[3], 'bool'>
declare const seed: Tensor<[], 'u32'>
declare const step: Tensor<[], 'i32'>
declare const n: number
declare const path: string
declare const sizes: readonly number[]
declare const float: 'f32' | 'f64'
declare const anything: AnyTensor

// a key is made of a seed
expectType<Key>(random.key(42))
expectType<Key>(random.key(-2147483648))
expectType<Key>(random.key(n))
expectType<Key>(random.key(seed))
//! key: seed must be a whole number from -2147483648 to 4294967295, or an i32 or u32 scalar (was 2.5); write a number such as 42, and add more with foldIn
expectError(random.key(2.5))
//! key: seed must be a whole number from -2147483648 to 4294967295, or an i32 or u32 scalar (was 4294967296); write a number such as 42, and add more with foldIn
expectError(random.key(4294967296))
//! key: seed must be a whole number from -2147483648 to 4294967295, or an i32 or u32 scalar (was -2147483649); write a number such as 42, and add more with foldIn
expectError(random.key(-2147483649))
//! key: seed must be a whole number from -2147483648 to 4294967295, or an i32 or u32 scalar (was f32[2, 4]); write a number such as 42, and add more with foldIn
expectError(random.key(x))
//! key: seed must be a whole number from -2147483648 to 4294967295, or an i32 or u32 scalar (was "seven"); write a number such as 42, and add more with foldIn
expectError(random.key('seven'))

// and of its words
expectType<Tensor<[2], 'u32'>>(random.keyData(key))
expectType<Tensor<[3, 2], 'u32'>>(random.keyData(keys))
expectType<Key<[3]>>(random.wrapKey(random.keyData(keys)))
expectType<Key<number[]>>(random.wrapKey(anything))
//! wrapKey: data must be u32[..., 2] (was f32[2, 4]); pass what keyData gives
expectError(random.wrapKey(x))
//! wrapKey: data must be u32[..., 2] (was u32[]); pass what keyData gives
expectError(random.wrapKey(seed))

// split: keys of a shape
expectType<Key<[2]>>(random.split(key))
expectType<Key<[5]>>(random.split(key, 5))
expectType<Key<[2, 3]>>(random.split(key, [2, 3]))
expectType<Key<[number]>>(random.split(key, n))
expectType<Key<number[]>>(random.split(key, sizes))
expectType<Key<[2]>>(random.split(some))
//! split: key must be a single key (was key[3]); index or vmap over it
expectError(random.split(keys))
//! split: sizes must be whole and not negative (was [-1]); write whole numbers such as 2
expectError(random.split(key, -1))
//! split: sizes must be whole and not negative (was [2, 0.5]); write whole numbers such as 2
expectError(random.split(key, [2, 0.5]))

// foldIn: a word
expectType<Key>(random.foldIn(key, 3))
expectType<Key>(random.foldIn(key, -1))
expectType<Key>(random.foldIn(key, step))
//! foldIn: key must be a single key (was key[2, 3]); index or vmap over it
expectError(random.foldIn(grid, 3))
//! foldIn: data must be a whole number from -2147483648 to 4294967295, or an i32 or u32 scalar (was 0.5); write a number such as 1, and fold in one after the other
expectError(random.foldIn(key, 0.5))
//! foldIn: data must be a whole number from -2147483648 to 4294967295, or an i32 or u32 scalar (was i32[4]); write a number such as 1, and fold in one after the other
expectError(random.foldIn(key, whole))

// under: a path
expectType<Key>(random.under(key, 'enc.0.weight'))
expectType<Key>(random.under(key, path))
//! under: path must have no empty segment (was 'enc..weight'); write names with one dot between them
expectError(random.under(key, 'enc..weight'))
//! under: path must have no empty segment (was ''); write names with one dot between them
expectError(random.under(key, ''))
//! under: key must be a key (was f32[2, 4]); make one with random.key
expectError(random.under(x, 'enc'))

// keys are arrays like any other, but for arithmetic
expectType<Key>(row(keys, 0))
expectType<Key<[3]>>(row(grid, 1))
expectType<Key<[2]>>(stack([key, random.foldIn(key, 1)]))
expectType<Key<[5]>>(concat([keys, random.split(key)], 0))
expectType<Key<[3, 2]>>(reshape(grid, [3, 2]))
expectType<Key<[3]>>(where(mask, keys, random.split(key, 3)))
expectType<Tensor<[3, 2]>>(vmap((k: Key) => random.uniform(k, [2]))(keys))
//! where: operand must be f32, f64, i32, u32 or bool (was key[3]); draw numbers from a key with random
expectError(where(mask, keys, 1))
//! add: operand must be f32, f64, i32 or u32 (was key[3]); draw numbers from a key with random
expectError(add(keys, 1))
//! sum: operand must be f32, f64, i32 or u32 (was key[3]); draw numbers from a key with random
expectError(sum(keys))

// floats of a distribution: the shape as written, f32 unless said otherwise
expectType<Tensor<[2, 3]>>(random.uniform(key, [2, 3]))
expectType<Tensor<[]>>(random.uniform(key, []))
expectType<Tensor<[number, 3]>>(random.uniform(key, [n, 3]))
expectType<Tensor<number[]>>(random.uniform(key, sizes))
expectType<Tensor<[2, 4]>>(random.uniform(key, x.shape))
expectType<Tensor<[2, 3], 'f64'>>(random.uniform(key, [2, 3], { min: -1, dtype: 'f64' }))
expectType<Tensor<[2, 3]>>(random.uniform(key, [2, 3], { min: -1 }))
expectType<Tensor<[2], 'f32' | 'f64'>>(random.uniform(key, [2], { dtype: float }))
expectType<Tensor<[2, 3], 'f64'>>(random.normal(key, [2, 3], { mean: 1, std: 2, dtype: 'f64' }))
expectType<Tensor<[2, 3]>>(random.truncatedNormal(key, [2, 3], { min: 0, max: 1 }))
expectType<Tensor<[2, 3]>>(random.gumbel(key, [2, 3], { mode: 'high' }))
expectType<Tensor<[2], 'f64'>>(random.exponential(key, [2], { dtype: 'f64' }))
expectType<Tensor<[2]>>(random.laplace(key, [2]))
expectType<Tensor<[2]>>(random.logistic(key, [2]))
expectType<Tensor<[2]>>(random.cauchy(key, [2]))
expectType<Tensor<[2]>>(random.logNormal(key, [2]))
//! uniform: key must be a single key (was key[3]); index or vmap over it
expectError(random.uniform(keys, [2]))
//! uniform: key must be a key (was 42); make one with random.key
expectError(random.uniform(42, [2]))
//! uniform: key must be a key (was f32[2, 4]); make one with random.key
expectError(random.uniform(x, [2]))
//! uniform: shape must be an array of sizes (was 5); write it in brackets
expectError(random.uniform(key, 5))
//! uniform: sizes must be whole and not negative (was [2, -3]); write whole numbers such as 2
expectError(random.uniform(key, [2, -3]))
//! TS2322: Type '"i32"' is not assignable to type 'Float | undefined'.
expectError(random.uniform(key, [2], { dtype: 'i32' }))
//! normal: key must be a single key (was key[3]); index or vmap over it
expectError(random.normal(keys, [2]))
//! exponential: sizes must be whole and not negative (was [1.5]); write whole numbers such as 2
expectError(random.exponential(key, [1.5]))

// generic in sizes and in dtype
const noise = <H extends number>(h: H): Tensor<[H, 2]> => random.normal(key, [h, 2])
expectType<Tensor<[7, 2]>>(noise(7))
const ofDtype = <D extends 'f32' | 'f64'>(dtype: D): Tensor<[2], D> =>
  random.normal(key, [2], { dtype })
expectType<Tensor<[2], 'f64'>>(ofDtype('f64'))

// bits, coins, signs and whole numbers
expectType<Tensor<[5], 'u32'>>(random.bits(key, [5]))
expectType<Tensor<[5, 2], 'u32'>>(random.bits(key, [5], { words: 2 }))
expectType<Tensor<[3], 'bool'>>(random.bernoulli(key, 0.5, [3]))
expectType<Tensor<[3, 4], 'bool'>>(random.bernoulli(key, chance, [3, 4]))
expectType<Tensor<[3], 'i32'>>(random.rademacher(key, [3]))
expectType<Tensor<[3], 'f32'>>(random.rademacher(key, [3], { dtype: 'f32' }))
expectType<Tensor<[3], 'i32'>>(random.integers(key, [3], { max: 10 }))
expectType<Tensor<[3], 'u32'>>(random.integers(key, [3], { min: 1, max: 10, dtype: 'u32' }))
//! bernoulli: p must be from 0 to 1 (was 1.5); write a probability such as 0.5
expectError(random.bernoulli(key, 1.5, [3]))
//! bernoulli: p must be from 0 to 1 (was -0.5); write a probability such as 0.5
expectError(random.bernoulli(key, -0.5, [3]))
//! bernoulli: p must be a number, or a tensor of f32 or f64 (was i32[4]); use convert
expectError(random.bernoulli(key, whole, [4]))
//! bernoulli: shape must stretch to [4], its sizes equal or 1 (was [3, 1]); insert an axis with expandDims
expectError(random.bernoulli(key, chance, [4]))
//! TS2322: Type '"f32"' is not assignable to type 'Integer'.
expectError(random.integers(key, [3], { max: 10, dtype: 'f32' }))

// permutations
expectType<Tensor<[5], 'i32'>>(random.permutation(key, 5))
expectType<Tensor<[2, 4]>>(random.permutation(key, x))
expectType<Tensor<[2, 4]>>(random.permutation(key, x, { axis: 1, independent: true }))
expectType<Key<[3]>>(random.permutation(key, keys))
//! permutation: axis must be an axis of [2, 4] (was 2); count from 0, or from the end with -1
expectError(random.permutation(key, x, { axis: 2 }))
//! permutation: operand must have an axis (was []); reshape it to [1]
expectError(random.permutation(key, seed))
//! permutation: sizes must be whole and not negative (was [-5]); write whole numbers such as 2
expectError(random.permutation(key, -5))
//! permutation: x must be a number of elements, or a tensor or keys (was an array of 2); pass one of them
expectError(random.permutation(key, [1, 2]))

// choices
expectType<Tensor<[5], 'i32'>>(random.choice(key, 10, [5]))
expectType<Tensor<[2, 2], 'i32'>>(random.choice(key, 4, [2, 2], { replace: false }))
expectType<Tensor<[5, 4]>>(random.choice(key, x, [5]))
expectType<Tensor<[2, 5]>>(random.choice(key, x, [5], { axis: 1, p: v }))
expectType<Tensor<[2, 5]>>(random.choice(key, x, [5], { axis: -1, p: w }))
expectType<Key<[7]>>(random.choice(key, keys, [7]))
expectType<Key>(random.choice(key, keys, []))
expectType<Tensor<[5], 'i32'>>(random.choice(key, n, [5], { replace: false }))
//! choice: there must be no more draws than elements without replacement (was 6 of 4); draw fewer
expectError(random.choice(key, 4, [2, 3], { replace: false }))
//! choice: there must be no more draws than elements without replacement (was 5 of 4); draw fewer
expectError(random.choice(key, x, [5], { axis: 1, replace: false }))
//! choice: p must be f32[2] or f64[2] (was f32[4]); give each element its weight
expectError(random.choice(key, x, [5], { p: v }))
//! choice: p must be f32[4] or f64[4] (was i32[4]); give each element its weight
expectError(random.choice(key, 4, [5], { p: whole }))
//! choice: axis must be an axis of [2, 4] (was -3); count from 0, or from the end with -1
expectError(random.choice(key, x, [5], { axis: -3 }))

// classes
expectType<Tensor<[2], 'i32'>>(random.categorical(key, x))
expectType<Tensor<[4], 'i32'>>(random.categorical(key, x, { axis: 0 }))
expectType<Tensor<[], 'i32'>>(random.categorical(key, v))
expectType<Tensor<[10, 2], 'i32'>>(random.categorical(key, x, { shape: [10, 2] }))
expectType<Tensor<[3], 'i32'>>(random.categorical(key, w, { shape: [3], replace: false }))
//! categorical: logits must be a tensor of f32 or f64 (was i32[4]); use convert
expectError(random.categorical(key, whole))
//! categorical: shape must end in [2], that of logits without their axis (was [10, 4]); put what counts the draws before it
expectError(random.categorical(key, x, { shape: [10, 4] }))
//! categorical: axis must be an axis of [2, 4] (was 5); count from 0, or from the end with -1
expectError(random.categorical(key, x, { axis: 5 }))

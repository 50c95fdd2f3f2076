// Mistakes with keys and draws.
import { ones, tensor } from '../../src/ops/index.ts'
import * as room from '../../src/random/index.ts'
import { type Mistakes, untypedRoom } from './mistake.ts'

const random = untypedRoom(room)
const key = room.key(0)
const keys = room.split(key, 2)

/** Seeds, keys, paths. */
export const keyed: Mistakes = {
  'key: seed must be a whole number from -2147483648 to 4294967295, or an i32 or u32 scalar (was 1.5); write a number such as 42, and add more with foldIn':
    () => random.key(1.5),
  'foldIn: data must be a whole number from -2147483648 to 4294967295, or an i32 or u32 scalar (was NaN); write a number such as 1, and fold in one after the other':
    () => random.foldIn(key, Number.NaN),
  'split: key must be a key (was 0); make one with random.key': () => random.split(0, 2),
  'normal: key must be a single key (was key[2]); index or vmap over it': () =>
    random.normal(keys, [3]),
  "under: path must have no empty segment (was 'a..b'); write names with one dot between them":
    () => random.under(key, 'a..b'),
  'under: path must be well-formed Unicode (was "a\\ud800"); remove the lone surrogate': () =>
    random.under(key, 'a\ud800'),
  'keyData: keys must be keys (was 3); make one with random.key': () => random.keyData(3),
  'wrapKey: data must be u32[..., 2] (was f32[3]); pass what keyData gives': () =>
    random.wrapKey(ones([3])),
}

/** What is drawn, and how often. */
export const draws: Mistakes = {
  'uniform: shape must be an array of sizes (was 3); write it in brackets': () =>
    random.uniform(key, 3),
  'uniform: max must not be below min (was min 2 and max 1); exchange them': () =>
    random.uniform(key, [2], { min: 2, max: 1 }),
  'uniform: max - min must be finite in f32 (was min 0 and max Infinity); bring them nearer to each other':
    () => random.uniform(key, [2], { max: Number.POSITIVE_INFINITY }),
  'integers: min must be a whole number (was 0.5); use uniform for fractions': () =>
    random.integers(key, [2], { min: 0.5, max: 3 }),
  'bernoulli: p must be a number, or a tensor of f32 or f64 (was i32[1]); use convert': () =>
    random.bernoulli(key, tensor([1], { dtype: 'i32' }), [2]),
  'choice: there must be an element (was none); pass 1 or more, or draw the shape [0]': () =>
    random.choice(key, 0, [4]),
  'choice: there must be no more draws than elements without replacement (was 4 of 3); draw fewer':
    () => random.choice(key, 3, [4], { replace: false }),
  'choice: p must be f32[3] or f64[3] (was f32[2]); give each element its weight': () =>
    random.choice(key, 3, [4], { p: ones([2]) }),
  'categorical: logits must be a tensor of f32 or f64 (was 3); use convert': () =>
    random.categorical(key, 3),
  'categorical: shape must end in [2], that of logits without their axis (was [3]); put what counts the draws before it':
    () => random.categorical(key, ones([2, 4]), { shape: [3] }),
  'categorical: there must be no more draws than classes without replacement (was 4 of 3); draw fewer':
    () => random.categorical(key, ones([3]), { shape: [4], replace: false }),
}

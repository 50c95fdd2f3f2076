// Mistakes: what the editor says of each line of the type test, running it says too, word for word; and what no type sees.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { add, concat, sum, tensor, where, zeros } from '../../src/ops/index.ts'
import * as random from '../../src/random/index.ts'
import type { Key } from '../../src/tensor/index.ts'
import { expectationsOf } from '../messages/expectation.ts'
import { messageOf } from '../tree/message.ts'

const key = random.key(0)
/** What the type test declares, and what it imports. */
const names = {
  random,
  add,
  concat,
  sum,
  where,
  key,
  keys: random.split(key, 3),
  grid: random.split(key, [2, 3]),
  x: tensor([0, 1, 2, 3, 4, 5, 6, 7], [2, 4]),
  v: tensor([1, 2, 3, 4]),
  w: tensor([1, 2, 3, 4], { dtype: 'f64' }),
  whole: tensor([1, 2, 3, 4], { dtype: 'i32' }),
  chance: tensor([0.1, 0.5, 0.9], [3, 1]),
  mask: tensor([true, false, true]),
  seed: tensor(7, [], { dtype: 'u32' }),
}

const file = readFileSync('types-test/random.test-d.ts', 'utf8')
const lines = file.split('\n')
const refused = expectationsOf(file)
  .filter(({ says }) => !/^TS\d/.test(says)) // TypeScript's own words
  .map(({ says, first, last }) => ({
    says,
    statement: lines.slice(first - 1, last).join('\n'),
  }))

test('the type test has refusals to run', () => expect(refused.length).toBeGreaterThan(35))

for (const { says, statement } of refused)
  test(`${statement.slice('expectError('.length, -1)} says at run time what the editor says`, () => {
    const run = new Function('expectError', ...Object.keys(names), statement)
    expect(messageOf(() => run(() => undefined, ...Object.values(names)))).toBe(says)
  })

/** A call that the compiler would refuse, or cannot judge. */
const unseen: readonly (readonly [run: () => unknown, says: string])[] = [
  [
    () => random.key(Number.NaN),
    'key: seed must be a whole number from -2147483648 to 4294967295, or an i32 or u32 scalar (was NaN); write a number such as 42, and add more with foldIn',
  ],
  [
    () => random.under(key, 'a\ud800'),
    'under: path must be well-formed Unicode (was "a\\ud800"); remove the lone surrogate',
  ],
  [
    () => random.uniform(key, [2], { min: 2, max: 1 }),
    'uniform: max must not be below min (was min 2 and max 1); exchange them',
  ],
  [
    () => random.uniform(key, [2], { min: Number.NaN }),
    'uniform: min must be a number (was NaN); write a number such as 0.5',
  ],
  [
    () => random.uniform(key, [2], { max: Number.POSITIVE_INFINITY }),
    'uniform: max - min must be finite in f32 (was min 0 and max Infinity); bring them nearer to each other',
  ],
  [
    () => random.uniform(key, [2], { min: -3e38, max: 3e38 }),
    'uniform: max - min must be finite in f32 (was min -3e+38 and max 3e+38); bring them nearer to each other',
  ],
  [
    () => random.truncatedNormal(key, [2], { min: 1, max: -1 }),
    'truncatedNormal: max must not be below min (was min 1 and max -1); exchange them',
  ],
  [
    () => random.integers(key, [2], { max: 2.5 }),
    'integers: max must be a whole number (was 2.5); use uniform for fractions',
  ],
  [
    () => random.integers(key, [2], { min: Number.NEGATIVE_INFINITY, max: 1 }),
    'integers: min must be a whole number (was -Infinity); use uniform for fractions',
  ],
  [
    () => random.bernoulli(key, Number.NaN, [2]),
    'bernoulli: p must be from 0 to 1 (was NaN); write a probability such as 0.5',
  ],
  [
    () => random.choice(key, 0, [2]),
    'choice: there must be an element (was none); pass 1 or more, or draw the shape [0]',
  ],
  [
    () => random.categorical(key, zeros([2, 0])),
    'categorical: logits must have a class along axis 1 (was f32[2, 0]); choose an axis that is not empty',
  ],
  [
    () => random.categorical(key, zeros([0, 2]), { axis: 0, shape: [0, 2], replace: false }),
    'categorical: logits must have a class along axis 0 (was f32[0, 2]); choose an axis that is not empty',
  ],
  [
    () => random.categorical(key, tensor([1, 2, 3]), { shape: [4], replace: false }),
    'categorical: there must be no more draws than classes without replacement (was 4 of 3); draw fewer',
  ],
  [
    () => random.keyData([0, 1] as unknown as Key),
    'keyData: keys must be keys (was an array of 2); make one with random.key',
  ],
]
for (const [run, says] of unseen)
  test(`said at run time alone: ${says}`, () => expect(messageOf(run)).toBe(says))

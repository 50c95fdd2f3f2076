// What initializers refuse: at once where an option is wrong, at init where a leaf does not suit.
import { expect, test } from 'vitest'
import {
  constant,
  dirac,
  eye,
  glorotUniform,
  init,
  initializers,
  kaimingUniform,
  linear,
  normal,
  sparse,
  truncatedNormal,
  uniform,
  varianceScaling,
  xavierNormal,
  xavierUniform,
  zeros,
} from '../../../src/nn/index.ts'
import { key } from '../../../src/random/index.ts'
import { message, untyped } from '../message.ts'
import { numbersOf } from './golden.ts'

const mistakes: readonly (readonly [call: () => unknown, says: string])[] = [
  [
    () => untyped(normal)({ std: -1 }),
    'normal: std must be finite and not negative (was -1); write 0, or a number such as 0.5',
  ],
  [
    () => normal({ mean: Number.NaN }),
    'normal: mean must be a finite number (was NaN); write a number such as 0.5',
  ],
  [
    () => untyped(normal)({ std: '1' }),
    'normal: std must be finite and not negative (was "1"); write 1 without quotes',
  ],
  [
    () => untyped(normal)({ stddev: 1 }),
    "normal: must have no option 'stddev' (was with it); correct its name, or leave it out",
  ],
  [
    () => untyped(normal)({ std: -1, stddev: 1 }),
    "normal: std must be finite and not negative (was -1); write 0, or a number such as 0.5\nnormal: must have no option 'stddev' (was with it); correct its name, or leave it out",
  ],
  [
    () => uniform({ min: 1, max: 0 }),
    'uniform: max must not be below min (was min 1 and max 0); exchange them',
  ],
  [
    () => uniform({ min: 2 }),
    'uniform: max must not be below min (was min 2 and max 1); exchange them',
  ],
  [
    () => uniform({ max: Number.POSITIVE_INFINITY }),
    'uniform: max must be a finite number (was Infinity); write a number such as 0.5',
  ],
  [
    () => untyped(xavierUniform)({ gain: -2 }),
    'xavierUniform: gain must be finite and not negative (was -2); write 0, or a number such as 0.5',
  ],
  [
    () => untyped(xavierNormal)({ gain: 'relu' }),
    'xavierNormal: gain must be finite and not negative (was "relu"); write 0, or a number such as 0.5',
  ],
  [
    () => untyped(kaimingUniform)({ mode: 'fan_in' }),
    'kaimingUniform: mode must be one of fanIn, fanOut (was "fan_in"); write \'fanIn\'',
  ],
  [
    () => untyped(kaimingUniform)({ nonlinearity: 'swish' }),
    'kaimingUniform: nonlinearity must be one of linear, conv1d, conv2d, conv3d, convTranspose1d, convTranspose2d, convTranspose3d, sigmoid, tanh, relu, selu, leakyRelu (was "swish"); write \'tanh\'',
  ],
  [
    () => untyped(glorotUniform)({ gain: 2 }),
    "glorotUniform: must have no option 'gain' (was with it); correct its name, or leave it out",
  ],
  [
    () => untyped(truncatedNormal)({ std: 0 }),
    'truncatedNormal: std must be positive and finite (was 0); write a number such as 0.5',
  ],
  [
    () => truncatedNormal({ min: 2, max: 2 }),
    'truncatedNormal: max must be above min (was 2 and 2); exchange them, or set them apart',
  ],
  [
    () => truncatedNormal({ lower: 3 }),
    'truncatedNormal: upper must be above lower (was 3 and 2); exchange them, or set them apart',
  ],
  [
    () => truncatedNormal({ min: -1, upper: 1 }),
    'truncatedNormal: bounds must be min and max, or lower and upper (was both); lower and upper count standard deviations: choose two',
  ],
  [
    () => untyped(varianceScaling)({ scale: 0, mode: 'fan', distribution: 'normal' }),
    'varianceScaling: scale must be positive and finite (was 0); write a number such as 0.5\nvarianceScaling: mode must be one of fanIn, fanOut, fanAvg, fanGeoAvg (was "fan"); write \'fanIn\'',
  ],
  [
    () => untyped(varianceScaling)({ scale: 1 }),
    "varianceScaling: must have the option 'mode' (was without); give it\nvarianceScaling: must have the option 'distribution' (was without); give it",
  ],
  [
    () => untyped(sparse)({ sparsity: 1.5 }),
    'sparse: sparsity must be from 0 to 1 (was 1.5); write a number such as 0.5',
  ],
  [() => untyped(sparse)(), "sparse: must have the option 'sparsity' (was without); give it"],
  [
    () => untyped(dirac)({ groups: 0.5 }),
    'dirac: groups must be a positive integer (was 0.5); write a number such as 2',
  ],
  [
    () => untyped(constant)({ value: '42' }),
    'constant: value must be a number (was "42"); write 42 without quotes',
  ],
  [() => untyped(constant)({}), "constant: must have the option 'value' (was without); give it"],
  [() => untyped(constant)('42'), 'constant: options must be one record (was "42"); name them'],
  [() => untyped(normal)(0, 0.01), 'normal: options must be one record (was 0); name them'],
  [
    () => initializers.zeros?.({ value: 1 } as never),
    "zeros: must have no option 'value' (was with it); correct its name, or leave it out",
  ],
  [
    () => untyped(linear)(4, 8, { weight: normal }),
    'normal: must be called (was passed as it is); write normal(…), with its options',
  ],
  [
    () => untyped(linear)(4, 8, { weight: { kind: 'normal', options: {} } }),
    'linear: weight must be an initializer (was a tree); call its maker, as in normal()',
  ],
  [
    () => init(linear(4, 8, { weight: dirac() }))(key(0)),
    "dirac: must be for a weight of rank 3, 4 or 5 (was [8, 4] at 'weight'); choose another initializer for it",
  ],
  [
    () => init(linear(4, 8, { bias: eye }))(key(0)),
    "eye: must be for a weight of rank 2 (was [8] at 'bias'); choose another initializer for it",
  ],
  [
    () => init(linear(4, 8, { bias: sparse({ sparsity: 0.5 }) }))(key(0)),
    "sparse: must be for a weight of rank 2 (was [8] at 'bias'); choose another initializer for it",
  ],
  [
    () => numbersOf(dirac({ groups: 3 }), 0, { shape: [4, 2, 3] }),
    "dirac: groups must divide the 4 channels of 'weight' (was 3); write 1, or another divisor of 4",
  ],
]

for (const [call, says] of mistakes) test(says, () => expect(message(call)).toBe(says))

test('every mistake has a sentence of its own', () =>
  expect(new Set(mistakes.map(([, says]) => says)).size).toBe(mistakes.length))

test('what has no inputs begins at 0', () => {
  const p = init(linear(0, 3))(key(0))
  expect([...p.bias]).toEqual([0, 0, 0])
  for (const make of [xavierUniform, xavierNormal])
    expect(numbersOf(make(), 0, { shape: [2], fanIn: 0, fanOut: 0 })).toEqual([0, 0])
  const none = varianceScaling({ scale: 1, mode: 'fanIn', distribution: 'normal' })
  expect(numbersOf(none, 0, { shape: [1], fanIn: 0, fanOut: 1 }).map(Math.abs)).toEqual([0])
})

test('every initializer is registered under its kind, and makes it', () => {
  const options: Readonly<Record<string, unknown>> = {
    constant: { value: 1 },
    mask: { keep: () => true, of: zeros },
    mixture: { parts: [{ weight: 1, of: zeros }] },
    scale: { factor: 2, of: zeros },
    sparse: { sparsity: 0.5 },
    varianceScaling: { scale: 1, mode: 'fanIn', distribution: 'normal' },
  }
  for (const [kind, make] of Object.entries(initializers)) {
    expect(make.kind).toBe(kind)
    const made = untyped(make)(options[kind])
    expect(made).toMatchObject({ kind, options: options[kind] ?? {} })
  }
  expect(Object.keys(initializers)).toHaveLength(23)
})

test('an initializer is frozen data, equal to another of the same options', () => {
  expect(normal({ std: 0.01 })).toEqual({ kind: 'normal', options: { std: 0.01 } })
  expect(Object.isFrozen(normal()) && Object.isFrozen(normal().options)).toBe(true)
  expect(constant(42)).toEqual(constant({ value: 42 }))
  expect(JSON.stringify(kaimingUniform({ a: 1 }))).toBe(
    '{"kind":"kaimingUniform","options":{"a":1}}',
  )
})

test('a truncated normal far from its bounds reaches no infinity', () => {
  const drawn = numbersOf(truncatedNormal({ std: 0.02 }), 5, { shape: [20000] })
  expect(Math.max(...drawn.map(Math.abs))).toBeLessThanOrEqual(0.02 * 5.5)
})

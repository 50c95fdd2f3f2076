// What JavaScript may pass where something else belongs.

import { scalar, tensor } from '../../../src/index.ts'
import * as nn from '../../../src/nn/index.ts'
import { ones } from '../../../src/ops/index.ts'
import { key } from '../../../src/random/index.ts'

const circle: Record<string, unknown> = {}
Object.assign(circle, { self: circle })
const ring: unknown[] = []
ring.push(ring)
const levels = 20000
const deepList = Array.from({ length: levels }).reduce<unknown>((inner) => [inner], 1)
const deepTree = Array.from({ length: levels }).reduce<unknown>((inner) => ({ a: inner }), 1)

export const wrong: Readonly<Record<string, unknown>> = {
  null: null,
  undefined,
  true: true,
  '5': 5,
  '-1': -1,
  '1.5': 1.5,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '2 ** 40': 2 ** 40,
  '1n': 1n,
  "''": '',
  "'x'": 'x',
  "'__proto__'": '__proto__',
  'a lone surrogate': '\ud800',
  'a symbol': Symbol('s'),
  '{}': {},
  '[]': [],
  '[null]': [null],
  "['a']": ['a'],
  '[-1]': [-1],
  // biome-ignore lint/suspicious/noSparseArray: it is what is passed
  '[, 1]': [, 1],
  'ragged rows': [[1], [2, 3]],
  '{ a: null }': { a: null },
  "{ kind: 'x' }": { kind: 'x' },
  'Object.create(null)': Object.create(null),
  'a Map': new Map([[1, 2]]),
  'a Date': new Date(0),
  'a Float32Array': new Float32Array(2),
  'a function': () => 1,
  'an async function': async () => 1,
  'a class': class {},
  'a circle': circle,
  'a ring': ring,
  'a deep list': deepList,
  'a deep tree': deepTree,
  'f32[2, 3, 4]': ones([2, 3, 4]),
  'f32[]': scalar(1),
  'i32[3]': tensor([1, 2, 3], { dtype: 'i32' }),
  'bool[3]': tensor([true, false, true]),
  'a key': key(0),
  'a spec': nn.linear(2, 3),
}

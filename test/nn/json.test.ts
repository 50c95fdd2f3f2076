// Specs to JSON and back: what is read is what was written, and everything that is wrong is said at once.
import { type Either, isLeft, isRight, right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import {
  type AnySpec,
  apply,
  avgPool,
  batchNorm,
  conv1d,
  conv2d,
  define,
  dropout,
  elu,
  embedding,
  flatten,
  fromJson,
  gelu,
  globalPool,
  init,
  initialized,
  initializer,
  input,
  kind,
  layer,
  layerNorm,
  leakyRelu,
  linear,
  logSigmoid,
  logSoftmax,
  maxPool,
  multiHeadAttention,
  named,
  normal,
  param,
  positions,
  ref,
  relu,
  repeat,
  reshape,
  residual,
  rmsNorm,
  type Spec,
  scale,
  selu,
  sequential,
  sigmoid,
  silu,
  softmax,
  softplus,
  struct,
  tanh,
  tie,
  toJson,
  transposed,
  within,
  zeros,
} from '../../src/nn/index.ts'
import { kinds as known } from '../../src/nn/json/kinds.ts'
import { matmul, mul, ones, transpose } from '../../src/ops/index.ts'
import { type Issue, sentence } from '../../src/prelude/index.ts'
import { key, uniform } from '../../src/random/index.ts'

/** What is read of what was written, by way of text. */
const again = (spec: Spec, options: Parameters<typeof fromJson>[1] = {}): AnySpec => {
  const json = toJson(spec)
  if (isLeft(json)) return expect.fail(json.left.map(sentence).join('\n'))
  const read = fromJson(JSON.stringify(json.right), options)
  return isRight(read) ? read.right : expect.fail(read.left.map(sentence).join('\n'))
}

const sentences = (answer: Either<readonly Issue[], unknown>): readonly string[] =>
  isLeft(answer) ? answer.left.map(sentence) : []

const file = (spec: unknown): unknown => ({ espalier: 1, spec })

const samples: readonly Spec[] = [
  relu,
  sigmoid,
  tanh,
  silu,
  softplus,
  logSigmoid,
  selu,
  flatten,
  leakyRelu({ negativeSlope: 0.2 }),
  elu({ alpha: 0.5 }),
  gelu({ approximate: 'tanh' }),
  softmax({ axis: 0 }),
  logSoftmax(),
  reshape([-1, 4]),
  input(['batch', 28, 28]),
  dropout(0.1),
  linear(4, 8, { weight: normal({ std: 0.01 }), bias: zeros }),
  linear(4, 8, { bias: false }),
  embedding(10, 4),
  layerNorm([3, 4], { bias: false }),
  batchNorm(3, { axis: 1, momentum: 0.5 }),
  conv1d(2, 4, 3),
  conv2d(2, 4, [3, 1], {
    strides: [1, 2],
    padding: [1, [0, 2]],
    dilation: 2,
    groups: 2,
    weight: normal({ std: 0.01 }),
    bias: false,
  }),
  conv2d(1, 2, 3, { padding: 'same', bias: zeros }),
  maxPool([2, 2]),
  maxPool([3], { strides: 1, padding: 'same' }),
  avgPool([2, 2, 2], { countIncludePad: false }),
  globalPool({ reduce: 'max' }),
  multiHeadAttention(8, 2),
  multiHeadAttention(8, 4, {
    causal: true,
    bias: false,
    mask: [
      [true, false],
      [true, true],
    ],
  }),
  rmsNorm(4),
  rmsNorm([3, 4], { eps: 1e-3, weight: false }),
  positions(8, 4, { weight: zeros }),
  sequential(named('a', linear(4, 4)), relu, ref('a')),
  struct({ enc: linear(4, 8), dec: linear(8, 4) }),
  residual(linear(4, 4)),
  repeat(3, linear(4, 4), { names: 'block *' }),
  initialized(struct({ enc: linear(4, 8), dec: linear(8, 4) }), [
    { where: kind('linear'), weight: normal({ std: 0.01 }), bias: zeros },
    { where: within('dec'), bias: scale(0.5)(normal()) },
  ]),
  tie(struct({ enc: linear(4, 8), dec: linear(8, 4) }), { 'dec.weight': transposed('enc.weight') }),
]

test('every kind of layer has a sample here', () =>
  expect(new Set([...samples.map(({ kind }) => kind), 'ref'])).toEqual(new Set(Object.keys(known))))

for (const spec of samples)
  test(`${spec.kind} is read as it was written`, () => {
    expect(again(spec)).toEqual(spec)
    expect(init(again(spec))(key(1))).toEqual(init(spec as AnySpec)(key(1)))
  })

test('the format is a version, and a layer whose children are pairs', () =>
  expect(toJson(sequential(named('fc', linear(4, 8)), relu))).toEqual(
    right({
      espalier: 1,
      spec: {
        kind: 'sequential',
        children: [
          ['fc', { kind: 'linear', in: 4, out: 8 }],
          [null, { kind: 'relu' }],
        ],
      },
    }),
  ))

const mine = initializer(
  'mine',
  ({ max }: { readonly max: number }) =>
    (k, leaf) =>
      uniform(k, leaf.shape, { min: -max, max, dtype: leaf.dtype }),
)
const scaled = define(
  'scaled',
  <I extends number, O extends number>({ in: i, out: o }: { readonly in: I; readonly out: O }) =>
    layer({
      from: ['...', i],
      to: ['...', o],
      parts: { weight: param([o, i], mine({ max: 10 })) },
      apply: ({ weight }, x) => matmul(x, transpose(weight)),
    }),
)
const twice = define('twice', ({ body }: { readonly body: Spec }) =>
  layer({ from: ['...'], to: ['...'], parts: { body }, apply: (_, x) => mul(x, 2) }),
)

test('layers and initializers of one’s own are read by their definitions', () => {
  const spec = sequential(linear(4, 8, { weight: mine({ max: 3 }) }), scaled({ in: 8, out: 2 }))
  expect(again(spec, { kinds: [mine, scaled] })).toEqual(spec)
  const read = again(spec, { kinds: [mine, scaled] })
  const p = init(spec)(key(2))
  expect(init(read)(key(2))).toEqual(p)
  expect(apply(read)(p, ones([1, 4]))).toEqual(apply(spec)(p, ones([1, 4])))
})

test('options may hold layers and initializers, under a tag', () => {
  const spec = twice({ body: linear(2, 2, { weight: mine({ max: 3 }) }) })
  expect(toJson(spec)).toEqual(
    right(
      file({
        kind: 'twice',
        options: {
          body: {
            $spec: { kind: 'linear', in: 2, out: 2, weight: { kind: 'mine', options: { max: 3 } } },
          },
        },
      }),
    ),
  )
  expect(again(spec, { kinds: [mine, twice] })).toEqual(spec)
})

test('what JSON cannot say is a Left that names its layer', () => {
  const bare = linear(4, 8, { weight: (_, leaf) => ones(leaf.shape, { dtype: leaf.dtype }) })
  const odd = define('odd', (options: { readonly f: unknown; readonly rate: number }) =>
    layer({ from: ['...'], to: ['...'], parts: {}, apply: (_, x) => mul(x, options.rate) }),
  )
  const spec = sequential(relu, named('fc', bare), odd({ f: () => 1, rate: Number.NaN }))
  expect(sentences(toJson(spec))).toEqual([
    'toJson: layer fc: weight must be an initializer that has a kind (was a function); make it with initializer',
    'toJson: layer 2: options f must be what JSON can say (was a function); write finite numbers, texts, lists and records',
    'toJson: layer 2: options rate must be what JSON can say (was NaN); write finite numbers, texts, lists and records',
  ])
})

test('a file of another kind is refused', () => {
  expect(sentences(fromJson('{"espalier": 1,'))).toEqual([
    'fromJson: text must be JSON (was "{\\"espalier\\": 1,"); pass what toJson wrote',
  ])
  expect(sentences(fromJson([1]))).toEqual([
    'fromJson: must be a record with espalier and spec (was [1]); pass what toJson wrote',
  ])
  expect(sentences(fromJson({ espalier: 2, spec: {} }))).toEqual([
    'fromJson: espalier must be 1 (was 2); read it with the version that wrote it',
  ])
  expect(sentences(fromJson(file(3)))).toEqual([
    'fromJson: must be a layer with a kind (was 3); write {"kind": …}',
  ])
})

test('everything that is wrong with the layers is said at once', () =>
  expect(
    sentences(
      fromJson(
        file({
          kind: 'sequential',
          children: [
            [null, { kind: 'linear', in: '4', out: 8 }],
            ['a', { kind: 'linear', in: 4, bias: true, rate: 2 }],
            ['b', { kind: 'lineal' }],
            [
              null,
              {
                kind: 'repeat',
                times: 2,
                names: 'x *',
                children: [[null, { kind: 'gelu', approximate: 'erf' }]],
              },
            ],
            [null, { kind: 'dropout', p: 2 }],
            [
              null,
              {
                kind: 'embedding',
                count: 3,
                size: 4,
                weight: { kind: 'normal', options: { std: -1 } },
              },
            ],
            [null, { kind: 'linear', in: 2, out: 2, weight: { kind: 'odd', options: {} } }],
            [null, { kind: 'relu', children: [] }],
            [null, { kind: 'residual', children: [] }],
            [null, { kind: 'sequential', children: [{ kind: 'relu' }] }],
          ],
        }),
      ),
    ),
  ).toEqual([
    'fromJson: layer 0: in must be whole and not negative (was "4"); write a size, as in 4',
    'fromJson: layer a: out must be given (was nothing); add it',
    "fromJson: layer a: must have no field 'rate' (was 2); remove it",
    'fromJson: layer a: bias must be an initializer with a kind (was true); write {"kind": …, "options": {…}}',
    'fromJson: layer b: kind must be a known one (was "lineal"); pass its definition in kinds',
    'fromJson: layer 3.x *: approximate must be one of none, tanh (was "erf"); write "none" or "tanh"',
    'fromJson: layer 4: p must be from 0 to 1 (was 2); write a number such as 0.5',
    'fromJson: layer 5: std must be finite and not negative (was -1); write 0, or a number such as 0.5',
    'fromJson: layer 6: weight must be of a known kind (was "odd"); pass its definition in kinds',
    "fromJson: layer 7: must have no field 'children' (was []); remove it",
    'fromJson: layer 8: children must be one (was 0); write one',
    'fromJson: layer 9: children must be an array of [name or null, layer] (was [{"kind":"relu"}]); write one, as in [[null, {"kind": "relu"}]]',
  ]))

test('layers that do not fit are refused by their paths', () => {
  const fc = (i: number, o: number): unknown => [null, { kind: 'linear', in: i, out: o }]
  const inner = { kind: 'sequential', children: [fc(8, 8), fc(7, 1)] }
  expect(
    sentences(fromJson(file({ kind: 'sequential', children: [fc(4, 8), [null, inner]] }))),
  ).toEqual([
    'fromJson: layer 1.1: input of linear(7, 1) must be [..., 7] (was [..., 8]); write linear(8, 1), or change the layer before it',
  ])
})

test('the initializers that a spec keeps stand under their paths', () => {
  const spec = initialized(linear(2, 2), [{ where: kind('linear'), bias: normal({ std: 0.5 }) }])
  const json = {
    kind: 'initialized',
    initializers: { bias: { kind: 'normal', options: { std: 0.5 } } },
    children: [[null, { kind: 'linear', in: 2, out: 2 }]],
  }
  expect(toJson(spec)).toEqual(right(file(json)))
  const odd = { ...json, initializers: { wieght: { kind: 'zeros', options: {} } } }
  expect(sentences(fromJson(file(odd)))).toEqual([
    "fromJson: 'wieght' must be a leaf of the model (was none); correct the path",
  ])
})

test('names are held to their rules', () =>
  expect(
    sentences(
      fromJson(
        file({
          kind: 'struct',
          children: [
            ['a.b', { kind: 'relu' }],
            ['c', { kind: 'relu' }],
          ],
        }),
      ),
    ),
  ).toEqual(["fromJson: a name must hold no '.' (was 'a.b'); nest instead"]))

test('children of one name are refused', () => {
  const children = [
    ['a', { kind: 'relu' }],
    ['a', { kind: 'tanh' }],
  ]
  for (const kind of ['sequential', 'struct'])
    expect(sentences(fromJson(file({ kind, children })))).toEqual([
      "fromJson: names must differ (was 'a' twice); rename one",
    ])
})

test('a definition of the wrong sort is refused', () =>
  expect(
    sentences(fromJson(file({ kind: 'mine', options: { max: 1 } }), { kinds: [mine] })),
  ).toEqual(['fromJson: kind must be that of a layer (was "mine"); name a layer']))

test('a spec that repeats without measure is refused before anything is made', () => {
  const times = (n: number, spec: unknown): unknown => ({
    kind: 'repeat',
    times: n,
    names: '*',
    children: [[null, spec]],
  })
  const say = (at: string): readonly string[] => [
    `fromJson:${at} must have at most 100000 layers in all, repeated ones counted each time (was more); make it smaller`,
  ]
  const small = { kind: 'linear', in: 1, out: 1 }
  expect(sentences(fromJson(file(times(1e9, small))))).toEqual(say(''))
  expect(sentences(fromJson(file(times(1000, times(1000, small)))))).toEqual(say(' layer *:'))
  const many = Array.from({ length: 1000 }, () => [null, times(1000, small)])
  expect(sentences(fromJson(file({ kind: 'sequential', children: many })))).toEqual(
    say(' layer 99:'),
  )
  expect(isRight(fromJson(file(times(1000, small)), { leaves: 2000 }))).toBe(true)
  expect(sentences(fromJson(file(times(1000, small)), { leaves: 1999 }))).toEqual([
    'fromJson: layer *: must have at most 1999 leaves in all, repeated ones counted each time (was more); make it smaller',
  ])
})

test('values of any depth are refused, never thrown', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  expect(sentences(fromJson(deep))).toEqual([
    `fromJson: must be a record with espalier and spec (was ${'['.repeat(79)}…); pass what toJson wrote`,
  ])
  let weight: unknown = 1
  for (let i = 0; i < 20_000; i++)
    weight = { kind: 'scale', options: { factor: 1, of: { $initializer: weight } } }
  expect(sentences(fromJson(file({ kind: 'linear', in: 1, out: 1, weight })))).toEqual([
    'fromJson: options must be nested at most 64 deep (was more); flatten them',
  ])
  const cyclic: Record<string, unknown> = { kind: 'linear', out: 1 }
  cyclic.in = cyclic
  expect(sentences(fromJson(file(cyclic)))).toEqual([
    `fromJson: in must be whole and not negative (was ${'{"kind":"linear","out":1,"in":'.repeat(3).slice(0, 79)}…); write a size, as in 4`,
  ])
})

test('names that stand twice, and fields beside the spec, are refused', () => {
  expect(
    sentences(fromJson('{"espalier":1,"spec":{"kind":"linear","in":1,"in":2,"out":1}}')),
  ).toEqual(["fromJson: 'spec.in' must stand once (was twice); write it once"])
  expect(sentences(fromJson({ espalier: 1, spec: { kind: 'relu' }, author: 'me' }))).toEqual([
    'fromJson: must have no field \'author\' (was "me"); remove it',
  ])
})

test('a name that a container would drop is refused', () => {
  const relus = [['x', { kind: 'relu' }]]
  expect(sentences(fromJson(file({ kind: 'residual', children: relus })))).toEqual([
    'fromJson: its child must have no name of its own (was "x"); write "body"',
  ])
  expect(
    sentences(fromJson(file({ kind: 'repeat', times: 1, names: '*', children: relus }))),
  ).toEqual(['fromJson: its child must have no name of its own (was "x"); write null'])
})

test('all bad names of a container are said, beside what is wrong below', () =>
  expect(
    sentences(
      fromJson(
        file({
          kind: 'sequential',
          children: [
            ['a.b', { kind: 'relu' }],
            ['3', { kind: 'lineal' }],
            ['c', { kind: 'relu' }],
            ['c', { kind: 'relu' }],
          ],
        }),
      ),
    ),
  ).toEqual([
    "fromJson: a name must hold no '.' (was 'a.b'); nest instead",
    "fromJson: a name must be no number (was '3'); add a letter",
    "fromJson: names must differ (was 'c' twice); rename one",
    'fromJson: layer 3: kind must be a known one (was "lineal"); pass its definition in kinds',
  ]))

test('an error of a definition is a mistake of its options, by layer', () => {
  const file_ = { kind: 'sequential', children: [[null, { kind: 'scaled', options: {} }]] }
  const careless = define('careless', ({ of }: { readonly of: { readonly size: number } }) =>
    layer({ from: [of.size], to: [of.size], parts: {}, apply: (_, x) => x }),
  )
  const layers = { ...file_, children: [[null, { kind: 'careless', options: {} }]] }
  expect(sentences(fromJson(file(layers), { kinds: [careless] }))).toEqual([
    "fromJson: layer 0: options must be those of its definition (was TypeError: Cannot read properties of undefined (reading 'size')); correct them",
  ])
})

test('an option under a tag has nothing beside it', () => {
  const options = { body: { $spec: { kind: 'relu' }, name: 'x' } }
  expect(sentences(fromJson(file({ kind: 'twice', options }), { kinds: [twice] }))).toEqual([
    'fromJson: an option with $spec must have nothing else (was {"$spec":{"kind":"relu"},"name":"x"}); remove the rest',
  ])
})

test('nesting has a bound', () => {
  const deep = (n: number): unknown =>
    n === 0 ? { kind: 'relu' } : { kind: 'residual', children: [['body', deep(n - 1)]] }
  expect(isRight(fromJson(file(deep(60))))).toBe(true)
  expect(sentences(fromJson(file(deep(70))))[0]).toContain('must be nested at most 64 layers deep')
})

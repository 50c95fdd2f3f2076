// What the chapter on parameters says of every model: a spec draws nothing, initial values depend on paths alone, and the
// same parameters compute the same bits however they are run or kept.
import fc from 'fast-check'
import { getOrElse } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { jit, vmap } from '../../src/functions/index.ts'
import { load, save } from '../../src/io/index.ts'
import * as nn from '../../src/nn/index.ts'
import { mul, ones, row, stack, tensor } from '../../src/ops/index.ts'
import { key, under } from '../../src/random/index.ts'
import type { AnyTensor, Key } from '../../src/tensor/index.ts'
import { digest, mapTo, resolveAll } from '../../src/tree/index.ts'
import { type Untyped, untyped } from '../mistakes/mistake.ts'

const { init, initState, linear, named, relu, repeat, residual, sequential, struct } = nn
const k = key(2024)
const x = tensor([1, -2, 0.5, -0, 3, -0.25], [2, 3])
const images = tensor([1, -2, 0.5, -0, 3, -0.25, 4, 0.125, -1, 2, -3, 1.5], [1, 2, 3, 2])

/** A layer of every constructor beside an input of it. A layer that is added has to be listed: see the first test. */
const layers = {
  avgPool: [nn.avgPool([2]), x],
  batchNorm: [nn.batchNorm(3), x],
  conv1d: [nn.conv1d(2, 4, 2, { groups: 2 }), x],
  conv2d: [nn.conv2d(2, 3, 2, { padding: 1, strides: [2, 1] }), images],
  define: [
    nn.define('twice', () =>
      nn.layer({
        from: ['...', 3],
        to: ['...', 3],
        parts: { weight: nn.param([3]), scale: nn.fixed([1], nn.normal()) },
        apply: ({ weight, scale }, y) => mul(mul(y, weight), scale),
      }),
    )(),
    x,
  ],
  dropout: [nn.dropout(0.5), x],
  elu: [nn.elu(), x],
  embedding: [nn.embedding(5, 3), tensor([0, 4, 2], { dtype: 'i32' })],
  flatten: [nn.flatten, ones([2, 3, 2])],
  gelu: [nn.gelu(), x],
  globalPool: [nn.globalPool(), images],
  initialized: [
    nn.initialized(linear(3, 4), [{ where: nn.kind('linear'), weight: nn.normal() }]),
    x,
  ],
  gpt2: [
    nn.gpt2({ vocabulary: 5, context: 4, size: 6, heads: 2, depth: 2 }),
    tensor([0, 4, 2, 1], [2, 2], { dtype: 'i32' }),
  ],
  input: [nn.input(['batch', 3]), x],
  layerNorm: [nn.layerNorm(3), x],
  leNet5: [nn.leNet5(1, 3), mul(ones([1, 1, 28, 28]), 0.5)],
  leakyRelu: [nn.leakyRelu(), x],
  linear: [linear(3, 4), x],
  logSigmoid: [nn.logSigmoid, x],
  logSoftmax: [nn.logSoftmax(), x],
  maxPool: [nn.maxPool([2, 2], { strides: 1 }), images],
  multiHeadAttention: [nn.multiHeadAttention(3, 3, { causal: true }), x],
  positions: [nn.positions(4, 3), x],
  ref: [sequential(named('a', linear(3, 3)), relu, nn.ref('a')), x],
  relu: [relu, x],
  repeat: [repeat(3, linear(3, 3), { names: 'block *' }), x],
  reshape: [nn.reshape([3, -1]), x],
  residual: [residual(linear(3, 3)), x],
  rmsNorm: [nn.rmsNorm(3), x],
  selu: [nn.selu, x],
  sequential: [sequential(linear(3, 4), nn.tanh, linear(4, 2, { bias: false })), x],
  sigmoid: [nn.sigmoid, x],
  silu: [nn.silu, x],
  softmax: [nn.softmax(), x],
  softplus: [nn.softplus, x],
  tanh: [nn.tanh, x],
  tie: [
    nn.tie(sequential(named('enc', linear(3, 2)), named('dec', linear(2, 3))), {
      'dec.weight': nn.transposed('enc.weight'),
    }),
    x,
  ],
} satisfies Readonly<Record<string, readonly [nn.Spec, AnyTensor]>>

/** What `nn` exports beside layers that compute: struct, functions on specs, initializers, predicates. */
const others =
  `apply calculateGain constant declaredShapes dirac entries eye fixed fromJson glorotNormal
  glorotUniform grownFrom heNormal heUniform init initState initializer initializers kaimingNormal kaimingUniform kind layer
  lecunNormal lecunUniform mask matching mixture named normal ones param reinit role scale sparse state struct summary toJson
  declaredState demandModel grownStateFrom isSpec train transposed truncatedNormal uniform varianceScaling within xavierNormal xavierUniform zeros`.split(
    /\s+/,
  )

test('every layer of nn is among the layers below', () =>
  expect(Object.keys(nn).filter((name) => !others.includes(name) && !(name in layers))).toEqual([]))

const { apply, train } = { apply: untyped(nn.apply), train: untyped(nn.train) }
const drawn = (spec: nn.Spec, from: Key = k): object => init(spec)(from) as object
const stateOf = (spec: nn.Spec): object => initState(spec) as object
const context = (spec: nn.Spec): readonly object[] =>
  Object.keys(stateOf(spec)).length === 0 ? [] : [{ state: stateOf(spec) }]

for (const [name, [spec, input]] of Object.entries(layers)) {
  const predict = (params: unknown, y: unknown): Untyped => apply(spec)(params, y, ...context(spec))
  const params = drawn(spec)

  test(`${name}: jit of apply gives the bits of apply`, () =>
    expect(digest(jit(predict)(params, input))).toBe(digest(predict(params, input))))

  test(`${name}: init under jit gives the bits of init`, () =>
    expect(digest(jit((from: Key) => drawn(spec, from))(k))).toBe(digest(params)))

  test(`${name}: parameters drawn for keys at once are those drawn in a loop, and compute as they do`, () => {
    const keys = [0, 1, 2].map((i) => under(k, `member ${i}`))
    const members = keys.map((one) => drawn(spec, one))
    const ensemble = vmap((from: Key) => drawn(spec, from))(stack(keys as never) as never)
    const outputs = members.map((one) => predict(one, input)) as unknown as readonly AnyTensor[]
    for (const [i, member] of members.entries())
      expect(
        digest(mapTo((leaf) => row(leaf as never, i) as never)(resolveAll(ensemble) as object)),
      ).toBe(digest(resolveAll(member)))
    if (Object.keys(params).length === 0) return
    const together = untyped(vmap(predict as never, [0, null]))(ensemble, input)
    expect(digest(together)).toBe(digest(stack(outputs as never)))
  })

  test(`${name}: a model that was saved and read again computes the same bits`, () => {
    const read = getOrElse(() => ({}))(load(drawn(spec, key(1)))(save(params)))
    expect(digest(read)).toBe(digest(params))
    expect(digest(predict(read, input))).toBe(digest(predict(params, input)))
  })
}

test('training what has state and randomness gives under jit the bits it gives without', () => {
  const net = sequential(linear(3, 4), nn.batchNorm(4), nn.dropout(0.5), residual(linear(4, 4)))
  const step = (p: unknown, s: unknown, from: Key): Untyped =>
    train(net)(p, x, { state: s, key: from })
  const run = [drawn(net), stateOf(net), key(3)] as const
  expect(digest(untyped(jit(step))(...run))).toBe(digest(step(...run)))
})

/** An initializer that must not be asked. */
const never = nn.initializer('never', () => () => {
  throw new Error('it drew')
})

test('building a spec draws nothing', () => {
  const wide = linear(3, 3, { weight: never(), bias: never() })
  const net = sequential(named('a', wide), relu, nn.ref('a'), repeat(2, residual(wide)))
  nn.summary(net)
  nn.matching(net, nn.role('bias'))
  initState(net)
  expect(() => init(net)(k)).toThrow(new Error('it drew'))
})

test('building a spec allocates nothing, whatever its size', () => {
  const before = process.memoryUsage().arrayBuffers
  const vast = linear(100_000, 100_000) // 40 GB of weights
  const net = nn.tie(sequential(named('a', vast), relu, named('b', repeat(100, residual(vast)))), {
    'b.*.body': 'a',
  })
  nn.summary(net)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000)
})

/** Models from three to three, of every container; and models side by side, which only `init` takes. */
const { body, model } = fc.letrec<{ body: nn.Spec; model: nn.Spec }>((again) => {
  const bodies = fc.array(again('body'), { minLength: 1, maxLength: 3 })
  return {
    body: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom<nn.Spec>(
        linear(3, 3),
        relu,
        linear(3, 3, { bias: false, weight: nn.normal({ std: 0.1 }) }),
        nn.layerNorm(3),
      ),
      bodies.map((specs) => series(specs)),
      bodies.map((specs) => series(specs.map((spec, i) => child(`child ${i}`, spec)))),
      again('body').map((spec) => residual(spec)),
      again('body').map((spec) => repeat(2, spec)),
    ),
    model: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      again('body'),
      fc
        .array(again('model'), { minLength: 1, maxLength: 3 })
        .map((specs) => struct(Object.fromEntries(specs.map((spec, i) => [`s${i}`, spec])))),
    ),
  }
})
const series = (items: readonly unknown[]): nn.Spec =>
  untyped(sequential)(...items) as unknown as nn.Spec

const runs = { numRuns: 60 }
const models = fc.array(body, { minLength: 1, maxLength: 4 })
const child = (name: string, spec: nn.Spec): { readonly name: string; readonly spec: nn.Spec } =>
  named(name as 'child', spec)
const below = (tree: object, name: string): unknown => (tree as Record<string, unknown>)[name] ?? {}
const seeds = fc.integer({ min: 0, max: 1e6 }).map((seed) => key(seed))

test('the parameters of a child are those of its spec under its key, at every depth', () =>
  fc.assert(
    fc.property(model, seeds, (spec, from) => {
      const parts = Object.entries(drawn(struct({ enc: spec }), from))
      for (const [name, part] of parts)
        expect(digest(part)).toBe(digest(drawn(spec, under(from, name))))
      for (const [i, [own, inner]] of childrenOf(spec).entries()) {
        const name = own ?? (spec.kind === 'residual' ? 'body' : `${i}`)
        expect(digest(below(drawn(spec, from), name))).toBe(digest(drawn(inner, under(from, name))))
      }
    }),
    runs,
  ))

const childrenOf = (spec: nn.Spec): readonly (readonly [string | null, nn.Spec])[] =>
  (spec as unknown as { readonly children?: readonly (readonly [string | null, nn.Spec])[] })
    .children ?? []

test('a layer beside named ones changes no other initial value, wherever it is put', () =>
  fc.assert(
    fc.property(models, body, fc.nat(), seeds, (specs, added, at, from) => {
      const before = specs.map((spec, i) => child(`child ${i}`, spec))
      const after = [...before]
      after.splice(at % (before.length + 1), 0, child('new', added))
      const [p, q] = [drawn(series(before), from), drawn(series(after), from)]
      for (const { name } of before) expect(digest(below(q, name))).toBe(digest(below(p, name)))
      expect(
        Object.keys(q)
          .filter((name) => name !== 'new')
          .sort(),
      ).toEqual(Object.keys(p).sort())
    }),
    runs,
  ))

test('a layer after indexed ones changes no other initial value', () =>
  fc.assert(
    fc.property(models, body, seeds, (specs, added, from) => {
      const [p, q] = [drawn(series(specs), from), drawn(series([...specs, added]), from)]
      for (const i of specs.keys()) expect(digest(below(q, `${i}`))).toBe(digest(below(p, `${i}`)))
    }),
    runs,
  ))

test('a layer among indexed ones gives those after it the values of their new indices', () =>
  fc.assert(
    fc.property(models, body, fc.nat(), seeds, (specs, added, place, from) => {
      const at = place % (specs.length + 1)
      const after = [...specs.slice(0, at), added, ...specs.slice(at)]
      const [p, q] = [drawn(series(specs), from), drawn(series(after), from)]
      for (const [i, spec] of specs.entries()) {
        const now = i < at ? i : i + 1
        expect(digest(below(q, `${now}`))).toBe(digest(drawn(spec, under(from, `${now}`))))
        if (i < at) expect(digest(below(q, `${i}`))).toBe(digest(below(p, `${i}`)))
      }
    }),
    runs,
  ))

test('a layer that is renamed by one before it draws other values', () => {
  const [p, q] = [init(sequential(linear(3, 3)))(k), init(sequential(relu, linear(3, 3)))(k)]
  expect(digest(p[0])).not.toBe(digest(q[1]))
})

import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import {
  apply,
  digest,
  init,
  initState,
  nn,
  random,
  tensor,
  train,
  untie,
} from '../../src/index.ts'
import { decode, encode, load, loadModel, save, saveModel } from '../../src/io/index.ts'
import { sentence } from '../../src/prelude/index.ts'
import { untyped } from '../nn/message.ts'

const net = nn.sequential(
  nn.linear(2, 3),
  nn.relu,
  nn.named('shared', nn.linear(3, 3)),
  nn.ref('shared'),
  nn.linear(3, 1),
)
const params = init(net)(random.key(0))
const x = tensor([[1, -2]])

test('a model is read back with its spec, and computes the same bits', () => {
  const model = loadModel(saveModel(net, params))
  expect(isRight(model) && model.right.spec).toEqual(net)
  expect(isRight(model) && model.right.params).toEqual(params)
  expect(isRight(model) && apply(model.right.spec)(model.right.params, x)).toEqual(
    apply(net)(params, x),
  )
})

test('a model file is a safetensors file like any other', () =>
  expect(load(params)(saveModel(net, params))).toEqual(load(params)(save(params))))

test('a file without a spec is no model', () => {
  const model = loadModel(save(params))
  expect(isLeft(model) && model.left.map(sentence)).toEqual([
    "loadModel: file must have a spec under 'espalier' (was none); write it with saveModel, or read the tensors with load",
  ])
})

test('a spec that declares other sizes is refused before anything is allocated', () => {
  const spec = '{"espalier":1,"spec":{"kind":"linear","in":1000000000,"out":1000000000}}'
  const model = loadModel(
    save({ weight: tensor([[1, 2]]), bias: tensor([1]) }, { metadata: { espalier: spec } }),
  )
  expect(isLeft(model) && model.left.map(sentence)).toEqual([
    "loadModel: 'weight' must be f32 or f64[1000000000, 1000000000], as the spec declares (was f32[1, 2]); save the model again",
    "loadModel: 'bias' must be f32 or f64[1000000000], as the spec declares (was f32[1]); save the model again",
  ])
})

test('a spec that JSON cannot say is refused by layer', () => {
  const custom = nn.sequential(
    nn.linear(2, 2, {
      weight: () =>
        tensor([
          [1, 0],
          [0, 1],
        ]),
    }),
  )
  expect(() => saveModel(custom, init(custom)(random.key(0)))).toThrow(
    'toJson: layer 0: weight must be an initializer that has a kind (was a function); make it with initializer',
  )
})

const told = (model: ReturnType<typeof loadModel>): readonly string[] =>
  isLeft(model) ? model.left.map(sentence) : []
const one = '{"espalier":1,"spec":{"kind":"linear","in":1,"out":1}}'

test('everything that is wrong with the tensors is said at once', () =>
  expect(
    told(
      loadModel(
        encode({
          tensors: { weight: tensor([[1, 2]]), foo: tensor([1]) },
          metadata: { espalier: one, 'espalier.aliases': '{"bar":"weight"}' },
        }),
      ),
    ),
  ).toEqual([
    "loadModel: 'weight' must be f32 or f64[1, 1], as the spec declares (was f32[1, 2]); save the model again",
    "loadModel: 'bias' must be f32 or f64[1], as the spec declares (was nothing); save the model again",
    "loadModel: 'bar' must be a place of the tree (was a reference to 'weight' in the file); add it to the model, or save without it",
    "loadModel: 'foo' must be a leaf of the tree (was none); leave it out",
  ]))

test('parameters of two dtypes are refused by path', () =>
  expect(
    told(
      loadModel(
        encode({
          tensors: { weight: tensor([[1]]), bias: tensor([1], [1], { dtype: 'f64' }) },
          metadata: { espalier: one },
        }),
      ),
    ),
  ).toEqual(["loadModel: 'bias' must be f32, as 'weight' is (was f64); convert one of them"]))

test('a model in f64 is read in f64', () => {
  const wide = init(net, { dtype: 'f64' })(random.key(0))
  const model = loadModel(saveModel(net, wide))
  expect(isRight(model) && model.right.params).toEqual(wide)
})

test('two models that share alike read each other’s files, by ref or by tie of the leaves', () => {
  const layers = { a: nn.linear(2, 2), b: nn.linear(2, 2) }
  const whole = nn.tie(nn.struct(layers), { b: 'a' })
  const leaves = nn.tie(nn.struct(layers), { 'b.weight': 'a.weight', 'b.bias': 'a.bias' })
  for (const expandAliases of [false, true]) {
    const bytes = saveModel(whole, init(whole)(random.key(0)), { expandAliases })
    const like = init(leaves)(random.key(1))
    const read = load(like)(bytes)
    expect(isRight(read) && digest(read.right.a)).toBe(digest(init(whole)(random.key(0)).a))
    expect(
      isRight(load(init(whole)(random.key(1)))(saveModel(leaves, like, { expandAliases }))),
    ).toBe(true)
  }
})

test('a model that is tied throughout is read back', () => {
  const tied = nn.tie(nn.sequential(nn.repeat(4, nn.linear(2, 2))), { '0.*': '0.0' })
  const p = init(tied)(random.key(0))
  const model = loadModel(saveModel(tied, p))
  expect(isRight(model) && model.right).toEqual({ spec: tied, params: p })
})

test('what is not the model’s is refused before a file is written', () => {
  const layer = nn.linear(1, 1)
  expect(() => untyped(saveModel)(layer, {})).toThrow(
    `saveModel: tree of parameters must be that of this model (was another); use init
saveModel: 'weight' must be f32[1, 1] (was nothing); add it
saveModel: 'bias' must be f32[1] (was nothing); add it`,
  )
  const untied = untie(params, '3')
  expect(() => untyped(saveModel)(net, untied)).toThrow(
    `saveModel: '3.bias' must be a reference to 'shared.bias', as in the spec (was a value of its own); share in both alike: by ref, tie and untie
saveModel: '3.weight' must be a reference to 'shared.weight', as in the spec (was a value of its own); share in both alike: by ref, tie and untie`,
  )
  expect(() => saveModel(net, params, { metadata: { espalier: 'mine' } })).toThrow(
    "saveModel: metadata must have names of its own (was 'espalier', which the library writes); rename it",
  )
})

const normed = nn.sequential(nn.linear(2, 3), nn.batchNorm(3), nn.linear(3, 1))
const drawn = init(normed)(random.key(0))
const [, seen] = train(normed)(
  drawn,
  tensor([
    [1, 2],
    [3, 5],
  ]),
  { state: initState(normed) },
)

test('a state is saved beside the parameters, and read back with them', () => {
  const bytes = saveModel(normed, drawn, { state: seen })
  const model = loadModel(bytes)
  expect(isRight(model) && model.right).toEqual({ spec: normed, params: drawn, state: seen })
  const file = decode(bytes)
  expect(isRight(file) && Object.keys(file.right.tensors).sort()).toEqual([
    '0.bias',
    '0.weight',
    '1.bias',
    '1.mean',
    '1.var',
    '1.weight',
    '2.bias',
    '2.weight',
  ])
})

test('a file without a state gives none', () => {
  const model = loadModel(saveModel(normed, drawn))
  expect(isRight(model) && Object.keys(model.right)).toEqual(['spec', 'params'])
})

test('half a state is missing the other half', () => {
  const file = decode(saveModel(normed, drawn, { state: seen }))
  const { '1.mean': _, ...tensors } = isRight(file) ? file.right.tensors : {}
  const bytes = encode({ tensors, metadata: isRight(file) ? file.right.metadata : {} })
  expect(told(loadModel(bytes))).toEqual([
    "loadModel: '1.mean' must be f32 or f64[3], as the spec declares (was nothing); save the model again",
  ])
})

test('a state of another model is refused', () =>
  expect(() => untyped(saveModel)(normed, drawn, { state: { 1: { mean: tensor([1]) } } })).toThrow(
    `saveModel: state must be that of this model (was another); use initState
saveModel: '1.mean' must be f32[3] (was f32[1]); give a tensor of that shape and dtype
saveModel: '1.var' must be f32[3] (was nothing); add it`,
  ))

test('a spec of more leaves than the file can name is refused before it is made', () => {
  const spec = JSON.stringify({
    espalier: 1,
    spec: {
      kind: 'repeat',
      times: 50_000,
      names: '*',
      children: [[null, { kind: 'linear', in: 1, out: 1 }]],
    },
  })
  const tensors = { weight: tensor([[1]]), bias: tensor([1]) }
  expect(told(loadModel(encode({ tensors, metadata: { espalier: spec } })))).toEqual([
    'fromJson: layer *: must have at most 2 leaves in all, repeated ones counted each time (was more); make it smaller',
  ])
})

import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { apply, init, nn, random, tensor } from '../../src/index.ts'
import { load, loadModel, save, saveModel } from '../../src/io/index.ts'
import { sentence } from '../../src/prelude/index.ts'

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

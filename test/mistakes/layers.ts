// Mistakes with layers: sizes at every kind, inputs of another shape or dtype, initializers.
import * as room from '../../src/nn/index.ts'
import { ones, scalar, tensor, zeros } from '../../src/ops/index.ts'
import { key } from '../../src/random/index.ts'
import { type Mistakes, untyped, untypedRoom } from './mistake.ts'

const nn = untypedRoom(room)
const x = ones([2, 4])
const { initState, init } = room
const norm = room.batchNorm(4)
const applied = (spec: unknown, input: unknown): unknown =>
  nn.apply(spec)(init(spec as room.AnySpec)(key(0)), input)

/** Numbers that a layer cannot be made with. */
export const numbers: Mistakes = {
  "input: shape must be a list of sizes and names, after a first '...' or none (was [3, ...]); correct it":
    () => nn.input([3, '...']),
  'leakyRelu: negativeSlope must be a finite number (was NaN); write a number such as 0.5': () =>
    nn.leakyRelu({ negativeSlope: Number.NaN }),
  'batchNorm: momentum must be from 0 to 1 (was 2); write a number such as 0.5': () =>
    nn.batchNorm(4, { momentum: 2 }),
  'layerNorm: eps must be finite and not negative (was -1); write 0, or a number such as 0.5': () =>
    nn.layerNorm(4, { eps: -1 }),
  'linear: in must be whole and not negative (was -1); write a number such as 8': () =>
    nn.linear(-1, 2),
  'dropout: p must be from 0 to 1 (was 2); write a number such as 0.5': () => nn.dropout(2),
  'batchNorm: axis must be -1, or counted from 0 (was -2); count from 0': () =>
    nn.batchNorm(4, { axis: -2 }),
}

/** Inputs of a shape that the layer cannot take. */
export const shapes: Mistakes = {
  'layer 1: input of linear(7, 1) must be [..., 7] (was [..., 8]); write linear(8, 1), or change the layer before it':
    () => nn.sequential(room.linear(4, 8), room.linear(7, 1)),
  'layer 0: input of linear(4, 2) must be [..., 4] (was []); reshape it': () =>
    applied(room.sequential(room.linear(4, 2)), scalar(1)),
  'layer 1: input of layerNorm([3, 4]) must be [..., 3, 4] (was [2, 4]); change one of them': () =>
    nn.sequential(room.input([2, 4]), room.layerNorm([3, 4])),
  'layer 1: input of batchNorm(5) must be 5 along axis 1 (was [2, 4]); change one of them': () =>
    nn.sequential(room.input([2, 4]), room.batchNorm(5, { axis: 1 })),
  'train: input of batchNorm(4) must have more than one value for each channel (was [1, 4]); train on larger batches':
    () => nn.train(norm)(init(norm)(key(0)), ones([1, 4]), { state: initState(norm) }),
  'apply: input must be [batch, 5] (was [2, 4]); reshape it': () =>
    applied(room.input(['batch', 5]), x),
  'apply: input must have one axis or more (was []); reshape it to [1, 1]': () =>
    applied(room.flatten, scalar(1)),
}

/** Inputs that are no tensor, or of a dtype that the layer cannot take. */
export const inputs: Mistakes = {
  'input: must be a tensor (was an array of 1); use tensor': () => applied(room.relu, [[1]]),
  'input: must be f32, as the parameters are (was f64); use convert': () =>
    applied(room.linear(4, 2), ones([2, 4], { dtype: 'f64' })),
  'input: must be f32 or f64 (was i32); use convert': () =>
    applied(room.relu, tensor([1], { dtype: 'i32' })),
}

/** How leaves begin. */
export const initializers: Mistakes = {
  "mine: must give f32[2, 4] for '0.weight' (was f32[3]); draw with the shape and dtype of the leaf":
    () => {
      const mine = room.initializer('mine', () => () => zeros([3]))
      return nn.init(room.sequential(room.linear(4, 2, { weight: mine() })))(key(0))
    },
  'linear: weight must be an initializer (was "zeros"); call its maker, as in normal()': () =>
    nn.linear(4, 2, { weight: 'zeros' }),
  'normal: must be called (was passed as it is); write normal(…), with its options': () =>
    nn.linear(4, 2, { weight: room.normal }),
  "normal: must have no option 'sd' (was with it); correct its name, or leave it out": () =>
    nn.normal({ sd: 1 }),
  "constant: must have the option 'value' (was without); give it": () => nn.constant(),
  'normal: options must be one record (was 1); name them': () => nn.normal(1),
  'normal: std must be finite and not negative (was -1); write 0, or a number such as 0.5': () =>
    nn.normal({ std: -1 }),
  'kaimingNormal: mode must be one of fanIn, fanOut (was "fan"); write \'fanIn\'': () =>
    nn.kaimingNormal({ mode: 'fan' }),
  "eye: must be for a weight of rank 2 (was [2] at 'bias'); choose another initializer for it":
    () => nn.init(room.linear(4, 2, { bias: untyped(room.eye) as never }))(key(0)),
}

/** Every kind of layer made with a wrong number, or given a wrong shape or dtype; some by a rule that stands above. */
export const everyKind: Mistakes = {
  'dropout: p must be from 0 to 1 (was "half"); write a number such as 0.5': () =>
    nn.dropout('half'),
  'elu: alpha must be a finite number (was "1"); write 1 without quotes': () =>
    nn.elu({ alpha: '1' }),
  'reshape: sizes must be whole and not negative, but for one -1 (was [-2]); write them as [2, -1]':
    () => nn.reshape([-2]),
  'reshape: shape must be an array of sizes (was 3); write it in brackets': () => nn.reshape(3),
  'layerNorm: shape must be an array of sizes (was nothing); write it in brackets': () =>
    nn.layerNorm(),
  'layer a: must be a layer (was 3); call its constructor, and write the layers one by one or spread them':
    () => nn.struct({ a: 3 }),
  "sequential: a name must hold no '.' (was 'a.b'); nest instead": () =>
    nn.sequential({ name: 'a.b', spec: room.relu }),
  'linear: out must be whole and not negative (was 1.5); write a number such as 8': () =>
    nn.linear(4, 1.5),
  'embedding: count must be whole and not negative (was -1); write a number such as 8': () =>
    nn.embedding(-1, 2),
  'layerNorm: size 0 must be whole and not negative (was -3); write a number such as 8': () =>
    nn.layerNorm(-3),
  'batchNorm: size must be whole and not negative (was NaN); write a number such as 8': () =>
    nn.batchNorm(Number.NaN),
  'param: size 1 must be whole and not negative (was 0.5); write a number such as 8': () =>
    nn.param([2, 0.5]),
  'state: size 0 must be whole and not negative (was "a"); write a number such as 8': () =>
    nn.state(['a']),
  'input: must be i32 or u32 (was f32); use convert': () => applied(room.embedding(5, 2), x),
  'apply: input of layerNorm(5) must be [..., 5] (was [2, 4]); write layerNorm(4), or change the layer before it':
    () => applied(room.layerNorm(5), x),
  'layer 1.body: input of batchNorm(5) must be [..., 5] (was [2, 4]); write batchNorm(4), or change the layer before it':
    () => nn.sequential(room.input([2, 4]), room.residual(room.batchNorm(5))),
  'layer 0: axis must be an axis of [2, 4] (was 5); count from 0, or from the end with -1': () =>
    applied(room.sequential(room.softmax({ axis: 5 })), x),
  'layer 1: axis must be an axis of [2, 4] (was -3); count from 0, or from the end with -1': () =>
    nn.sequential(room.input([2, 4]), room.logSoftmax({ axis: -3 })),
  'apply: must be 9 elements to become [3, 3] (was 8 in [2, 4]); use -1 for one axis to infer it':
    () => applied(room.reshape([3, 3]), x),
  'apply: input must be [3, 4] (was [2, 4]); reshape it': () => applied(room.input([3, 4]), x),
  "layer 2 (ref('0')): input of linear(4, 8) must be [..., 4] (was [..., 8]); write linear(8, 8), or change the layer before it":
    () => nn.sequential(room.linear(4, 8), room.relu, room.ref('0')),
  'layer 1.b *.1: input of linear(4, 4) must be [..., 4] (was [..., 8]); write linear(8, 4), or change the layer before it':
    () =>
      nn.sequential(
        room.linear(4, 8),
        room.repeat(2, room.sequential(room.relu, room.linear(4, 4)), { names: 'b *' }),
      ),
  "struct: a name must be no number (was '0'); add a letter": () => nn.struct({ 0: room.relu }),
  'struct: must be given a record of layers by name (was an array); give each layer a name': () =>
    nn.struct([room.relu]),
}

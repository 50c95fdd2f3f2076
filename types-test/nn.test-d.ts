// Specs as types: shapes through layers, trees of parameters and state, what a call needs; and the sentence of each mistake.
// All of it also runs: what the compiler refuses here must be refused at run time with the same sentence.

import {
  type AnySpec,
  apply,
  at,
  attempt,
  type Constant,
  grad,
  init,
  initState,
  type Key,
  nn,
  type Params,
  type Ref,
  random,
  type State,
  type Tensor,
  train,
  vmap,
} from 'espalier'
import type { LinearParams, NormParams, NormState } from 'espalier/nn'
import { convert, type F32, matmul, mul, ones, sum, transpose } from 'espalier/ops'
import type { Reader } from 'fp-ts/lib/Reader.js'
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd'

const key = random.key(0)
const x = ones([2, 4])
const x5 = ones([2, 5])
const x64 = convert(x, 'f64')
const ids = convert(ones([2, 3]), 'i32')

// ---- layers and the shapes they make

const net = nn.sequential(nn.linear(4, 8), nn.relu, nn.linear(8, 1))
const params = init(net)(key)
expectType<Reader<Key, Params<typeof net>>>(init(net))
expectType<{ readonly 0: LinearParams<4, 8>; readonly 2: LinearParams<8, 1> }>(params)
expectType<Tensor<[1]>>(params[2].bias)
expectType<Tensor<[8, 4]>>(at(params, '0.weight'))
expectType<Tensor<[2, 1]>>(apply(net)(params, x))
expectType<Tensor<[7, 3, 1]>>(apply(net)(params, ones([7, 3, 4])))
expectType<Tensor<[1]>>(apply(net)(params, ones([4])))
//! layer 0: input of linear(4, 8) must be [..., 4] (was [2, 5]); write linear(5, 8), or change the layer before it
expectError(apply(net)(params, x5))
//! layer 0: input of linear(4, 8) must be [..., 4] (was []); reshape it
expectError(apply(net)(params, ones([])))
//! layer 2: input of linear(7, 1) must be [..., 7] (was [..., 8]); write linear(8, 1), or change the layer before it
expectError(nn.sequential(nn.linear(4, 8), nn.relu, nn.linear(7, 1)))
//! layer 1.1: input of linear(7, 1) must be [..., 7] (was [..., 8]); write linear(8, 1), or change the layer before it
expectError(nn.sequential(nn.linear(4, 8), nn.sequential(nn.relu, nn.linear(7, 1))))
//! apply: input of linear(4, 8) must be [..., 4] (was [2, 5]); write linear(5, 8), or change the layer before it
expectError(apply(nn.linear(4, 8))(params[0], x5))
//! layer 1: must be a layer (was a string); call its constructor, and write the layers one by one or spread them
expectError(nn.sequential(nn.linear(4, 8), 'relu'))
//! layer 1: must be a layer (was a function); call its constructor, and write the layers one by one or spread them
expectError(nn.sequential(nn.linear(4, 8), nn.dropout))
//! layer 0: must be a layer (was an array); call its constructor, and write the layers one by one or spread them
expectError(nn.sequential([nn.linear(4, 8), nn.relu]))

// a bias may be left out
const bare = nn.linear(4, 8, { bias: false })
expectType<Tensor<[8, 4]>>(init(bare)(key).weight)
expectNotAssignable<keyof Params<typeof bare>>('bias')

// embeddings take integers
const words = nn.sequential(nn.embedding(10, 4), nn.linear(4, 2))
expectType<Tensor<[2, 3, 2]>>(apply(words)(init(words)(key), ids))
//! input: must be i32 or u32 (was f32); use convert
expectError(apply(words)(init(words)(key), x))
//! layer 1: input of linear(5, 2) must be [..., 5] (was [..., 4]); write linear(4, 2), or change the layer before it
expectError(nn.sequential(nn.embedding(10, 4), nn.linear(5, 2)))

// norms keep the shape
const normed = nn.layerNorm(8)
expectType<NormParams<[8]>>(init(normed)(key))
expectType<Tensor<[2, 8]>>(apply(normed)(init(normed)(key), ones([2, 8])))
expectType<Tensor<[3, 4]>>(init(nn.layerNorm([3, 4], { bias: false }))(key).weight)
//! apply: input of layerNorm(8) must be [..., 8] (was [2, 4]); write layerNorm(4), or change the layer before it
expectError(apply(normed)(init(normed)(key), x))
//! apply: input of layerNorm([3, 4]) must be [..., 3, 4] (was [2, 4]); change one of them
expectError(apply(nn.layerNorm([3, 4]))(init(nn.layerNorm([3, 4]))(key), x))
//! layer 1: input of batchNorm(4) must be [..., 4] (was [..., 8]); write batchNorm(8), or change the layer before it
expectError(nn.sequential(nn.linear(4, 8), nn.batchNorm(4)))
//! batchNorm: axis must be -1, or counted from 0 (was -2); count from 0
expectError(nn.batchNorm(4, { axis: -2 }))
const channels = nn.batchNorm(3, { axis: 1 })
expectType<Tensor<[2, 3, 4]>>(
  apply(channels)(init(channels)(key), ones([2, 3, 4]), { state: initState(channels) }),
)
//! apply: input of batchNorm(3) must be 3 along axis 1 (was [2, 4, 3]); change one of them
expectError(apply(channels)(init(channels)(key), ones([2, 4, 3]), { state: initState(channels) }))

// convolutions and windows slide along the last axes
const picture = ones([2, 1, 28, 28])
const lenet = nn.sequential(
  nn.conv2d(1, 6, 5, { padding: 2 }),
  nn.relu,
  nn.maxPool([2, 2]),
  nn.conv2d(6, 16, 5),
  nn.avgPool([2, 2]),
  nn.flatten,
  nn.linear(400, 10),
)
const seen = init(lenet)(key)
expectType<Tensor<[6, 1, 5, 5]>>(seen[0].weight)
expectType<Tensor<[16]>>(at(seen, '3.bias'))
expectType<Tensor<[2, 10]>>(apply(lenet)(seen, picture))
//! layer 0: input of conv2d(1, 6, [5, 5]) must be [..., 1, height, width] (was [2, 3, 28, 28]); write conv2d(3, 6, [5, 5]), or change the layer before it
expectError(apply(lenet)(seen, ones([2, 3, 28, 28])))
//! layer 0: input of conv2d(1, 6, [5, 5]) must be [..., 1, height, width] (was [2, 4]); reshape it
expectError(apply(lenet)(seen, x))
//! layer 6: input of linear(400, 10) must be [..., 400] (was [2, 256]); write linear(256, 10), or change the layer before it
expectError(apply(lenet)(seen, ones([2, 1, 24, 24])))
//! layer 3: window must fit axis -2 of [2, 6, 4, 4] with its padding (was 5 long); pad more, or take a smaller window
expectError(apply(lenet)(seen, ones([2, 1, 8, 8])))
//! layer 1: input of conv2d(7, 8, [1, 1]) must be [..., 7, height, width] (was [..., 6, ?, ?]); write conv2d(6, 8, [1, 1]), or change the layer before it
expectError(nn.sequential(nn.conv2d(3, 6, 3), nn.conv2d(7, 8, 1)))
const seq = nn.conv1d(4, 8, 3, { padding: 'same', groups: 2, bias: false })
expectType<Tensor<[8, 2, 3]>>(init(seq)(key).weight)
expectNotAssignable<keyof Params<typeof seq>>('bias')
const convolved = (input: F32<'batch 4 time'>): F32<'batch 8 time'> =>
  apply(seq)(init(seq)(key), input)
expectType<Tensor<[number | 'batch', 8, number | 'time']>>(convolved(ones([2, 4, 5])))
expectType<Tensor<[2, 8, 4]>>(
  apply(nn.conv1d(4, 8, 3, { padding: 'same', strides: 2 }))(
    init(nn.conv1d(4, 8, 3))(key),
    ones([2, 4, 7]),
  ),
)
//! conv1d: in and out must be multiples of groups 3 (was 4 and 9); choose groups that divide both
expectError(nn.conv1d(4, 9, 3, { groups: 3 }))
//! conv2d: strides must be 1 or more, for all axes or for each of the 2 that slide (was [1, 0]); write whole numbers such as 1
expectError(nn.conv2d(4, 9, 3, { strides: [1, 0] }))
//! conv2d: kernel must be 1 or more, for all axes or for each of the 2 that slide (was [3, 0]); write whole numbers such as 1
expectError(nn.conv2d(4, 9, [3, 0]))
//! conv2d: must have no option 'stride' (was with it); choose one of strides, padding, dilation, groups, weight, bias
expectError(nn.conv2d(4, 9, 3, { stride: 2, padding: 1 }))
//! maxPool: must have no option 'stride' (was with it); choose one of strides, padding, dilation
expectError(nn.maxPool([2], { stride: 2, padding: 1 }))
//! multiHeadAttention: must have no option 'dropout' (was with it); choose one of causal, mask, bias
expectError(nn.multiHeadAttention(4, 2, { causal: true, dropout: 0.1 }))
const peaks = nn.maxPool([3, 3], { strides: 2, padding: 1 })
expectType<Tensor<[2, 1, 14, 14]>>(apply(peaks)({}, picture))
expectType<Tensor<[2, 1]>>(apply(nn.globalPool())({}, picture))
//! apply: input of maxPool([3, 3]) must be [..., height, width] (was [4]); reshape it
expectError(apply(peaks)({}, ones([4])))
//! maxPool: padding must be 'same', 'valid' or whole, for all axes or for each of the 2 that slide (was 0.5); write 'same', or whole numbers such as 1
expectError(nn.maxPool([3, 3], { padding: 0.5 }))
//! avgPool: window must be 1 or more, for all axes or for each of the 1 that slide (was [0]); write whole numbers such as 1
expectError(nn.avgPool([0]))
//! apply: input of globalPool must be [items, channels, ...] (was [4]); reshape it
expectError(apply(nn.globalPool())({}, ones([4])))
const blockOf = <C extends number>(channels: C) =>
  nn.sequential(nn.conv2d(3, channels, 3, { padding: 1 }), nn.relu, nn.conv2d(channels, 2, 1))
expectType<Tensor<[16, 3, 3, 3]>>(init(blockOf(16))(key)[0].weight)
expectType<Tensor<[5, 2, 8, 8]>>(apply(blockOf(16))(init(blockOf(16))(key), ones([5, 3, 8, 8])))

// norms by the root mean square, and learned positions
const rms = nn.rmsNorm(4)
expectType<Tensor<[4]>>(init(rms)(key).weight)
expectType<Tensor<[2, 4]>>(apply(rms)(init(rms)(key), x))
//! apply: input of rmsNorm(4) must be [..., 4] (was [2, 5]); write rmsNorm(5), or change the layer before it
expectError(apply(rms)(init(rms)(key), x5))
const places = nn.positions(3, 4)
expectType<Tensor<[3, 4]>>(init(places)(key).weight)
expectType<Tensor<[2, 4]>>(apply(places)(init(places)(key), x))
//! apply: input of positions(3, 4) must be [..., time, 4], time at most 3 (was [5, 4]); change one of them
expectError(apply(places)(init(places)(key), ones([5, 4])))
//! layer 1: input of positions(3, 4) must be [..., time, 4], time at most 3 (was [..., 5]); change one of them
expectError(nn.sequential(nn.linear(4, 5), nn.positions(3, 4)))

// attention keeps the shape of a sequence
const attn = nn.multiHeadAttention(4, 2, { causal: true })
expectType<Tensor<[12, 4]>>(init(attn)(key).inProjWeight)
expectType<LinearParams<4, 4>>(init(attn)(key).outProj)
expectType<Tensor<[5, 2, 4]>>(apply(attn)(init(attn)(key), ones([5, 2, 4])))
const unbiased = nn.multiHeadAttention(4, 2, { bias: false })
expectNotAssignable<keyof Params<typeof unbiased>>('inProjBias')
//! multiHeadAttention: heads must divide size 4 (was 3); write 1, or another divisor of 4
expectError(nn.multiHeadAttention(4, 3))
//! multiHeadAttention: heads must divide size 4 (was 0); write 1, or another divisor of 4
expectError(nn.multiHeadAttention(4, 0))
//! apply: input of multiHeadAttention(4, 2) must be [..., 4] (was [2, 5]); write multiHeadAttention(5, 2), or change the layer before it
expectError(apply(attn)(init(attn)(key), x5))
//! apply: input of multiHeadAttention(4, 2) must be [..., time, 4] (was [4]); reshape it
expectError(apply(attn)(init(attn)(key), ones([4])))

// whole models, generic in their sizes
const digits = nn.leNet5(1, 10)
expectType<Tensor<[10]>>(at(init(digits)(key), '11.bias'))
expectType<Tensor<[2, 10]>>(apply(digits)(init(digits)(key), picture))
//! layer 0: input of conv2d(1, 6, [5, 5]) must be [..., 1, height, width] (was [2, 3, 28, 28]); write conv2d(3, 6, [5, 5]), or change the layer before it
expectError(apply(digits)(init(digits)(key), ones([2, 3, 28, 28])))
const gpt = nn.gpt2({ vocabulary: 65, context: 16, size: 8, heads: 2, depth: 3 })
const spoken = init(gpt)(key)
expectType<Ref<'wte.weight', 2>>(spoken.lmHead.weight)
expectType<Tensor<[32, 8]>>(at(spoken, 'h.2.1.body.fc.weight'))
expectType<Tensor<[24]>>(spoken.h[0][0].body.attn.inProjBias)
expectType<Tensor<[2, 3, 65]>>(apply(gpt)(spoken, ids))
//! layer wpe: input of positions(16, 8) must be [..., time, 8], time at most 16 (was [2, 17, 8]); change one of them
expectError(apply(gpt)(spoken, convert(ones([2, 17]), 'i32')))
const loose = nn.gpt2({ vocabulary: 9, context: 4, size: 4, heads: 1, depth: 1 }, { tied: false })
expectType<Tensor<[9, 4]>>(init(loose)(key).lmHead.weight)

// layers that change or state a shape
expectType<Tensor<[2, 12]>>(apply(nn.flatten)({}, ones([2, 3, 4])))
expectType<Tensor<[2, 2, 2]>>(apply(nn.reshape([2, -1, 2]))({}, x))
expectType<Tensor<[2, 4]>>(apply(nn.input(['batch', 4]))({}, x))
expectType<Tensor<[2, 4]>>(apply(nn.softmax({ axis: 0 }))({}, x))
//! apply: input must have one axis or more (was []); reshape it to [1, 1]
expectError(apply(nn.flatten)({}, ones([])))
//! apply: must be 6 elements to become [3, 2] (was 8 in [2, 4]); use -1 for one axis to infer it
expectError(apply(nn.reshape([3, 2]))({}, x))
//! apply: input must be [batch, 4] (was [2, 5]); reshape it
expectError(apply(nn.input(['batch', 4]))({}, x5))
//! apply: axis must be an axis of [2, 4] (was 2); count from 0, or from the end with -1
expectError(apply(nn.softmax({ axis: 2 }))({}, x))
//! layer 1: input of linear(9, 2) must be [..., 9] (was [batch, 12]); write linear(12, 2), or change the layer before it
expectError(nn.sequential(nn.sequential(nn.input(['batch', 3, 4]), nn.flatten), nn.linear(9, 2)))
//! dropout: p must be from 0 to 1 (was 2); write a number such as 0.5
expectError(nn.dropout(2))
//! dropout: p must be from 0 to 1 (was -0.5); write a number such as 0.5
expectError(nn.dropout(-0.5))

// functions of sizes are checked, not waived
const mlp = <I extends number, H extends number, O extends number>(i: I, h: H, o: O) =>
  nn.sequential(
    nn.linear(i, h),
    nn.relu,
    nn.residual(nn.sequential(nn.linear(h, h), nn.relu)),
    nn.linear(h, o),
  )
expectType<Tensor<[16, 4]>>(init(mlp(4, 16, 2))(key)[0].weight)
expectType<Tensor<[2, 2]>>(apply(mlp(4, 16, 2))(init(mlp(4, 16, 2))(key), x))
//! layer 0: input of linear(5, 16) must be [..., 5] (was [2, 4]); write linear(4, 16), or change the layer before it
expectError(apply(mlp(5, 16, 2))(init(mlp(5, 16, 2))(key), x))

// named dims go through
const predict = (input: F32<'batch 4'>): F32<'batch 1'> => apply(net)(params, input)
expectType<Tensor<[number | 'batch', 1]>>(predict(x))
expectAssignable<(input: F32<'batch 4'>) => F32<'batch 1'>>(predict)
expectNotAssignable<(input: F32<'batch 4'>) => F32<'time 1'>>(predict)

// ---- containers

const block = nn.sequential(nn.linear(4, 8), nn.relu, nn.linear(8, 4), nn.relu)
const rgnet = nn.sequential(nn.repeat(4, block, { names: 'block *' }), nn.linear(4, 1))
const rg = init(rgnet)(key)
expectType<Tensor<[8]>>(at(rg, '0.block 1.0.bias'))
expectType<Tensor<[8]>>(rg[0]['block 3'][0].bias)
//! repeat: times must be whole and positive (was 0); count the copies
expectError(nn.repeat(0, block))
//! repeat: times must be whole and positive (was 1.5); count the copies
expectError(nn.repeat(1.5, block))
//! repeat: names must hold one '*' (was 'block'); write it where the index stands
expectError(nn.repeat(4, block, { names: 'block' }))
//! repeat: a name must hold no '.' (was 'a.0'); nest instead
expectError(nn.repeat(4, block, { names: 'a.*' }))
//! repeat: body must be a layer (was a ref); put both into one sequential
expectError(nn.repeat(4, nn.ref('a')))
//! repeat: body must take what it gives (was [..., 4]); change its last layer
expectError(nn.repeat(2, nn.linear(8, 4)))
//! layer block *: struct must not be applied (was given an input); apply its children
expectError(nn.repeat(2, nn.struct({ a: nn.relu }), { names: 'block *' }))
expectType<Tensor<[2, 4]>>(apply(nn.repeat(2, nn.flatten))({}, x))
//! apply: body of repeat(2) must keep the shape [2, 4, 2] (was [2, 8]); change its last layer
expectError(apply(nn.repeat(2, nn.flatten))({}, ones([2, 4, 2])))

const skip = nn.residual(nn.sequential(nn.linear(4, 4), nn.relu))
expectType<Tensor<[4, 4]>>(init(skip)(key).body[0].weight)
expectType<Tensor<[2, 4]>>(apply(skip)(init(skip)(key), x))
//! residual: body must take what it gives (was [..., 4]); change its last layer
expectError(nn.residual(nn.linear(8, 4)))
//! residual: body must take what it gives (was [..., 8]); change its last layer
expectError(nn.sequential(nn.linear(2, 4), nn.residual(nn.linear(4, 8))))
//! layer 1: residual body must keep the shape [2, 3, 4] (was [2, 12]); change its last layer
expectError(nn.sequential(nn.input([2, 3, 4]), nn.residual(nn.flatten)))
//! layer 1.body: input of linear(8, 8) must be [..., 8] (was [..., 4]); write linear(4, 8), or change the layer before it
expectError(nn.sequential(nn.linear(2, 4), nn.residual(nn.linear(8, 8))))
export const mapped = <H extends number>(h: H) =>
  //! residual: body must take what it gives (was [..., ?]); change its last layer
  expectError(nn.residual(nn.sequential(nn.linear(4, h), nn.relu)))
//! residual: body must be a layer (was a ref); put both into one sequential
expectError(nn.residual(nn.ref('a')))

const pair = nn.struct({ enc: nn.linear(4, 8), dec: nn.linear(8, 4) })
expectType<{ readonly enc: LinearParams<4, 8>; readonly dec: LinearParams<8, 4> }>(init(pair)(key))
//! struct: a name must hold no '.' (was 'a.b'); nest instead
expectError(nn.struct({ 'a.b': nn.relu }))
//! struct: must be given a record of layers by name (was an array); give each layer a name
expectError(nn.struct([nn.linear(2, 3)]))
//! struct: must be given a record of layers by name (was a layer); give each layer a name
expectError(nn.struct(nn.relu))
//! layer a: must be a layer (was a function); call its constructor, and write the layers one by one or spread them
expectError(nn.struct({ a: nn.linear }))
//! struct: a name must be no number (was '1'); add a letter
expectError(nn.struct({ 1: nn.relu }))
//! apply: struct must not be applied (was given an input); apply its children
expectError(apply(pair)(init(pair)(key), x))

expectType<nn.Named<'fc', nn.Linear<4, 8>>>(nn.named('fc', nn.linear(4, 8)))
//! named: a name must be no number (was '3'); add a letter
expectError(nn.named('3', nn.relu))
//! named: a name must hold no '*' (was 'a*'); a pattern uses it
expectError(nn.named('a*', nn.relu))
//! named: a name must not be empty (was ''); write a letter
expectError(nn.named('', nn.relu))
//! named: a name must not be '__proto__' (was '__proto__'); choose another
expectError(nn.named('__proto__', nn.relu))
//! sequential: names must differ (was 'a' twice); rename one
expectError(nn.sequential(nn.named('a', nn.relu), nn.named('a', nn.tanh)))

// ---- sharing

const shared = nn.sequential(
  nn.linear(4, 8),
  nn.relu,
  nn.named('shared', nn.linear(8, 8)),
  nn.relu,
  nn.ref('shared'),
)
const sp = init(shared)(key)
expectType<Ref<'shared'>>(sp[4])
expectType<Tensor<[8]>>(at(sp, '4.bias'))
expectType<Tensor<[2, 8]>>(apply(shared)(sp, x))
//! layer 1 (ref('7')): must name a layer of this container (was none); correct the name
expectError(nn.sequential(nn.linear(4, 8), nn.ref('7')))
//! layer 1 (ref('length')): must name a layer of this container (was none); correct the name
expectError(nn.sequential(nn.linear(4, 8), nn.ref('length')))
//! layer 1 (ref('1')): must name a layer (was a ref); name what it refers to
expectError(nn.sequential(nn.linear(8, 8), nn.ref('1')))
//! layer 2 (ref('1')): must name a layer with parameters (was relu); write the layer again
expectError(nn.sequential(nn.linear(8, 8), nn.relu, nn.ref('1')))
//! layer 1 (ref('0')): input of linear(4, 8) must be [..., 4] (was [..., 8]); write linear(8, 8), or change the layer before it
expectError(nn.sequential(nn.linear(4, 8), nn.ref('0')))
const within = nn.sequential(nn.named('b', nn.residual(nn.linear(8, 8))), nn.ref('b.body'))
expectType<Ref<'b.body'>>(init(within)(key)[1])
//! layer 1 (ref('b.boddy')): must name a layer of this container (was none); correct the name
expectError(nn.sequential(nn.named('b', nn.residual(nn.linear(8, 8))), nn.ref('b.boddy')))

const auto = nn.sequential(nn.named('enc', nn.linear(4, 8)), nn.named('dec', nn.linear(8, 4)))
const tied = nn.tie(auto, { 'dec.weight': nn.transposed('enc.weight') })
expectType<Ref<'enc.weight', 2, 'transposed'>>(init(tied)(key).dec.weight)
expectType<Tensor<[4, 8]>>(at(init(tied)(key), 'dec.weight'))
expectType<Tensor<[2, 4]>>(apply(tied)(init(tied)(key), x))
//! tie: 'dec.weight' must have the form of 'enc.weight', [8, 4] (was [4, 8]); transpose one, or change a layer
expectError(nn.tie(auto, { 'dec.weight': 'enc.weight' }))
//! tie: 'dec.bias' must have the form of 'enc.weight', [4, 8] (was [4]); transpose one, or change a layer
expectError(nn.tie(auto, { 'dec.bias': nn.transposed('enc.weight') }))
//! tie: 'dec.wieght' must name a place of this model (was none); correct the path
expectError(nn.tie(auto, { 'dec.wieght': nn.transposed('enc.weight') }))
//! tie: 'enc.bais' must name a place of this model (was none); correct the path
expectError(nn.tie(auto, { 'dec.bias': 'enc.bais' }))
//! tie: 'dec' must have the form of 'enc', a tree (was another tree); change a layer
expectError(nn.tie(auto, { dec: 'enc' }))
//! tie: 'enc.weight' must end at a value (was a circle: 'enc.weight' → 'enc.weight'); tie one of them to another place
expectError(nn.tie(auto, { 'enc.weight': 'enc.weight' }))
const stack = nn.tie(nn.repeat(3, nn.residual(nn.linear(4, 4)), { names: 'b *' }), {
  '*.body': 'b 0.body',
})
expectType<LinearParams<4, 4>>(init(stack)(key)['b 0'].body)
expectType<Ref<'b 0.body', 2>>(init(stack)(key)['b 2'].body)
const abc = nn.struct({ a: nn.linear(2, 2), b: nn.linear(2, 2), c: nn.linear(2, 2) })
//! tie: 'b.weight' must be tied by one rule, as a part of 'b' or by itself (was 'b.weight' and 'b'); leave one of them out
expectError(nn.tie(abc, { b: 'a', 'b.weight': 'c.weight' }))
//! tie: 'a' must be a matrix, to be shown transposed (was a tree); name a matrix, or tie it as it is
expectError(nn.tie(abc, { b: nn.transposed('a') }))
//! tie: 'a.bias' must be a matrix, to be shown transposed (was [2]); name a matrix, or tie it as it is
expectError(nn.tie(abc, { 'b.bias': nn.transposed('a.bias') }))
//! tie: 'a' must be tied to a place outside of it (was 'a.weight'); name another place
expectError(nn.tie(abc, { a: 'a.weight' }))
const chained = init(nn.tie(abc, { c: 'b', b: 'a' }))(key)
expectType<Ref<'b'>>(chained.c)
expectType<Tensor<[2]>>(at(chained, 'c.bias'))
const retied = nn.tie(nn.sequential(nn.linear(4, 4), nn.ref('0'), nn.linear(4, 4)), { '1': '2' })
expectType<Ref<'2'>>(init(retied)(key)[1])
const narrowed = nn.tie(nn.repeat(4, nn.linear(4, 4)), {
  '*.weight': '0.weight',
  '2.weight': '1.weight',
})
expectType<Ref<'1.weight', 2>>(init(narrowed)(key)[2].weight)
expectType<Ref<'0.weight', 2>>(init(narrowed)(key)[3].weight)
//! tie: '*.bdy' must name a place of this model (was none); correct the path
expectError(nn.tie(nn.repeat(3, nn.residual(nn.linear(4, 4))), { '*.bdy': '0.body' }))

// ---- sizes that no layer can have

//! linear: in must be whole and not negative (was 4.5); write a number such as 8
expectError(nn.linear(4.5, 8))
//! linear: in must be whole and not negative (was -4); write a number such as 8
expectError(nn.linear(-4, 8))
//! linear: out must be whole and not negative (was -1); write a number such as 8
expectError(nn.linear(4, -1, { bias: false }))
//! embedding: count must be whole and not negative (was -3); write a number such as 8
expectError(nn.embedding(-3, 2))
//! softmax: axis must be an integer (was 0.5); write -1 for the last
expectError(nn.softmax({ axis: 0.5 }))
//! reshape: sizes must be whole and not negative, but for one -1 (was [2.5]); write them as [2, -1]
expectError(nn.reshape([2.5]))
//! reshape: sizes must be whole and not negative, but for one -1 (was [-1, -1]); write them as [2, -1]
expectError(nn.reshape([-1, -1]))
//! reshape: sizes must be whole and not negative, but for one -1 (was [3, -2]); write them as [2, -1]
expectError(nn.reshape([3, -2]))
// a mistake inside such a function is said in the same words, at the same place; the size that only its caller knows is a ?
export const tightened = <H extends number>(h: H) =>
  //! layer 2: input of linear(9, 1) must be [..., 9] (was [..., ?]); write linear(?, 1), or change the layer before it
  expectError(nn.sequential(nn.linear(4, h), nn.relu, nn.linear(9, 1)))
export const widened = <H extends number>(h: H) =>
  //! layer 1: input of linear(3, ?) must be [..., 3] (was [..., 8]); write linear(8, ?), or change the layer before it
  expectError(nn.sequential(nn.linear(h, 8), nn.linear(3, h)))
export const crossed = <H extends number, K extends number>(h: H, k: K) =>
  //! layer 1: input of linear(?, 1) must be [..., ?] (was [..., ?]); write linear(?, 1), or change the layer before it
  expectError(nn.sequential(nn.linear(4, h), nn.linear(k, 1)))
export const filtered = <C extends number>(c: C) =>
  //! layer 1: input of conv2d(9, 2, [1, 1]) must be [..., 9, height, width] (was [..., ?, ?, ?]); write conv2d(?, 2, [1, 1]), or change the layer before it
  expectError(nn.sequential(nn.conv2d(3, c, 3), nn.conv2d(9, 2, 1)))
export const levelled = <H extends number>(h: H) =>
  //! layer 1: input of layerNorm(9) must be [..., 9] (was [..., ?]); write layerNorm(?), or change the layer before it
  expectError(nn.sequential(nn.linear(4, h), nn.layerNorm(9)))
export const referring = <H extends number>(h: H) =>
  //! layer 2 (ref('0')): input of linear(?, 9) must be [..., ?] (was [..., 2]); write linear(2, 9), or change the layer before it
  expectError(nn.sequential(nn.linear(h, 9), nn.linear(9, 2), nn.ref('0')))
export const applied = <H extends number>(h: H, p: Params<nn.Linear<H, 4>>) =>
  //! apply: input of linear(?, 4) must be [..., ?] (was [2, 4]); write linear(4, 4), or change the layer before it
  expectError(apply(nn.linear(h, 4))(p, x))
const folded = <N extends number>(n: N) => nn.reshape([-1, n])
expectType<Tensor<[4, 2]>>(apply(folded(2))({}, x))
const sized = <N extends number>(n: N) => nn.sequential(nn.linear(4, n), nn.relu)
expectType<Tensor<[2, 8]>>(apply(sized(8))(init(sized(8))(key), x))

// ---- dtypes

expectType<Tensor<[8, 4], 'f64'>>(init(net, { dtype: 'f64' })(key)[0].weight)
expectType<Tensor<[2, 1], 'f64'>>(apply(net)(init(net, { dtype: 'f64' })(key), x64))
expectType<Params<typeof net, 'f64'>>(init(net, { dtype: 'f64' })(key))
expectNotAssignable<Params<typeof net>>(init(net, { dtype: 'f64' })(key))
//! input: must be f32, as the parameters are (was f64); use convert
expectError(apply(net)(params, x64))
//! input: must be f64, as the parameters are (was f32); use convert
expectError(apply(net)(init(net, { dtype: 'f64' })(key), x))
//! input: must be f32 or f64 (was i32); use convert
expectError(apply(nn.tanh)({}, ids))
expectType<Tensor<[2, 4], 'f64'>>(apply(nn.tanh)({}, x64))
expectType<Tensor<[2, 3], 'i32'>>(apply(nn.flatten)({}, ids))

// ---- parameters, state and keys of a call

//! apply: tree of parameters must be that of this model (was another); use init
expectError(apply(net)(params[0], x))
//! apply: tree of parameters must be that of this model (was another); use init
expectError(apply(net)({ 0: params[0] }, x))
//! train: tree of parameters must be that of this model (was another); use init
expectError(train(net)(init(auto)(key), x))

const noisy = nn.sequential(nn.linear(4, 8), nn.batchNorm(8), nn.dropout(0.1), nn.linear(8, 1))
const np = init(noisy)(key)
const state = initState(noisy)
expectType<{ readonly 1: NormState<8> }>(state)
expectType<Tensor<[8]>>(state[1].mean)
expectType<Tensor<[8], 'f64'>>(initState(noisy, { dtype: 'f64' })[1].var)
expectType<Tensor<[2, 1]>>(apply(noisy)(np, x, { state }))
expectType<readonly [y: Tensor<[2, 1]>, state: State<typeof noisy>]>(
  train(noisy)(np, x, { state, key }),
)
//! TS2554: Expected 3 arguments, but got 2.
expectError(apply(noisy)(np, x))
//! TS2554: Expected 3 arguments, but got 2.
expectError(train(noisy)(np, x))
//! TS2554: Expected 2 arguments, but got 3.
expectError(apply(net)(params, x, { state }))
//! train: context must have key (was without); pass a key of random
expectError(train(noisy)(np, x, { state }))
//! train: context must have state (was without); pass that of initState
expectError(train(noisy)(np, x, { key }))
//! train: key must be a key (was 3); make one with random.key
expectError(train(noisy)(np, x, { state, key: 3 as const }))
//! train: key must be a single key (was key[2]); index or vmap over it
expectError(train(noisy)(np, x, { state, key: random.split(key, 2) }))
//! apply: context must have no key (was with it); leave it out: the model needs none
expectError(apply(noisy)(np, x, { state, key }))
//! apply: state must be that of this model (was another); use initState
expectError(apply(noisy)(np, x, { state: { 1: { mean: ones([3]), var: ones([8]) } } }))

// gradients have the type of the parameters
const loss = (p: Params<typeof net>, input: typeof x) => sum(apply(net)(p, input))
expectType<Params<typeof net>>(grad(loss)(params, x))
expectType<Ref<'shared'>>(grad((p: Params<typeof shared>) => sum(apply(shared)(p, x)))(sp)[4])

// ---- layers of one's own

const scaled = nn.define(
  'scaled',
  <I extends number, O extends number>({ in: i, out: o }: { readonly in: I; readonly out: O }) =>
    nn.layer({
      from: ['...', i],
      to: ['...', o],
      parts: { weight: nn.param([o, i]), scale: nn.fixed([1], nn.ones) },
      apply: (parts, input) => mul(matmul(input, transpose(parts.weight)), parts.scale),
    }),
)
const own = nn.sequential(nn.linear(4, 8), scaled({ in: 8, out: 3 }))
expectType<Tensor<[3, 8]>>(init(own)(key)[1].weight)
expectType<Constant<[1]>>(init(own)(key)[1].scale)
expectType<Tensor<[1]>>(at(init(own)(key), '1.scale'))
expectType<Tensor<[2, 3]>>(apply(own)(init(own)(key), x))
//! layer 1: input of scaled must be [..., 7] (was [..., 8]); change one of them
expectError(nn.sequential(nn.linear(4, 8), scaled({ in: 7, out: 3 })))
const wide = <H extends number>(h: H) => nn.sequential(nn.linear(4, h), scaled({ in: h, out: 3 }))
expectType<Tensor<[3, 16]>>(init(wide(16))(key)[1].weight)

const pooled = nn.define('pooled', () =>
  nn.layer({
    from: ['batch', 'time', 4],
    to: ['batch', 4],
    parts: { inner: nn.linear(4, 4) },
    apply: (parts, input) => {
      expectType<LinearParams<4, 4>>(parts.inner)
      return sum(apply(nn.linear(4, 4))(parts.inner, input), 1)
    },
  }),
)
expectType<Tensor<[2, 4]>>(apply(pooled())(init(pooled())(key), ones([2, 5, 4])))
expectType<Tensor<[4]>>(at(init(pooled())(key), 'inner.bias'))
//! apply: input of pooled must be [batch, time, 4] (was [2, 4]); change one of them
expectError(apply(pooled())(init(pooled())(key), x))
//! layer: its function must give [..., 2] (was f32[..., 4]); correct it or 'to'
expectError(nn.layer({ from: ['...', 4], to: ['...', 2], parts: {}, apply: (_, input) => input }))
const same = { from: ['...', 4], to: ['...', 4], parts: {} } as const
//! layer: its function must give [..., 4] (was nothing); correct it or 'to'
expectError(nn.layer({ ...same, apply: () => undefined }))
//! layer: its function must give [..., 4] (was f32[]); correct it or 'to'
expectError(nn.layer({ ...same, apply: (_, input) => sum(input) }))
//! layer: its function must give [..., 4] (was an array of 2); correct it or 'to'
expectError(nn.layer({ ...same, apply: (_, input) => [input, {}] }))
nn.layer({ ...same, state: { c: nn.state([4]) }, apply: (_, y, { state }) => [y, state] })
//! layer: state must be that of this model (was another); use initState
expectError(
  nn.layer({ ...same, state: { c: nn.state([4]) }, apply: (_, y) => [y, { c: ones([3]) }] }),
)
//! layer: part 'w' must be a param, a fixed or a layer (was 5); call param, fixed or its constructor
expectError(nn.layer({ ...same, parts: { w: 5 }, apply: (_, input) => input }))
//! layer: a name must hold no '.' (was 'a.b'); nest instead
expectError(nn.layer({ ...same, parts: { 'a.b': nn.param([4]) }, apply: (_, input) => input }))
//! layer: '...' must stand first, in from, or in from and to (was [4, ...] and [..., 4]); move it
expectError(nn.layer({ ...same, from: [4, '...'], apply: () => ones([4]) }))

const counting = nn.define('counting', () =>
  nn.layer({
    from: ['...', 4],
    to: ['...', 4],
    parts: { norm: nn.batchNorm(4) },
    state: { count: nn.state([]) },
    random: true,
    apply: ({ norm }, input, context) => {
      expectType<Tensor<[]>>(context.state.count)
      expectType<Key | undefined>(context.key)
      const [y, after] = train(nn.batchNorm(4))(norm, input, { state: context.state.norm })
      return [y, { count: context.state.count, norm: after }]
    },
  }),
)()
expectType<Tensor<[]>>(initState(counting).count)
expectType<Tensor<[4]>>(initState(counting).norm.mean)
expectType<Tensor<[2, 4]>>(
  train(counting)(init(counting)(key), x, { state: initState(counting), key })[0],
)
//! train: context must have key (was without); pass a key of random
expectError(train(counting)(init(counting)(key), x, { state: initState(counting) }))

// passed to another function: it takes its parameters in lanes, or not, and any input
const ensemble = vmap((k: Key) => init(net)(k))(random.split(key, 3))
expectType<Tensor<[3, ...number[], 1]>>(vmap(apply(net), [0, null])(ensemble, x))
expectType<Tensor<[5, ...number[], 1]>>(vmap(apply(net), [null, 0])(params, ones([5, 2, 4])))

// ---- specs known only at run time

const some = nn.sequential(...[4, 8, 8].map((n) => nn.linear(n, 8)))
expectType<AnySpec>(some)
expectType<Tensor<number[]>>(apply(some)(init(some)(key), x))
expectType<number[]>([...apply(some)(init(some)(key), x).shape])
expectNotAssignable<typeof net>(some)
const typed = (inputs: number) => nn.sequential(nn.linear(inputs, 8), nn.linear(8, 1))
expectType<Tensor<[8, number]>>(init(typed(4))(key)[0].weight)
attempt(() => nn.toJson(some))

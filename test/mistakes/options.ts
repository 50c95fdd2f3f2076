// Options at every kind of layer, loss, optimizer and schedule: no record, an unknown name, a missing or wrong value; and what is
// given in place of a layer, an initializer or an optimizer.
import * as ioRoom from '../../src/io/index.ts'
import * as lossRoom from '../../src/loss/index.ts'
import * as nnRoom from '../../src/nn/index.ts'
import { ones, tensor } from '../../src/ops/index.ts'
import * as optimRoom from '../../src/optim/index.ts'
import { key } from '../../src/random/index.ts'
import * as trainRoom from '../../src/train/index.ts'
import * as treeRoom from '../../src/tree/index.ts'
import { type Mistakes, untyped, untypedRoom } from './mistake.ts'

const io = untypedRoom(ioRoom)
const nn = untypedRoom(nnRoom)
const loss = untypedRoom(lossRoom)
const optim = untypedRoom(optimRoom)
const train = untypedRoom(trainRoom)
const tree = untypedRoom(treeRoom)
const x = ones([2, 3])
const labels = tensor([0, 1], { dtype: 'i32' })
const w = { w: tensor([1]) }

export const ofLayers: Mistakes = {
  "linear: must have no option 'wieght' (was with it); choose one of weight, bias": () =>
    nn.linear(4, 1, { wieght: nnRoom.zeros }),
  'linear: options must be one record (was null); name them': () => nn.linear(4, 1, null),
  'linear: bias must be an initializer or false (was true); call its maker, as in normal()': () =>
    nn.linear(4, 1, { bias: true }),
  'linear: weight must be an initializer (was 0); call its maker, as in normal()': () =>
    nn.linear(4, 1, { weight: 0 }),
  'linear: in must be whole and not negative (was "4"); write a number such as 8': () =>
    nn.linear('4', 1),
  'linear: in must be whole and not negative (was an object); write a number such as 8': () =>
    nn.linear({}, 1),
  'linear: in must be at most 9007199254740991 (was 18014398509481984); write a smaller one': () =>
    nn.linear(2 ** 54, 1),
  "embedding: must have no option 'bias' (was with it); choose one of weight": () =>
    nn.embedding(4, 1, { bias: false }),
  "layerNorm: must have no option 'epsilon' (was with it); choose one of eps, weight, bias": () =>
    nn.layerNorm(4, { epsilon: 1 }),
  'layerNorm: shape must have one axis or more (was []); give the sizes of the last axes': () =>
    nn.layerNorm([]),
  'rmsNorm: shape must have one axis or more (was []); give the sizes of the last axes': () =>
    nn.rmsNorm([]),
  "rmsNorm: must have no option 'bias' (was with it); choose one of eps, weight": () =>
    nn.rmsNorm(4, { bias: nnRoom.zeros }),
  "conv2d: must have no option 'stride' (was with it); choose one of strides, padding, dilation, groups, weight, bias":
    () => nn.conv2d(1, 1, 3, { stride: 2 }),
  "maxPool: must have no option 'stride' (was with it); choose one of strides, padding, dilation":
    () => nn.maxPool([2], { stride: 2 }),
  'globalPool: options must be one record (was "max"); name them': () => nn.globalPool('max'),
  "batchNorm: must have no option 'decay' (was with it); choose one of eps, weight, bias, momentum, axis":
    () => nn.batchNorm(4, { decay: 0.1 }),
  'leakyRelu: options must be one record (was 0.1); name them': () => nn.leakyRelu(0.1),
  'softmax: options must be one record (was 1); name them': () => nn.softmax(1),
  'softmax: axis must be an integer (was 0.5); write -1 for the last': () =>
    nn.softmax({ axis: 0.5 }),
  'gelu: approximate must be one of none, tanh (was "foo"); write \'none\'': () =>
    nn.gelu({ approximate: 'foo' }),
  'param: what it begins as must be an initializer (was "zeros"); call its maker, as in normal()':
    () => nn.param([1], 'zeros'),
  'fixed: what it begins as must be an initializer (was nothing); call its maker, as in normal()':
    () => nn.fixed([1]),
  'param: shape must be an array of sizes (was 3); write it in brackets': () => nn.param(3),
  "param: must have no option 'fan' (was with it); choose one of role, fanIn, fanOut": () =>
    nn.param([3], nnRoom.zeros, { fan: 3 }),
  'mixture: parts must be pairs of a positive weight and an initializer, at least one (was an object); write [weight, initializer] for each':
    () => nn.mixture(nnRoom.ones, nnRoom.zeros),
  'calculateGain: nonlinearity must be one of linear, conv1d, conv2d, conv3d, convTranspose1d, convTranspose2d, convTranspose3d, sigmoid, tanh, relu, selu, leakyRelu (was "toString"); write \'tanh\'':
    () => nn.calculateGain('toString'),
}

export const ofLosses: Mistakes = {
  'meanSquaredError: options must be one record (was "sum"); name them': () =>
    loss.meanSquaredError(x, x, 'sum'),
  "huber: must have no option 'beta' (was with it); choose one of delta, reduction": () =>
    loss.huber(x, x, { beta: 1 }),
  "crossEntropy: must have no option 'smoothing' (was with it); choose one of labelSmoothing, reduction":
    () => loss.crossEntropy(x, labels, { smoothing: 0.1 }),
  'accuracy: labels must be i32[2], a class for each row of the logits (was i32[1]); reshape them':
    () => trainRoom.accuracy.of(x as never, tensor([0], { dtype: 'i32' }) as never),
  'accuracy: labels must be i32 or u32 (was f32[2]); use convert': () =>
    trainRoom.accuracy.of(x as never, tensor([0.9, 1.2]) as never),
}

export const ofOptimizers: Mistakes = {
  "sgd: must have the option 'learningRate' (was without); give it": () => optim.sgd(),
  "adam: must have the option 'learningRate' (was without); give it": () => optim.adam(),
  "sgd: must have no option 'momentun' (was with it); choose one of learningRate, momentum, nesterov, dampening, weightDecay, mask":
    () => optim.sgd({ learningRate: 0.1, momentun: 0.9 }),
  'sgd: momentum must be finite and not negative (was null); write 0, or a number such as 0.5':
    () => optim.sgd({ learningRate: 0.1, momentum: null }),
  'sgd: momentum must be finite and not negative (was "0.9"); write 0.9 without quotes': () =>
    optim.sgd({ learningRate: 0.1, momentum: '0.9' }),
  'sgd: dampening must be a finite number (was NaN); write a number such as 0.5': () =>
    optim.sgd({ learningRate: 0.1, momentum: 0.9, dampening: Number.NaN }),
  'sgd: mask must be a function (was "w"); pass the function, not what it gives': () =>
    optim.sgd({ learningRate: 0.1, weightDecay: 0.1, mask: 'w' }),
  'rmsprop: momentum must be finite and not negative (was -1); write 0, or a number such as 0.5':
    () => optim.rmsprop({ learningRate: 0.1, momentum: -1 }),
  "leafwise: must have the option 'update' (was without); give it": () => optim.leafwise({}),
  'clip: maxDelta must be positive and finite (was nothing); write a number such as 0.5': () =>
    optim.clip(),
  'clipByGlobalNorm: maxNorm must be positive and finite (was nothing); write a number such as 0.5':
    () => optim.clipByGlobalNorm(),
  'addDecayedWeights: weightDecay must be finite and not negative (was nothing); write 0, or a number such as 0.5':
    () => optim.addDecayedWeights(),
  'globalNorm: must be given a tree of tensors (was 3); give parameters, or what has their structure':
    () => optim.globalNorm(3),
  "globalNorm: 'w' must be f32 or f64 (was i32[1]); partition the parameters, and step the floats":
    () => optim.globalNorm({ w: tensor([1], { dtype: 'i32' }) }),
  'update: params must be given (was nothing); pass the parameters after the state': () => {
    const optimizer = optimRoom.sgd({ learningRate: 0.1 })
    return untyped(optimizer.update)(w, optimizer.init(w))
  },
}

export const ofSchedules: Mistakes = {
  'constantSchedule: value must be a finite number (was nothing); write a number such as 0.5': () =>
    optim.constantSchedule(),
  "linearSchedule: must have the option 'endValue' (was without); give it\nlinearSchedule: must have the option 'transitionSteps' (was without); give it":
    () => optim.linearSchedule({ initValue: 1 }),
  "cosineDecaySchedule: must have the option 'decaySteps' (was without); give it": () =>
    optim.cosineDecaySchedule({ initValue: 1 }),
  "exponentialDecay: must have the option 'decayRate' (was without); give it": () =>
    optim.exponentialDecay({ initValue: 1, transitionSteps: 1 }),
  "polynomialSchedule: must have the option 'power' (was without); give it": () =>
    optim.polynomialSchedule({ initValue: 1, endValue: 0, transitionSteps: 1 }),
  "joinSchedules: must have the option 'boundaries' (was without); give it": () =>
    optim.joinSchedules({ schedules: [optimRoom.constantSchedule(1)] }),
  'warmupCosineDecaySchedule: exponent must be positive and finite (was 0); write a number such as 0.5':
    () =>
      optim.warmupCosineDecaySchedule({
        initValue: 0,
        peakValue: 1,
        warmupSteps: 1,
        decaySteps: 2,
        exponent: 0,
      }),
}

export const ofTraining: Mistakes = {
  "batches: must have the option 'size' (was without); give it\nbatches: must have the option 'key' (was without); give it":
    () => train.batches(x),
  'batches: epoch must be that of a batch, and there is none (was 0); give more rows, or keep the last batch':
    () => trainRoom.batches(ones([0, 2]), { size: 1, key: null, epochs: 0 }).at(0, 0),
  'batches: step must be that of a batch, and there is none (was 0); give more rows, or keep the last batch':
    () => trainRoom.batches(ones([0, 2]), { size: 1, key: null }).at(0, 0),
  'fit: must be given an optimizer (was nothing); give what sgd, adam or leafwise makes': () =>
    train.fit((p: unknown) => p),
  'start: must be given an optimizer (was a function); call it': () => train.start(optimRoom.sgd),
  'syntheticRegression: w must be a vector, f32 or f64 (was f32[2, 3]); give one weight for each input':
    () => train.syntheticRegression(key(0), { w: x, b: 0, count: 3 }),
}

const saved = ioRoom.save(w)

export const ofFiles: Mistakes = {
  'decode: options must be one record (was null); name them': () => io.decode(saved, null),
  "decode: must have no option 'onyl' (was with it); choose one of only": () =>
    io.decode(saved, { onyl: ['w'] }),
  'decode: only must be a function (was an array of 1); pass the function, not what it gives': () =>
    io.decode(saved, { only: ['w'] }),
  'load: options must be one record (was null); name them': () => io.load(w, null),
  "load: must have no option 'onyl' (was with it); choose one of only": () =>
    io.load(w, { onyl: () => true }),
}

const abc = nnRoom.struct({
  a: nnRoom.linear(2, 2),
  b: nnRoom.linear(2, 2),
  c: nnRoom.linear(2, 2),
})

export const ofTies: Mistakes = {
  "tie: 'b.weight' must be tied by one rule, as a part of 'b' or by itself (was 'b.weight' and 'b'); leave one of them out":
    () => nn.tie(abc, { b: 'a', 'b.weight': 'c.weight' }),
  "tie: 'a' must be a matrix, to be shown transposed (was a tree); name a matrix, or tie it as it is":
    () => nn.tie(abc, { b: nnRoom.transposed('a') }),
  "tie: 'a.bias' must be a matrix, to be shown transposed (was [2]); name a matrix, or tie it as it is":
    () => nn.tie(abc, { 'b.bias': nnRoom.transposed('a.bias') }),
  "tie: 'a' must be tied to a place outside of it (was 'a.weight'); name another place": () =>
    nn.tie(abc, { a: 'a.weight' }),
  "tie: 'a' must end at a value (was a circle: 'a' → 'b' → 'c' → 'a'); tie one of them to another place":
    () => nn.tie(abc, { a: 'b', b: 'c', c: 'a' }),
  "tie: 'b' must be of the kind of 'a', layerNorm (was batchNorm); tie their leaves, or change a layer":
    () => nn.tie(nnRoom.struct({ a: nnRoom.layerNorm(4), b: nnRoom.batchNorm(4) }), { b: 'a' }),
  "tie: rules must be a record of targets by places (was null); write { 'b.weight': 'a.weight' }":
    () => nn.tie(abc, null),
}

const defined = (rule: unknown): unknown => nn.define('mine', () => rule)()
const whole = { from: ['...'], to: ['...'], parts: {}, state: {}, apply: () => x }

export const ofDefinitions: Mistakes = {
  "mine: state 'm' must be a state (was f32[2, 3]); call state": () =>
    defined({ ...whole, state: { m: x } }),
  "mine: state 'm' must be a state (was a tree); call state": () =>
    defined({ ...whole, state: { m: nnRoom.param([2]) } }),
  "mine: a part must not be named 'where' (was 'where'); rules use it: choose another": () =>
    defined({ ...whole, parts: { where: nnRoom.param([2]) } }),
  'mine: parts must be a record (was nothing); give an empty one where there are none': () =>
    defined({ ...whole, parts: undefined }),
  "mine: from must be a list of sizes and names, after a first '...' or none (was nothing); correct it":
    () => defined({ ...whole, from: undefined }),
  'mine: rule must be a record (was nothing); call layer': () => defined(undefined),
}

const { refTo } = treeRoom
const shared = { a: { w: x }, r: refTo('a') }
const plain = nnRoom.linear(4, 1)

const bare: unknown = Object.create(null) // which no text can be made of

export const ofPlaces: Mistakes = {
  'keptIssues: where must be a string (was an object); write it in quotes': () =>
    tree.keptIssues(bare, 'p', x, 1),
  'keptIssues: path must be a string (was an object); write it in quotes': () =>
    tree.keptIssues('mine', bare, x, 1),
  'labelsOf: op must be a string (was an object); write it in quotes': () =>
    loss.labelsOf(bare, x, x),
  'logitsOf: op must be a string (was an object); write it in quotes': () =>
    loss.logitsOf(bare, tensor(1)),
}

export const ofTrees: Mistakes = {
  'refTo: path must be a string (was 5); write it in quotes': () => tree.refTo(5),
  'refTo: up must be a positive integer (was 0); write a number such as 2': () =>
    tree.refTo('b', 0),
  'refTo: up must be a positive integer (was -1); write a number such as 2': () =>
    tree.refTo('b', -1),
  'refTo: up must be a positive integer (was 0.5); write a number such as 2': () =>
    tree.refTo('b', 0.5),
  "refTo: via must be 'same' or 'transposed' (was \"zz\"); choose one of them": () =>
    tree.refTo('b', 1, 'zz'),
  "at: the reference at 'r' must name a matrix, to show it transposed (was a tree at 'a'); name a matrix, or refer to it as it is":
    () => tree.at({ ...shared, r: refTo('a', 1, 'transposed') }, 'r.w'),
  "zip: trees must agree at 'r' (was a reference to 'a' and a reference to 'a', transposed); give trees of one structure":
    () => tree.zip(shared, { ...shared, r: refTo('a', 1, 'transposed') }),
  "update: 'grads.r' must be a reference to 'a' (was a reference to 'a' from 2 levels up); keep the structure of the tree":
    () => {
      const optimizer = optimRoom.sgd({ learningRate: 0.1 })
      return untyped(optimizer.update)(
        { ...shared, r: refTo('a', 2) },
        optimizer.init(shared),
        shared,
      )
    },
  'lookup: path must be a string (was 3); write it in quotes': () => tree.lookup(3),
  'lookup: path must be a string (was nothing); write it in quotes': () => tree.lookup(),
  'modify: f must be a function (was 3); pass the function, not what it gives': () =>
    tree.modify(shared, 'a.w', 3),
  'edit: recipe must be a function (was 3); pass the function, not what it gives': () =>
    tree.edit(3),
  'partition: where must be a function (was "a"); pass the function, not what it gives': () =>
    tree.partition('a'),
  'map: f must be a function (was nothing); pass the function, not what it gives': () => tree.map(),
  'unflat: must be given a record of tensors by path (was null); give what flat gives': () =>
    tree.unflat(shared)(null),
  "edit: 'r' must stay a reference to 'a' (was a write to its 'w'); write to 'a' instead, to which it leads":
    () =>
      tree.edit((draft: { r: { w?: unknown } }) => {
        draft.r.w = x
      })(shared),
  'struct: must be given a record of layers by name (was null); give each layer a name': () =>
    nn.struct(null),
  'repeat: names must be a string (was 5); write it in quotes': () =>
    nn.repeat(2, plain, { names: 5 }),
  'reinit: rules must be an array (was an object); write it in brackets': () =>
    nn.reinit(plain, { where: nnRoom.kind('linear'), bias: nnRoom.zeros }),
  'reinit: key must be a key (was nothing); make one with random.key': () =>
    nn.reinit(plain, [{ where: nnRoom.kind('linear'), bias: nnRoom.zeros }])(undefined),
}

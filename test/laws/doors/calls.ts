// The public doors, and a right call of each function behind them: its arguments, then those of the function that it gives, and
// so on.
import * as root from '../../../src/index.ts'
import * as io from '../../../src/io/index.ts'
import * as loss from '../../../src/loss/index.ts'
import * as nn from '../../../src/nn/index.ts'
import * as ops from '../../../src/ops/index.ts'
import * as optim from '../../../src/optim/index.ts'
import * as random from '../../../src/random/index.ts'
import * as train from '../../../src/train/index.ts'
import * as tree from '../../../src/tree/index.ts'
import { type Untyped, untyped } from '../../mistakes/mistake.ts'

const { scalar, tensor } = root

export const doors: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  root,
  engine: root.engine,
  ops,
  random,
  tree,
  nn,
  loss,
  optim,
  train,
  io,
}

/** The arguments of a call, then of a call of what it gave, or the name of a method of that. */
export type Stages = readonly (string | readonly unknown[])[]
/** For each function, one or more right calls. */
export type Calls = Readonly<Record<string, readonly Stages[]>>

const k = random.key(0)
const i32 = { dtype: 'i32' } as const
const [v, m, s] = [tensor([1, 2, 3]), tensor([[1, 2], [3, 4]]), scalar(2)] // biome-ignore format: as rows
const [iv, bv, is] = [tensor([0, 1, 0], i32), tensor([true, false, true]), scalar(1, i32)]
const image = ops.ones([1, 2, 6, 6])
const net = nn.sequential(nn.linear(4, 8), nn.relu, nn.linear(8, 1))
const tied = nn.sequential(nn.named('a', nn.linear(4, 4)), nn.ref('a'))
const normed = nn.sequential(nn.linear(4, 8), nn.batchNorm(8), nn.dropout(0.5))
const x = ops.ones([2, 4])
const [p, pt, pb, sb] = [
  root.init(net)(k),
  root.init(tied)(k),
  root.init(normed)(k),
  root.initState(normed),
]
const sgd = optim.sgd({ learningRate: 0.1, momentum: 0.9 })
const g = root.grad((q: typeof p) => ops.sum(root.apply(net)(q, x)))(p)
const [left, right] = root.partition((path) => path.startsWith('0'))(p)
const flattened = tree.flattenTree(p)
const { structure, leaves } = flattened
const place = { path: '0.bias', kind: 'linear', role: 'bias', shape: [8], dtype: 'f32' }
const data = { x: ops.ones([6, 4]), t: ops.ones([6, 1]) }
const lossOf = untyped((q: typeof p, batch: typeof data) =>
  loss.meanSquaredError(root.apply(net)(q, batch?.x), batch?.t),
)

/** The name under which a function of the house asks, its caller's own: it is not spoiled. */
export const asks = 'asks'

/** Specs and trees of parameters: what is not spoiled inside. */
export const whole: ReadonlySet<unknown> = new Set([
  net,
  tied,
  normed,
  p,
  pt,
  pb,
  sb,
  g,
  left,
  right,
  flattened,
  structure,
  leaves,
  train.mean,
])

type U = Untyped
const square = (a: U): unknown => ops.mul(a as never, a as never)
const total = (a: U): unknown => ops.sum(square(a) as never)
const adding = (c: U, b: U): unknown => [ops.add(c as never, b as never), c]
const rule = ([a]: readonly U[], [da]: readonly U[]): unknown => [
  ops.exp(a as never),
  ops.mul(da as never, ops.exp(a as never)),
]
const same = (a: unknown): unknown => a

const each = (names: string, ...stages: Stages): Calls =>
  Object.fromEntries(names.split(' ').map((name) => [name, [stages]]))

const onRoot: Calls = {
  ...each('call checkpoint jacobian jit vjp', [square], [v]),
  ...each('grad valueAndGrad hessian', [total], [v]),
  apply: [
    [[net], [p, x]],
    [[normed], [pb, x, { state: sb }]],
  ],
  train: [
    [[net], [p, x]],
    [[normed], [pb, x, { state: sb, key: k }]],
  ],
  init: [[[net, { dtype: 'f64' }], [k]]],
  initState: [[[normed, { dtype: 'f64' }]]],
  reinit: [[[net, [{ where: nn.kind('linear'), weight: nn.zeros }]], [k], [p]]],
  summary: [[[net]]],
  at: [[[p, '0.bias']]],
  set: [[[p, '0.bias', ops.ones([8])]]],
  modify: [[[p, '0.bias', same]]],
  lens: [
    [['0.bias'], 'get', [p]],
    [[], ['0.bias'], 'set', [ops.ones([8])], [p]],
  ],
  lookup: [[['0.bias'], [p]]],
  edit: [[[() => undefined], [p]]],
  flat: [[[p]]],
  unflat: [[[p], [root.flat(p)]]],
  entries: [[[p]]],
  subtree: [[[pt, '1']]],
  untie: [[[pt, '1']]],
  partition: [[[(path: string) => path.startsWith('0')], [p]]],
  combine: [[[left, right]]],
  digest: [[[p]]],
  attempt: [[[() => 1]]],
  EspalierError: [[[[{ where: 'a', must: 'must be b', was: 'c', do: 'd' }]]]],
  cond: [
    [
      [square, square],
      [tensor(true), v],
    ],
  ],
  whileLoop: [[[(n: U) => ops.lt(n as never, 100), square, { limit: 20 }], [s]]],
  customJvp: [[[ops.exp, rule], [v]]],
  customVjp: [[[ops.exp, (a: U) => [ops.exp(a as never), a], (r: U, c: U) => [ops.mul(r as never, c as never)]], [v]]], // biome-ignore format: one call
  fold: [
    [
      [adding, { every: 2, report: () => undefined }],
      [s, [s, s, s]],
    ],
  ],
  jvp: [[[square], [[v], [v]]]],
  vmap: [
    [
      [(a: U, b: U) => ops.add(a as never, b as never), [0, null]],
      [v, s],
    ],
    [[square], [v]],
  ],
  scan: [
    [
      [adding, { length: 3, reverse: true }],
      [s, v],
    ],
  ],
  item: [[[s]]],
  read: [[[v]]],
  toArray: [[[m]]],
  sameBits: [[[v, v]]],
  scalar: [[[2, { dtype: 'f64' }]]],
  tensor: [[[[1, 2, 3, 4], [2, 2], { dtype: 'f64' }]], [[[[1, 2], [3, 4]], { dtype: 'f64' }]]], // biome-ignore format: as rows
  stopGradient: [[[v]]],
}

const keep = { keepDims: true }
const onOps: Calls = {
  ...each('abs ceil cos erf erfInv exp expm1 floor log log1p logSigmoid neg onesLike zerosLike', [
    v,
  ]),
  ...each('reciprocal relu round rsqrt selu sigmoid sign silu sin softplus sqrt square tanh', [v]),
  ...each('flatten isFinite isNaN', [v]),
  ...each('add sub mul div rem pow maximum minimum eq ne lt le gt ge', [v, v]),
  ...each('and or xor', [bv, bv]),
  ...each('not', [bv]),
  ...each('shiftLeft shiftRightArithmetic shiftRightLogical', [iv, iv]),
  ...each('sum mean max min product logSumExp', [m, [0], keep]),
  ...each('std variance', [m, [0], { correction: 1, ...keep }]),
  ...each('norm', [m, [0], { order: 1, ...keep }]),
  ...each('all any', [bv, [0], keep]),
  ...each('argmax argmin', [m, 0, keep]),
  ...each('argsort sort logSoftmax softmax expandDims', [v, 0]),
  ...each('bitCast convert', [v, 'i32']),
  ...each('dot outer', [v, v]),
  ...each('concat stack', [[v, v], 0]),
  ...each('ones zeros', [[2], { dtype: 'f32' }]),
  arange: [[[4, { start: 0, step: 1, dtype: 'f32' }]]],
  broadcastTo: [[[v, [2, 3]]]],
  clip: [[[v, { min: 0, max: 1 }]]],
  cumulativeSum: [[[v, 0, { reverse: true }]]],
  dotGeneral: [[[m, m, { contract: [[1], [1]], batch: [[], []] }]]],
  dynamicSlice: [[[v, [is], [2]]]],
  dynamicUpdate: [[[v, tensor([9]), [is]]]],
  einsum: [[['ij,jk->ik', m, m]]],
  elu: [[[v, { alpha: 1 }]]],
  eye: [[[2, 3, { dtype: 'f32' }]]],
  full: [[[[2], 1, { dtype: 'f32' }]]],
  gelu: [[[v, { approximate: 'tanh' }]]],
  iota: [[[[2, 3], 1, { dtype: 'i32' }]]],
  leakyRelu: [[[v, { negativeSlope: 0.1 }]]],
  linspace: [[[0, 1, 5, { dtype: 'f32' }]]],
  matmul: [[[m, m]]],
  oneHot: [[[iv, 3, { dtype: 'f32' }]]],
  pad: [[[v, [[1, 0]], { value: 9 }]]],
  reshape: [[[v, [3, 1]]]],
  reverse: [[[v, [0]]]],
  row: [[[m, 0]]],
  scatterAdd: [[[ops.zeros([3]), iv, v, { axis: 0 }]]],
  segmentSum: [[[v, iv, 2]]],
  slice: [[[m, [1, [0, 2]]]]],
  split: [[[tensor([1, 2, 3, 4]), 2, 0]]],
  squeeze: [[[tensor([[1]]), [0]]]],
  take: [[[v, iv, 0]]],
  takeAlongAxis: [[[v, iv, 0]]],
  topK: [[[v, 2, 0]]],
  transpose: [[[m, [1, 0]]]],
  update: [[[m, [0, 0], 9]], [[m, [0], tensor([1, 2])]]],
  where: [[[bv, v, v]]],
  conv: [[[image, ops.ones([3, 2, 3, 3]), { strides: 1, padding: 1, dilation: 1 }]]],
  ...each('avgPool maxPool minPool sumPool', [image, [2, 2], { strides: 2, padding: 0 }]),
  attention: [[[x, x, x, { causal: true }]]],
}

const bounds = { dtype: 'f32', min: -1, max: 1 }
const onRandom: Calls = {
  ...each('cauchy exponential gumbel laplace logNormal logistic rademacher', [
    k,
    [2],
    { dtype: 'f32' },
  ]),
  ...each('uniform truncatedNormal', [k, [2], bounds]),
  normal: [[[k, [2], { dtype: 'f32', mean: 0, std: 1 }]]],
  bernoulli: [[[k, 0.5, [2], { mode: 'high' }]]],
  bits: [[[k, [2], { words: 1 }]]],
  categorical: [[[k, m, { axis: 0, shape: [2], replace: true }]]],
  choice: [[[k, 10, [5], { replace: true, p: ops.full([10], 0.1), axis: 0 }]]],
  foldIn: [[[k, 1]]],
  integers: [[[k, [4], { min: 0, max: 10, dtype: 'i32' }]]],
  key: [[[0]]],
  keyData: [[[k]]],
  permutation: [[[k, 5]], [[k, v, { axis: 0, independent: true }]]],
  split: [[[k, 3]]],
  under: [[[k, 'a.b']]],
  wrapKey: [[[tensor([0, 42], { dtype: 'u32' })]]],
}

const two = { path: 'a', left: 'b', right: 'c' }
const onTree: Calls = {
  ...each('byPath bySegment byCodePoint under', ['a', 'b']),
  ...each('byteLength constants count described flattenTree flattenValues paths places', [p]),
  ...each('refs resolveAll statics', [pt]),
  ...each('isConstant isHole isRef', [p]),
  ...each('zip', [p, p]),
  ...each('joined ordered', [['a', 'b']]),
  ...each('refTo Ref', ['a', 1, 'same']),
  Constant: [[[v]]],
  Hole: [[[]]],
  eq: [['equals', [p, p]]],
  show: [['show', [p]]],
  fold: [[[(sum: number) => sum, 0], [p]]],
  keptIssues: [[[asks, 'p', v, v]]],
  map: [[[same], [p]]],
  mapTo: [[[same], [p]]],
  mapWithPath: [[[same], [p]]],
  monoid: [[[p], 'concat', [p, p]]],
  nameIssue: [[[asks, 'n']]],
  resolve: [[[p, '0.bias']]],
  sameStructure: [[[structure, structure]]],
  sameTree: [[[flattened, flattened]]],
  leadsTo: [[[['a'], ['a', 'b']]]],
  segments: [[['a.b']]],
  structureIssue: [[[asks, two]]],
  unflattenTree: [[[structure, leaves]]],
  readerOf: [[[structure], [p, []]]],
  zipWith: [[[same], [p, p]]],
}

const coreCalls: Readonly<Record<string, Calls>> = {
  root: onRoot,
  engine: {
    ...each('explain', [square], [v]),
    ...each('profile', [square], [v]),
    ...each('configure', [{ threads: 2 }]),
    ...each('describe', []),
  },
  ops: onOps,
  random: onRandom,
  tree: onTree,
}

const pairOfLayers = nn.sequential(nn.named('a', nn.linear(4, 4)), nn.named('b', nn.linear(4, 4)))
const leaf = { path: 'w', shape: [2, 3], dtype: 'f32', fanIn: 3, fanOut: 2 }
const json = nn.toJson(net)

const onNn: Calls = {
  ...each('xavierNormal xavierUniform', [{ gain: 1 }]),
  ...each('glorotNormal glorotUniform heNormal heUniform lecunNormal lecunUniform', [{}]),
  ...each('kaimingNormal kaimingUniform', [{ mode: 'fanIn', nonlinearity: 'relu', a: 0.1 }]),
  ...each('declaredShapes toJson', [net]),
  ...each('declaredState', [normed]),
  ...each('isSpec', [net]),
  ...each('demandModel', [asks, net, p]),
  ...each('logSoftmax softmax', [{ axis: 0 }]),
  ...each('ref transposed', ['a']),
  ...each('avgPool maxPool', [[2, 2], { strides: 2, padding: 0 }]),
  ...each('conv1d conv2d', [2, 3, 3, { strides: 1, padding: 1, bias: false }]),
  batchNorm: [[[8, { momentum: 0.1, eps: 1e-5, weight: nn.ones }]]],
  calculateGain: [[['leakyRelu', 0.2]]],
  constant: [[[1]], [[{ value: 1 }]]],
  define: [[['scaled', (options: { readonly n: number }) => nn.layer({ from: ['...', options?.n ?? 4], to: ['...', options?.n ?? 4], parts: { w: nn.param([options?.n ?? 4], nn.zeros) }, apply: same as never })], [{ n: 4 }]]], // biome-ignore format: one call
  layer: [[[{ from: ['...', 4], to: ['...', 4], parts: { w: nn.param([4], nn.zeros) }, state: {}, random: false, apply: same }]]], // biome-ignore format: one call
  dirac: [[[{ groups: 1 }]]],
  dropout: [[[0.5]]],
  elu: [[[{ alpha: 1 }]]],
  embedding: [[[10, 4, { weight: nn.zeros }]]],
  entries: [[[net], [p]]],
  fixed: [[[[2, 3], nn.zeros]]],
  param: [[[[2, 3], nn.zeros, { role: 'weight' }]]],
  state: [[[[2, 3], 0]]],
  fromJson: [[[json._tag === 'Right' ? json.right : null, { kinds: [] }]]],
  gelu: [[[{ approximate: 'tanh' }]]],
  grownFrom: [[[net, () => v]]],
  grownStateFrom: [[[normed, () => v]]],
  initializers: [
    ['normal', [{ mean: 0, std: 1 }]],
    ['zeros', [{}]],
  ],
  initialized: [[[net, [{ where: nn.kind('linear'), weight: nn.zeros }]]]],
  initializer: [[['mine', () => (key: never, one: never) => random.uniform(key, (one as typeof leaf).shape as never)], [{ a: 1 }]]], // biome-ignore format: one call
  input: [[[[2, 4]]]],
  kind: [[['linear'], [place]]],
  role: [[['bias'], [place]]],
  within: [[['0'], [place]]],
  layerNorm: [[[8, { eps: 1e-5, bias: false }]], [[[8, 4]]]],
  leakyRelu: [[[{ negativeSlope: 0.1 }]]],
  linear: [[[4, 8, { bias: false, weight: nn.zeros }]]],
  mask: [[[() => true], [nn.ones]]],
  scale: [[[2], [nn.ones]]],
  matching: [[[net, nn.kind('linear'), { dtype: 'f32' }], ['0.weight']]],
  mixture: [
    [
      [
        [0.5, nn.zeros],
        [0.5, nn.ones],
      ],
    ],
  ],
  named: [[['a', nn.relu]]],
  normal: [[[{ mean: 0, std: 1 }]]],
  multiHeadAttention: [[[8, 2, { bias: true, causal: true }]]],
  leNet5: [[[1, 10]]],
  gpt2: [[[{ vocabulary: 10, context: 8, size: 8, heads: 2, depth: 1 }, { tied: false }]]],
  positions: [[[8, 4]]],
  repeat: [[[3, nn.linear(4, 4), { names: 'b *' }]]],
  reshape: [[[[2, -1]]]],
  residual: [[[nn.linear(4, 4)]]],
  rmsNorm: [[[8, { eps: 1e-5 }]]],
  sequential: [[[nn.linear(4, 4), nn.relu]]],
  sparse: [[[{ sparsity: 0.5, std: 1 }]]],
  struct: [[[{ a: nn.linear(4, 4) }]]],
  tie: [[[pairOfLayers, { 'b.weight': nn.transposed('a.weight') }]]],
  truncatedNormal: [[[{ mean: 0, std: 1, min: -2, max: 2 }]]],
  uniform: [[[{ min: 0, max: 1 }]]],
  varianceScaling: [[[{ scale: 1, mode: 'fanIn', distribution: 'normal' }]]],
  // those without options
  ...each('relu tanh sigmoid silu softplus selu flatten globalPool zeros ones eye'),
}

const labels = tensor([0, 1], i32)
const onLoss: Calls = {
  ...each('absolute binaryCrossEntropy meanSquaredError', [v, v, { reduction: 'mean' }]),
  huber: [[[v, v, { reduction: 'mean', delta: 1 }]]],
  crossEntropy: [[[m, labels, { reduction: 'mean', labelSmoothing: 0.1 }]], [[m, m]]],
  labelsOf: [[[asks, m, labels]]],
  logitsOf: [[[asks, m]]],
}

const decaying = { initValue: 1, transitionSteps: 2, decayRate: 0.25, transitionBegin: 0, staircase: false, endValue: 0 } // biome-ignore format: one row
const onOptim: Calls = {
  ...each('clip clipByGlobalNorm constantSchedule scale scaleByLearningRate', [1]),
  ...each('identity', []),
  adam: [[[{ learningRate: 0.1, b1: 0.9, b2: 0.99, eps: 1e-8, epsRoot: 0, nesterov: false }]]],
  adamw: [[[{ learningRate: 0.1, weightDecay: 0.1, mask: () => true }]]],
  addDecayedWeights: [[[0.1, { mask: () => true }]]],
  applyUpdates: [[[p, g]]],
  chain: [[[optim.scale(1), optim.scale(2)]]],
  cosineDecaySchedule: [[[{ initValue: 1, decaySteps: 10, alpha: 0, exponent: 1 }], [is]]],
  exponentialDecay: [[[decaying], [is]]],
  globalNorm: [[[p]]],
  joinSchedules: [[[{ schedules: [optim.constantSchedule(1), optim.constantSchedule(2)], boundaries: [5] }], [is]]], // biome-ignore format: one call
  leafwise: [[[{ slots: ['m'], update: (one: unknown, slots: unknown) => [one, slots] }]]],
  linearSchedule: [[[{ initValue: 0, endValue: 1, transitionSteps: 4, transitionBegin: 0 }], [is]]],
  polynomialSchedule: [[[{ initValue: 0, endValue: 1, transitionSteps: 4, transitionBegin: 0, power: 2 }], [is]]], // biome-ignore format: one call
  piecewiseConstantSchedule: [[[{ initValue: 1, boundariesAndScales: { 10: 0.5 } }]]],
  rmsprop: [[[{ learningRate: 0.1, centered: true, momentum: 0.9, nesterov: false, decay: 0.9, eps: 1e-8, initialScale: 0 }]]], // biome-ignore format: one call
  scaleByAdam: [[[{ b1: 0.9 }]]],
  scaleByRms: [[[{ decay: 0.9, eps: 1e-8 }]]],
  scaleByStddev: [[[{ decay: 0.9, eps: 1e-8 }]]],
  sgd: [
    [[{ learningRate: 0.1, momentum: 0.9, nesterov: true, dampening: 0, weightDecay: 0.1 }]],
    [[{ learningRate: 0.1, momentum: 0.9 }], 'init', [p]],
    [[{ learningRate: 0.1, momentum: 0.9 }], 'update', [g, sgd.init(p), p]],
  ],
  trace: [[[{ decay: 0.9, nesterov: false, dampening: 0 }]]],
  warmupCosineDecaySchedule: [[[{ initValue: 0, peakValue: 1, warmupSteps: 2, decaySteps: 10, endValue: 0, exponent: 1 }], [is]]], // biome-ignore format: one call
  warmupExponentialDecaySchedule: [[[{ ...decaying, initValue: 0, peakValue: 1, warmupSteps: 2, transitionSteps: 10 }], [is]]], // biome-ignore format: one call
}

const stateful = (q: U, batch: U | null, context: U): unknown => {
  const [y, state] = root.train(normed)(q as never, batch?.x as never, context as never)
  return [ops.sum(y), state]
}
const one = train.mean.of(v)
const onTrain: Calls = {
  batches: [[[data, { size: 2, key: k, dropLast: true }], 'at', [0, 1]]],
  evaluate: [
    [
      [train.mean, () => train.mean.of(tensor([1, 2]))],
      [p, [1, 2, 3]],
    ],
  ],
  fit: [
    [
      [lossOf, sgd, { every: 2, report: () => undefined }],
      [p, [data, data]],
    ],
  ],
  spirals: [[[k, { classes: 3, count: 10, noise: 0.1, turns: 0.6 }]]],
  mean: [
    ['of', [v]],
    ['concat', [one, one]],
    ['value', [one]],
  ],
  accuracy: [
    ['of', [m, labels]],
    ['concat', [one, one]],
    ['value', [one]],
  ],
  start: [[[sgd], [p]]],
  step: [
    [
      [lossOf, sgd],
      [train.start(sgd)(p), data],
    ],
  ],
  statefulStep: [
    [
      [stateful, sgd],
      [{ params: pb, opt: sgd.init(pb), state: sb, key: k }, data],
    ],
  ],
  syntheticRegression: [[[k, { w: tensor([2, -3.4]), b: 4.2, count: 10, noise: 0.1 }]]],
}

const onIo: Calls = {
  encode: [[[{ tensors: { a: v }, metadata: { b: 'c' } }]]],
  decode: [[[io.encode({ tensors: { a: v }, metadata: {} })]]],
  save: [[[pt, { expandAliases: true, metadata: { a: 'b' } }]]],
  load: [[[pt], [io.save(pt)]]],
  saveModel: [[[net, p, { expandAliases: false }]]],
  loadModel: [[[io.saveModel(net, p), { kinds: [] }]]],
}

const modelCalls: Readonly<Record<string, Calls>> = {
  nn: onNn,
  loss: onLoss,
  optim: onOptim,
  train: onTrain,
  io: onIo,
}

export const calls: Readonly<Record<string, Calls>> = { ...coreCalls, ...modelCalls }

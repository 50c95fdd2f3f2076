// Specs, layers and initializers: what a model is, how its parameters begin, and what it computes.
export { type Applied, apply, type Trained, train } from './apply.ts'
export { type Child, type Item, type Named, named } from './children.ts'
export { type Defined, define } from './containers/define.ts'
export { type Initialized, initialized } from './containers/initialized.ts'
export {
  type FixedPart,
  fixed,
  type ParamPart,
  param,
  type StatePart,
  state,
} from './containers/part.ts'
export { type RefLayer, ref } from './containers/ref.ts'
export { type Repeat, repeat } from './containers/repeat.ts'
export { type Residual, residual } from './containers/residual.ts'
export { layer, type Rule } from './containers/rule.ts'
export { type Sequential, sequential } from './containers/sequential.ts'
export { type Struct, struct } from './containers/struct.ts'
export { type Tied, tie, transposed } from './containers/tie.ts'
export type { TieRules, Transposed } from './containers/tie-type.ts'
export { grownFrom, grownStateFrom, init, initState } from './init.ts'
export {
  type Initialize,
  type Initializer,
  type InitializerLike,
  initializer,
  type Leaf,
  type Maker,
} from './initializer.ts'
export { type ConstantOptions, constant, ones, zeros } from './initializers/constant.ts'
export { type DiracOptions, dirac } from './initializers/dirac.ts'
export { eye } from './initializers/eye.ts'
export { calculateGain, type Nonlinearity } from './initializers/gain.ts'
export { glorotNormal, glorotUniform } from './initializers/glorot.ts'
export { heNormal, heUniform } from './initializers/he.ts'
export { type KaimingOptions, kaimingNormal, kaimingUniform } from './initializers/kaiming.ts'
export { lecunNormal, lecunUniform } from './initializers/lecun.ts'
export { type Keep, mask } from './initializers/mask.ts'
export { mixture } from './initializers/mixture.ts'
export { type NormalOptions, normal } from './initializers/normal.ts'
export type { Family, FamilyOf, OptionalFamilyOf } from './initializers/options.ts'
export { initializers } from './initializers/registry.ts'
export { scale } from './initializers/scale.ts'
export { type SparseOptions, sparse } from './initializers/sparse.ts'
export {
  type TruncatedNormalOptions,
  truncatedNormal,
} from './initializers/truncated-normal.ts'
export { type UniformOptions, uniform } from './initializers/uniform.ts'
export { type VarianceScalingOptions, varianceScaling } from './initializers/variance-scaling.ts'
export { type XavierOptions, xavierNormal, xavierUniform } from './initializers/xavier.ts'
export { type Definition, type FromJsonOptions, fromJson } from './json/from-json.ts'
export type { Json } from './json/json.ts'
export { type SpecJson, toJson } from './json/to-json.ts'
export * from './layers/activations.ts'
export {
  type BatchNorm,
  type BatchNormOptions,
  batchNorm,
  type NormState,
} from './layers/batch-norm.ts'
export {
  type Conv1d,
  type Conv2d,
  type ConvLayerOptions,
  type ConvParams,
  type ConvWeight,
  conv1d,
  conv2d,
} from './layers/conv.ts'
export { type Dropout, dropout } from './layers/dropout.ts'
export { type Embedding, type EmbeddingParams, embedding } from './layers/embedding.ts'
export { type LayerNorm, layerNorm } from './layers/layer-norm.ts'
export * from './layers/linear.ts'
export {
  type AttentionParams,
  type AttentionWeights,
  type MultiHeadAttention,
  type MultiHeadAttentionOptions,
  multiHeadAttention,
} from './layers/multi-head-attention.ts'
export type { NormBias, NormOptions, NormParams, NormTree, NormWeight } from './layers/norm.ts'
export {
  type AvgPool,
  avgPool,
  type GlobalPool,
  globalPool,
  type MaxPool,
  maxPool,
} from './layers/pool.ts'
export { type Positions, positions } from './layers/positions.ts'
export { type RmsNorm, type RmsNormOptions, rmsNorm } from './layers/rms-norm.ts'
export * from './layers/shapes.ts'
export * from './layers/softmax.ts'
export { declaredShapes, declaredState, entries, matching } from './leaves.ts'
export { isSpec } from './meaning.ts'
export { demandModel } from './model.ts'
export {
  type Gpt2,
  type Gpt2Block,
  type Gpt2Options,
  type Gpt2Sizes,
  gpt2,
} from './models/gpt-2.ts'
export { type LeNet5, leNet5 } from './models/le-net-5.ts'
export { kind, type Place, role, within } from './predicate.ts'
export { type Redrawn, reinit } from './reinit.ts'
export type { InitRule } from './rules.ts'
export type {
  AnySpec,
  Apply,
  Arg,
  Dt,
  In,
  Invalid,
  Kids,
  None,
  Out,
  Par,
  Params,
  Pure,
  Rnd,
  Spec,
  Sta,
  State,
  Takes,
  Taking,
  Tree,
} from './spec.ts'
export { summary } from './summary.ts'

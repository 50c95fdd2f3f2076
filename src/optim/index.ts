// Transformations of gradients: an optimizer is a pair of pure functions, and its state a tree. The design and the names are
// optax's; sgd's momentum is PyTorch's.
export {
  type Adam,
  type AdamOptions,
  type Adamw,
  type AdamwOptions,
  adam,
  adamw,
  type MomentOptions,
  scaleByAdam,
} from './adam.ts'
export { applyUpdates } from './apply-updates.ts'
export { type ChainOf, chain } from './chain.ts'
export { clip, clipByGlobalNorm, globalNorm } from './clip.ts'
export {
  constantSchedule,
  type PiecewiseOptions,
  piecewiseConstantSchedule,
  type Scheduled,
} from './constant-schedule.ts'
export { type CosineOptions, cosineDecaySchedule } from './cosine-schedule.ts'
export { addDecayedWeights, type DecayOptions } from './decay.ts'
export { type ExponentialOptions, exponentialDecay } from './exponential-schedule.ts'
export {
  type JoinOptions,
  joinSchedules,
  type WarmupCosineOptions,
  type WarmupExponentialOptions,
  warmupCosineDecaySchedule,
  warmupExponentialDecaySchedule,
} from './join-schedules.ts'
export { type Leaf, type LeafRule, type LeafUpdate, leafwise } from './leafwise.ts'
export {
  type LinearOptions,
  linearSchedule,
  type PolynomialOptions,
  polynomialSchedule,
} from './polynomial-schedule.ts'
export { type LearningRate, type Rate, type Schedule, scale, scaleByLearningRate } from './rate.ts'
export {
  type RmsOptions,
  type Rmsprop,
  type RmspropOptions,
  rmsprop,
  scaleByRms,
  scaleByStddev,
} from './rms.ts'
export { type Momentum, type Sgd, type SgdOptions, sgd, type TraceOptions, trace } from './sgd.ts'
export type {
  Chain,
  Counting,
  Leafwise,
  Like,
  Nothing,
  Optimizer,
  Slots,
  Stateless,
  StateOf,
  States,
  Transformation,
} from './transformation.ts'
export { identity } from './whole-tree.ts'

// Losses: typed functions of predictions and targets, predictions first, with PyTorch's numbers.
export { binaryCrossEntropy } from './binary.ts'
export { type CrossEntropy, type CrossEntropyOptions, crossEntropy } from './cross-entropy.ts'
export { type AnyLabelsFault, type LogitsFault, labelsOf, logitsOf } from './labels.ts'
export type { Checked, Prediction } from './operands.ts'
export {
  absolute,
  type HuberOptions,
  huber,
  meanSquaredError,
  type PairwiseLoss,
} from './pairwise.ts'
export type { Reduced, Reducing, Reduction } from './reduction.ts'

// Training: a pure step, the loop that folds it, batches that a key decides, measures that add up, data to try a model on.
export { type Batches, type BatchOptions, batches } from './batches.ts'
export { type FitOptions, fit, type Report } from './fit.ts'
export { type Accuracy, accuracy, evaluate, type Mean, type Metric, mean } from './metric.ts'
export type { BatchRows, Rows } from './rows.ts'
export { type Context, type Run, type StatefulRun, start, statefulStep, step } from './step.ts'
export {
  type RegressionOptions,
  type SpiralOptions,
  spirals,
  syntheticRegression,
} from './synthetic.ts'

// What losses refuse, in the words of types-test/loss.test-d.ts.
import { expect, test } from 'vitest'
import {
  absolute,
  binaryCrossEntropy,
  crossEntropy,
  huber,
  meanSquaredError,
} from '../../src/loss/index.ts'
import { ones, scalar, tensor } from '../../src/ops/index.ts'
import { attempt, sentence } from '../../src/prelude/index.ts'

const said = (run: () => unknown): string => {
  const result = attempt(run)
  return result._tag === 'Left' ? result.left.map(sentence).join('\n') : 'nothing'
}

const y = ones([2, 3])
const logits = ones([2, 5])
const labels = tensor([0, 1], { dtype: 'i32' })
/** A value whose type the compiler does not know. */
const unknown = (x: unknown): never => x as never

const cases: Readonly<Record<string, () => unknown>> = {
  'meanSquaredError: target must be f32[2, 3], as the prediction is (was f32[2]); reshape one of them':
    () => meanSquaredError(y, unknown(ones([2]))),
  'absolute: target must be f32[2, 3], as the prediction is (was f64[2, 3]); use convert': () =>
    absolute(y, unknown(ones([2, 3], { dtype: 'f64' }))),
  'binaryCrossEntropy: prediction must be f32 or f64 (was i32[2]); use convert': () =>
    binaryCrossEntropy(unknown(labels), unknown(labels)),
  'huber: prediction must be a tensor (was 3); make one with tensor or scalar': () =>
    huber(unknown(3), unknown(3)),
  'huber: target must be a tensor (was an array of 1); make one with tensor or scalar': () =>
    huber(y, unknown([1])),
  'huber: delta must be positive and finite (was 0); use meanSquaredError for no line, absolute for no square':
    () => huber(y, y, { delta: 0 }),
  "meanSquaredError: reduction must be 'mean', 'sum' or 'none' (was \"max\"); choose one of them":
    () => meanSquaredError(y, y, { reduction: unknown('max') }),
  'crossEntropy: labels must be i32[2], a class for each row of the logits (was i32[1, 2]); reshape them':
    () => crossEntropy(logits, unknown(tensor([[0, 1]], { dtype: 'i32' }))),
  'crossEntropy: targets must be f32[2, 5], as the logits are (was f32[2, 3]); give a probability for each class, or convert labels to i32':
    () => crossEntropy(logits, unknown(y)),
  'crossEntropy: targets must be f32[2, 5], as the logits are (was f64[2, 5]); use convert': () =>
    crossEntropy(logits, unknown(ones([2, 5], { dtype: 'f64' }))),
  'crossEntropy: targets must be labels, i32 or u32, or probabilities, f32 (was bool[2]); use convert':
    () => crossEntropy(logits, unknown(tensor([true, false]))),
  'crossEntropy: logits must be f32 or f64 (was i32[2]); use convert': () =>
    crossEntropy(unknown(labels), unknown(labels)),
  'crossEntropy: logits must have a last axis of classes (was f32[]); use binaryCrossEntropy for a single logit':
    () => crossEntropy(unknown(scalar(1)), unknown(labels)),
  'crossEntropy: labelSmoothing must be from 0 to 1 (was 1.5); write a number such as 0.5': () =>
    crossEntropy(logits, labels, { labelSmoothing: 1.5 }),
}

for (const [wanted, run] of Object.entries(cases))
  test(wanted, () => expect(said(run)).toBe(wanted))

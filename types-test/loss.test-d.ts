// Losses as types: targets of the prediction's type, labels of its rows, reductions; each refusal with its sentence.
import { grad, type Tensor, tensor } from 'espalier'
import { absolute, binaryCrossEntropy, crossEntropy, huber, meanSquaredError } from 'espalier/loss'
import type { F32, F64, I32 } from 'espalier/ops'
import { expectError, expectType } from 'tsd'

declare const y: F32<'2 3'>
declare const t: F32<'2 3'>
declare const batch: F32<'batch 3'>
declare const time: F32<'time 3'>
declare const double: F64<'2 3'>
declare const open: Tensor<number[]>

// a scalar of the prediction's dtype
expectType<Tensor<[]>>(meanSquaredError(y, t))
expectType<Tensor<[], 'f64'>>(absolute(double, double))
expectType<Tensor<[]>>(huber(y, t, { delta: 0.5 }))
expectType<Tensor<[]>>(binaryCrossEntropy(batch, t))
//! meanSquaredError: target must be f32[2, 3], as the prediction is (was f32[2]); reshape one of them
expectError(meanSquaredError(y, tensor([1, 2])))
//! absolute: target must be f32[2, 3], as the prediction is (was f64[2, 3]); use convert
expectError(absolute(y, double))
//! huber: target must be f32[batch, 3], as the prediction is (was f32[time, 3]); reshape one of them
expectError(huber(batch, time))
//! binaryCrossEntropy: prediction must be f32 or f64 (was i32[2]); use convert
expectError(binaryCrossEntropy(tensor([0, 1], { dtype: 'i32' }), tensor([0, 1])))

// nothing is broadcast, not even a last axis of 1: (batch, 1) beside (batch) is the classic mistake
declare const column: F32<'4 1'>
declare const row: F32<'4'>
expectType<Tensor<[]>>(meanSquaredError(column, column))
//! meanSquaredError: target must be f32[4, 1], as the prediction is (was f32[4]); reshape one of them
expectError(meanSquaredError(column, row))

// reductions: none keeps the shape, of which either side may know more
expectType<Tensor<[]>>(meanSquaredError(y, t, { reduction: 'sum' }))
expectType<Tensor<[2, 3]>>(meanSquaredError(y, t, { reduction: 'none' }))
expectType<Tensor<[2, 3]>>(meanSquaredError(batch, t, { reduction: 'none' }))
expectType<Tensor<number[]>>(meanSquaredError(open, open, { reduction: 'none' }))
declare const later: 'mean' | 'none'
expectType<Tensor<number[]>>(meanSquaredError(y, t, { reduction: later }))
//! TS2322: Type '"max"' is not assignable to type 'Reduction | undefined'.
expectError(meanSquaredError(y, t, { reduction: 'max' }))
//! TS2353: Object literal may only specify known properties, and 'delta' does not exist in type 'Reducing<"mean"> & Reducing<Reduction>'.
expectError(meanSquaredError(y, t, { delta: 1 }))
//! TS2559: Type '"sum"' has no properties in common with type 'Reducing<"mean"> & Reducing<Reduction>'.
expectError(meanSquaredError(y, t, 'sum'))

// cross entropy: labels are the rows' shape, probabilities the logits' type
declare const logits: F32<'2 5'>
declare const labels: I32<'2'>
declare const named: F32<'batch 5'>
expectType<Tensor<[]>>(crossEntropy(logits, labels))
expectType<Tensor<[2]>>(crossEntropy(logits, labels, { reduction: 'none' }))
expectType<Tensor<[2]>>(crossEntropy(logits, logits, { reduction: 'none', labelSmoothing: 0.1 }))
expectType<Tensor<[2]>>(crossEntropy(named, labels, { reduction: 'none' }))
declare const words: I32<'2 7'>
declare const vocabulary: F32<'2 7 5'>
expectType<Tensor<[2, 7]>>(crossEntropy(vocabulary, words, { reduction: 'none' }))
//! crossEntropy: labels must be i32[2], a class for each row of the logits (was i32[2, 7]); reshape them
expectError(crossEntropy(logits, words))
//! crossEntropy: targets must be f32[2, 5], as the logits are (was f32[2, 3]); give a probability for each class, or convert labels to i32
expectError(crossEntropy(logits, t))
//! crossEntropy: targets must be f32[2, 3], as the logits are (was f64[2, 3]); use convert
expectError(crossEntropy(y, double))
//! crossEntropy: targets must be labels, i32 or u32, or probabilities, f32 (was bool[2]); use convert
expectError(crossEntropy(logits, tensor([true, false])))
//! crossEntropy: logits must be f32 or f64 (was i32[2]); use convert
expectError(crossEntropy(labels, logits))
//! crossEntropy: logits must have a last axis of classes (was f32[]); use binaryCrossEntropy for a single logit
expectError(crossEntropy(tensor(1), labels))

// a loss is what grad takes; one that is not reduced is not
const loss = (w: F32<'2 3'>, x: F32<'2 3'>) => meanSquaredError(w, x)
expectType<Tensor<[2, 3]>>(grad(loss)(y, t))
//! grad: loss must be a scalar (was f32[2, 3]); reduce it with mean or sum
expectError(grad((w: F32<'2 3'>) => meanSquaredError(w, t, { reduction: 'none' })))

// generic in sizes
const generic = <N extends number>(p: Tensor<[N, 3]>, q: Tensor<[N, 3]>): Tensor<[N, 3]> =>
  absolute(p, q, { reduction: 'none' })
expectType<Tensor<[2, 3]>>(generic(y, t))
//! absolute: target must be f32[2, 3], as the prediction is (was f32[2, 4]); reshape one of them
expectError(absolute(y, tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 4])))

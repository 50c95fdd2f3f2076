// Composite mathematics on tensors, with broadcasting, typed by shape, written only with primitives. Data first: `add(x, y)`.
export * from './activation.ts'
export { add, div, maximum, minimum, mul, pow, rem, sub } from './arithmetic.ts'
export { type AttentionOptions, attention } from './attention.ts'
export type { KeepDims, Reduced, Reduction } from './axes.ts'
export type { Scalar } from './constant.ts'
export { conv } from './conv.ts'
export { bitCast, convert, stopGradient } from './convert.ts'
export { arange, eye, iota, linspace } from './count.ts'
export { einsum } from './einsum.ts'
export {
  abs,
  ceil,
  cos,
  erf,
  erfInv,
  exp,
  expm1,
  floor,
  log,
  log1p,
  neg,
  reciprocal,
  round,
  rsqrt,
  sign,
  sin,
  sqrt,
  square,
  tanh,
} from './elementwise.ts'
export { all, any, argmax, argmin, logSumExp, max, min } from './extreme.ts'
export { full, ones, onesLike, zeros, zerosLike } from './fill.ts'
export { concat, split, stack } from './join.ts'
export type { Rows, TypedArray } from './literal.ts'
export {
  and,
  eq,
  finite as isFinite,
  ge,
  gt,
  le,
  lt,
  nan as isNaN,
  ne,
  not,
  or,
  shiftLeft,
  shiftRightArithmetic,
  shiftRightLogical,
  xor,
} from './logic.ts'
export { matmul } from './matmul.ts'
export type { Bool, DimOf, Dims, F32, F64, I32, U32 } from './named.ts'
export { argsort, cumulativeSum, sort, topK } from './order.ts'
export { pad } from './pad.ts'
export type { Binary, Comparison, Operand } from './pair.ts'
export { type AvgPoolOptions, avgPool, maxPool, minPool, type Pool, sumPool } from './pool.ts'
export { dot, dotGeneral, outer } from './product.ts'
export { mean, norm, product, std, sum, variance } from './reduce.ts'
export { broadcastTo, expandDims, flatten, reshape, squeeze, transpose } from './reshape.ts'
export { scatterAdd, segmentSum } from './scatter.ts'
export { reverse, row, slice } from './slice.ts'
export { logSoftmax, softmax } from './softmax.ts'
export { oneHot, take, takeAlongAxis } from './take.ts'
export { scalar, tensor } from './tensor.ts'
export type { Question, Unary } from './unary.ts'
export { update } from './update.ts'
export { clip, where } from './where.ts'
export { dynamicSlice, dynamicUpdate } from './window.ts'

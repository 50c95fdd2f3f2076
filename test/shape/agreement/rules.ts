// Every shape rule by its name: the run-time rule is the oracle of the type.
import { isLeft } from 'fp-ts/lib/Either.js'
import { attempt, sentence } from '../../../src/prelude/index.ts'
import {
  attentionShape,
  type Border,
  broadcastShape,
  broadcastToShape,
  type ConvOptions,
  concatShape,
  convShape,
  dotGeneralShape,
  einsumShape,
  expandDimsShape,
  flattenShape,
  indexInto,
  keepDimsShape,
  matmulShape,
  type Pairing,
  padShape,
  poolShape,
  type Range,
  reduceShape,
  reshapeShape,
  type Sizes,
  type SlideOptions,
  sliceShape,
  splitShape,
  squeezeShape,
  stackShape,
  takeAlongShape,
  takeShape,
  transposeShape,
  wholeShape,
} from '../../../src/shape/index.ts'

export interface Arguments {
  readonly arithmetic: readonly [a: number, b: number]
  readonly attention: readonly [q: Sizes, k: Sizes, v: Sizes]
  readonly broadcast: readonly [a: Sizes, b: Sizes]
  readonly broadcastTo: readonly [shape: Sizes, target: Sizes]
  readonly checked: readonly [shape: Sizes]
  readonly concat: readonly [shapes: readonly Sizes[], axis: number]
  readonly conv: readonly [x: Sizes, kernel: Sizes, options: ConvOptions]
  readonly dotGeneral: readonly [a: Sizes, b: Sizes, pairing: Pairing]
  readonly einsum: readonly [equation: string, shapes: readonly Sizes[]]
  readonly expandDims: readonly [shape: Sizes, axis: number]
  readonly flatten: readonly [shape: Sizes]
  readonly indexed: readonly [shape: Sizes, index: Sizes]
  readonly keepDims: readonly [shape: Sizes, axes?: number | readonly number[]]
  readonly matmul: readonly [a: Sizes, b: Sizes]
  readonly pad: readonly [shape: Sizes, borders: readonly Border[]]
  readonly pool: readonly [shape: Sizes, window: Sizes, options: SlideOptions]
  readonly reduce: readonly [shape: Sizes, axes?: number | readonly number[]]
  readonly reshape: readonly [shape: Sizes, target: Sizes]
  readonly slice: readonly [shape: Sizes, ranges: readonly Range[]]
  readonly split: readonly [shape: Sizes, parts: number, axis: number]
  readonly squeeze: readonly [shape: Sizes, axes?: number | readonly number[]]
  readonly stack: readonly [shapes: readonly Sizes[], axis: number]
  readonly take: readonly [shape: Sizes, indices: Sizes, axis: number]
  readonly takeAlong: readonly [shape: Sizes, indices: Sizes, axis: number]
  readonly transpose: readonly [shape: Sizes, axes?: readonly number[]]
}
export type Rule = keyof Arguments

type Values = { readonly [R in Rule]: (...args: Arguments[R]) => Sizes }

const values: Values = {
  // sum, product, quotient, remainder, difference, and whether the first is the smaller; b is not 0
  arithmetic: (a, b) => [a + b, a * b, Math.floor(a / b), a % b, Math.abs(a - b), a < b ? 1 : 0],
  broadcast: (a, b) => broadcastShape('broadcast', a, b),
  broadcastTo: (shape, target) => broadcastToShape('broadcastTo', shape, target),
  checked: (shape) => wholeShape('checked', shape),
  concat: concatShape,
  dotGeneral: dotGeneralShape,
  einsum: einsumShape,
  expandDims: expandDimsShape,
  flatten: flattenShape,
  indexed: (shape, index) => shape.slice(indexInto('indexed', shape, index).length),
  keepDims: (shape, axes) => keepDimsShape('keepDims', shape, axes),
  matmul: matmulShape,
  pad: padShape,
  reduce: (shape, axes) => reduceShape('reduce', shape, axes),
  reshape: reshapeShape,
  slice: sliceShape,
  split: splitShape,
  squeeze: squeezeShape,
  stack: stackShape,
  take: takeShape,
  takeAlong: takeAlongShape,
  transpose: transposeShape,
  // last, so that those before draw the cases that they drew
  attention: attentionShape,
  conv: (x, kernel, options) => convShape(x, kernel, options).shape,
  pool: (shape, window, options) => poolShape('pool', shape, window, options).shape,
}

export const rules: readonly Rule[] = Object.keys(values) as Rule[] // the keys of a total record

/** The shape that the rule gives, or the sentence that it fails with. */
export const outcome = <R extends Rule>(rule: R, args: Arguments[R]): Sizes | string => {
  const result = attempt(() => values[rule](...args))
  return isLeft(result) ? sentence(result.left[0]) : result.right
}

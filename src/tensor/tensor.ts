// The public types of handles: shape and dtype as the compiler knows them. They add nothing at run time,
// so a handle made by the language is given its type by whoever knows its shape rule.
import type { DType, Shape, Sizes } from '../shape/index.ts'
import { Handle } from './handle.ts'

declare const shapeIs: unique symbol

/** An immutable array of numbers, float32 unless said otherwise. `Tensor<[2, 3]>`, `Tensor<[2, 3], 'i32'>`. */
export interface Tensor<out S extends Shape = Shape, out D = 'f32'> extends Handle {
  readonly [shapeIs]: S
  readonly shape: { readonly [I in keyof S]: S[I] extends number ? S[I] : number } & Sizes
  readonly dtype: D & DType
  /** The elements, row-major. */
  [Symbol.iterator](): IterableIterator<ElementOf<D>>
}

/** A tensor of any shape and dtype. */
export type AnyTensor = Tensor<Shape, unknown>

/** An immutable array of random keys; a single one by default. */
export interface Key<out S extends Shape = []> extends Handle {
  readonly [shapeIs]: S
  readonly dtype: 'key'
}

/** The numbers of one element as a user reads them. */
export type ElementOf<D> = D extends 'bool' ? boolean : number

export const isTensor = (x: unknown): x is AnyTensor => x instanceof Handle && x.dtype !== 'key'
export const isKey = (x: unknown): x is Key<Shape> => x instanceof Handle && x.dtype === 'key'
export const isHandle = (x: unknown): x is Handle => x instanceof Handle

// Reductions: the axes that they take away, or keep with size 1.
import type { Sizes } from './array-type.ts'
import { type AxesOf, axesOf, axisList, type Replace, type Without } from './axis.ts'
import type { IsOpen, Shape, Unknown } from './dim.ts'

/** One axis, several, or all. */
export type Axes = number | readonly number[] | undefined

/** The reduced axes, counted from 0, in ascending order. */
export const reducedAxes = (op: string, shape: Sizes, axes?: Axes): readonly number[] =>
  axes === undefined
    ? shape.map((_, axis) => axis)
    : [...axesOf(op, shape, axisList(op, axes))].sort((a, b) => a - b)

/** The shape without the reduced axes. */
export const reduceShape = (op: string, shape: Sizes, axes?: Axes): Sizes => {
  const reduced = reducedAxes(op, shape, axes)
  return shape.filter((_, axis) => !reduced.includes(axis))
}

/** The shape with 1 at the reduced axes: what broadcasts against the operand. */
export const keepDimsShape = (op: string, shape: Sizes, axes?: Axes): Sizes => {
  const reduced = reducedAxes(op, shape, axes)
  return shape.map((n, axis) => (reduced.includes(axis) ? 1 : n))
}

/** The list of the reduced axes counted from 0, `number` where they are unknown, or a sentence. */
type ReducedAxes<Op, S, A> = A extends number
  ? number extends A
    ? number
    : AxesOf<Op, S, [A]>
  : A extends Shape
    ? number extends A[number]
      ? number
      : AxesOf<Op, S, A>
    : never

/** What is left of a shape when nobody knows which axes go. */
type Rest<S, A> = A extends number
  ? S extends readonly [unknown, ...infer Tail]
    ? Unknown<Tail>
    : number[]
  : number[]

type Init<S> = S extends readonly [...infer Before, unknown] ? Before : number[]

/** The shape without the reduced axes, or a sentence of {@link reduceShape}. */
export type ReduceShape<Op, S extends Shape, A = undefined> = A extends undefined
  ? []
  : IsOpen<S> extends true
    ? A extends -1
      ? Init<S>
      : number[]
    : ReducedAxes<Op, S, A> extends infer Found
      ? Found extends string
        ? Found
        : Found extends Shape
          ? Without<S, Found[number]>
          : Rest<S, A>
      : never

/** The shape with 1 at the reduced axes, or a sentence of {@link keepDimsShape}. */
export type KeepDimsShape<Op, S extends Shape, A = undefined> = A extends undefined
  ? { -readonly [I in keyof S]: 1 }
  : IsOpen<S> extends true
    ? A extends -1
      ? [...(Init<S> extends infer Before extends Shape ? Before : never), 1]
      : number[]
    : ReducedAxes<Op, S, A> extends infer Found
      ? Found extends string
        ? Found
        : Found extends readonly number[]
          ? Replace<S, Found[number], 1>
          : Unknown<S>
      : never

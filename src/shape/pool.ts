// Windows over the last axes: [..., n, m] under a window [h, w].
import { demandArray, type Fill, fail, fill } from '../prelude/index.ts'
import { type Sizes, showShape } from './array-type.ts'
import type { IsOpen, Shape, ShowShape } from './dim.ts'
import { perAxis, type Slid, type SlideOptions, slide } from './slide.ts'
import type { PerAxisFault, SlidOver } from './slide-type.ts'

const deep = {
  where: '{op}',
  must: 'input must have the {rank} axes of the window',
  was: '{shape}',
  do: 'add axes with reshape',
} as const

export interface Pooled extends Slid {
  readonly shape: Sizes
}

/** The options of a pool, whose windows stand side by side unless strides are given. */
export const poolOptions = (window: Sizes, options: SlideOptions): SlideOptions => ({
  strides: window,
  ...options,
})

/** The shape with a place for each window, and how the windows slide along the last axes. */
export const poolShape = (
  op: string,
  shape: Sizes,
  window: Sizes,
  options: SlideOptions,
): Pooled => {
  perAxis(op, 'window', demandArray(op, 'window', window) as Sizes, window.length)
  const from = shape.length - window.length
  if (from < 0) fail(fill(deep, { op, rank: window.length, shape: showShape(shape) }))
  const slid = slide(op, shape, window, poolOptions(window, options))
  return { ...slid, shape: [...shape.slice(0, from), ...slid.places] }
}

/** The last axes of a shape, as many as a list has, and those before; `false` where there are too few. */
export type Split<S, W, Last extends Shape = []> = W extends readonly [unknown, ...infer Ws]
  ? S extends readonly [...infer Init, infer N]
    ? Split<Init, Ws, [N, ...Last]>
    : false
  : { readonly before: S; readonly last: Last }

/** The options of {@link poolOptions}. */
export type PoolStrides<O, W> = 'strides' extends keyof O ? O : O & { readonly strides: W }

/** The sentence of a window that is none for this shape, however it slides, or null. */
export type WindowFault<Op, S, W extends Shape> =
  IsOpen<W> extends true
    ? null
    : PerAxisFault<Op, 'window', W, W> extends infer Fault
      ? Fault extends string
        ? Fault
        : IsOpen<S> extends true
          ? null
          : Split<S, W> extends false
            ? Fill<typeof deep, { op: Op; rank: W['length']; shape: ShowShape<S> }>
            : null
      : never

type Placed<Op, S, W extends Shape, O> =
  Split<S, W> extends {
    readonly before: infer B extends Shape
    readonly last: infer L extends Shape
  }
    ? SlidOver<Op, S, L, W, PoolStrides<O, W>> extends infer Places
      ? Places extends Shape
        ? [...B, ...Places]
        : Places
      : never
    : never

/** The shape with a place for each window, or a sentence of {@link poolShape}. */
export type PoolShape<Op, S, W extends Shape, O> =
  IsOpen<W> extends true
    ? number[]
    : WindowFault<Op, S, W> extends infer Fault
      ? Fault extends string
        ? Fault
        : IsOpen<S> extends true
          ? number[]
          : Placed<Op, S, W, O>
      : never

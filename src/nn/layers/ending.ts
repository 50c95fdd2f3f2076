// Layers over the last axes of each example, whose sizes they know: [..., 3, 4].
import { type Fill, fail, fill } from '../../prelude/index.ts'
import {
  demandList,
  type ShowDim,
  type ShowShape,
  type Sizes,
  showShape,
} from '../../shape/index.ts'
import { type Dim, type NotLast, placeOf, showDims, withLast } from '../dims.ts'
import type { Meaning } from '../meaning.ts'
import { type MatchOf, match } from '../pattern.ts'
import { demandSizes } from '../sizes.ts'

const unlike = {
  where: '{place}',
  must: 'input of {kind}({shape}) must be [..., {sizes}]',
  was: '{was}',
  do: 'change one of them',
} as const

type Inside<T> = ShowShape<T> extends `[${infer Sizes}]` ? Sizes : never

/** A shape that ends with T, or the sentence of another. */
export type Ending<K extends string, S, T extends readonly unknown[]> =
  MatchOf<readonly ['...', ...T], S> extends false
    ? T extends readonly [infer C]
      ? NotLast<S, `${K}(${ShowDim<C, S>})`, C, `${K}(`, ')'>
      : Fill<
          typeof unlike,
          { place: ''; kind: K; shape: ShowShape<T>; sizes: Inside<T>; was: ShowShape<S> }
        >
    : S

/** The sizes of the last axes, frozen.  Fails for what is no list of sizes, at least one. */
export const lastSizes = (kind: string, sizes: Sizes): Sizes => {
  if (demandList(kind, sizes).length === 0)
    fail({
      where: kind,
      must: 'shape must have one axis or more',
      was: '[]',
      do: 'give the sizes of the last axes',
    })
  demandSizes(kind, Object.fromEntries(Array.from(sizes, (n, axis) => [`size ${axis}`, n])))
  return Object.freeze([...sizes])
}

/** The label of a layer over these last axes, and the shape that it keeps. */
export const ending = (kind: string, shape: Sizes): Pick<Meaning, 'label' | 'out'> => {
  const [only] = shape
  const label = `${kind}(${shape.length === 1 ? only : showShape(shape)})`
  const last = { layer: label, size: only ?? 0, repair: (n: Dim): string => `${kind}(${n})` }
  return {
    label,
    out: (x, place) => {
      if (shape.length === 1) return withLast(x, place, last)
      const [text, was] = [showShape(shape), showDims(x)]
      const words = { place: placeOf(place), kind, shape: text, sizes: text.slice(1, -1), was }
      return match(['...', ...shape], x) === undefined ? fail(fill(unlike, words)) : x
    },
  }
}

// What all that slides has in common: the checks of its parameters, its places, and the border that it slides over.
import { fail } from '../../prelude/index.ts'
import { dilatedLength, type Sizes, showShape, slideLength } from '../../shape/index.ts'
import { allocate } from '../../tensor/index.ts'
import type { Window } from '../ir/index.ts'
import type { NdArray } from '../level/index.ts'
import { extent } from './extent.ts'

/** A window over elements that stand apart. */
export type Sliding = Window & { readonly inputDilation: Sizes }

/** Fails unless a window is given for each of so many axes. */
export const mustSlide = (where: string, rank: number, slide: Sliding): void => {
  const { window, strides, low, high, dilation, inputDilation } = slide
  const positive = [window, strides, dilation, inputDilation]
  const all = [...positive, low, high]
  if (all.some(({ length }) => length !== rank))
    fail({
      where,
      must: `window, strides, padding and dilation must be given for each of ${rank} axes`,
      was: all.map(showShape).join(', '),
      do: 'write 1 for an axis that does not slide, with no padding',
    })
  if (positive.flat().some((n) => n < 1) || all.flat().some((n) => !Number.isInteger(n)))
    fail({
      where,
      must: 'window, strides and dilation must be 1 or more, and padding whole numbers',
      was: all.map(showShape).join(', '),
      do: 'write whole numbers',
    })
}

const at = (sizes: Sizes, axis: number): number => sizes[axis] ?? 1

/** The length of each axis with what stands between and around its elements; negative where more is cut than there is. */
const borderedLengths = (
  shape: Sizes,
  { low, high, inputDilation }: Pick<Sliding, 'low' | 'high' | 'inputDilation'>,
): Sizes =>
  shape.map((n, axis) => dilatedLength(n, at(inputDilation, axis)) + at(low, axis) + at(high, axis))

/** How many places a window has along each axis. */
export const slid = (shape: Sizes, slide: Sliding): Sizes =>
  borderedLengths(shape, slide).map((length, axis) =>
    slideLength(
      length,
      dilatedLength(at(slide.window, axis), at(slide.dilation, axis)),
      at(slide.strides, axis),
    ),
  )

/** x with its border, and with holes between its elements, all of this one number. */
export const bordered = (
  x: NdArray,
  filler: number,
  border: Pick<Sliding, 'low' | 'high' | 'inputDilation'>,
): NdArray => {
  const { low, high, inputDilation } = border
  const type = { shape: borderedLengths(x.shape, border), dtype: x.dtype }
  const around = { shape: [], dtype: x.dtype, data: allocate(x.dtype, 1).fill(filler) }
  const interior = inputDilation.map((n) => n - 1)
  const [data] = extent.pad.evaluate([x, around], { low, high, interior }, [type])
  return { ...type, data }
}

/** The border with which the cotangent of a place-by-place sum slides back over its x, one element of x at a time. */
export const borderBack = (
  shape: Sizes,
  places: Sizes,
  slide: Sliding,
): Pick<Sliding, 'low' | 'high'> => {
  const { window, strides, low, dilation, inputDilation } = slide
  const reach = window.map((n, axis) => dilatedLength(n, at(dilation, axis)))
  const before = reach.map((n, axis) => n - 1 - (low[axis] ?? 0))
  const after = shape.map(
    (n, axis) =>
      dilatedLength(n, at(inputDilation, axis)) +
      at(reach, axis) -
      1 -
      dilatedLength(at(places, axis), at(strides, axis)) -
      (before[axis] ?? 0),
  )
  return { low: before, high: after }
}

/** The axes of a convolution: items (of a kernel: features), channels, and those that the kernel slides along. */
export const spatial = ({ shape }: { readonly shape: Sizes }): Sizes => shape.slice(2)
export const items = ({ shape }: { readonly shape: Sizes }): number => shape[0] ?? 0
export const channels = ({ shape }: { readonly shape: Sizes }): number => shape[1] ?? 0

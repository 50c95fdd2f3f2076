// Windows that slide along axes: how many places they have there, by strides, padding and dilation.
import { fail, fill, shown } from '../prelude/index.ts'
import { type Sizes, showShape } from './array-type.ts'

/** The length of n elements that stand `dilation` apart.
 *  @example dilatedLength(3, 2) // => 5 */
export const dilatedLength = (n: number, dilation: number): number =>
  n === 0 ? 0 : (n - 1) * dilation + 1

/** How many places a window has in a length, each `stride` after the last; none where it does not fit.
 *  @example slideLength(7, 3, 2) // => 3 */
export const slideLength = (length: number, window: number, stride: number): number =>
  window > length ? 0 : Math.floor((length - window) / stride) + 1

/** One number for every axis, or one for each. */
export type PerAxis = number | readonly number[]
/** What stands on both sides of an axis, or before and after it; less than nothing cuts. */
export type Margin = number | readonly [low: number, high: number]
/** `same`: as many places as the strides have in x, the margins as equal as may be, the later one the larger. `valid`: none. */
export type Margins = 'same' | 'valid' | number | readonly Margin[]

/** How a window slides: by 1, unless given, over no padding, its elements 1 apart. */
export interface SlideOptions {
  readonly strides?: PerAxis
  readonly padding?: Margins
  readonly dilation?: PerAxis
}
/** The same over elements that stand apart. */
export interface DilatedOptions extends SlideOptions {
  readonly inputDilation?: PerAxis
}

/** A slide in numbers, one for each axis. */
export interface Slid {
  /** How many places there are. */
  readonly places: Sizes
  readonly strides: Sizes
  readonly low: Sizes
  readonly high: Sizes
  readonly dilation: Sizes
  readonly inputDilation: Sizes
}

export const few = {
  where: '{op}',
  must: '{name} must be 1 or more, for all axes or for each of the {rank} that slide',
  was: '{given}',
  do: 'write whole numbers such as 1',
} as const

export const torn = {
  where: '{op}',
  must: "padding must be 'same', 'valid' or whole, for all axes or for each of the {rank} that slide",
  was: '{given}',
  do: "write 'same', or whole numbers such as 1",
} as const

export const misfit = {
  where: '{op}',
  must: 'window must fit axis {axis} of {shape} with its padding',
  was: '{reach} long',
  do: 'pad more, or take a smaller window',
} as const

/** What an option says for each axis. */
export const perAxis = (op: string, name: string, given: PerAxis, rank: number): Sizes => {
  const each = typeof given === 'number' ? Array<number>(rank).fill(given) : given
  const right =
    Array.isArray(each) &&
    each.length === rank &&
    Array.from(each).every((n) => Number.isSafeInteger(n) && n > 0)
  if (!right && !(rank === 0 && typeof given === 'number'))
    fail(fill(few, { op, name, rank, given: written(given) }))
  return each
}

/** One for each axis, as it was written. */
const written = (given: unknown): string =>
  Array.isArray(given)
    ? `[${Array.from(given, (one) => (Array.isArray(one) ? showShape(one) : shown(one))).join(', ')}]`
    : shown(given)

/** The margins of each axis; `same` is worked out axis by axis. */
const marginsOf = (
  op: string,
  given: Margins,
  rank: number,
): 'same' | readonly (readonly [low: number, high: number])[] => {
  if (given === 'same') return given
  const each =
    given === 'valid'
      ? Array<Margin>(rank).fill(0)
      : typeof given === 'number'
        ? Array<Margin>(rank).fill(given)
        : given
  const pairs = Array.isArray(each)
    ? Array.from(each as readonly Margin[], (margin) =>
        typeof margin === 'number' ? ([margin, margin] as const) : margin,
      )
    : []
  const right =
    Array.isArray(each) &&
    pairs.length === rank &&
    pairs.every(
      (pair) =>
        Array.isArray(pair) && pair.length === 2 && Array.from(pair).every(Number.isSafeInteger),
    )
  return right ? pairs : fail(fill(torn, { op, rank, given: written(given) }))
}

/** Options as numbers, for each axis of a window. */
export interface SlideNumbers extends Omit<Slid, 'places' | 'low' | 'high'> {
  readonly window: Sizes
  readonly margins: 'same' | readonly (readonly [low: number, high: number])[]
}

/** The options of a window of these sizes as numbers.  Fails where they are none. */
export const slideNumbers = (op: string, window: Sizes, options: DilatedOptions): SlideNumbers => {
  const rank = window.length
  return {
    window,
    strides: perAxis(op, 'strides', options.strides ?? 1, rank),
    dilation: perAxis(op, 'dilation', options.dilation ?? 1, rank),
    inputDilation: perAxis(op, 'inputDilation', options.inputDilation ?? 1, rank),
    margins: marginsOf(op, options.padding ?? 'valid', rank),
  }
}

/** How a window slides along the i-th of its axes, where x is n long: how many places it has, and over what margins.
 *  Fails where it does not fit; the axis is counted from the end of the shape. */
export const slideAlong = (
  op: string,
  { window, strides, dilation, inputDilation, margins }: SlideNumbers,
  i: number,
  { n, shape }: { readonly n: number; readonly shape: readonly (number | string)[] },
): { readonly places: number; readonly low: number; readonly high: number } => {
  const [stride = 1, apart = 1] = [strides[i], inputDilation[i]]
  const reach = dilatedLength(window[i] ?? 1, dilation[i] ?? 1)
  const length = dilatedLength(n, apart)
  if (margins === 'same') {
    const places = Math.ceil(length / stride)
    const total = Math.max(0, (places - 1) * stride + reach - length)
    const low = Math.floor(total / 2)
    return { places, low, high: total - low }
  }
  const [low, high] = margins[i] ?? [0, 0]
  const total = length + low + high
  if (total < reach)
    fail(fill(misfit, { op, axis: i - window.length, shape: `[${shape.join(', ')}]`, reach }))
  return { places: slideLength(total, reach, stride), low, high }
}

/** Whether a window moves by 1 over just the padding that it loses, so that the size of the i-th axis stays, known or not. */
export const keepsSize = (
  { window, strides, dilation, inputDilation, margins }: SlideNumbers,
  i: number,
): boolean => {
  if (strides[i] !== 1 || inputDilation[i] !== 1) return false
  if (margins === 'same') return true
  const [low, high] = margins[i] ?? [0, 0]
  return low + high === dilatedLength(window[i] ?? 1, dilation[i] ?? 1) - 1
}

/** How a window of these sizes slides over the last axes of a shape.  Fails where it does not fit. */
export const slide = (op: string, shape: Sizes, window: Sizes, options: DilatedOptions): Slid => {
  const numbers = slideNumbers(op, window, options)
  const axes = shape
    .slice(shape.length - window.length)
    .map((n, i) => slideAlong(op, numbers, i, { n, shape }))
  return {
    ...numbers,
    places: axes.map(({ places }) => places),
    low: axes.map(({ low }) => low),
    high: axes.map(({ high }) => high),
  }
}

// The order of sums and products of many terms, on which every bit of them depends. It is permanent.
//   Sum: term i is in block ⌊i/256⌋, lane i mod 16, step ⌊i/16⌋ mod 16. A lane adds its terms in step order from +0;
//   a block folds lane l with l + 8, then l + 4, l + 2, l + 1; blocks join in an aligned binary tree.
//   Product: within 256 terms ((+0 + a·b) + a·b) + …; block sums are added in order.
//   Convolution: the same, in blocks that follow its kernel.
// Whole numbers wrap, so that their order shows in no bit.
import { type DType, type Sizes, size } from '../../shape/index.ts'
import { float } from './float.ts'

/** Terms of an array: term i is `data[start + offsets[i]]`. */
export interface Terms {
  readonly data: ArrayLike<number>
  readonly start: number
  readonly offsets: ArrayLike<number>
}

export interface Reduction {
  /** The sum of the terms; +0 of none. */
  readonly sum: (terms: Terms) => number
  /** The sum of the products of terms, as many on either side; +0 of none. */
  readonly dot: (left: Terms, right: Terms) => number
  /** The same, in blocks that end before these terms. */
  readonly dotIn: (left: Terms, right: Terms, ends: ArrayLike<number>) => number
}

const f32 = Math.fround
/** How many terms of a sum or a product are added before theirs joins the others'. */
export const BLOCK = 256
const LANES = 16

// a lane is never −0, having started at +0, so that a missing lane may be +0: it adds nothing
const lanes = new Float64Array(LANES)
// sums of finished subtrees, larger ones first: 2³² blocks at most
const subtrees = new Float64Array(33)

/** The terms of a block, from term `first` on, added in f32. */
const blockF32 = ({ data, start, offsets }: Terms, first: number): number => {
  const end = Math.min(first + BLOCK, offsets.length)
  for (let lane = 0; lane < LANES; lane++) {
    let sum = 0
    // the offsets are within the data: nothing is missing
    for (let i = first + lane; i < end; i += LANES)
      sum = f32(sum + (data[start + (offsets[i] ?? 0)] ?? 0))
    lanes[lane] = sum
  }
  for (let half = LANES / 2; half > 0; half >>= 1)
    for (let lane = 0; lane < half; lane++)
      lanes[lane] = f32((lanes[lane] ?? 0) + (lanes[lane + half] ?? 0))
  return lanes[0] ?? 0
}

/** The terms of a block, from term `first` on, added in f64. */
const blockF64 = ({ data, start, offsets }: Terms, first: number): number => {
  const end = Math.min(first + BLOCK, offsets.length)
  for (let lane = 0; lane < LANES; lane++) {
    let sum = 0
    for (let i = first + lane; i < end; i += LANES) sum += data[start + (offsets[i] ?? 0)] ?? 0
    lanes[lane] = sum
  }
  for (let half = LANES / 2; half > 0; half >>= 1)
    for (let lane = 0; lane < half; lane++)
      lanes[lane] = (lanes[lane] ?? 0) + (lanes[lane + half] ?? 0)
  return lanes[0] ?? 0
}

/** Blocks joined in an aligned binary tree: a finished subtree joins its left sister at once. */
const joined = (
  terms: Terms,
  block: (terms: Terms, first: number) => number,
  add: (x: number, y: number) => number,
): number => {
  const blocks = Math.ceil(terms.offsets.length / BLOCK)
  let waiting = 0
  for (let b = 0; b < blocks; b++) {
    let sum = block(terms, b * BLOCK)
    // as many sisters wait as b ends in ones
    for (let ones = b; ones & 1; ones >>>= 1) sum = add(subtrees[--waiting] ?? 0, sum)
    subtrees[waiting++] = sum
  }
  if (waiting === 0) return 0
  let sum = subtrees[--waiting] ?? 0
  while (waiting > 0) sum = add(subtrees[--waiting] ?? 0, sum)
  return sum
}

/** The sum of some products of terms, from one on up to another. */
type Products = (left: Terms, right: Terms, from: number, to: number) => number

const productsF32: Products = (left, right, from, to) => {
  const { data: xs, start: fromX, offsets: stepsX } = left
  const { data: ys, start: fromY, offsets: stepsY } = right
  let sum = 0
  for (let i = from; i < to; i++) {
    const x = xs[fromX + (stepsX[i] ?? 0)] ?? 0
    const y = ys[fromY + (stepsY[i] ?? 0)] ?? 0
    sum = f32(sum + f32(x * y))
  }
  return sum
}

const productsF64: Products = (left, right, from, to) => {
  const { data: xs, start: fromX, offsets: stepsX } = left
  const { data: ys, start: fromY, offsets: stepsY } = right
  let sum = 0
  for (let i = from; i < to; i++) {
    const x = xs[fromX + (stepsX[i] ?? 0)] ?? 0
    const y = ys[fromY + (stepsY[i] ?? 0)] ?? 0
    sum += x * y
  }
  return sum
}

// a block is never −0, having started at +0, so that the total may start there too
const dotF32 = (left: Terms, right: Terms): number => {
  const count = left.offsets.length
  let total = 0
  for (let from = 0; from < count; from += BLOCK)
    total = f32(total + productsF32(left, right, from, Math.min(from + BLOCK, count)))
  return total
}

const dotF64 = (left: Terms, right: Terms): number => {
  const count = left.offsets.length
  let total = 0
  for (let from = 0; from < count; from += BLOCK)
    total += productsF64(left, right, from, Math.min(from + BLOCK, count))
  return total
}

const dotInF32: Reduction['dotIn'] = (left, right, ends) => {
  let total = 0
  for (let i = 0; i < ends.length; i++)
    total = f32(total + productsF32(left, right, ends[i - 1] ?? 0, ends[i] ?? 0))
  return total
}

const dotInF64: Reduction['dotIn'] = (left, right, ends) => {
  let total = 0
  for (let i = 0; i < ends.length; i++)
    total += productsF64(left, right, ends[i - 1] ?? 0, ends[i] ?? 0)
  return total
}

/** The axes of a convolution's terms, channel before kernel axes. A unit is the longest run of trailing axes (the kernel, else
 *  its rows, else one term) of at most 256 terms; a block is as many consecutive units along the axis before as 256 holds,
 *  and starts anew at each index of the axes outside.
 *  @example unitAxes([11, 5, 5]) // => { outside: [], along: 11, unit: [5, 5] } */
export const unitAxes = (
  terms: Sizes,
): { readonly outside: Sizes; readonly along: number; readonly unit: Sizes } => {
  let axis = terms.length - 1
  let unit = 1
  for (; axis > 0 && unit * (terms[axis] ?? 1) <= BLOCK; axis--) unit *= terms[axis] ?? 1
  return { outside: terms.slice(0, axis), along: terms[axis] ?? 1, unit: terms.slice(axis + 1) }
}

/** Where the blocks of a convolution end, its terms flattened: see {@link unitAxes}.
 *  @example convolutionBlocks(11, [5, 5]) // => [250, 275]
 *  @example convolutionBlocks(2, [20, 20]) // => [240, 400, 640, 800] */
export const convolutionBlocks = (channels: number, kernel: Sizes): readonly number[] => {
  const { outside, along, unit } = unitAxes([channels, ...kernel])
  const terms = size(unit)
  const block = Math.floor(BLOCK / terms) * terms
  // the terms at one index of the axes outside
  const run = terms * along
  const ends: number[] = []
  for (let start = 0; start < size(outside) * run; start += run)
    for (let end = block; end < run + block; end += block) ends.push(start + Math.min(end, run))
  return ends
}

/** A sum that wraps, as an i32. */
const wrappedSum = ({ data, start, offsets }: Terms): number => {
  let sum = 0
  for (let i = 0; i < offsets.length; i++) sum = (sum + (data[start + (offsets[i] ?? 0)] ?? 0)) | 0
  return sum
}

/** A sum of products that wraps, as an i32. */
const wrappedDot = (left: Terms, right: Terms): number => {
  let sum = 0
  for (let i = 0; i < left.offsets.length; i++) {
    const x = left.data[left.start + (left.offsets[i] ?? 0)] ?? 0
    const y = right.data[right.start + (right.offsets[i] ?? 0)] ?? 0
    sum = (sum + Math.imul(x, y)) | 0
  }
  return sum
}

/** Sums and products of terms, by dtype. */
export const reduction: Readonly<Record<Exclude<DType, 'bool'>, Reduction>> = {
  f32: {
    sum: (terms) => joined(terms, blockF32, float.f32.add),
    dot: dotF32,
    dotIn: dotInF32,
  },
  f64: {
    sum: (terms) => joined(terms, blockF64, float.f64.add),
    dot: dotF64,
    dotIn: dotInF64,
  },
  i32: { sum: wrappedSum, dot: wrappedDot, dotIn: wrappedDot },
  u32: {
    sum: (terms) => wrappedSum(terms) >>> 0,
    dot: (a, b) => wrappedDot(a, b) >>> 0,
    dotIn: (a, b) => wrappedDot(a, b) >>> 0,
  },
}

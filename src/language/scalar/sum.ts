// The order of sums and products of many terms, on which every bit of them depends. It is permanent.
//   Sum: term i is in block ⌊i/256⌋, lane i mod 16, step ⌊i/16⌋ mod 16. A lane adds its terms in step order from +0;
//   a block folds lane l with l + 8, then l + 4, l + 2, l + 1; blocks join in an aligned binary tree.
//   Product: within 256 terms ((+0 + a·b) + a·b) + …; block sums are added in order.
// Whole numbers wrap, so that their order shows in no bit.
import type { DType } from '../../shape/index.ts'
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
}

const f32 = Math.fround
const BLOCK = 256
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

const dotF32 = (left: Terms, right: Terms): number => {
  const { data: xs, start: fromX, offsets: stepsX } = left
  const { data: ys, start: fromY, offsets: stepsY } = right
  const count = stepsX.length
  let total = 0
  for (let first = 0; first < count; first += BLOCK) {
    const end = Math.min(first + BLOCK, count)
    let sum = 0
    for (let i = first; i < end; i++) {
      const x = xs[fromX + (stepsX[i] ?? 0)] ?? 0
      const y = ys[fromY + (stepsY[i] ?? 0)] ?? 0
      sum = f32(sum + f32(x * y))
    }
    total = first === 0 ? sum : f32(total + sum)
  }
  return total
}

const dotF64 = (left: Terms, right: Terms): number => {
  const { data: xs, start: fromX, offsets: stepsX } = left
  const { data: ys, start: fromY, offsets: stepsY } = right
  const count = stepsX.length
  let total = 0
  for (let first = 0; first < count; first += BLOCK) {
    const end = Math.min(first + BLOCK, count)
    let sum = 0
    for (let i = first; i < end; i++) {
      const x = xs[fromX + (stepsX[i] ?? 0)] ?? 0
      const y = ys[fromY + (stepsY[i] ?? 0)] ?? 0
      sum += x * y
    }
    total = first === 0 ? sum : total + sum
  }
  return total
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
  f32: { sum: (terms) => joined(terms, blockF32, float.f32.add), dot: dotF32 },
  f64: { sum: (terms) => joined(terms, blockF64, float.f64.add), dot: dotF64 },
  i32: { sum: wrappedSum, dot: wrappedDot },
  u32: { sum: (terms) => wrappedSum(terms) >>> 0, dot: (a, b) => wrappedDot(a, b) >>> 0 },
}

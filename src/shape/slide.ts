// Windows that slide along an axis: how many places they have there.

/** The length of n elements that stand `dilation` apart.
 *  @example dilatedLength(3, 2) // => 5 */
export const dilatedLength = (n: number, dilation: number): number =>
  n === 0 ? 0 : (n - 1) * dilation + 1

/** How many places a window has in a length, each `stride` after the last; none where it does not fit.
 *  @example slideLength(7, 3, 2) // => 3 */
export const slideLength = (length: number, window: number, stride: number): number =>
  window > length ? 0 : Math.floor((length - window) / stride) + 1

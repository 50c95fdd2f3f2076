// Threefry-2x32 of 20 rounds: two words of a counter, enciphered under a key of two words.
// Salmon, Moraes, Dror & Shaw, Parallel random numbers: as easy as 1, 2, 3, 2011; the generator of JAX.

const PARITY = 0x1bd11bda

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by))

/** Writes the two words for key (k0, k1) and counter (c0, c1) to `into[at]` and `into[at + 1]`. */
export const threefry2x32 = (
  k0: number,
  k1: number,
  c0: number,
  c1: number,
  into: Uint32Array,
  at: number,
): void => {
  const k2 = k0 ^ k1 ^ PARITY
  let x0 = (c0 + k0) | 0
  let x1 = (c1 + k1) | 0
  // four rounds under one pair of the key's words, five times
  for (let i = 0; i < 5; i++) {
    const even = (i & 1) === 0
    x0 = (x0 + x1) | 0
    x1 = rotate(x1, even ? 13 : 17) ^ x0
    x0 = (x0 + x1) | 0
    x1 = rotate(x1, even ? 15 : 29) ^ x0
    x0 = (x0 + x1) | 0
    x1 = rotate(x1, even ? 26 : 16) ^ x0
    x0 = (x0 + x1) | 0
    x1 = rotate(x1, even ? 6 : 24) ^ x0
    const phase = i % 3
    x0 = (x0 + (phase === 0 ? k1 : phase === 1 ? k2 : k0)) | 0
    x1 = (x1 + (phase === 0 ? k2 : phase === 1 ? k0 : k1) + i + 1) | 0
  }
  into[at] = x0
  into[at + 1] = x1
}

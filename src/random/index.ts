// Randomness as values: keys, and numbers drawn from them. Streams are JAX's (threefry, partitionable mode), bit for bit
// where they are made of integers and exact arithmetic, to 1e-6 where they pass through logarithms and error functions.
export { bits } from './bits.ts'
export { foldIn, split } from './derive.ts'
export { key, keyData, wrapKey } from './key.ts'
export { normal, truncatedNormal } from './normal.ts'
export { under } from './under.ts'
export { uniform } from './uniform.ts'

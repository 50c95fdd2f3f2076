// The initializers of the library by their kinds. A mask holds a function, and cannot be read.
import type { Initializer } from '../initializer.ts'
import { constant, ones, zeros } from '../initializers/constant.ts'
import { kaimingNormal, kaimingUniform } from '../initializers/kaiming.ts'
import { normal } from '../initializers/normal.ts'
import { uniform } from '../initializers/uniform.ts'
import { xavierNormal, xavierUniform } from '../initializers/xavier.ts'

/** Makes an initializer of a kind from options that are checked as it is made. */
export type MakeInitializer = (options: never) => Initializer

const makers = [
  constant,
  kaimingNormal,
  kaimingUniform,
  normal,
  uniform,
  xavierNormal,
  xavierUniform,
]

export const initializers: ReadonlyMap<string, MakeInitializer> = new Map<string, MakeInitializer>([
  ...makers.map((maker) => [maker.kind, maker] as const),
  [zeros.kind, () => zeros],
  [ones.kind, () => ones],
])

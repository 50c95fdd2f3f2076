// Every initializer of the library by its kind: what a file names, this makes.
import type { Initializer } from '../initializer.ts'
import { constant, ones, zeros } from './constant.ts'
import { dirac } from './dirac.ts'
import { eye } from './eye.ts'
import { glorotNormal, glorotUniform } from './glorot.ts'
import { heNormal, heUniform } from './he.ts'
import { kaimingNormal, kaimingUniform } from './kaiming.ts'
import { lecunNormal, lecunUniform } from './lecun.ts'
import { maskOf } from './mask.ts'
import { mixtureOf } from './mixture.ts'
import { normal } from './normal.ts'
import { alone } from './options.ts'
import { scaleOf } from './scale.ts'
import { sparse } from './sparse.ts'
import { truncatedNormal } from './truncated-normal.ts'
import { uniform } from './uniform.ts'
import { varianceScaling } from './variance-scaling.ts'
import { xavierNormal, xavierUniform } from './xavier.ts'

/** Makes an initializer of a kind from its options; it holds them to what they may be. */
export interface AnyFamily {
  (options: never): Initializer
  readonly kind: string
}

/** The initializers of the library, each under its kind. */
export const initializers: Readonly<Record<string, AnyFamily>> = Object.freeze({
  constant,
  dirac,
  eye: alone(eye),
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  kaimingNormal,
  kaimingUniform,
  lecunNormal,
  lecunUniform,
  mask: maskOf,
  mixture: mixtureOf,
  normal,
  ones: alone(ones),
  scale: scaleOf,
  sparse,
  truncatedNormal,
  uniform,
  varianceScaling,
  xavierNormal,
  xavierUniform,
  zeros: alone(zeros),
})

// What both ways to write a fold start from.
import type { FoldKernel } from '../../../../ir/index.ts'
import { type Expr, type Local, load } from '../../assembler/index.ts'
import type { Site } from '../../library.ts'
import { kept, type Quad, set, type Variable, variable } from '../../quad/index.ts'
import { quadAt } from '../nodes.ts'
import type { State, Total } from './total.ts'

/** A fold as it is written: over a space of at least one axis, whose last is the innermost. */
export interface Fold {
  readonly site: Site
  readonly kernel: FoldKernel
  readonly arrays: readonly Local[]
  readonly totals: readonly Total[]
  /** Whether each fold goes by blocks that join in a tree: sums of floats of more than one block. */
  readonly blocked: readonly boolean[]
  /** The kernel's own memory. */
  readonly scratch: Expr
}

/** A state in locals. */
export type Kept = readonly Variable[]
export const keptState = (site: Site, { dtypes }: Total): Kept =>
  dtypes.map((dtype) => variable(site, dtype))

export const setState = (site: Site, to: Kept, from: State): void => {
  // all is computed before any is set
  for (const [i, quad] of from.map((quad) => kept(site, quad)).entries()) {
    const variable = to[i]
    if (variable !== undefined) set(site, variable, quad)
  }
}

/** Where an index counts, for those axes along which some node does. */
export const countersOf = ({ site: { pen }, kernel }: Fold): readonly (Local | undefined)[] => {
  const argument = kernel.folds.some(({ how }) => how === 'argMax' || how === 'argMin')
  return [...kernel.space, kernel.length].map((_, axis) =>
    (argument && axis === kernel.space.length) ||
    [...kernel.nodes, ...kernel.finish].some(
      (node) => node.kind === 'index' && (node.strides[axis] ?? 0) !== 0,
    )
      ? pen.local('i32')
      : undefined,
  )
}

/** What a fold takes in, of the quads of its nodes. */
export const taken = ({ kernel }: Fold, fold: number, quads: ReadonlyMap<number, Quad>): Quad =>
  quadAt(quads, kernel.folds[fold]?.value ?? -1)

/** Lanes of a sum. */
export const SUMMED = 16

/** Whether a fold is a sum whose order shows. */
export const isSummed = (fold: FoldKernel['folds'][number] | undefined): boolean =>
  fold?.how === 'sum' && (fold.dtype === 'f32' || fold.dtype === 'f64')

/** Bytes of a vector. */
export const VECTOR = 16

/** A variable that holds a sum. */
export interface Sum {
  readonly total: Total
  readonly variable: Variable
}

export const partsOf = (some: readonly { readonly variable: Variable }[]): readonly Local[] =>
  some.flatMap(({ variable }) => variable.parts)

/** A quad like a variable, in memory. */
export const fromMemory = ({ dtype, parts }: Variable, at: Expr, offset: number): Quad => ({
  dtype,
  parts: parts.map((_, i) => load('v128.load', at, offset + i * VECTOR)),
})

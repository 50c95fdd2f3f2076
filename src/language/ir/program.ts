// Operands and results as lists, and the programs inside equations.
import type { Op, Operands, Program, Results } from './signature.ts'

/** Maps over operands, keeping their number in the type. */
export const mapOperands = <P extends Op, A, B>(
  operands: Operands<P, A>,
  f: (a: A, index: number) => B,
): Operands<P, B> => list(operands).map(f) as unknown as Operands<P, B> // map keeps the length

/** Maps over results, keeping their number in the type. */
export const mapResults = <P extends Op, A, B>(
  results: Results<P, A>,
  f: (a: A, index: number) => B,
): Results<P, B> => list(results).map(f) as unknown as Results<P, B> // map keeps the length

/** Operands or results as a plain list, where their number does not matter. */
export const list = <A>(
  tuple: { readonly [K in keyof unknown[]]: unknown } | readonly A[],
): readonly A[] => tuple as readonly A[] // a mapped tuple is an array of its elements

/** The programs that an equation holds. */
export const programsOf = (params: object): readonly Program[] =>
  Object.values(params).filter(isProgram)

/** Whether a parameter is a program: only programs have equations. */
export const isProgram = (x: unknown): x is Program =>
  typeof x === 'object' && x !== null && 'equations' in x

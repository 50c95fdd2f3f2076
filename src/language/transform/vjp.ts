// Reverse derivatives: vjp = transpose ∘ linearize.
import type { Mask, Tangent, Value } from '../level/index.ts'
import { linearize, transpose } from './interpreters.ts'

/** The results of f, and the map from their cotangents to those of the inputs in the mask; null where none arrives.
 *  `name` stands in messages. */
export const vjp = (
  f: (...inputs: readonly Value[]) => readonly Value[],
  primals: readonly Value[],
  mask: Mask,
  name = 'vjp',
): readonly [
  results: readonly Value[],
  pullback: (cotangents: readonly Tangent[]) => readonly Tangent[],
] => {
  const { results, mask: depends, linear, residuals } = linearize(f, primals, mask, { name })
  const pullback = (cotangents: readonly Tangent[]): readonly Tangent[] => {
    const duals = linear.inputs.length - residuals.length
    const totals = transpose(linear, {
      known: [...residuals, ...Array.from({ length: duals }, () => null)],
      cotangents: cotangents.filter((_, i) => depends[i]),
    })
    const rest = totals.slice(residuals.length)[Symbol.iterator]()
    return mask.map((holds) => (holds ? (rest.next().value ?? null) : null))
  }
  return [results, pullback]
}

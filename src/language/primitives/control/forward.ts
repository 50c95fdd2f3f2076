// A body that returns what it was given, or one value twice, is applied for the rest alone: then cotangents are added in
// the order in which they would be without the body.
import { type Program, remembered, type Var } from '../../ir/index.ts'
import type { Value } from '../../level/index.ts'

export interface Forwarding {
  /** The body without the results that are its inputs or stand twice. */
  readonly program: Program
  /** All results of the body, from its operands and what the program made. */
  readonly results: (given: readonly Value[], made: readonly Value[]) => readonly Value[]
}

export const forwarding: (body: Program) => Forwarding = remembered((body) => {
  const outputs: Var[] = []
  const sources = body.outputs.map((v) => {
    const input = body.inputs.findIndex(({ id }) => id === v.id)
    if (input >= 0) return { from: 'given', index: input } as const
    const again = outputs.findIndex(({ id }) => id === v.id)
    return { from: 'made', index: again >= 0 ? again : outputs.push(v) - 1 } as const
  })
  return {
    program: outputs.length < sources.length ? { ...body, outputs } : body,
    results: (given, made) =>
      sources.flatMap(({ from, index }) =>
        (from === 'given' ? given : made).slice(index, index + 1),
      ),
  }
})

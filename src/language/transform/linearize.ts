// Splitting a function at a point into what is known there and a linear program of the tangents.
// The primals are computed as usual, so that plain `if` and `while` on them work.

import { replay } from '../evaluate/index.ts'
import { type Program, prune } from '../ir/index.ts'
import type {
  Interpreters,
  Linearized,
  Mask,
  Tangent,
  Value,
  WithTangents,
} from '../level/index.ts'
import { within } from '../level/index.ts'
import { inlined, zeros } from '../primitives/index.ts'
import { Recorder, trace } from '../trace/index.ts'
import { DualLevel, pushThrough } from './dual.ts'
import { recomputing } from './recompute.ts'

export interface Linearization {
  readonly results: readonly Value[]
  /** Which results depend on the tangents. */
  readonly mask: Mask
  /** Residuals, then the tangents of the inputs in the mask → the tangents of the results in `mask`. */
  readonly linear: Program
  readonly residuals: readonly Value[]
}

export interface Linearizing {
  /** Results that get a tangent, −0 where there is none. */
  readonly wanted?: Mask
  /** What messages call it: `grad(loss)`. */
  readonly name?: string
}

/** f at a point, linear in the inputs that the mask names. */
export const linearize =
  (interpreters: () => Interpreters) =>
  (
    f: (...inputs: readonly Value[]) => readonly Value[],
    primals: readonly Value[],
    mask: Mask,
    { wanted = [], name = 'linearize' }: Linearizing = {},
  ): Linearization => {
    const recorder = new Recorder(name)
    const level = new DualLevel(name, (rules, params, site) =>
      rules.linearize(site, params, interpreters()),
    )
    const inputs = primals.map((x, i): Tangent => (mask[i] ? recorder.input(x) : null))
    const [results, pushed] = pushThrough(level, f, primals, inputs)
    const tangents = pushed.map((tangent, i): Tangent => {
      const result = results[i]
      return tangent ?? (wanted[i] && result ? within(recorder, () => zeros(result)) : null)
    })
    const present = (items: readonly Tangent[]): readonly Value[] => items.filter((x) => x !== null)
    const { program, captured } = recorder.close(present(inputs), present(tangents))
    return { results, mask: tangents.map((x) => x !== null), linear: program, residuals: captured }
  }

/** A program split in two: see {@link Linearized}. */
export const linearizeProgram =
  (interpreters: () => Interpreters) =>
  (program: Program, mask: Mask, wanted: Mask = []): Linearized => {
    const { known, linear, results } = halves(interpreters)(inlined(program), mask, wanted)
    const lean = { results: program.outputs.length, from: known.inputs }
    return { ...recomputing(known, linear, lean), results }
  }

/** The same, with every residual that depends on an input left. */
export const splitProgram =
  (interpreters: () => Interpreters) =>
  (program: Program, mask: Mask): Linearized => {
    const { known, linear, results } = halves(interpreters)(program, mask, [])
    return { ...recomputing(known, linear, { results: program.outputs.length, from: [] }), results }
  }

const halves =
  (interpreters: () => Interpreters) =>
  (program: Program, mask: Mask, wanted: Mask): Omit<Linearized, 'residuals'> => {
    let linear: Program | undefined
    let results: Mask = []
    const { program: known } = trace(
      'linearize',
      (...inputs) => {
        const replayed = (...xs: readonly Value[]): readonly Value[] => replay(program, xs)
        const split = linearize(interpreters)(replayed, inputs, mask, { wanted })
        linear = split.linear
        results = split.mask
        return [...split.results, ...split.residuals]
      },
      program.inputs.map(({ type }) => type),
    )
    return { known, linear: linear ?? known, results } // the function above has run
  }

/** Inputs, then tangents → the tangents of results alone: known and linear equations in one program. */
export const tangentProgram =
  (interpreters: () => Interpreters) =>
  (program: Program, mask: Mask): WithTangents => {
    const { known, linear, results } = splitProgram(interpreters)(program, mask)
    const types = program.inputs.map(({ type }) => type)
    const { program: joined } = trace(
      'tangent',
      (...inputs) => {
        const values = replay(known, inputs.slice(0, types.length))
        return replay(linear, [
          ...values.slice(program.outputs.length),
          ...inputs.slice(types.length),
        ])
      },
      [...types, ...types.filter((_, i) => mask[i])],
    )
    return { program: prune(joined), results }
  }

// Forward derivatives: results and their tangents, in one pass.
import { replay } from '../evaluate/index.ts'
import type { Program } from '../ir/index.ts'
import type { Interpreters, Mask, Tangent, Value, WithTangents } from '../level/index.ts'
import { orZeros } from '../primitives/index.ts'
import { trace } from '../trace/index.ts'
import { DualLevel, pushThrough } from './dual.ts'

/** The results of f at these primals, and their tangents. */
export const jvp =
  (interpreters: () => Interpreters) =>
  (
    f: (...inputs: readonly Value[]) => readonly Value[],
    primals: readonly Value[],
    tangents: readonly Tangent[],
    name = 'jvp',
  ): readonly [results: readonly Value[], tangents: readonly Tangent[]] => {
    const level = new DualLevel(name, (rules, params, site) =>
      rules.jvp(site, params, interpreters()),
    )
    return pushThrough(level, f, primals, tangents)
  }

/** The program that computes results and tangents. */
export const jvpProgram =
  (interpreters: () => Interpreters) =>
  (program: Program, mask: Mask, wanted: Mask = []): WithTangents => {
    const types = program.inputs.map(({ type }) => type)
    let results: Mask = []
    const { program: joined } = trace(
      'jvp',
      (...inputs) => {
        const rest = inputs.slice(types.length)[Symbol.iterator]()
        const tangents = mask.map((holds): Tangent => (holds ? (rest.next().value as Value) : null)) // one each
        const primals = inputs.slice(0, types.length)
        const [ys, dys] = jvp(interpreters)((...xs) => replay(program, xs), primals, tangents)
        results = dys.map((dy, i) => dy !== null || wanted[i] === true)
        return [...ys, ...ys.flatMap((y, i) => (results[i] ? [orZeros(dys[i] ?? null, y)] : []))]
      },
      [...types, ...types.filter((_, i) => mask[i])],
    )
    return { program: joined, results }
  }

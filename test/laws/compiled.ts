// Programs through the whole compiler, to the end: WebAssembly.
import { programs } from '../../src/compiler/backend/index.ts'
import { lower } from '../../src/compiler/lower/index.ts'
import { optimize } from '../../src/compiler/optimize/index.ts'
import { plan } from '../../src/compiler/plan/index.ts'
import type { Program } from '../../src/language/ir/index.ts'
import { Handle } from '../../src/tensor/index.ts'
import type { Values } from './law.ts'

const all = programs()

/** The results of a program as WebAssembly gives them. */
export const compiled = (program: Program, inputs: Values): Values => {
  const types = program.outputs.map(({ type }) => type)
  return all
    .runner(plan(lower(optimize(program))), types)
    .run(inputs.filter((x): x is Handle => x instanceof Handle))
}

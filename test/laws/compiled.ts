// Programs through the whole compiler, to the end: WebAssembly.
import { hiring, programs } from '../../src/compiler/backend/index.ts'
import { divide } from '../../src/compiler/divide/index.ts'
import { lower } from '../../src/compiler/lower/index.ts'
import { optimize } from '../../src/compiler/optimize/index.ts'
import { plan } from '../../src/compiler/plan/index.ts'
import type { Program } from '../../src/language/ir/index.ts'
import { Handle } from '../../src/tensor/index.ts'
import type { Values } from './law.ts'

const all = programs(hiring())

/** How many threads may work, the nanoseconds from which a kernel is shared, and how products are written. */
export interface Sharing {
  readonly threads: number
  readonly worth?: number
  readonly wide?: boolean
  readonly fast?: boolean
}

/** Every kernel that can be cut is shared: the parts are done by whoever is there. */
export const inParts: Sharing = { threads: 2, worth: 0, wide: true }

/** How many workers have joined. */
export const workers = (): number => all.census().workers

/** A program compiled, to be run more than once. */
export const compiledOnce = (
  program: Program,
  { threads, worth, wide = false, fast = false }: Sharing = { threads: 1 },
): ((inputs: Values) => Values) => {
  const routine = divide(lower(optimize(program)), threads, worth)
  const types = program.outputs.map(({ type }) => type)
  const { run } = all.runner(plan(routine, threads), types, { wide, fast })
  return (inputs) => run(inputs.filter((x): x is Handle => x instanceof Handle))
}

/** The results of a program as WebAssembly gives them. */
export const compiled = (program: Program, inputs: Values, sharing?: Sharing): Values =>
  compiledOnce(program, sharing)(inputs)

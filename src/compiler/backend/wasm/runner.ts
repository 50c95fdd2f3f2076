// Plans made to run: inputs are copied in, `main` runs, results are copied out. A program's region is kept from call to call
// and taken away, least recently used first, when memory is wanted for another.
import type { DType } from '../../../shape/index.ts'
import type { Data } from '../../../tensor/index.ts'
import type { Routine } from '../../ir/index.ts'
import type { Plan } from '../../plan/index.ts'
import { compile } from './compile.ts'
import { type Exports, instantiate } from './host.ts'
import { type Space, space } from './space.ts'

export interface Runner {
  /** The results of a plan on arrays of its inputs' types. */
  readonly run: (inputs: readonly Data[]) => readonly Data[]
  readonly bytes: () => Uint8Array
}

interface Held {
  readonly release: () => void
}

/** All programs and the memory they share. */
export interface Programs {
  readonly runner: (plan: Plan) => Runner
}

export const programs = (): Programs => {
  const shared: Space = space()
  const held = new Set<Held>()
  /** A region, and others' given up for it if need be. */
  const region = (bytes: number): number => {
    for (;;) {
      const offset = shared.take(bytes)
      if (offset !== undefined) return offset
      const [oldest] = held
      if (oldest === undefined) throw new RangeError(`${bytes} bytes of memory`)
      oldest.release()
    }
  }
  return {
    runner: (plan) => {
      let code: Uint8Array | undefined
      let functions: Exports | undefined
      let base: number | undefined
      const bytes = (): Uint8Array => {
        code ??= compile(plan)
        return code
      }
      const self: Held = {
        release: () => {
          if (base !== undefined) shared.give(base)
          base = undefined
          held.delete(self)
        },
      }
      return {
        bytes,
        run: (inputs) => {
          functions ??= instantiate(bytes(), shared.memory)
          const fresh = base === undefined
          const at = base ?? region(plan.size)
          base = at
          // the last one used is the last to go
          held.delete(self)
          held.add(self)
          const { buffer } = shared.memory
          if (fresh) writeConstants(plan, buffer, at)
          for (const [i, data] of inputs.entries())
            viewOf(
              plan.main.routine,
              plan.main.routine.inputs[i] ?? 0,
              buffer,
              at + (plan.inputs[i] ?? 0),
            ).set(data)
          functions.main?.(at)
          const after = shared.memory.buffer
          return plan.main.routine.outputs.map((block, i) =>
            viewOf(plan.main.routine, block, after, at + (plan.outputs[i] ?? 0)).slice(),
          )
        },
      }
    },
  }
}

const writeConstants = ({ constants }: Plan, buffer: ArrayBuffer, base: number): void => {
  for (const { routine, block, offset } of constants) {
    const { values = [] } = routine.constants.find(({ array }) => array === block) ?? {}
    viewOf(routine, block, buffer, base + offset).set(values)
  }
}

/** The elements of a block in memory. */
const viewOf = (routine: Routine, block: number, buffer: ArrayBuffer, at: number): Data => {
  const { dtype, length } = routine.blocks[block] ?? { dtype: 'bool', length: 0 }
  return views[dtype](buffer, at, length)
}

const views: Readonly<Record<DType, (buffer: ArrayBuffer, at: number, length: number) => Data>> = {
  f32: (buffer, at, length) => new Float32Array(buffer, at, length),
  f64: (buffer, at, length) => new Float64Array(buffer, at, length),
  i32: (buffer, at, length) => new Int32Array(buffer, at, length),
  u32: (buffer, at, length) => new Uint32Array(buffer, at, length),
  bool: (buffer, at, length) => new Uint8Array(buffer, at, length),
}

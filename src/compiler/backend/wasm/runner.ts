// Plans made to run. An operand whose tensor lies in a slot already is not copied in: not if it was an operand of the last
// call, nor if it was a result of it, whose slot then takes the operand's place. Results are copied out.
// A program keeps its region from call to call; the one used least recently gives its own up when memory is wanted.

import type { ArrayType } from '../../../shape/index.ts'
import { dataOf, Handle, serialOf } from '../../../tensor/index.ts'
import type { Plan } from '../../plan/index.ts'
import { compile } from './compile.ts'
import { type Exports, instantiate } from './host.ts'
import { exchange, type Region, regionAt, type Slot, viewed, writeTable } from './region.ts'
import { space } from './space.ts'
import { type Tenant, tenants } from './tenants.ts'

export interface Runner {
  /** The results of a program on tensors of its inputs' types. */
  readonly run: (operands: readonly Handle[]) => readonly Handle[]
  /** A loop over the program, in which some results become operands without being copied. */
  readonly loop: (carried: readonly Carried[]) => Loop
  /** The module. */
  readonly bytes: () => Uint8Array
}

/** A result that becomes an operand of the next turn. */
export interface Carried {
  readonly output: number
  readonly input: number
}

export interface Loop {
  /** One turn; operands that are left out are those carried, or stay. Gives the results that are not carried. */
  readonly turn: (operands: readonly (Handle | undefined)[]) => readonly (Handle | undefined)[]
  /** The results of the last turn that are carried, in the order of `carried`. */
  readonly end: () => readonly Handle[]
  /** Gives the loop's memory back: it holds none after that. */
  readonly release: () => void
}

/** All programs, and the memory they share. */
export interface Programs {
  readonly runner: (plan: Plan, results: readonly ArrayType[]) => Runner
}

export const programs = (): Programs => {
  const shared = space()
  const all = tenants(shared)

  const runner = (plan: Plan, results: readonly ArrayType[]): Runner => {
    // shapes are frozen once, so that no result freezes its own
    const types = results.map(({ shape, dtype }) => ({ shape: Object.freeze([...shape]), dtype }))
    let code: Uint8Array | undefined
    let functions: Exports | undefined
    let region: Region | undefined
    const bytes = (): Uint8Array => {
      code ??= compile(plan)
      return code
    }
    const tenant: Tenant = {
      leave: () => {
        region = undefined
        functions = undefined
      },
    }
    /** The program's region, as the one used most recently. */
    const held = (): Region => {
      if (region === undefined) {
        const base = all.lease(tenant, plan.size)
        region = regionAt(plan, base, shared.memory.buffer)
      }
      all.use(tenant)
      functions ??= instantiate(bytes(), shared.memory)
      return viewed(region, shared.memory.buffer)
    }
    /** The result in a slot, as a tensor of its own. */
    const read = (slot: Slot, index: number): Handle => {
      const { shape, dtype } = types[index] ?? { shape: [], dtype: slot.type.dtype }
      const handle = new Handle(shape, dtype, slot.view.slice())
      slot.serial = serialOf(handle)
      return handle
    }
    const main = (at: Region): void => {
      // a result is nobody's until it is read
      for (const slot of at.outputs) slot.serial = 0
      functions?.main?.(at.base)
    }
    const bring = (at: Region, operands: readonly (Handle | undefined)[]): void => {
      let moved = false
      for (let i = 0; i < at.inputs.length; i++) {
        const [slot, operand] = [at.inputs[i], operands[i]]
        if (slot === undefined || operand === undefined) continue
        const serial = serialOf(operand)
        if (slot.serial === serial) continue
        const result = at.outputs.find((other) => other.serial === serial)
        if (result === undefined) slot.view.set(dataOf(operand))
        else {
          exchange(slot, result)
          moved = true
        }
        slot.serial = serial
      }
      if (moved) writeTable(at)
    }
    return {
      bytes,
      run: (operands) => {
        const at = held()
        bring(at, operands)
        main(at)
        return at.outputs.map(read)
      },
      loop: (carried) => {
        functions ??= instantiate(bytes(), shared.memory)
        // a region of its own, which nobody takes away and no other call of the program writes to
        const own = regionAt(plan, all.take(plan.size), shared.memory.buffer)
        const pairs = carried.flatMap(({ input, output }) => {
          const [from, to] = [own.outputs[output], own.inputs[input]]
          return from === undefined || to === undefined ? [] : [{ from, to, output }]
        })
        const isCarried = new Set(pairs.map(({ output }) => output))
        return {
          turn: (operands) => {
            viewed(own, shared.memory.buffer)
            bring(own, operands)
            main(own)
            const given = own.outputs.map((slot, i) =>
              isCarried.has(i) ? undefined : read(slot, i),
            )
            for (const { from, to } of pairs) exchange(to, from)
            writeTable(own)
            return given
          },
          end: () => {
            viewed(own, shared.memory.buffer)
            return pairs.map(({ to, output }) => read(to, output))
          },
          release: () => all.give(own.base),
        }
      },
    }
  }
  return { runner }
}

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
      code ??= compile(plan)
      functions ??= instantiate(code, shared.memory)
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
    const bring = (at: Region, operands: readonly Handle[]): void => {
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
      run: (operands) => {
        const at = held()
        bring(at, operands)
        main(at)
        return at.outputs.map(read)
      },
    }
  }
  return { runner }
}

// Plans made to run. An operand whose tensor lies in a slot already is not copied in: not if it was an operand of the last
// call, nor if it was a result of it, whose slot then takes the operand's place. Results are copied out.
// A program keeps its region from call to call; the one used least recently gives its own up when memory is wanted.

import type { ArrayType } from '../../../shape/index.ts'
import { Deferred, dataOf, Handle, serialOf } from '../../../tensor/index.ts'
import { aligned, type Plan } from '../../plan/index.ts'
import { type Code, compile, type Target } from './compile.ts'
import { clock, type Exports, instantiate } from './host.ts'
import {
  copyOf,
  exchange,
  FEW,
  type Region,
  regionAt,
  type Slot,
  slotsOf,
  vacate,
  viewed,
  writeTable,
} from './region.ts'
import { space } from './space.ts'
import { type Tenant, tenants } from './tenants.ts'
import { type Hiring, team } from './threads/index.ts'

export interface Runner {
  /** The results of a program on tensors of its inputs' types. Deferred results stay where they are until they are read, or
   *  their place is needed. */
  readonly run: (operands: readonly Handle[], deferring?: boolean) => readonly Handle[]
  /** Milliseconds that each step takes, where steps are functions of their own. */
  readonly time: (operands: readonly Handle[]) => readonly number[]
  /** The bytes of the module. */
  readonly module: () => Uint8Array
}

/** All programs, and the memory they share. */
export interface Programs {
  readonly runner: (plan: Plan, results: readonly ArrayType[], how: How) => Runner
  readonly census: () => Census
}

/** How the kernels of a program are written. */
export type How = Omit<Target, 'shared'>

/** What programs take now. */
export interface Census {
  /** Workers that have joined the thread that calls. */
  readonly workers: number
  /** Programs that have a module and a region of the memory. */
  readonly programs: number
  /** Bytes of the memory, used or not. */
  readonly bytes: number
}

/** No programs yet; threads share their work where the host has workers. */
export const programs = (host: Hiring | undefined): Programs => {
  const shared = space(host !== undefined)
  const all = tenants(shared)
  const workers = host === undefined ? undefined : team(shared.memory, host)
  let count = 0

  const runner = (plan: Plan, results: readonly ArrayType[], how: How): Runner => {
    // shapes are frozen once, so that no result freezes its own
    const types = results.map(({ shape, dtype }) => ({ shape: Object.freeze([...shape]), dtype }))
    const program = ++count
    /** The slots of a region as the memory is now. */
    const seen = (at: Region): readonly Slot[] => slotsOf(viewed(at, shared.memory.buffer))
    let code: Code | undefined
    let functions: Exports | undefined
    let region: Region | undefined
    const tenant: Tenant = {
      leave: () => {
        if (region !== undefined) for (const slot of seen(region)) vacate(slot)
        region = undefined
        functions = undefined
        workers?.forget(program)
      },
    }
    const written = (): Code => {
      code ??= compile(plan, { ...how, shared: host !== undefined })
      return code
    }
    /** The program's region, as the one used most recently; behind it lies the module, where workers find it. */
    const held = (): Region => {
      const { bytes, isShared } = written()
      if (region === undefined) {
        const base = all.lease(tenant, plan.size + (isShared ? aligned(bytes.length) : 0))
        region = regionAt(plan, base, shared.memory.buffer)
        if (isShared) new Uint8Array(shared.memory.buffer).set(bytes, base + plan.size)
      }
      all.use(tenant)
      functions ??= instantiate(bytes, shared.memory)
      if (isShared)
        workers?.turn({
          program,
          code: region.base + plan.size,
          length: bytes.length,
          threads: plan.threads,
        })
      return viewed(region, shared.memory.buffer)
    }
    /** What a slot holds, copied when it is asked for: by then it may lie in another slot. */
    const defer = (at: Region, slot: Slot): Deferred => {
      const content: Deferred = new Deferred(() =>
        copyOf(seen(at).find(({ deferred }) => deferred === content) ?? slot),
      )
      slot.deferred = content
      return content
    }
    /** The result in a slot, as a tensor of its own. */
    const read = (at: Region, slot: Slot, index: number, deferring: boolean): Handle => {
      const { shape, dtype } = types[index] ?? { shape: [], dtype: slot.type.dtype }
      const stays = deferring && slot.view.length > FEW
      const handle = new Handle(shape, dtype, stays ? defer(at, slot) : copyOf(slot))
      slot.serial = serialOf(handle)
      return handle
    }
    const bring = (at: Region, operands: readonly Handle[]): void => {
      let moved = false
      for (let i = 0; i < at.inputs.length; i++) {
        const [slot, operand] = [at.inputs[i], operands[i]]
        if (slot === undefined || operand === undefined) continue
        const serial = serialOf(operand)
        if (slot.serial === serial) continue
        const result = at.outputs.find((other) => other.serial === serial)
        if (result === undefined) {
          const elements = dataOf(operand)
          vacate(slot)
          slot.view.set(elements)
        } else {
          exchange(slot, result)
          moved = true
        }
        slot.serial = serial
      }
      if (moved) writeTable(at)
    }
    /** The region with its operands in place; a result is nobody's until it is read. */
    const ready = (operands: readonly Handle[]): Region => {
      const at = held()
      bring(at, operands)
      for (const slot of at.outputs) vacate(slot)
      return at
    }
    return {
      run: (operands, deferring = false) => {
        const at = ready(operands)
        functions?.main?.(at.base)
        return at.outputs.map((slot, i) => read(at, slot, i, deferring))
      },
      time: (operands) => {
        const at = ready(operands)
        return plan.main.routine.steps.map((_, i) => {
          const start = clock()
          functions?.[`step${i}`]?.(at.base)
          return clock() - start
        })
      },
      module: () => written().bytes.slice(),
    }
  }
  return {
    runner,
    census: () => ({
      workers: workers?.joined() ?? 0,
      programs: all.count(),
      bytes: shared.memory.buffer.byteLength,
    }),
  }
}

// Plan → module: one function for each different kernel and routine, and `main`.
import { textOf } from '../../ir/index.ts'
import type { Frame, Plan } from '../../plan/index.ts'
import { type Callee, i32, type Local, load, type Module, module, op } from './assembler/index.ts'
import { writeKernel } from './kernel/index.ts'
import { type Library, libraryOf } from './library.ts'
import { type Functions, writeRoutine } from './routine.ts'

/** Memory of at most 4 GiB, of which a module needs nothing itself. */
const memory = { initial: 0, maximum: 65536, shared: false }

const functionsOf = (to: Module, library: Library): Functions => {
  const kernels = new Map<string, Callee>()
  const routines = new Map<Frame, Callee>()
  const self: Functions = {
    kernel: (kernel, arrays) => {
      const key = textOf([kernel, arrays])
      const known = kernels.get(key)
      if (known !== undefined) return known
      const params = new Array<'i32'>(arrays).fill('i32')
      const callee = to.define(`${kernel.kind}${kernels.size}`, params, [], (pen) =>
        writeKernel({ pen, library }, kernel, pen.params),
      )
      kernels.set(key, callee)
      return callee
    },
    routine: (frame) => {
      const known = routines.get(frame)
      if (known !== undefined) return known
      const { inputs, outputs } = frame.routine
      const params = new Array<'i32'>(2 + inputs.length + outputs.length).fill('i32')
      const callee = to.define(`routine${routines.size}`, params, [], (pen) => {
        const [constants, own, ...operands] = pen.params as readonly [Local, Local, ...Local[]] // as many as params
        writeRoutine(pen, frame, self, constants, own, operands)
      })
      routines.set(frame, callee)
      return callee
    },
  }
  return self
}

/** The bytes of a module whose `main` takes the address of the program's region. */
export const compile = (plan: Plan): Uint8Array => {
  const to = module(memory)
  const functions = functionsOf(to, libraryOf(to))
  to.define(
    'main',
    ['i32'],
    [],
    (pen) => {
      const [base] = pen.params as readonly [Local] // as many as params
      const places = [...plan.inputs, ...plan.outputs].map((_, i) =>
        pen.keep(load('i32.load', base, 4 * i)),
      )
      const frame = pen.keep(op('i32.add', base, i32(plan.frame)))
      writeRoutine(pen, plan.main, functions, base, frame, places)
    },
    true,
  )
  return to.encoded()
}

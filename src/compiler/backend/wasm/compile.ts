// Plan → module: one function for each different kernel and routine, and `main`.
import { type Kernel, scratchOf, textOf } from '../../ir/index.ts'
import type { Frame, Plan } from '../../plan/index.ts'
import { type Callee, i32, type Local, load, type Module, module, op } from './assembler/index.ts'
import { writeKernel } from './kernel/index.ts'
import { type Library, libraryOf } from './library.ts'
import { type Functions, writeRoutine } from './routine.ts'

/** Memory of at most 4 GiB, of which a module needs nothing itself. */
const memory = { initial: 0, maximum: 65536, shared: false }

const arraysOf = (kernel: Kernel): number => {
  const accesses = [
    ...('nodes' in kernel ? kernel.nodes : []).flatMap((node) =>
      node.kind === 'load' ? [node] : [],
    ),
    ...('finish' in kernel ? kernel.finish : []).flatMap((node) =>
      node.kind === 'load' ? [node] : [],
    ),
    ...('stores' in kernel ? kernel.stores : []),
    ...(kernel.kind === 'chain' ? [kernel.source, kernel.target] : []),
    ...(kernel.kind === 'sort' ? [kernel.keys, kernel.order] : []),
    ...(kernel.kind === 'product' ? [kernel.left, kernel.right] : []),
  ]
  return accesses.reduce((most, { array }) => Math.max(most, array + 1), 0)
}

const functionsOf = (to: Module, library: Library): Functions => {
  const kernels = new Map<string, Callee>()
  const routines = new Map<Frame, Callee>()
  const self: Functions = {
    kernel: (kernel) => {
      const key = textOf(kernel)
      const known = kernels.get(key)
      if (known !== undefined) return known
      const params = new Array<'i32'>(arraysOf(kernel) + (scratchOf(kernel) > 0 ? 1 : 0)).fill(
        'i32',
      )
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

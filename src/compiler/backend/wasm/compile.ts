// Plan → module: one function for each different kernel and routine, and `main`.
import { textOf } from '../../ir/index.ts'
import type { Frame, Plan } from '../../plan/index.ts'
import {
  type Callee,
  i32,
  type Local,
  load,
  type Module,
  module,
  op,
  type Pen,
} from './assembler/index.ts'
import { writeKernel } from './kernel/index.ts'
import { type Library, libraryOf } from './library.ts'
import { writePart } from './part.ts'
import { type Functions, writeRoutine } from './routine.ts'
import { partParams, writeShare, writeWork } from './threads/index.ts'

const functionsOf = (to: Module, library: Library, job: number): Functions => {
  const kernels = new Map<string, Callee>()
  const routines = new Map<Frame, Callee>()
  const jobs = new Map<string, number>()
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
    job: (step) => {
      const { kernel, last, count, shifts } = step
      const key = textOf([kernel, last, count, shifts])
      const known = jobs.get(key)
      if (known !== undefined) return known
      const callee = to.define(`part${jobs.size}`, partParams, [], (pen) =>
        writePart(pen, step, self),
      )
      const place = to.list(callee)
      jobs.set(key, place)
      return place
    },
    share: () =>
      library.use('share', partParams, [], (pen) => writeShare(pen, to.type(partParams))),
    routine: (frame) => {
      const known = routines.get(frame)
      if (known !== undefined) return known
      const { inputs, outputs } = frame.routine
      const params = new Array<'i32'>(2 + inputs.length + outputs.length).fill('i32')
      const callee = to.define(`routine${routines.size}`, params, [], (pen) => {
        const [constants, own, ...operands] = pen.params as readonly [Local, Local, ...Local[]] // as many as params
        writeRoutine(pen, frame, { functions: self, job, constants, own, operands })
      })
      routines.set(frame, callee)
      return callee
    },
  }
  return self
}

/** Whether threads share work of a routine, or of one inside it. */
const isShared = ({ routine, inner }: Frame): boolean =>
  routine.steps.some(({ kind }) => kind === 'share') ||
  inner.some((frames) => frames.some(({ frame }) => isShared(frame)))

/** What a module is written for: whether its memory is shared, whether the engine makes wide vectors, and whether products may be
 *  rounded together with their sums. */
export interface Target {
  readonly shared: boolean
  readonly wide: boolean
  readonly fast: boolean
  /** Whether each step of the program is a function of its own, `step0` and so on, which can be timed. */
  readonly stepwise?: boolean
}

export interface Code {
  readonly bytes: Uint8Array
  /** Whether it has a function `work` for workers. */
  readonly isShared: boolean
}

/** A module whose `main` takes the address of the program's region. Its memory has at most 4 GiB, of which it needs none itself. */
export const compile = (plan: Plan, { shared, wide, fast, stepwise = false }: Target): Code => {
  const to = module({ initial: 0, maximum: 65536, shared })
  const functions = functionsOf(to, libraryOf(to, { wide, fast }), plan.job)
  const write = (pen: Pen, only?: number): void => {
    const [base] = pen.params as readonly [Local] // as many as params
    const operands = [...plan.inputs, ...plan.outputs].map((_, i) =>
      pen.keep(load('i32.load', base, 4 * i)),
    )
    const own = pen.keep(op('i32.add', base, i32(plan.frame)))
    const setting = { functions, job: plan.job, constants: base, own, operands }
    writeRoutine(pen, plan.main, setting, only)
  }
  if (stepwise)
    for (const time of plan.main.routine.steps.keys())
      to.define(`step${time}`, ['i32'], [], (pen) => write(pen, time), true)
  to.define('main', ['i32'], [], (pen) => write(pen), true)
  const both = isShared(plan.main)
  if (both)
    to.define('work', ['i32', 'i32'], [], (pen) => writeWork(pen, to.type(partParams)), true)
  return { bytes: to.encoded(), isShared: both }
}

// A routine as a function: its kernels called in order, loops and branches inside WebAssembly.
// Parameters are addresses: the program's constants, the routine's frame, its inputs, its outputs.
import { blockOf, bytesOf, type Kernel, type Step } from '../../ir/index.ts'
import type { Frame } from '../../plan/index.ts'
import { type Callee, type Expr, i32, type Local, load, op, type Pen } from './assembler/index.ts'
import { step as advance } from './kernel/loops.ts'

export interface Functions {
  /** The function of a kernel on so many arrays, its own memory among them; equal kernels have one. */
  readonly kernel: (kernel: Kernel, arrays: number) => Callee
  /** The place in the table of the function that does a part of a kernel's work. */
  readonly job: (step: Share) => number
  /** The function that shares a job. */
  readonly share: () => Callee
  /** The function of a routine. */
  readonly routine: (frame: Frame) => Callee
}

type Share = Extract<Step, { kind: 'share' }>

/** What a routine is written with. */
export interface Setting {
  readonly functions: Functions
  /** Where the addresses of a job stand, after the program's base. */
  readonly job: number
  /** Where constants lie: the program's base; where the routine's frame lies; its inputs, then its outputs. */
  readonly constants: Expr
  readonly own: Expr
  readonly operands: readonly Expr[]
}

interface Here extends Setting {
  readonly pen: Pen
  readonly frame: Frame
  readonly addressOf: (block: number) => Expr
}

const plus = (base: Expr, offset: number): Expr =>
  offset === 0 ? base : op('i32.add', base, i32(offset))

/** Writes the body of a routine's function, or of one that runs one of its steps. */
export const writeRoutine = (pen: Pen, frame: Frame, setting: Setting, only?: number): void => {
  const { constants, own, operands } = setting
  const { routine, offsets } = frame
  const places = new Map<number, Expr>()
  for (const [block, offset] of offsets) places.set(block, plus(own, offset))
  for (const [block, offset] of frame.constants) places.set(block, plus(constants, offset))
  for (const [i, block] of [...routine.inputs, ...routine.outputs].entries()) {
    const operand = operands[i]
    if (operand !== undefined) places.set(block, operand)
  }
  const addressOf = (block: number): Expr => places.get(block) ?? own // a block that no step touches
  const here: Here = { ...setting, pen, frame, addressOf }
  for (const [time, step] of routine.steps.entries())
    if (only === undefined || only === time) writeStep(here, step, time)
}

const writeStep = (here: Here, step: Step, time: number): void => {
  switch (step.kind) {
    case 'run':
      writeRun(here, step, time)
      return
    case 'share':
      writeShared(here, step, time)
      return
    case 'scan':
      writeScan(here, step, time)
      return
    case 'while':
      writeWhile(here, step, time)
      return
    case 'cond':
      writeCond(here, step, time)
      return
  }
}

const bytes = ({ frame }: Here, array: number): number => bytesOf(blockOf(frame.routine, array))

const writeRun = (here: Here, step: Extract<Step, { kind: 'run' }>, time: number): void => {
  const addresses = [...step.arrays.map(here.addressOf), ...spares(here, time)]
  here.pen.call(here.functions.kernel(step.kernel, addresses.length), ...addresses)
}

/** Says where the job's arrays lie, and hands it to all threads. */
const writeShared = (here: Here, step: Share, time: number): void => {
  const { pen, functions } = here
  const from = pen.keep(plus(here.constants, here.job))
  const addresses = [...step.arrays.map(here.addressOf), ...spares(here, time)]
  for (const [i, address] of addresses.entries()) pen.store('i32.store', from, address, 4 * i)
  pen.call(functions.share(), i32(functions.job(step)), from, i32(step.count))
}

/** A call of a routine inside this one, by its number in the step. */
const enter = (here: Here, time: number, which: number, operands: readonly Expr[]): void => {
  const inner = here.frame.inner[time]?.[which]
  if (inner === undefined) throw new RangeError('a step has a frame for each of its bodies')
  const { frame, offset } = inner
  here.pen.call(here.functions.routine(frame), here.constants, plus(here.own, offset), ...operands)
}

const spares = (here: Here, time: number): readonly Expr[] =>
  (here.frame.spare[time] ?? []).map((offset) => plus(here.own, offset))

const copy = (here: Here, to: Expr, from: Expr, block: number): void => {
  const length = bytes(here, block)
  if (length > 0) here.pen.copy(to, from, i32(length))
}

/** Swaps what two locals hold, by way of a third. */
const swap = (pen: Pen, a: Local, b: Local, between: Local): void => {
  pen.set(between, a)
  pen.set(a, b)
  pen.set(b, between)
}

/** The body runs from one place of the carries to the other and back, so that nothing is copied; the last run ends in `last`. */
const writeScan = (here: Here, step: Extract<Step, { kind: 'scan' }>, time: number): void => {
  const { pen, addressOf } = here
  const { length, reverse, last } = step
  if (length === 0) {
    for (const [i, block] of last.entries())
      copy(here, addressOf(block), addressOf(step.carries[i] ?? block), block)
    return
  }
  const spare = spares(here, time)
  const ends = length % 2 === 1 // whether the first run ends where the last does
  const from = step.carries.map((block) => pen.keep(addressOf(block)))
  const to = last.map((block, i) => pen.keep(ends ? addressOf(block) : (spare[i] ?? here.own)))
  const other = last.map((block, i) => pen.keep(ends ? (spare[i] ?? here.own) : addressOf(block)))
  const sliced = (block: number): { readonly at: Local; readonly stride: number } => {
    const stride = bytes(here, block) / length
    const at = pen.keep(plus(addressOf(block), reverse ? (length - 1) * stride : 0))
    return { at, stride: reverse ? -stride : stride }
  }
  const slices = step.slices.map(sliced)
  const stacked = step.stacked.map(sliced)
  const between = pen.local('i32')
  const left = pen.keep(i32(length))
  pen.loop(() => {
    enter(here, time, 0, [
      ...step.captures.map(addressOf),
      ...from,
      ...slices.map(({ at }) => at),
      ...to,
      ...stacked.map(({ at }) => at),
    ])
    for (const [i, into] of to.entries()) {
      const [source, next] = [from[i], other[i]]
      if (source === undefined || next === undefined) continue
      // what was written is read next; what was read before is written next
      pen.set(between, into)
      pen.set(into, next)
      pen.set(source, between)
      pen.set(next, between)
    }
    for (const { at, stride } of [...slices, ...stacked]) advance(pen, at, stride)
    advance(pen, left, -1)
    return left
  })
}

const writeWhile = (here: Here, step: Extract<Step, { kind: 'while' }>, time: number): void => {
  const { pen, addressOf } = here
  const { captures, carries, last, limit } = step
  const all = spares(here, time)
  const count = last.length
  const flag = all[2 * count] ?? here.own
  const from = carries.map((block) => pen.keep(addressOf(block)))
  const to = last.map((_, i) => pen.keep(all[i] ?? here.own))
  const other = last.map((_, i) => pen.keep(all[count + i] ?? here.own))
  const between = pen.local('i32')
  const runs = pen.keep(i32(0))
  pen.block((leave) => {
    pen.loop(() => {
      if (limit !== null) leave(op('i32.ge_u', runs, i32(limit)))
      enter(here, time, 0, [...captures[0].map(addressOf), ...from, flag])
      leave(op('i32.eqz', load('i32.load8_u', flag)))
      enter(here, time, 1, [...captures[1].map(addressOf), ...from, ...to])
      for (const [i, into] of to.entries()) {
        const [source, next] = [from[i], other[i]]
        if (source === undefined || next === undefined) continue
        pen.set(source, into)
        swap(pen, into, next, between)
      }
      advance(pen, runs, 1)
      return i32(1)
    })
  })
  for (const [i, block] of last.entries()) copy(here, addressOf(block), from[i] ?? here.own, block)
}

const writeCond = (here: Here, step: Extract<Step, { kind: 'cond' }>, time: number): void => {
  const { pen, addressOf } = here
  const { lanes, predicate, operands, results } = step
  if (lanes === 0) return
  const one = (test: Expr, ins: readonly Expr[]): void =>
    pen.when(
      load('i32.load8_u', test),
      () => enter(here, time, 0, ins),
      () => enter(here, time, 1, ins),
    )
  if (lanes === 1) {
    one(addressOf(predicate), [...operands, ...results].map(addressOf))
    return
  }
  const test = pen.keep(addressOf(predicate))
  const moving = [...operands, ...results].map((block) => ({
    at: pen.keep(addressOf(block)),
    stride: bytes(here, block) / lanes,
  }))
  const left = pen.keep(i32(lanes))
  pen.loop(() => {
    one(
      test,
      moving.map(({ at }) => at),
    )
    advance(pen, test, 1)
    for (const { at, stride } of moving) advance(pen, at, stride)
    advance(pen, left, -1)
    return left
  })
}

// Work that threads share. The thread that calls publishes a kernel and takes its parts one by one, as do workers that are awake:
// one that is late, or held up by other processes, leaves its share to the others, and no bit depends on who does what.
// A part is taken by comparing and exchanging the ticket, of which every kernel has its own: what was read of the kernel
// before is then known to be of this one. Waiting is spinning, for a while, then sleep.
import { atomic, type Expr, i32, i64, type Local, load, op, type Pen } from '../assembler/index.ts'
import { ARGUMENTS, DONE, EPOCH, JOB, LIMIT, PATIENT, PROGRAM, SLEEPERS, TICKET } from './board.ts'

/** Turns before a worker sleeps, about 100 µs, and before the caller does, who is woken by the clock. */
const SPINS = 50_000
const NAP = 50_000
const FOREVER = i64(-1, -1)

/** The parameters of a part's function: where the addresses stand, the number of the part and that of the thread. */
export const partParams = ['i32', 'i32', 'i32'] as const

const word = (at: number): Expr => load('i32.atomic.load', i32(0), at)
const put = (pen: Pen, at: number, x: Expr): void => pen.store('i32.atomic.store', i32(0), x, at)
const add = (pen: Pen, at: number, by: number): void =>
  pen.drop(atomic('i32.atomic.rmw.add', i32(0), at, i32(by)))

/** Whether the ticket has parts that nobody has taken. */
const isOpen = (ticket: Local): Expr => {
  const parts = op('i32.wrap_i64', ticket)
  return op('i32.ne', op('i32.shr_u', parts, i32(16)), op('i32.and', parts, i32(0xffff)))
}

/** Takes a part of the ticket and does it, if nobody was faster: the caller takes the first, workers the last. So each does most
 *  often what it did of the kernel before, whose elements it has at hand. */
const take = (pen: Pen, ticket: Local, thread: Expr | undefined, type: number): void => {
  const job = pen.keep(word(JOB))
  const from = pen.keep(word(ARGUMENTS))
  const isCaller = thread === undefined
  const next = op('i64.add', ticket, isCaller ? i64(0x10000) : i64(-1, -1))
  pen.when(
    op('i64.eq', atomic('i64.atomic.rmw.cmpxchg', i32(0), TICKET, ticket, next), ticket),
    () => {
      const parts = op('i32.wrap_i64', ticket)
      const part = isCaller
        ? op('i32.shr_u', parts, i32(16))
        : op('i32.sub', op('i32.and', parts, i32(0xffff)), i32(1))
      pen.callAt(job, type, from, part, thread ?? i32(0))
      add(pen, DONE, 1)
    },
  )
}

/** Body of the function that shares `count` parts of a job whose addresses stand at `from`. */
export const writeShare = (pen: Pen, type: number): void => {
  const [job, from, count] = pen.params as readonly [Local, Local, Local] // as `share` says
  put(pen, JOB, job)
  put(pen, ARGUMENTS, from)
  put(pen, DONE, i32(0))
  const epoch = op('i32.add', word(EPOCH), i32(1))
  const opened = op('i64.shl', op('i64.extend_i32_u', epoch), i64(32))
  pen.store('i64.atomic.store', i32(0), op('i64.or', opened, op('i64.extend_i32_u', count)), TICKET)
  pen.when(word(SLEEPERS), () =>
    pen.drop(atomic('memory.atomic.notify', i32(0), EPOCH, i32(0x7fffffff))),
  )
  const ticket = pen.local('i64')
  pen.loop(() => {
    pen.set(ticket, load('i64.atomic.load', i32(0), TICKET))
    pen.when(isOpen(ticket), () => take(pen, ticket, undefined, type))
    return isOpen(ticket)
  })
  const [done, spins] = [pen.local('i32'), pen.local('i32')]
  pen.loop(() => {
    pen.set(done, word(DONE))
    pen.set(spins, op('i32.add', spins, i32(1)))
    pen.when(op('i32.gt_s', spins, i32(SPINS)), () =>
      pen.when(word(PATIENT), () => {
        const nap = pen.keep(op('i32.ne', done, count))
        pen.when(nap, () => pen.drop(atomic('memory.atomic.wait32', i32(0), DONE, done, i64(NAP))))
      }),
    )
    return op('i32.ne', done, count)
  })
}

/** Body of a worker's function: takes parts of a program's kernels until another program's turn has come. */
export const writeWork = (pen: Pen, type: number): void => {
  const [thread, program] = pen.params as readonly [Local, Local] // as `work` says
  const ticket = pen.local('i64')
  const [spins, idle] = [pen.local('i32'), pen.local('i32')]
  pen.block((leave) => {
    pen.loop(() => {
      pen.set(ticket, load('i64.atomic.load', i32(0), TICKET))
      pen.set(idle, i32(1))
      pen.when(isOpen(ticket), () => {
        leave(op('i32.ne', word(PROGRAM), program))
        pen.when(op('i32.lt_u', thread, word(LIMIT)), () => {
          take(pen, ticket, thread, type)
          pen.set(idle, i32(0))
          pen.set(spins, i32(0))
        })
      })
      pen.when(idle, () => {
        pen.set(spins, op('i32.add', spins, i32(1)))
        pen.when(op('i32.gt_s', spins, i32(SPINS)), () => {
          add(pen, SLEEPERS, 1)
          const seen = op('i32.wrap_i64', op('i64.shr_u', ticket, i64(32)))
          pen.drop(atomic('memory.atomic.wait32', i32(0), EPOCH, seen, FOREVER))
          add(pen, SLEEPERS, -1)
          pen.set(spins, i32(0))
        })
      })
      return i32(1)
    })
  })
}

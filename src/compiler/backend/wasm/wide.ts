// Wide vectors: V8 can make one vector of 256 bits of two that lie side by side, where its flag says so (experimental, for the
// whole process, from Node 24 on). Whether that pays is found out by one product in both forms, timed and compared in bits.
import type { Access, ProductKernel } from '../../ir/index.ts'
import { module } from './assembler/index.ts'
import { clock, instantiate, memory } from './host.ts'
import { writeKernel } from './kernel/index.ts'
import { libraryOf } from './library.ts'

interface V8 {
  readonly setFlagsFromString: (flags: string) => void
}
interface Host {
  readonly process?: {
    readonly versions?: { readonly v8?: string }
    getBuiltinModule?(name: string): unknown
  }
  readonly Deno?: unknown
  readonly Bun?: unknown
}

/** The first version of V8 whose flag is known to change no bit: that of Node 24. */
const FIRST = 13

/** Tells the engine to make wide vectors from now on; false where it knows none. */
export const widen = (): boolean => {
  const host: object = globalThis
  const { process, Deno, Bun } = host as Host // each is looked for, where the language's own library lacks it
  const version = Number(process?.versions?.v8?.split('.')[0] ?? 0)
  if (Deno !== undefined || Bun !== undefined || version < FIRST) return false
  const v8 = process?.getBuiltinModule?.('node:v8') as V8 | undefined // or not Node
  v8?.setFlagsFromString('--experimental-wasm-revectorize')
  return v8 !== undefined
}

/** What the probe found: billions of products and sums a second, with tiles for vectors of 128 bits and for wide ones. */
export interface Verdict {
  readonly narrow: number
  readonly wide: number
  readonly sameBits: boolean
  /** Whether products are written for wide vectors: the bits are the same, and it pays. */
  readonly chosen: boolean
}

const [ROWS, TERMS, COLUMNS] = [64, 256, 64] as const
const PAGE = 65536
/** Milliseconds for each form: as long as the engine takes to optimize it, and then some. */
const TIME = 20

const array = (number: number, strides: readonly number[]): Access => ({
  array: number,
  dtype: 'f32',
  offset: 0,
  strides,
  moved: [],
})
const product: ProductKernel = {
  kind: 'product',
  holes: undefined,
  batch: [],
  rows: ROWS,
  columns: [COLUMNS],
  outside: [],
  along: TERMS,
  unit: [],
  dtype: 'f32',
  left: array(0, [TERMS, 1]),
  right: array(1, [COLUMNS, 1]),
  finish: [{ kind: 'result', dtype: 'f32', of: 0 }],
  stores: [{ ...array(2, [COLUMNS, 1]), value: 0, adds: false, where: undefined }],
}

/** An element of either operand. */
const number = (i: number): number => Math.fround(((i * 7919) % 2003) / 1000 - 1)

/** A form of the product: its sums, and how fast it gave them. */
const tried = (wide: boolean): { readonly sums: Float32Array; readonly speed: number } => {
  const to = module({ initial: 0, maximum: 16, shared: false })
  const library = libraryOf(to, { wide, fast: false })
  const params = ['i32', 'i32', 'i32', 'i32'] as const
  to.define('main', params, [], (pen) => writeKernel({ pen, library }, product, pen.params), true)
  const over = memory(8, 16)
  const { main } = instantiate(to.encoded(), over)
  const [left, right, into, own] = [PAGE, 2 * PAGE, 3 * PAGE, 4 * PAGE] as const
  for (const [at, length] of [
    [left, ROWS * TERMS],
    [right, TERMS * COLUMNS],
  ] as const)
    new Float32Array(over.buffer, at, length).forEach((_, i, all) => {
      all[i] = number(i)
    })
  let best = Number.POSITIVE_INFINITY
  const end = clock() + TIME
  while (clock() < end) {
    const start = clock()
    for (let i = 0; i < 4; i++) main?.(left, right, into, own)
    best = Math.min(best, clock() - start)
  }
  const sums = new Float32Array(over.buffer, into, ROWS * COLUMNS)
  return { sums, speed: (4 * 2 * ROWS * TERMS * COLUMNS) / best / 1e6 }
}

/** Some sums of the product, each the chain of its terms, whatever makes vectors. */
const places = [0, 1, 777, 2048, ROWS * COLUMNS - 1] as const
const chain = (at: number): number => {
  let sum = 0
  for (let k = 0; k < TERMS; k++) {
    const term = number(TERMS * Math.floor(at / COLUMNS) + k) * number(COLUMNS * k + (at % COLUMNS))
    sum = Math.fround(sum + Math.fround(term))
  }
  return sum
}

/** How much faster wide vectors must be to be chosen. */
const PAYS = 1.15

/** Takes 50 ms. */
export const probe = (): Verdict => {
  const [narrow, wide] = [tried(false), tried(true)]
  const sameBits =
    narrow.sums.every((x, i) => Object.is(x, wide.sums[i])) &&
    places.every((at) => Object.is(chain(at), wide.sums[at]))
  return {
    narrow: narrow.speed,
    wide: wide.speed,
    sameBits,
    chosen: sameBits && wide.speed > PAYS * narrow.speed,
  }
}

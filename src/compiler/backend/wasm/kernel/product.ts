// Products: a tile of rows by a panel of columns at a time, all of its sums in registers.
// Each element is the chain of its terms within a block of 256, and the chain of its blocks: whatever the tiles, the same bits.
import { BLOCK, bytesOf, type ProductKernel, panelOf, type Store } from '../../../ir/index.ts'
import { type Callee, i32, type Local, op, type Pen } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import {
  kept,
  LANES,
  literal,
  loadBeside,
  loadRepeated,
  operate,
  type Place,
  type Quad,
  stepped,
  storeBeside,
} from '../quad/index.ts'
import { step, times } from './loops.ts'
import { type Context, quadsOf } from './nodes.ts'
import { writePack } from './pack.ts'
import { writeStore } from './stores.ts'

/** Rows of a tile: with two vectors of columns, as many sums as stay in registers. */
const ROWS = 4
/** Terms between two turns of the innermost loop. */
const UNROLLED = 4

/** A panel of columns: how many, in how many quads, at which distance its rows lie. */
interface Panel {
  readonly columns: number
  readonly quads: number
  readonly pitch: number
}

/** Which blocks of terms a tile adds: sums of earlier blocks are read, those of later ones written, or the end is reached. */
interface Part {
  readonly terms: number
  readonly isFirst: boolean
  readonly isLast: boolean
}

export const writeProduct = (site: Site, kernel: ProductKernel, arrays: readonly Local[]): void => {
  const { pen } = site
  const { batch, m, n, k, dtype, left, right } = kernel
  const size = bytesOf[dtype]
  const width = panelOf(dtype)
  const scratch = arrays.at(-1)
  const base = (array: number): Local => {
    const found = arrays[array]
    if (found === undefined) throw new RangeError(`a product has no array ${array}`)
    return found
  }
  if (scratch === undefined) throw new RangeError('a product has memory of its own')
  const sums = pen.keep(op('i32.add', scratch, i32(Math.min(k, BLOCK) * width * size)))
  const packs = packed(kernel)
  // where the rows of the left, the panel of the right and the stores of a tile begin
  const outer = {
    left: pen.keep(op('i32.add', base(left.array), i32(left.offset * size))),
    right: pen.keep(op('i32.add', base(right.array), i32(right.offset * size))),
    accesses: accessesOf(kernel).map((access) => ({
      access,
      at: pen.keep(op('i32.add', base(access.array), i32(access.offset * bytesOf[access.dtype]))),
    })),
  }
  const [leftBatch = 0, leftRow = 0, leftTerm = 0] = left.strides
  const [rightBatch = 0, rightTerm = 0, rightColumn = 0] = right.strides
  const row = pen.local('i32')
  const term = pen.local('i32')
  const sum = pen.local('i32')
  const panelAt = pen.local('i32')
  const targets = outer.accesses.map(() => pen.local('i32'))
  const strideOf = (i: number, axis: number): number => {
    const access = outer.accesses[i]?.access
    return access === undefined ? 0 : (access.strides[axis] ?? 0) * bytesOf[access.dtype]
  }

  const tiles = (panel: Panel, part: Part): void => {
    pen.set(row, term)
    pen.set(sum, sums)
    for (const [i, target] of targets.entries()) pen.set(target, outer.accesses[i]?.at ?? target)
    const run = (rows: number, count: number): void => {
      const callee = tile(site, kernel, rows, panel, part)
      times(pen, count, () => {
        pen.call(callee, row, panelAt, sum, ...targets)
        step(pen, row, rows * leftRow * size)
        step(pen, sum, rows * width * size)
        for (const [i, target] of targets.entries()) step(pen, target, rows * strideOf(i, 1))
      })
    }
    const rest = m % ROWS
    run(ROWS, (m - rest) / ROWS)
    if (rest > 0) run(rest, 1)
  }

  const panel = (columns: number): void => {
    const quads = Math.ceil(columns / LANES)
    const pitch = packs ? width * size : rightTerm * size
    pen.set(term, outer.left)
    const from = pen.keep(outer.right)
    for (const part of partsOf(k)) {
      if (packs) {
        pen.call(pack(site, kernel, columns, part.terms), from, scratch)
        pen.set(panelAt, scratch)
      } else pen.set(panelAt, from)
      tiles({ columns, quads, pitch }, part)
      step(pen, term, part.terms * leftTerm * size)
      step(pen, from, part.terms * rightTerm * size)
    }
    step(pen, outer.right, columns * rightColumn * size)
    for (const [i, { at }] of outer.accesses.entries()) step(pen, at, columns * strideOf(i, 2))
  }

  times(pen, batch, () => {
    const rest = n % width
    times(pen, (n - rest) / width, () => panel(width))
    if (rest > 0) panel(rest)
    step(pen, outer.left, leftBatch * size)
    step(pen, outer.right, (rightBatch - n * rightColumn) * size)
    for (const [i, { at }] of outer.accesses.entries())
      step(pen, at, strideOf(i, 0) - n * strideOf(i, 2))
  })
}

/** The blocks of terms: the first, those between, which are alike, the last. */
const partsOf = (k: number): readonly Part[] => {
  const count = Math.ceil(k / BLOCK)
  return Array.from({ length: count }, (_, i) => ({
    terms: Math.min(BLOCK, k - i * BLOCK),
    isFirst: i === 0,
    isLast: i === count - 1,
  }))
}

/** A panel is copied where its columns do not lie side by side, or where its rows lie far apart and are read often. */
const packed = ({ right, m, n, k, dtype }: ProductKernel): boolean => {
  const [, , column = 0] = right.strides
  return (column !== 1 && n > 1) || (m > 2 * ROWS && k * n * bytesOf[dtype] > 65536)
}

const accessesOf = (kernel: ProductKernel) => [
  ...kernel.finish.flatMap((node) => (node.kind === 'load' ? [node] : [])),
  ...kernel.stores,
]

const pack = (site: Site, kernel: ProductKernel, columns: number, terms: number): Callee => {
  const { dtype, right } = kernel
  const [, term = 0, column = 0] = right.strides
  return site.library.use(
    `pack ${dtype} ${term} ${column} ${columns} ${terms}`,
    ['i32', 'i32'],
    [],
    (pen) =>
      writePack(
        { pen, library: site.library },
        { dtype, term, column, columns, terms, width: panelOf(dtype) },
      ),
  )
}

/** The function of a tile: addresses of its rows, its panel, its sums so far, and of what it stores and loads at the end. */
const tile = (
  { library }: Site,
  kernel: ProductKernel,
  rows: number,
  panel: Panel,
  part: Part,
): Callee => {
  const accesses = accessesOf(kernel)
  const { dtype, left, finish, stores } = kernel
  const name = JSON.stringify([
    'tile',
    dtype,
    left.strides.slice(1),
    rows,
    panel,
    part,
    part.isLast && [finish, stores],
  ])
  const params = ['i32', 'i32', 'i32', ...accesses.map(() => 'i32' as const)] as const
  return library.use(name, params, [], (pen) =>
    writeTile({ pen, library }, kernel, rows, panel, part),
  )
}

const writeTile = (
  site: Site,
  kernel: ProductKernel,
  rows: number,
  panel: Panel,
  part: Part,
): void => {
  const { pen } = site
  const { dtype, left } = kernel
  const size = bytesOf[dtype]
  const [, leftRow = 0, leftTerm = 0] = left.strides
  const [row, column, sum, ...targets] = pen.params as readonly [Local, Local, Local, ...Local[]] // as many as params
  const width = panelOf(dtype)
  const sumAt = (i: number, q: number): Place => ({
    at: sum,
    offset: (i * width + q * LANES) * size,
  })
  const totals = grid(rows, panel.quads, (i, q) =>
    part.isFirst ? undefined : kept(site, loadBeside(site, dtype, sumAt(i, q))),
  )
  const zero = literal(site, dtype, 0)
  const sums = grid(rows, panel.quads, () => kept(site, zero) as LocalQuad)
  const term = (u: number): void => {
    const columns = Array.from({ length: panel.quads }, (_, q) =>
      kept(
        site,
        loadBeside(site, dtype, { at: column, offset: u * panel.pitch + q * LANES * size }),
      ),
    )
    for (let i = 0; i < rows; i++) {
      const x = kept(
        site,
        loadRepeated(
          site,
          dtype,
          stepped({ at: row, offset: 0 }, (u * leftTerm + i * leftRow) * size),
        ),
      )
      for (const [q, y] of columns.entries()) {
        const into = sums[i]?.[q]
        if (into !== undefined)
          set(pen, into, operate(site, 'add', dtype, into, operate(site, 'mul', dtype, x, y)))
      }
    }
  }
  const turns = Math.floor(part.terms / UNROLLED)
  const rest = part.terms % UNROLLED
  const advance = (terms: number): void => {
    step(pen, row, terms * leftTerm * size)
    step(pen, column, terms * panel.pitch)
  }
  if (turns > 0)
    pen.block((leave) => {
      times(pen, turns, () => {
        for (let u = 0; u < UNROLLED; u++) {
          term(u)
          // never taken, for addresses are even: it keeps the loads of one term beside its products
          if (u < UNROLLED - 1) leave(op('i32.and', u === 1 ? column : row, i32(1 + (u >> 1))))
        }
        advance(UNROLLED)
      })
    })
  for (let u = 0; u < rest; u++) term(u)
  for (let i = 0; i < rows; i++)
    for (let q = 0; q < panel.quads; q++) {
      const [total, own] = [totals[i]?.[q], sums[i]?.[q]]
      if (own === undefined) continue
      const result = total === undefined ? own : kept(site, operate(site, 'add', dtype, total, own))
      if (part.isLast)
        finished(site, kernel, targets, i, q, Math.min(LANES, panel.columns - q * LANES), result)
      else storeBeside(site, result, sumAt(i, q), LANES)
    }
}

/** What is made of a quad of the product, stored. */
const finished = (
  site: Site,
  kernel: ProductKernel,
  targets: readonly Local[],
  row: number,
  quad: number,
  count: number,
  result: Quad,
): void => {
  const accesses = accessesOf(kernel)
  const context: Context = {
    site,
    axis: 2,
    count,
    varies: () => true,
    indexOf: () => i32(0),
    resultOf: () => result,
    placeOf: (access) => {
      const target = targets[accesses.indexOf(access as (typeof accesses)[number])]
      if (target === undefined) throw new RangeError('an address for each access')
      const [, rows = 0, columns = 0] = access.strides
      return stepped(
        { at: target, offset: 0 },
        (row * rows + quad * LANES * columns) * bytesOf[access.dtype],
      )
    },
  }
  const quads = quadsOf(context, kernel.finish, () => true, new Map())
  for (const store of kernel.stores) writeStore(context, store satisfies Store, quads)
}

interface LocalQuad extends Quad {
  readonly parts: readonly Local[]
}

const set = (pen: Pen, to: LocalQuad, { parts }: Quad): void => {
  for (const [i, part] of to.parts.entries()) pen.set(part, parts[i] ?? part)
}

const grid = <T>(
  rows: number,
  columns: number,
  at: (row: number, column: number) => T,
): readonly (readonly T[])[] =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, q) => at(i, q)))

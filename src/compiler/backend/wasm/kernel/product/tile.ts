// A tile of a product: some rows by a panel of columns, all of its sums in registers while a block of terms is added.
import { byteWidth, type DType } from '../../../../../shape/index.ts'
import { textOf } from '../../../../ir/index.ts'
import { type Callee, i32, type Local } from '../../assembler/index.ts'
import type { Site } from '../../library.ts'
import {
  compare,
  kept,
  LANES,
  literal,
  loadBeside,
  loadRepeated,
  multipliedAdded,
  operate,
  type Place,
  type Quad,
  select,
  set,
  stepped,
  storeBeside,
  variable,
} from '../../quad/index.ts'
import { type Context, quadsOf } from '../nodes.ts'
import { writeStore } from '../stores.ts'
import { type Shape, termsOf } from './shape.ts'
import { eachTerm } from './terms.ts'

/** What a tile does with its sums: they are what is stored, or they are kept, or they join those of earlier blocks. */
export type Ending = 'store' | 'keep' | 'join'

/** The function that adds a block: addresses of the tile's rows, of its panel, of its sums so far, and of what it loads and
 *  stores at the end. */
export const tile = (
  { library }: Site,
  shape: Shape,
  rows: number,
  columns: number,
  units: number,
  ending: Ending,
): Callee => {
  const { kernel, packs } = shape
  const { left, right, finish, stores, dtype, unit } = kernel
  const end = ending === 'store' ? [finish, stores] : [ending]
  const name = textOf([
    'tile',
    dtype,
    left.strides,
    packs || right.strides,
    unit,
    rows,
    columns,
    units,
    end,
    kernel.batch.length,
    kernel.outside.length,
    shape.holes,
    shape.accesses.length,
  ])
  const params = [...['i32', 'i32', 'i32'], ...shape.accesses.map(() => 'i32')] as 'i32'[] // all addresses
  return library.use(name, params, [], (pen) =>
    writeTile({ pen, library }, shape, rows, columns, units, ending),
  )
}

/** Quads of which more is made side by side. */
const TOGETHER = 4

/** The function that makes of a tile's sums what is stored: the same parameters, of which rows and panel are not used. */
export const finishing = (
  { library }: Site,
  shape: Shape,
  rows: number,
  columns: number,
): Callee => {
  const { finish, stores, dtype } = shape.kernel
  const name = textOf(['finish', dtype, rows, columns, finish, stores, shape.kernel.batch.length])
  const params = [...['i32', 'i32', 'i32'], ...shape.accesses.map(() => 'i32')] as 'i32'[] // all addresses
  return library.use(name, params, [], (pen) => {
    const site = { pen, library }
    const [, , sum, ...targets] = pen.params as readonly [Local, Local, Local, ...Local[]] // as many as params
    const all: (readonly [row: number, quad: number, count: number])[] = []
    eachQuad(rows, columns, (...quad) => all.push(quad))
    for (let from = 0; from < all.length; from += TOGETHER) {
      const some = all.slice(from, from + TOGETHER)
      pen.braid(some.length, (strand) => {
        const [i, q, count] = some[strand] ?? [0, 0, 0]
        const result = kept(site, loadBeside(site, dtype, sumAt(shape, sum, i, q)))
        finished(site, shape, targets, i, q, count, result)
      })
    }
  })
}

const sumAt = ({ width, size }: Shape, sum: Local, row: number, quad: number): Place => ({
  at: sum,
  offset: (row * width + quad * LANES) * size,
})

const eachQuad = (
  rows: number,
  columns: number,
  body: (row: number, quad: number, count: number) => void,
): void => {
  for (let i = 0; i < rows; i++)
    for (let q = 0; q * LANES < columns; q++) body(i, q, Math.min(LANES, columns - q * LANES))
}

const writeTile = (
  site: Site,
  shape: Shape,
  rows: number,
  columns: number,
  units: number,
  ending: Ending,
): void => {
  const { pen } = site
  const { size, leftRow, kernel, holes } = shape
  const { dtype } = kernel
  const [row, column, sum, ...targets] = pen.params as readonly [Local, Local, Local, ...Local[]] // as many as params
  const quads = Math.ceil(columns / LANES)
  const zero = literal(site, dtype, 0)
  const sums = Array.from({ length: rows }, () =>
    Array.from({ length: quads }, () => variable(site, dtype)),
  )
  for (const own of sums.flat()) set(site, own, zero)
  eachTerm(pen, termsOf(shape, units), row, column, (left, right) => {
    const columnsAt = (from: number): readonly Quad[] =>
      Array.from({ length: quads }, (_, q) =>
        kept(
          site,
          loadBeside(site, dtype, stepped({ at: column, offset: 0 }, from + q * LANES * size)),
        ),
      )
    const ys = columnsAt(right)
    const there = holes === undefined ? [] : columnsAt(right + holes)
    for (const [i, own] of sums.entries()) {
      const x = kept(
        site,
        loadRepeated(site, dtype, stepped({ at: row, offset: 0 }, left + i * leftRow)),
      )
      for (const [q, y] of ys.entries()) {
        const into = own[q]
        if (into === undefined) continue
        const sum = joined(site, dtype, into, x, y)
        const is = there[q]
        set(site, into, is === undefined ? sum : select(compare('ne', is, zero), sum, into))
      }
    }
  })
  if (ending === 'store') {
    eachQuad(rows, columns, (i, q, count) => {
      const own = sums[i]?.[q]
      if (own !== undefined) finished(site, shape, targets, i, q, count, own)
    })
    return
  }
  // all are loaded before any is stored: an engine that joins vectors looks for stores side by side, from there to their loads
  for (const store of [false, true])
    eachQuad(rows, columns, (i, q) => {
      const own = sums[i]?.[q]
      if (own === undefined) return
      const place = sumAt(shape, sum, i, q)
      if (store) storeBeside(site, own, place, LANES)
      else if (ending === 'join')
        set(site, own, operate(site, 'add', dtype, loadBeside(site, dtype, place), own))
    })
}

/** A sum and one more product. */
const joined = (site: Site, dtype: DType, sum: Quad, x: Quad, y: Quad): Quad =>
  site.library.fast && (dtype === 'f32' || dtype === 'f64')
    ? multipliedAdded(dtype, x, y, sum)
    : operate(site, 'add', dtype, sum, operate(site, 'mul', dtype, x, y))

/** What is made of a quad of the product, stored. */
const finished = (
  site: Site,
  { kernel, accesses }: Shape,
  targets: readonly Local[],
  row: number,
  quad: number,
  count: number,
  result: Quad,
): void => {
  const rows = kernel.batch.length
  const axis = rows + kernel.columns.length
  const context: Context = {
    site,
    axis,
    count,
    varies: () => true,
    indexOf: () => i32(0),
    resultOf: () => result,
    placeOf: (access) => {
      const target = targets[accesses.indexOf(access)]
      if (target === undefined) throw new RangeError('an address for each access')
      const along = row * (access.strides[rows] ?? 0) + quad * LANES * (access.strides[axis] ?? 0)
      return stepped({ at: target, offset: 0 }, along * byteWidth(access.dtype))
    },
  }
  const quads = quadsOf(context, kernel.finish, () => true, new Map())
  for (const store of kernel.stores) writeStore(context, store, quads)
}

// A panel of columns copied side by side, as a tile reads it.
import type { DType } from '../../../../shape/index.ts'
import { bytesOf } from '../../../ir/index.ts'
import type { Local } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import {
  LANES,
  loadApart,
  loadBeside,
  loadRepeated,
  type Place,
  type Quad,
  stepped,
  storeBeside,
} from '../quad/index.ts'
import { step, times } from './loops.ts'

export interface Packing {
  readonly dtype: DType
  /** How far apart terms lie, and columns, in elements. */
  readonly term: number
  readonly column: number
  readonly columns: number
  readonly terms: number
  /** How far apart the rows of the copy lie, in elements. */
  readonly width: number
}

/** Writes a function of two addresses, the panel's and the copy's. */
export const writePack = (site: Site, packing: Packing): void => {
  const { pen } = site
  const { dtype, term, columns, terms, width } = packing
  const size = bytesOf[dtype]
  const [from, to] = pen.params as readonly [Local, Local] // as many as params
  times(pen, terms, () => {
    for (let first = 0; first < columns; first += LANES) {
      const count = Math.min(LANES, columns - first)
      storeBeside(
        site,
        quad(site, packing, from, first, count),
        { at: to, offset: first * size },
        LANES,
      )
    }
    step(pen, from, term * size)
    step(pen, to, width * size)
  })
}

const quad = (
  site: Site,
  { dtype, column }: Packing,
  from: Local,
  first: number,
  count: number,
): Quad => {
  const size = bytesOf[dtype]
  const place = (i: number): Place => stepped({ at: from, offset: 0 }, (first + i) * column * size)
  if (column === 1) return loadBeside(site, dtype, place(0))
  if (column === 0) return loadRepeated(site, dtype, place(0))
  const others = Array.from({ length: count - 1 }, (_, i) => place(i + 1))
  return loadApart(site, dtype, [place(0), ...others])
}

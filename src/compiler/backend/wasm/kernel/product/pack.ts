// A block of a panel of columns copied side by side, as tiles read it.
import { textOf } from '../../../../ir/index.ts'
import type { Callee, Local } from '../../assembler/index.ts'
import type { Site } from '../../library.ts'
import {
  LANES,
  loadApart,
  loadBeside,
  loadRepeated,
  type Place,
  type Quad,
  stepped,
  storeBeside,
} from '../../quad/index.ts'
import { step } from '../loops.ts'
import { type Shape, termsOf } from './shape.ts'
import { eachTerm } from './terms.ts'

/** The function that copies: addresses of the panel and of the copy. */
export const pack = ({ library }: Site, shape: Shape, columns: number, units: number): Callee => {
  const { kernel, rightColumn } = shape
  const { dtype, right, unit } = kernel
  const name = textOf([
    'pack',
    dtype,
    right.strides,
    kernel.batch.length,
    kernel.outside.length,
    unit,
    rightColumn,
    columns,
    units,
    kernel.holes,
  ])
  return library.use(name, ['i32', 'i32'], [], (pen) => {
    const site = { pen, library }
    const [from, to] = pen.params as readonly [Local, Local] // as many as params
    const { width, size } = shape
    eachTerm(pen, termsOf({ ...shape, packs: false }, units), undefined, from, (_, right) => {
      for (let first = 0; first < columns; first += LANES) {
        const quad = panelQuad(site, shape, from, right, first, Math.min(LANES, columns - first))
        storeBeside(site, quad, { at: to, offset: first * size }, LANES)
        if (kernel.holes === undefined) continue
        const far = right + kernel.holes * size
        const there = panelQuad(site, shape, from, far, first, Math.min(LANES, columns - first))
        storeBeside(site, there, { at: to, offset: (width + first) * size }, LANES)
      }
      step(pen, to, shape.pitch)
    })
  })
}

const panelQuad = (
  site: Site,
  { kernel: { dtype }, rightColumn, size }: Shape,
  from: Local,
  right: number,
  first: number,
  count: number,
): Quad => {
  const place = (i: number): Place =>
    stepped({ at: from, offset: 0 }, right + (first + i) * rightColumn)
  if (rightColumn === size) return loadBeside(site, dtype, place(0))
  if (rightColumn === 0) return loadRepeated(site, dtype, place(0))
  const others = Array.from({ length: count - 1 }, (_, i) => place(i + 1))
  return loadApart(site, dtype, [place(0), ...others])
}

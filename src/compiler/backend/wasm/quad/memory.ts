// Quads from memory and to memory. A bool is a byte there.
import type { DType } from '../../../../shape/index.ts'
import {
  type Expr,
  i32,
  type LaneStore,
  lane,
  load,
  loadLane,
  op,
  shuffle,
} from '../assembler/index.ts'
import type { Site } from '../library.ts'
import { EVEN_WORDS, first, LANES, type Quad } from './quad.ts'

/** A place in memory: an address, in bytes, and what is added to it. */
export interface Place {
  readonly at: Expr
  readonly offset: number
}

/** A place some bytes further: an offset cannot be negative. */
export const stepped = ({ at, offset }: Place, by: number): Place =>
  offset + by >= 0
    ? { at, offset: offset + by }
    : { at: op('i32.add', at, i32(offset + by)), offset: 0 }

/** Words as a mask: 0 or −1 a lane. */
const masked = ({ pen }: Site, words: Expr): Expr =>
  op('i32x4.ne', words, pen.constant(new Uint8Array(16)))
const widened = (bytes: Expr): Expr =>
  op('i32x4.extend_low_i16x8_u', op('i16x8.extend_low_i8x16_u', bytes))

/** Four elements side by side. */
export const loadBeside = (site: Site, dtype: DType, { at, offset }: Place): Quad => {
  switch (dtype) {
    case 'f64':
      return { dtype, parts: [load('v128.load', at, offset), load('v128.load', at, offset + 16)] }
    case 'bool':
      return { dtype, parts: [masked(site, widened(load('v128.load32_zero', at, offset)))] }
    case 'f32':
    case 'i32':
    case 'u32':
      return { dtype, parts: [load('v128.load', at, offset)] }
  }
}

/** Every second of eight elements, the last of which is read too; undefined of those that are not words. */
export const loadEverySecond = (dtype: DType, { at, offset }: Place): Quad | undefined =>
  dtype === 'f64' || dtype === 'bool'
    ? undefined
    : {
        dtype,
        parts: [
          shuffle(EVEN_WORDS, load('v128.load', at, offset), load('v128.load', at, offset + 16)),
        ],
      }

/** One element for all lanes. */
export const loadRepeated = (site: Site, dtype: DType, { at, offset }: Place): Quad => {
  switch (dtype) {
    case 'f64': {
      const both = site.pen.keep(load('v128.load64_splat', at, offset))
      return { dtype, parts: [both, both] }
    }
    case 'bool':
      return { dtype, parts: [masked(site, op('i32x4.splat', load('i32.load8_u', at, offset)))] }
    case 'f32':
    case 'i32':
    case 'u32':
      return { dtype, parts: [load('v128.load32_splat', at, offset)] }
  }
}

/** An element from each of one to four places; the lanes without a place hold anything. */
export const loadApart = (
  site: Site,
  dtype: DType,
  places: readonly [Place, ...(readonly Place[])],
): Quad => {
  const [a, ...others] = places
  if (dtype === 'bool') {
    const word = others.reduce<Expr>(
      (bytes, { at, offset }, i) =>
        op('i32.or', bytes, op('i32.shl', load('i32.load8_u', at, offset), i32(8 * (i + 1)))),
      load('i32.load8_u', a.at, a.offset),
    )
    return { dtype, parts: [masked(site, widened(op('i32x4.splat', word)))] }
  }
  if (dtype === 'f64') {
    const pair = (x: Place | undefined, y: Place | undefined): Expr => {
      const lower = load('v128.load64_splat', (x ?? a).at, (x ?? a).offset)
      return y === undefined ? lower : loadLane('v128.load64_lane', 1, y.at, lower, y.offset)
    }
    return { dtype, parts: [pair(a, others[0]), pair(others[1], others[2])] }
  }
  const all = others.reduce<Expr>(
    (x, { at, offset }, i) => loadLane('v128.load32_lane', i + 1, at, x, offset),
    load('v128.load32_splat', a.at, a.offset),
  )
  return { dtype, parts: [all] }
}

/** A mask's lanes as bytes 0 and 1, the first four of the vector. */
const asBytes = ({ pen }: Site, mask: Expr): Expr => {
  const ones = op('i32x4.neg', mask)
  const zero = pen.constant(new Uint8Array(16))
  return op('i8x16.narrow_i16x8_u', op('i16x8.narrow_i32x4_u', ones, zero), zero)
}

/** The first `count` elements, side by side. */
export const storeBeside = (site: Site, quad: Quad, { at, offset }: Place, count: number): void => {
  const { pen } = site
  if (quad.dtype === 'f64') {
    for (const [i, part] of quad.parts.entries()) {
      const left = count - 2 * i
      if (left >= 2) pen.store('v128.store', at, part, offset + 16 * i)
      else if (left === 1) pen.storeLane('v128.store64_lane', 0, at, part, offset + 16 * i)
    }
    return
  }
  if (quad.dtype !== 'bool' && count === LANES) {
    pen.store('v128.store', at, first(quad), offset)
    return
  }
  const narrow = quad.dtype === 'bool'
  const x = pen.keep(narrow ? asBytes(site, first(quad)) : first(quad))
  const size = narrow ? 1 : 4
  const names: Readonly<Record<number, LaneStore>> = narrow
    ? { 4: 'v128.store32_lane', 2: 'v128.store16_lane', 1: 'v128.store8_lane' }
    : { 2: 'v128.store64_lane', 1: 'v128.store32_lane' }
  let stored = 0
  for (const piece of [4, 2, 1]) {
    const name = names[piece]
    if (name === undefined || count - stored < piece) continue
    pen.storeLane(name, stored / piece, at, x, offset + stored * size)
    stored += piece
  }
}

/** One element of the quad at a place. */
export const storeElement = (
  site: Site,
  quad: Quad,
  index: number,
  { at, offset }: Place,
): void => {
  const { pen } = site
  if (quad.dtype === 'f64') {
    const part = quad.parts[index >> 1] ?? first(quad)
    pen.storeLane('v128.store64_lane', index & 1, at, part, offset)
  } else if (quad.dtype === 'bool') {
    const bit = op('i32.and', lane('i32x4.extract_lane', index, first(quad)), i32(1))
    pen.store('i32.store8', at, bit, offset)
  } else {
    pen.storeLane('v128.store32_lane', index, at, first(quad), offset)
  }
}

// Where pieces of memory lie, so that none that are in use together overlap.
import { type Gap, joined, without } from './gaps.ts'
import type { Piece } from './lifetimes.ts'

/** Cache lines; and room for a vector that is loaded across the end of an array. */
const ALIGNMENT = 64
export const aligned = (bytes: number): number =>
  Math.ceil((bytes + ALIGNMENT / 4) / ALIGNMENT) * ALIGNMENT

/** An offset for each piece, in their order, and the bytes of all. Pieces take the smallest gap that holds them. */
export const layout = (
  pieces: readonly Piece[],
): { readonly offsets: readonly number[]; readonly size: number } => {
  const offsets = new Array<number>(pieces.length).fill(0)
  const byStart = [...pieces.keys()].sort((a, b) => start(pieces, a) - start(pieces, b))
  let gaps: readonly Gap[] = []
  let live: readonly number[] = []
  let size = 0
  for (const index of byStart) {
    const from = start(pieces, index)
    const ended = live.filter((other) => (pieces[other]?.to ?? 0) < from)
    if (ended.length > 0) {
      live = live.filter((other) => (pieces[other]?.to ?? 0) >= from)
      gaps = joined([
        ...gaps,
        ...ended.map((other) => ({
          offset: offsets[other] ?? 0,
          bytes: aligned(pieces[other]?.bytes ?? 0),
        })),
      ])
    }
    const bytes = aligned(pieces[index]?.bytes ?? 0)
    const fit = gaps
      .filter((gap) => gap.bytes >= bytes)
      .reduce<Gap | undefined>(
        (best, gap) => (best && best.bytes <= gap.bytes ? best : gap),
        undefined,
      )
    if (fit === undefined) {
      offsets[index] = size
      size += bytes
    } else {
      offsets[index] = fit.offset
      gaps = without(gaps, fit, bytes)
    }
    live = [...live, index]
  }
  return { offsets, size }
}

const start = (pieces: readonly Piece[], index: number): number => pieces[index]?.from ?? 0

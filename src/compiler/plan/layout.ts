// Where pieces of memory lie, so that none that are in use together overlap.
import type { Piece } from './lifetimes.ts'

/** Cache lines; and room for a vector that is loaded across the end of an array. */
const ALIGNMENT = 64
export const aligned = (bytes: number): number =>
  Math.ceil((bytes + ALIGNMENT / 4) / ALIGNMENT) * ALIGNMENT

interface Gap {
  readonly offset: number
  readonly bytes: number
}

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
      gaps = merged([
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
      gaps = gaps.flatMap((gap) =>
        gap !== fit
          ? [gap]
          : gap.bytes === bytes
            ? []
            : [{ offset: gap.offset + bytes, bytes: gap.bytes - bytes }],
      )
    }
    live = [...live, index]
  }
  return { offsets, size }
}

const start = (pieces: readonly Piece[], index: number): number => pieces[index]?.from ?? 0

/** Neighbouring gaps as one. */
const merged = (gaps: readonly Gap[]): readonly Gap[] => {
  const result: Gap[] = []
  for (const gap of [...gaps].sort((a, b) => a.offset - b.offset)) {
    const before = result.at(-1)
    if (before !== undefined && before.offset + before.bytes === gap.offset)
      result[result.length - 1] = { offset: before.offset, bytes: before.bytes + gap.bytes }
    else result.push(gap)
  }
  return result
}

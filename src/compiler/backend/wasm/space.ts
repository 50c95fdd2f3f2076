// The one memory that all programs share, and the regions of it that programs have for the time being.
import { type Gap, joined, without } from '../../plan/index.ts'
import { type Memory, memory } from './host.ts'

const PAGE = 65536
const MOST_PAGES = 65536
/** Pages that are taken beyond what is wanted, at most: 64 MiB. */
const SPARE = 1024
/** At the start threads meet; no region lies there, so that a vector may be loaded from before an array. */
const FIRST = 1024

export interface Space {
  readonly memory: Memory
  /** A region of so many bytes, or undefined where there is no room. */
  readonly take: (bytes: number) => number | undefined
  readonly give: (offset: number) => void
}

export const space = (shared: boolean): Space => {
  const all = memory(1, MOST_PAGES, shared)
  const taken = new Map<number, number>()
  let gaps: readonly Gap[] = []
  let end = FIRST
  const reach = (bytes: number): boolean => {
    const pages = Math.ceil(bytes / PAGE)
    const now = all.buffer.byteLength / PAGE
    if (pages <= now) return true
    if (pages > MOST_PAGES) return false
    try {
      // twice as much, or what is wanted and some: growing is rare, and little is taken in vain
      all.grow(Math.min(MOST_PAGES, Math.max(pages, Math.min(2 * now, pages + SPARE))) - now)
      return true
    } catch {
      return false // the host has no more
    }
  }
  return {
    memory: all,
    take: (bytes) => {
      const gap = gaps.find((g) => g.bytes >= bytes)
      const offset = gap?.offset ?? end
      if (gap === undefined) {
        if (!reach(end + bytes + FIRST)) return undefined
        end += bytes
      } else {
        gaps = without(gaps, gap, bytes)
      }
      taken.set(offset, bytes)
      return offset
    },
    give: (offset) => {
      const bytes = taken.get(offset)
      if (bytes === undefined) return
      taken.delete(offset)
      gaps = joined([...gaps, { offset, bytes }])
    },
  }
}

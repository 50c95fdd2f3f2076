// Folds whose quads lie across rows. Rows are visited a lane of a sum at a time, whose terms are sixteen rows apart, and in a
// visit strips of columns from left to right: so memory is read as it lies, and what a visit keeps is small.

import { BLOCK } from '../../../../../language/scalar/index.ts'
import { byteWidth } from '../../../../../shape/index.ts'
import { type Access, COLUMNS, loadsOf } from '../../../../ir/index.ts'
import { choose, type Expr, i32, type Local, load, op } from '../../assembler/index.ts'
import type { Site } from '../../library.ts'
import { type Quad, set, stepped } from '../../quad/index.ts'
import { bytesAlong, outerLoops, type Pointer, step, times } from '../loops.ts'
import { pointersOf } from '../map.ts'
import { varying } from '../nodes.ts'
import { countersOf, type Fold, fromMemory, partsOf, SUMMED, type Sum, VECTOR } from './fold.ts'
import { type Places, type Strip, stripOf } from './strip.ts'
import { treeOf } from './tree.ts'

/** Columns of a strip, and strips that are visited together at most. */
const STRIP = 16
const GROUP = COLUMNS / STRIP
/** Rows of which lanes are visited before others are: more streams than a cache has ways would drive each other out. */
const VISITED = 128

/** A load while strips are visited: at a row of a strip, at the first row of the strip's visit, at the visit's first strip. */
interface Walker {
  readonly start: Pointer
  readonly at: Local
  readonly strip: Local
  readonly visit: Local
}

interface Counters {
  readonly column: Local | undefined
  readonly row: Local | undefined
  /** The first column of a group, the first row of a visit. */
  readonly left: Local
  readonly first: Local
}

export const writeAcross = (fold: Fold): void => {
  const { site, kernel, arrays } = fold
  const { pen } = site
  const { space, finish, stores, nodes } = kernel
  const inner = space.length - 1
  const loads = pointersOf(site, arrays, loadsOf(nodes))
  const sinks = pointersOf(site, arrays, [...loadsOf(finish), ...stores])
  const counts = countersOf(fold)
  const walkers = new Map<Expr, Walker>(
    loads.all.map((start) => [
      start.at,
      { start, at: pen.local('i32'), strip: pen.local('i32'), visit: pen.local('i32') },
    ]),
  )
  const ahead = (access: Access, columns: number): number =>
    columns * (access.strides[inner] ?? 0) * byteWidth(access.dtype)
  const indexOf =
    (by: number) =>
    (axis: number): Expr => {
      const at = counts[axis] ?? i32(0)
      return axis === inner && by > 0 ? op('i32.add', at, i32(by)) : at
    }
  const resultOf = (): never => {
    throw new RangeError('a fold has no results before its end')
  }
  const [changes, changesAtEnd] = [varying(nodes, inner), varying(finish, inner)]
  const places: Places = {
    row: counts[space.length],
    node: ({ ahead: by, count }) => ({
      site,
      axis: inner,
      count,
      resultOf,
      indexOf: indexOf(by),
      varies: (i) => changes[i] ?? false,
      placeOf: (access) => {
        const { at } = loads.placeOf(access)
        return stepped({ at: walkers.get(at)?.at ?? at, offset: 0 }, ahead(access, by))
      },
    }),
    sink: ({ ahead: by, count }) => ({
      site,
      axis: inner,
      count,
      resultOf,
      indexOf: indexOf(by),
      varies: (i) => changesAtEnd[i] ?? false,
      placeOf: (access) => stepped(sinks.placeOf(access), ahead(access, by)),
    }),
  }
  const counters: Counters = {
    column: counts[inner],
    row: counts[space.length],
    left: pen.local('i32'),
    first: pen.local('i32'),
  }
  const columns = space[inner] ?? 1
  const walking = [...walkers.values()]
  outerLoops(pen, space, [...loads.all, ...sinks.all], counts, () => {
    pen.set(counters.left, i32(0))
    const strips = Math.floor(columns / STRIP)
    const rest = columns % STRIP
    const some = (width: number, count: number): void =>
      foldGroup(fold, stripOf(fold, width, places), count, walking, sinks.all, counters)
    if (strips > 0) {
      const count = Math.ceil(strips / Math.ceil(strips / GROUP))
      times(pen, Math.floor(strips / count), () => some(STRIP, count))
      if (strips % count > 0) some(STRIP, strips % count)
    }
    if (rest > 0) some(rest, 1)
  })
}

/** Folds `count` strips side by side, and goes to the next. */
const foldGroup = (
  { site, kernel, scratch }: Fold,
  strip: Strip,
  count: number,
  walking: readonly Walker[],
  sinks: readonly Pointer[],
  { column, row, left, first }: Counters,
): void => {
  const { pen } = site
  const { length, space } = kernel
  const [inner, axis] = [space.length - 1, space.length]
  const { sums, others, width } = strip
  const [sumBytes, otherBytes] = [sums, others].map((some) => partsOf(some).length * VECTOR) as [
    number,
    number,
  ] // one for each
  const pitch = sumBytes * count
  const lanes = Math.min(SUMMED, length)
  const blocks = Math.ceil(length / BLOCK)
  const isKept = count === 1 // what is not a sum of floats stays in variables from visit to visit
  const summed = pen.keep(op('i32.add', scratch, i32(otherBytes * count)))
  const waiting = pen.keep(op('i32.add', summed, i32(lanes * pitch)))
  const tree = sums.length > 0 && blocks > 1 ? treeOf(site, sums, pitch) : undefined

  /** Each strip with the places of its sums, from one on, and of all else. */
  const each = (sumsAt: Expr, body: (sum: Local, other: Local) => void): void => {
    const [sum, other] = [pen.keep(sumsAt), pen.keep(scratch)]
    if (column !== undefined) pen.set(column, left)
    times(pen, count, () => {
      body(sum, other)
      if (column !== undefined) step(pen, column, width)
      step(pen, sum, sumBytes)
      step(pen, other, otherBytes)
    })
  }
  const save = (some: readonly Sum[], at: Expr): void => {
    for (const [i, part] of partsOf(some).entries()) pen.store('v128.store', at, part, i * VECTOR)
  }
  const restore = (some: readonly Sum[], at: Expr): void => {
    for (const [i, part] of partsOf(some).entries())
      pen.set(part, load('v128.load', at, i * VECTOR))
  }
  /** Takes in rows of all strips, so many from one to the next, as many as `rows` gives. */
  const visit = (apart: number, rows: Expr | number, lane: Expr, again?: Local): void => {
    for (const { strip: at, visit: from } of walking) pen.set(at, from)
    each(lane, (sum, other) => {
      for (const { at, strip: from } of walking) pen.set(at, from)
      if (row !== undefined) pen.set(row, first)
      if (again === undefined) strip.begin('sums')
      else
        pen.when(
          again,
          () => restore(sums, sum),
          () => strip.begin('sums'),
        )
      if (!isKept) restore(others, other)
      strip.enter()
      const take = (): void => {
        strip.take(sums.length === 0)
        for (const { at, start } of walking) step(pen, at, apart * bytesAlong(start, axis))
        if (row !== undefined) step(pen, row, apart)
      }
      if (typeof rows === 'number') times(pen, rows, take)
      else repeat(site, rows, take)
      save(sums, sum)
      if (!isKept) save(others, other)
      for (const { strip: at, start } of walking) step(pen, at, width * bytesAlong(start, inner))
    })
  }
  const skip = (rows: number): void => {
    for (const { visit: at, start } of walking) step(pen, at, rows * bytesAlong(start, axis))
    step(pen, first, rows)
  }

  for (const { visit: at, start } of walking) pen.set(at, start.at)
  pen.set(first, i32(0))
  if (isKept) strip.begin('others')
  else if (others.length > 0)
    each(summed, (_, other) => {
      strip.begin('others')
      save(others, other)
    })
  if (length > 0 && sums.length > 0) {
    tree?.start()
    const rows = pen.keep(i32(length))
    const at = pen.local('i32')
    /** Visits lanes, from one on. */
    const visitLanes = (
      lanes: number,
      terms: (lane: Local) => Expr | number,
      again?: Local,
    ): void => {
      if (lanes === 0) return
      const lane = pen.keep(i32(0))
      pen.loop(() => {
        visit(SUMMED, terms(lane), at, again)
        skip(1)
        step(pen, at, pitch)
        step(pen, lane, 1)
        return op('i32.lt_s', lane, i32(lanes))
      })
    }
    times(pen, blocks, () => {
      pen.set(at, summed)
      if (length <= VISITED) {
        const more = length % SUMMED
        visitLanes(more, () => Math.ceil(length / SUMMED))
        visitLanes(lanes - more, () => Math.floor(length / SUMMED))
      } else {
        const again = pen.keep(i32(0))
        times(pen, BLOCK / VISITED, () => {
          pen.set(at, summed)
          visitLanes(SUMMED, (lane) => termsOf(rows, lane), again)
          skip(VISITED - SUMMED)
          step(pen, rows, -VISITED)
          pen.set(again, i32(1))
        })
      }
      if (tree === undefined) return
      each(summed, (sum) => {
        joinLanes(site, sum, pitch, sums, lanes)
        tree.add(op('i32.add', sum, i32(lanes * pitch)))
      })
      tree.next()
    })
  } else if (isKept) {
    visit(1, length, summed)
  } else {
    const rest = length % SUMMED
    times(pen, Math.floor(length / SUMMED), () => {
      visit(1, SUMMED, summed)
      skip(SUMMED)
    })
    if (rest > 0) visit(1, rest, summed)
  }
  each(waiting, (sum, other) => {
    if (length > 0 && sums.length > 0) {
      if (tree !== undefined) tree.finish(sum)
      else joinLanes(site, pen.keep(op('i32.sub', sum, i32(lanes * pitch))), pitch, sums, lanes)
    }
    if (!isKept) restore(others, other)
    strip.store()
    for (const p of sinks) step(pen, p.at, width * bytesAlong(p, inner))
  })
  for (const { start } of walking) step(pen, start.at, count * width * bytesAlong(start, inner))
  step(pen, left, count * width)
}

/** How many of so many rows, or of those visited, are a lane's; none if not above 0. */
const termsOf = (rows: Local, lane: Local): Expr => {
  const own = choose(op('i32.lt_s', rows, i32(VISITED)), rows, i32(VISITED))
  const before = op('i32.sub', op('i32.add', own, i32(SUMMED - 1)), lane)
  return op('i32.shr_s', before, i32(4))
}

/** Runs the body as often as the number says, if it is above 0. */
const repeat = ({ pen }: Site, count: Expr, body: () => void): void => {
  const left = pen.keep(count)
  pen.block((leave) => {
    leave(op('i32.le_s', left, i32(0)))
    pen.loop(() => {
      body()
      step(pen, left, -1)
      return left
    })
  })
}

/** Sets the variables to the sums of a block, whose lanes lie in memory: lane l with l + 8, then l + 4, l + 2, l + 1. */
const joinLanes = (
  site: Site,
  at: Expr,
  pitch: number,
  sums: readonly Sum[],
  lanes: number,
): void => {
  let offset = 0
  for (const { total, variable } of sums) {
    const from = offset
    /** Lanes l, l + by, l + 2 · by … */
    const joined = (l: number, by: number): Quad => {
      if (by === SUMMED) return fromMemory(variable, at, l * pitch + from)
      const left = joined(l, 2 * by)
      if (l + by >= lanes) return left
      const [both] = total.join(site, [left], [joined(l + by, 2 * by)])
      return both ?? left
    }
    set(site, variable, joined(0, 1))
    offset += variable.parts.length * VECTOR
  }
}

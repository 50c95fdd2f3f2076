// Folds whose quads lie along the axis that is folded: sixteen lanes of it are four accumulators.

import { BLOCK } from '../../../../../language/scalar/index.ts'
import { byteWidth } from '../../../../../shape/index.ts'
import { type Access, loadsOf } from '../../../../ir/index.ts'
import { i32, type Local, op } from '../../assembler/index.ts'
import {
  followed,
  kept,
  LANES,
  later,
  literal,
  numbers,
  type Quad,
  select,
  set,
  stepped,
  variable,
} from '../../quad/index.ts'
import { bytesAlong, outerLoops, step, times } from '../loops.ts'
import { pointersOf } from '../map.ts'
import { type Context, quadsOf, varying } from '../nodes.ts'
import { writeStore } from '../stores.ts'
import {
  countersOf,
  type Fold,
  type Kept,
  keptState,
  partsOf,
  setState,
  taken,
  VECTOR,
} from './fold.ts'
import { laterLanes } from './total.ts'
import { treeOf } from './tree.ts'

/** Quads that go side by side: sixteen lanes. */
const WIDTH = 4
const ALL = WIDTH * LANES

export const writeAlong = (fold: Fold): void => {
  const { site, kernel, arrays, totals, blocked } = fold
  const { pen } = site
  const { space, length, nodes, finish, stores } = kernel
  const [inner, axis] = [space.length - 1, space.length]
  const rows = space[inner] ?? 1
  const loads = pointersOf(site, arrays, loadsOf(nodes))
  const sinks = pointersOf(site, arrays, [...loadsOf(finish), ...stores])
  const counts = countersOf(fold)
  const [row, term] = [counts[inner], counts[axis]]
  const varies = varying(nodes, axis)

  const context = (ahead: number, count: number): Context => ({
    site,
    axis,
    placeOf: (access: Access) =>
      stepped(loads.placeOf(access), ahead * (access.strides[axis] ?? 0) * byteWidth(access.dtype)),
    indexOf: (i) => {
      const at = counts[i] ?? i32(0)
      return i === axis && ahead > 0 ? op('i32.add', at, i32(ahead)) : at
    },
    resultOf: () => {
      throw new RangeError('a fold has no results before its end')
    },
    varies: (i) => varies[i] ?? false,
    count,
  })

  const width = Math.max(1, Math.min(WIDTH, Math.ceil(length / LANES)))
  const lanes: readonly (readonly Kept[])[] = totals.map((total) =>
    Array.from({ length: width }, () => keptState(site, total)),
  )
  const results = totals.map(({ dtype }) => variable(site, dtype))

  /** Sets accumulators to what they are before any element. */
  const begin = (which: (fold: number) => boolean): void => {
    for (const [i, total] of totals.entries())
      if (which(i))
        for (const [q, state] of (lanes[i] ?? []).entries())
          setState(site, state, total.start(site, indices(q * LANES)))
  }
  const indices = (from: number, base?: Local): Quad => {
    const all = numbers(
      site,
      [0, 1, 2, 3].map((i) => from + i),
    )
    return {
      dtype: 'i32',
      parts: [base === undefined ? all : op('i32x4.add', op('i32x4.splat', base), all)],
    }
  }

  /** Takes in `count` elements, `ahead` of the pointers. */
  const take = (fixed: Map<number, Quad>, ahead: number, count: number): void => {
    const quads = quadsOf(context(ahead, count), nodes, (i) => varies[i] === true, fixed)
    for (const [i, total] of totals.entries()) {
      const state = lanes[i]?.[(ahead / LANES) % WIDTH]
      if (state === undefined) continue
      const x = whole(taken(fold, i, quads), total.neutral, count)
      setState(site, state, total.take(site, state, x, indices(ahead, term)))
    }
  }
  /** The quad, neutral in lanes from `count` on. */
  const whole = (quad: Quad, neutral: number, count: number): Quad => {
    if (count === LANES) return quad
    const mask = numbers(
      site,
      [0, 1, 2, 3].map((i) => (i < count ? -1 : 0)),
    )
    const test: Quad = { dtype: 'bool', parts: [mask] }
    return kept(site, select(test, quad, literal(site, quad.dtype, neutral)))
  }
  const advance = (count: number): void => {
    for (const p of loads.all) step(pen, p.at, count * bytesAlong(p, axis))
    if (term !== undefined) step(pen, term, count)
  }
  /** Takes in the next elements, and moves on as far as it says. */
  const run = (fixed: Map<number, Quad>, count: number): number => {
    const some = (n: number): void => {
      for (let ahead = 0; ahead < n; ahead += LANES) take(fixed, ahead, Math.min(LANES, n - ahead))
    }
    if (count <= 2 * ALL) {
      some(count)
      return 0
    }
    const each = count % (2 * ALL) === 0 ? 2 * ALL : ALL
    times(pen, Math.floor(count / each), () => {
      some(each)
      advance(each)
    })
    some(count % each)
    return count - (count % each)
  }

  /** Joins the lanes of a fold into the first. */
  const close = (i: number): void => {
    const [total, own] = [totals[i], lanes[i] ?? []]
    const [all] = own
    if (total === undefined || all === undefined) return
    for (const half of [2, 1])
      for (let q = 0; q < half && q + half < width; q++) {
        const [left, right] = [own[q], own[q + half]]
        if (left !== undefined && right !== undefined)
          setState(site, left, total.join(site, left, right))
      }
    for (const by of [2, 1] as const)
      if (length > by) {
        const others = laterLanes(all, by).map((quad) => kept(site, quad))
        setState(site, all, total.join(site, all, others))
      }
  }

  const sums = totals.flatMap((total, i) => {
    const [state = []] = lanes[i] ?? []
    return blocked[i] === true ? state.map((variable) => ({ total, variable })) : []
  })
  const tree = sums.length > 0 ? treeOf(site, sums, partsOf(sums).length * VECTOR) : undefined
  const isBlocked = (i: number): boolean => blocked[i] === true

  /** Folds one row into the first lanes of the first accumulators, and goes to the next. */
  const foldRow = (): void => {
    if (term !== undefined) pen.set(term, i32(0))
    const fixed: Map<number, Quad> =
      length === 0
        ? new Map()
        : quadsOf(context(0, LANES), nodes, (i) => varies[i] !== true, new Map())
    begin((i) => !isBlocked(i))
    let moved = 0
    if (tree === undefined) {
      begin(isBlocked)
      moved = run(fixed, length)
    } else {
      tree.start()
      const block = (count: number): void => {
        begin(isBlocked)
        const at = run(fixed, count)
        advance(count - at)
        for (const i of totals.keys()) if (isBlocked(i)) close(i)
        tree.add(fold.scratch)
        tree.next()
      }
      times(pen, Math.floor(length / BLOCK), () => block(BLOCK))
      if (length % BLOCK > 0) block(length % BLOCK)
      tree.finish(fold.scratch)
      moved = length
    }
    for (const i of totals.keys()) if (tree === undefined || !isBlocked(i)) close(i)
    for (const p of loads.all) step(pen, p.at, bytesAlong(p, inner) - moved * bytesAlong(p, axis))
    if (row !== undefined) step(pen, row, 1)
    for (const [i, result] of results.entries()) {
      const [state, total] = [lanes[i]?.[0], totals[i]]
      if (state === undefined || total === undefined) continue
      const found = kept(site, total.result(site, state))
      set(site, result, kept(site, followed(result, found)))
    }
  }

  /** Makes of the results of the last `count` rows what is stored. */
  const end = (count: number): void => {
    const ready = results.map((result) =>
      count === LANES ? result : kept(site, later(result, (LANES - count) as 1 | 2 | 3)),
    )
    const at: Context = {
      site,
      axis: inner,
      placeOf: sinks.placeOf,
      indexOf: (i) => {
        const now = counts[i] ?? i32(0)
        return i === inner && row !== undefined ? op('i32.sub', now, i32(count)) : now
      },
      resultOf: (i) => ready[i] ?? literal(site, 'f32', 0),
      varies: (i) => finishing[i] ?? false,
      count,
    }
    const quads = quadsOf(at, finish, () => true, new Map())
    for (const store of stores) writeStore(at, store, quads)
    for (const p of sinks.all) step(pen, p.at, count * bytesAlong(p, inner))
  }
  const finishing = varying(finish, inner)

  outerLoops(pen, space, [...loads.all, ...sinks.all], counts, () => {
    if (row !== undefined) pen.set(row, i32(0))
    const rest = rows % LANES
    if (rows < LANES || rest === 0) {
      const count = Math.min(rows, LANES)
      times(pen, Math.floor(rows / count), () => {
        times(pen, count, foldRow)
        end(count)
      })
      return
    }
    const left = pen.keep(i32(rows))
    pen.loop(() => {
      const isRest = pen.keep(op('i32.lt_s', left, i32(LANES)))
      const some = pen.keep(op('i32.sub', i32(LANES), op('i32.mul', isRest, i32(LANES - rest))))
      pen.set(left, op('i32.sub', left, some))
      pen.loop(() => {
        foldRow()
        step(pen, some, -1)
        return some
      })
      pen.when(
        isRest,
        () => end(rest),
        () => end(LANES),
      )
      return left
    })
  })
}

// Folds whose quads lie across rows: a strip of columns at a time, each lane of a sum on its own, its terms sixteen rows apart.
import { type Access, BLOCK, bytesOf } from '../../../../ir/index.ts'
import { choose, i32, type Local, load, op } from '../../assembler/index.ts'
import type { Site } from '../../library.ts'
import { kept, LANES, literal, type Quad, set, stepped, type Variable } from '../../quad/index.ts'
import { bytesAlong, outerLoops, step, times } from '../loops.ts'
import { pointersOf } from '../map.ts'
import { type Context, quadsOf, varying } from '../nodes.ts'
import { writeStore } from '../stores.ts'
import { countersOf, type Fold, type Kept, keptState, loadsOf, setState, taken } from './fold.ts'
import type { Total } from './total.ts'
import { treeOf } from './tree.ts'

/** Columns of a strip. */
const STRIP = 16
/** Lanes of a sum. */
const SUMMED = 16
const VECTOR = 16

export const writeAcross = (fold: Fold): void => {
  const { site, kernel, arrays, totals } = fold
  const { pen } = site
  const { space, length, nodes, finish, stores } = kernel
  const [inner, axis] = [space.length - 1, space.length]
  const columns = space[inner] ?? 1
  const loads = pointersOf(site, arrays, loadsOf(nodes))
  const sinks = pointersOf(site, arrays, [...loadsOf(finish), ...stores])
  const counts = countersOf(fold)
  const [column, term] = [counts[inner], counts[axis]]
  const along = varying(nodes, axis)
  const across = varying(nodes, inner)
  const finishing = varying(finish, inner)

  /** Where each load stands while a strip is folded. */
  const walkers = new Map(
    loads.all.map(({ at, access }) => [
      at,
      { access, at: pen.local('i32'), from: pen.local('i32') },
    ]),
  )
  const walking = [...walkers.values()]
  const scratch = fold.scratch ?? pen.local('i32')
  const summed = kernel.folds.map(
    ({ how, dtype }) => how === 'sum' && (dtype === 'f32' || dtype === 'f64'),
  )
  const isSum = (i: number): boolean => summed[i] === true
  const context = (ahead: number, count: number): Context => ({
    site,
    axis: inner,
    placeOf: (access: Access) => {
      const { at } = loads.placeOf(access)
      const walker = walkers.get(at as Local) // every load has a pointer
      return stepped(
        { at: walker?.at ?? at, offset: 0 },
        ahead * (access.strides[inner] ?? 0) * bytesOf[access.dtype],
      )
    },
    indexOf: (i) => {
      const at = counts[i] ?? i32(0)
      return i === inner && ahead > 0 ? op('i32.add', at, i32(ahead)) : at
    },
    resultOf: () => {
      throw new RangeError('a fold has no results before its end')
    },
    varies: (i) => across[i] ?? false,
    count,
  })
  const place = (): Quad => ({ dtype: 'i32', parts: [op('i32x4.splat', term ?? i32(0))] })
  const move = (rows: number): void => {
    for (const p of walking) step(pen, p.at, rows * bytesAlong(p, axis))
    if (term !== undefined) step(pen, term, rows)
  }

  /** Folds so many columns, and stores what is made of the results. */
  const strip = (width: number): void => {
    const parts: readonly Part[] = Array.from({ length: Math.ceil(width / LANES) }, (_, q) => ({
      ahead: q * LANES,
      count: Math.min(LANES, width - q * LANES),
    }))
    const states: readonly (readonly Kept[])[] = totals.map((total) =>
      parts.map(() => keptState(site, total)),
    )
    for (const [at, walker] of walkers) pen.set(walker.at, at)
    if (term !== undefined) pen.set(term, i32(0))
    const none: Quad = { dtype: 'i32', parts: [op('i32x4.splat', i32(0))] }
    const begin = (which: (fold: number) => boolean): void => {
      for (const [i, total] of totals.entries())
        if (which(i))
          for (const state of states[i] ?? []) setState(site, state, total.start(site, none))
    }
    const still = quadsOf(
      context(0, LANES),
      length === 0 ? [] : nodes,
      (i) => along[i] !== true && across[i] !== true,
      new Map(),
    )
    const fixed = parts.map(({ ahead, count }) =>
      quadsOf(
        context(ahead, count),
        length === 0 ? [] : nodes,
        (i) => along[i] !== true && across[i] === true,
        still,
      ),
    )
    /** Takes in the row that the walkers stand at. */
    const take = (inOrder: boolean): void => {
      const shared = quadsOf(
        context(0, LANES),
        nodes,
        (i) => along[i] === true && across[i] !== true,
        still,
      )
      for (const [q, { ahead, count }] of parts.entries()) {
        const known = new Map([...(fixed[q] ?? []), ...shared])
        const quads = quadsOf(
          context(ahead, count),
          nodes,
          (i) => along[i] === true && across[i] === true,
          known,
        )
        for (const [i, total] of totals.entries()) {
          const state = states[i]?.[q]
          if (state === undefined) continue
          const x = taken(fold, i, quads)
          const next = inOrder
            ? total.take(site, state, x, place())
            : total.join(site, state, total.dtypes.length === 1 ? [x] : [x, kept(site, place())])
          setState(site, state, next)
        }
      }
    }
    begin(() => true)
    if (length > 0 && summed.includes(true))
      sumLanes(
        states,
        () => begin(isSum),
        () => take(false),
      )
    else
      times(pen, length, () => {
        take(true)
        move(1)
      })
    store(parts, states)
    for (const p of loads.all) step(pen, p.at, width * bytesAlong(p, inner))
    if (column !== undefined) step(pen, column, width)
  }

  /** Sums of floats, block by block and lane by lane; the other folds go along. */
  const sumLanes = (
    states: readonly (readonly Kept[])[],
    begin: () => void,
    take: () => void,
  ): void => {
    const sums = totals.flatMap((total, i) =>
      isSum(i) ? (states[i] ?? []).flat().map((variable) => ({ total, variable })) : [],
    )
    const slot = sums.reduce((n, { variable }) => n + variable.parts.length * VECTOR, 0)
    const lanes = Math.min(SUMMED, length)
    const blocks = Math.ceil(length / BLOCK)
    const waiting = pen.keep(op('i32.add', scratch, i32(lanes * slot)))
    const tree = blocks > 1 ? treeOf(site, waiting, sums) : undefined
    for (const { from, at } of walking) pen.set(from, at)
    const left = pen.keep(i32(length))
    tree?.start()
    times(pen, blocks, () => {
      const [lane, at] = [pen.keep(i32(0)), pen.keep(scratch)]
      pen.loop(() => {
        begin()
        for (const { from, at } of walking) pen.set(at, from)
        if (term !== undefined) pen.set(term, op('i32.add', op('i32.sub', i32(length), left), lane))
        if (length <= SUMMED) take()
        else steps(termsOf(left, lane), take)
        eachPart(sums, (part, offset) => pen.store('v128.store', at, part, offset))
        for (const p of walking) step(pen, p.from, bytesAlong(p, axis))
        step(pen, at, slot)
        step(pen, lane, 1)
        return op('i32.lt_s', lane, i32(lanes))
      })
      for (const p of walking) step(pen, p.from, (BLOCK - lanes) * bytesAlong(p, axis))
      step(pen, left, -BLOCK)
      joinLanes(site, scratch, sums, lanes)
      tree?.add()
    })
    tree?.finish()
  }
  /** How many terms of a block are a lane's. */
  const termsOf = (left: Local, lane: Local): Local => {
    const rows = choose(op('i32.lt_s', left, i32(BLOCK)), left, i32(BLOCK))
    const before = op('i32.sub', op('i32.add', rows, i32(SUMMED - 1)), lane)
    return pen.keep(op('i32.shr_s', before, i32(4)))
  }
  const steps = (count: Local, take: () => void): void =>
    pen.block((leave) => {
      leave(op('i32.eqz', count))
      pen.loop(() => {
        take()
        move(SUMMED)
        step(pen, count, -1)
        return count
      })
    })

  /** Makes of the results of a strip what is stored. */
  const store = (parts: readonly Part[], states: readonly (readonly Kept[])[]): void => {
    for (const [q, { ahead, count }] of parts.entries()) {
      const results = totals.map((total, i) => total.result(states[i]?.[q] ?? []))
      const at: Context = {
        ...context(ahead, count),
        placeOf: (access) =>
          stepped(
            sinks.placeOf(access),
            ahead * (access.strides[inner] ?? 0) * bytesOf[access.dtype],
          ),
        resultOf: (i) => results[i] ?? literal(site, 'f32', 0),
        varies: (i) => finishing[i] ?? false,
      }
      const quads = quadsOf(at, finish, () => true, new Map())
      for (const one of stores) writeStore(at, one, quads)
    }
    const width = parts.reduce((n, { count }) => n + count, 0)
    for (const p of sinks.all) step(pen, p.at, width * bytesAlong(p, inner))
  }

  outerLoops(pen, space, [...loads.all, ...sinks.all], counts, () => {
    if (column !== undefined) pen.set(column, i32(0))
    times(pen, Math.floor(columns / STRIP), () => strip(STRIP))
    if (columns % STRIP > 0) strip(columns % STRIP)
  })
}

interface Part {
  readonly ahead: number
  readonly count: number
}
interface Sum {
  readonly total: Total
  readonly variable: Variable
}

const eachPart = (sums: readonly Sum[], visit: (part: Local, offset: number) => void): void => {
  for (const [i, part] of sums.flatMap(({ variable }) => variable.parts).entries())
    visit(part, i * VECTOR)
}

/** Sets the variables to the sums of a block, whose lanes lie in memory: lane l with l + 8, then l + 4, l + 2, l + 1. */
const joinLanes = (site: Site, memory: Local, sums: readonly Sum[], lanes: number): void => {
  const slot = sums.reduce((n, { variable }) => n + variable.parts.length * VECTOR, 0)
  let offset = 0
  for (const { total, variable } of sums) {
    const from = offset
    const lane = (l: number): Quad => ({
      dtype: variable.dtype,
      parts: variable.parts.map((_, i) => load('v128.load', memory, l * slot + from + i * VECTOR)),
    })
    /** Lanes l, l + by, l + 2 · by … */
    const joined = (l: number, by: number): Quad => {
      if (by === SUMMED) return lane(l)
      const left = joined(l, 2 * by)
      if (l + by >= lanes) return left
      const [both] = total.join(site, [left], [joined(l + by, 2 * by)])
      return both ?? left
    }
    set(site, variable, joined(0, 1))
    offset += variable.parts.length * VECTOR
  }
}

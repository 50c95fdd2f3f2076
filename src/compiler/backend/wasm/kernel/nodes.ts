// The steps of a kernel as code: each node becomes a quad, those that do not change along the innermost axis once a row.
import { byteWidth } from '../../../../shape/index.ts'
import { type Access, type Affine, type Node, operandsOf } from '../../../ir/index.ts'
import { type Expr, i32, op } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import { threefry } from '../math/index.ts'
import {
  compare,
  converted,
  element,
  first,
  kept,
  LANES,
  literal,
  loadApart,
  loadBeside,
  loadEverySecond,
  loadRepeated,
  numbers,
  operate,
  type Place,
  type Quad,
  select,
  shiftAll,
  stepped,
} from '../quad/index.ts'

/** Where nodes find what they are made of. */
export interface Context {
  readonly site: Site
  /** The axis along which a quad lies. */
  readonly axis: number
  /** Where the first lane of an access lies. */
  readonly placeOf: (access: Access) => Place
  readonly indexOf: (axis: number) => Expr
  /** The quad of a result of the kernel's own fold or product. */
  readonly resultOf: (index: number) => Quad
  /** Whether a node changes along the axis. */
  readonly varies: (index: number) => boolean
  /** How many lanes are elements: fewer than all at the end of a row. */
  readonly count: number
}

/** Whether each node changes along an axis. */
export const varying = (nodes: readonly Node[], axis: number): readonly boolean[] => {
  const result: boolean[] = []
  const has = (i: number): boolean => result[i] ?? false
  for (const node of nodes) result.push(changes(node, axis, has))
  return result
}

const changes = (node: Node, axis: number, has: (i: number) => boolean): boolean => {
  switch (node.kind) {
    case 'load':
      return (node.strides[axis] ?? 0) !== 0 || node.moved.some(({ index }) => has(index))
    case 'index':
      return (node.strides[axis] ?? 0) !== 0
    case 'literal':
      return false
    case 'result':
      return true
    default:
      return operandsOf(node).some(has)
  }
}

/** The quads of the nodes for which `wanted` holds, by number; the others are known already. */
export const quadsOf = (
  context: Context,
  nodes: readonly Node[],
  wanted: (index: number) => boolean,
  known: Map<number, Quad>,
): Map<number, Quad> => {
  const quads = new Map(known)
  const words = new Map<string, readonly [Expr, Expr]>()
  for (const [i, node] of nodes.entries())
    if (wanted(i)) quads.set(i, kept(context.site, quadOf(context, node, nodes, quads, words)))
  return quads
}

/** The quad of a node. */
export const quadAt = (quads: ReadonlyMap<number, Quad>, index: number): Quad => {
  const quad = quads.get(index)
  if (quad === undefined) throw new RangeError(`node ${index} is used before it is computed`)
  return quad
}

const quadOf = (
  context: Context,
  node: Node,
  nodes: readonly Node[],
  quads: ReadonlyMap<number, Quad>,
  words: Map<string, readonly [Expr, Expr]>,
): Quad => {
  const { site } = context
  const at = (i: number): Quad => quadAt(quads, i)
  switch (node.kind) {
    case 'load':
      return loaded(context, node, at)
    case 'index':
      return { dtype: 'i32', parts: [counted(context, node)] }
    case 'literal':
      return literal(site, node.dtype, node.value)
    case 'unary':
      return operate(site, node.op, node.dtype, at(node.x))
    case 'binary': {
      const by = nodes[node.y]
      if (by?.kind === 'literal' && isShift(node.op))
        return { dtype: node.dtype, parts: [shiftAll(site, node.op, first(at(node.x)), by.value)] }
      return operate(site, node.op, node.dtype, at(node.x), at(node.y))
    }
    case 'compare':
      return compare(node.direction, at(node.x), at(node.y))
    case 'select':
      return select(at(node.test), at(node.x), at(node.y))
    case 'convert':
      return converted(site, node.dtype, at(node.x))
    case 'bits':
      return { dtype: node.dtype, parts: at(node.x).parts }
    case 'threefry': {
      // both words come of one computation
      const both = words.get(`${node.operands}`) ?? bothWords(site, node.operands, at)
      words.set(`${node.operands}`, both)
      return { dtype: 'u32', parts: [both[node.word]] }
    }
    case 'result':
      return context.resultOf(node.of)
  }
}

const bothWords = (
  site: Site,
  [key0, key1, high, low]: readonly [number, number, number, number],
  at: (i: number) => Quad,
): readonly [Expr, Expr] => {
  const [x, y] = threefry(site, first(at(key0)), first(at(key1)), first(at(high)), first(at(low)))
  return [site.pen.keep(x), site.pen.keep(y)]
}

type Shift = 'shiftLeft' | 'shiftRightLogical' | 'shiftRightArithmetic'
const isShift = (op: string): op is Shift => op.startsWith('shift')

/** The places of four elements, i32. */
const counted = ({ site, axis, indexOf }: Context, { offset, strides }: Affine): Expr => {
  const start = strides.reduce<Expr>(
    (sum, stride, i) =>
      stride === 0 ? sum : op('i32.add', sum, op('i32.mul', indexOf(i), i32(stride))),
    i32(offset),
  )
  const along = strides[axis] ?? 0
  const splat = op('i32x4.splat', start)
  if (along === 0) return splat
  return op(
    'i32x4.add',
    splat,
    numbers(
      site,
      [0, 1, 2, 3].map((i) => i * along),
    ),
  )
}

const loaded = (context: Context, node: Access, at: (i: number) => Quad): Quad => {
  const { site, axis } = context
  const { dtype } = node
  const along = node.strides[axis] ?? 0
  if (!movesAlong(context, node)) {
    const place = movedPlace(context, node, at)
    if (along === 1) return loadBeside(site, dtype, place)
    if (along === 0) return loadRepeated(site, dtype, place)
    // a tail has no elements to read past
    if (along === 2 && context.count === LANES) {
      const every = loadEverySecond(dtype, place)
      if (every !== undefined) return every
    }
  }
  return loadApart(site, dtype, placesOf(context, node, at))
}

/** Whether the indices that move an access differ from lane to lane. */
export const movesAlong = ({ varies }: Context, { moved }: Access): boolean =>
  moved.some(({ index }) => varies(index))

const nonEmpty = <T>(items: readonly T[]): readonly [T, ...T[]] => {
  const [head, ...tail] = items
  if (head === undefined) throw new RangeError('a quad has an element')
  return [head, ...tail]
}

/** The place of a lane of an access, moved by indices known only at run time. */
export const movedPlace = (
  { site, placeOf }: Context,
  access: Access,
  at: (i: number) => Quad,
  index = 0,
): Place => {
  const place = placeOf(access)
  if (access.moved.length === 0) return place
  const moved = access.moved.reduce<Expr>(
    (sum, { index: by, stride }) =>
      op(
        'i32.add',
        sum,
        op('i32.mul', element(at(by), index), i32(stride * byteWidth(access.dtype))),
      ),
    place.at,
  )
  return { at: site.pen.keep(moved), offset: place.offset }
}

/** The place of each lane of an access. */
export const placesOf = (
  context: Context,
  access: Access,
  at: (i: number) => Quad,
): readonly [Place, ...(readonly Place[])] => {
  const along = (access.strides[context.axis] ?? 0) * byteWidth(access.dtype)
  const one = movesAlong(context, access) ? undefined : movedPlace(context, access, at)
  return nonEmpty(
    Array.from({ length: context.count }, (_, i) =>
      stepped(one ?? movedPlace(context, access, at, i), i * along),
    ),
  )
}

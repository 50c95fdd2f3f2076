// What a tree is made of. A node is a leaf (a handle), a reference, a constant, a hole, a container (a plain record or an
// array of nodes) or a static value (null, a number, a string, a function …), which is part of the tree's structure.
import { demandNumber, demandText, fail, type Issue, isPlain, shown } from '../prelude/index.ts'
import { type Shape, showType } from '../shape/index.ts'
import { type AnyTensor, Handle, type Tensor } from '../tensor/index.ts'
import { quoted } from './path.ts'

/** How a reference shows what it names: as it is, or a matrix with its axes exchanged. */
export type Via = 'same' | 'transposed'

/** A reference: up `up` levels from its own place, then down `path`. It is structure, never a leaf. */
export class Ref<
  out P extends string = string,
  out Up extends number = 1,
  out V extends Via = 'same',
> {
  readonly path: P
  readonly up: Up
  readonly via: V

  /** Fails for a path that is no string, and for what is no number of levels up. */
  constructor(path: P, up: Up, via: V) {
    demandText('refTo', 'path', path)
    demandNumber('refTo', 'up', up, 'count')
    if (via !== 'same' && via !== 'transposed')
      fail({
        where: 'refTo',
        must: "via must be 'same' or 'transposed'",
        was: shown(via),
        do: 'choose one of them',
      })
    this.path = path
    this.up = up
    this.via = via
    Object.freeze(this)
  }
}

export type AnyRef = Ref<string, number, Via>

/** A reference to a place of the container it stands in, or of one `up` levels above itself.
 *  @example refTo('shared').up // => 1 */
export const refTo = <P extends string, Up extends number = 1, V extends Via = 'same'>(
  path: P,
  up?: Up,
  via?: V,
): Ref<P, Up, V> => new Ref(path, up ?? 1, via ?? 'same') as Ref<P, Up, V> // the defaults are those of Up and V

/** A tensor that stands in a tree and is no leaf of it: no gradient, map or optimizer reaches it. */
export class Constant<out S extends Shape = Shape, out D = 'f32'> {
  readonly value: Tensor<S, D>

  constructor(value: Tensor<S, D>) {
    this.value = value
    Object.freeze(this)
  }
}

export type AnyConstant = Constant<Shape, unknown>

/** Where a part of a tree lacks a leaf that the other part has. */
export class Hole {
  readonly kind = 'hole'

  constructor() {
    Object.freeze(this)
  }
}

export const hole: Hole = new Hole()

export type Fields = Readonly<Record<string, unknown>>

export const isRef = (node: unknown): node is AnyRef => node instanceof Ref
export const isConstant = (node: unknown): node is AnyConstant => node instanceof Constant
export const isHole = (node: unknown): node is Hole => node instanceof Hole
export const isList = (node: unknown): node is readonly unknown[] => Array.isArray(node)

export const isRecord = (node: unknown): node is Fields => isPlain(node)

/** Whether two references are written alike. */
export const sameRef = (a: AnyRef, b: AnyRef): boolean =>
  a.path === b.path && a.up === b.up && a.via === b.via

/** A node in few words, for messages. */
export const described = (node: unknown): string => {
  if (node instanceof Handle) return showType(node)
  if (isRef(node)) {
    const above = node.up === 1 ? '' : ` from ${node.up} levels up`
    return `a reference to '${node.path}'${above}${node.via === 'same' ? '' : ', transposed'}`
  }
  if (isConstant(node)) return `a constant ${showType(node.value)}`
  if (isHole(node)) return 'a hole'
  if (isRecord(node)) return Object.keys(node).length === 0 ? 'an empty tree' : 'a tree'
  return shown(node)
}

/** Whether a node is an object whose insides no walk would see: a class instance, a Map, a typed array. */
export const isForeign = (node: unknown): boolean =>
  typeof node === 'object' &&
  node !== null &&
  !(node instanceof Handle || isRef(node) || isConstant(node) || isHole(node)) &&
  !isList(node) &&
  !isRecord(node)

/** Refuses such an object. */
export const checked = (where: string, node: unknown, path: string): unknown =>
  isForeign(node) ? fail({ ...noTree(where, node, path), do: 'make it a plain object' }) : node

const noTree = (where: string, node: unknown, path: string): Issue => ({
  where,
  must: `${quoted(path)} must be a tensor, a plain object or an array`,
  was: described(node),
  do: 'make a tensor with tensor or scalar',
})

/** The tree.  Fails for what holds nothing: a number, a string, null. */
export const demandTree = (where: string, tree: unknown): object =>
  typeof tree === 'object' && tree !== null ? tree : fail(noTree(where, tree, ''))

/** A tree of parameters whose form is known only at run time. */
export type Tree =
  | AnyTensor
  | AnyRef
  | AnyConstant
  | readonly Tree[]
  | { readonly [name: string]: Tree }

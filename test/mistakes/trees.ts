// Mistakes with trees: paths, references, edits, structures and parts.
import { scalar, zeros } from '../../src/ops/index.ts'
import * as room from '../../src/tree/index.ts'
import { type Mistakes, untypedRoom } from './mistake.ts'

const tree = untypedRoom(room)
const { refTo } = room
const w = zeros([2, 4])
const b = zeros([4])
const shared = { a: { w, b }, r: refTo('a') }
const parts = (t: object): readonly [unknown, unknown] => room.partition(() => true)(t)

class Layer {
  readonly w = w
}

/** Places that are not, or that cannot hold what they are given. */
export const places: Mistakes = {
  "at: path must be a string (was 3); write it as 'a.b'": () => tree.at([w], 3),
  "at: 'a.q' must be a path of the tree (was no 'q' in 'a'); choose one of b, w": () =>
    tree.at(shared, 'a.q'),
  "set: 'r.w' must be f32[2, 4] (was f32[]); keep its shape and dtype": () =>
    tree.set(shared, 'r.w', scalar(1)),
  "set: 'a.w' must be f32[2, 4] (was 3); keep the structure of the tree": () =>
    tree.set(shared, 'a.w', 3),
  "map: f must keep the shape and dtype f32[4] of 'a.b' (was f32[]); use mapTo for other values":
    () => tree.map(() => scalar(1))(shared),
  'flat: the tree must be a tensor, a plain object or an array (was a Layer); make it a plain object':
    () => tree.flat(new Layer()),
  "flat: names in 'a' must be of some letters, and hold no '.' (was 'b.c'); rename it, or nest instead":
    () => tree.flat({ a: { 'b.c': w } }),
  "map: names in the tree must be of some letters, and hold no '.' (was ''); rename it, or nest instead":
    () => tree.map((x: unknown) => x)({ '': w }),
  "entries: the tree must be at most 1000 levels deep (was more, below 'a.a.a'); flatten it, and let it not hold itself":
    () => {
      const cyclic: Record<string, unknown> = {}
      cyclic.a = cyclic
      return tree.entries(cyclic)
    },
  'digest: the tree must be a tensor (was 3); make it a scalar, or leave it out': () =>
    tree.digest(3),
}

/** References that lead nowhere, and edits that would break one. */
export const references: Mistakes = {
  'edit: must be given a tree with children (was f32[4]); make the new value itself': () =>
    tree.edit(() => undefined)(b),
  "at: the reference at 'a' must name a place of the tree (was 'b', where nothing is); correct its path, or put a value there":
    () => tree.at({ a: refTo('b') }, 'a'),
  "at: the reference at 'a' must end at a value (was a circle: 'a' → 'b' → 'a'); let one of them name another place":
    () => tree.at({ a: refTo('b'), b: refTo('a') }, 'a'),
  "at: the reference at 'a' must stay inside the tree (was 'b' from 4 levels up); take the sub-tree with subtree, which brings along what it refers to":
    () => tree.at({ a: refTo('b', 4), b }, 'a'),
  "at: the reference at 'r' must name a matrix, to show it transposed (was f32[4] at 'b'); name a matrix, or refer to it as it is":
    () => tree.at({ b, r: refTo('b', 1, 'transposed') }, 'r'),
  "edit: 'a.w' must stay f32[2, 4], for 'r.w' refers to it (was nothing); untie first": () =>
    tree.edit((draft: { a: { w?: unknown } }) => {
      delete draft.a.w
    })(shared),
  "edit: 'r' must stay a reference to 'a' (was f32[2, 4]); write to what it refers to, or untie it first":
    () =>
      tree.edit((draft: { r: unknown }) => {
        draft.r = w
      })(shared),
  'edit: recipe must be finished when it returns (was a promise); await first, then edit': () =>
    tree.edit(async () => {})(shared),
  "untie: 'a' must be a reference (was a tree); name an alias": () => tree.untie(shared, 'a'),
}

/** Trees and records that differ from what they should be like. */
export const structures: Mistakes = {
  "zip: trees must agree at 'a' (was a tensor and a tree); give trees of one structure": () =>
    tree.zip({ a: w }, { a: { b: w } }),
  "unflat: 'a.b' must be f32[4] (was nothing); add it": () => tree.unflat(shared)({ 'a.w': w }),
  "unflat: 'a.b' must be f32[4] (was f32[]); give a tensor of that shape and dtype": () =>
    tree.unflat(shared)({ 'a.w': w, 'a.b': scalar(1) }),
  "unflat: 'z' must be a leaf of the tree (was none); leave it out": () =>
    tree.unflat(shared)({ 'a.w': w, 'a.b': b, z: b }),
  "unflat: 'r.b' must be 'a.b', to which it refers (was another tensor); leave it out": () =>
    tree.unflat(shared)({ 'a.w': w, 'a.b': b, 'r.b': room.map(() => scalar(1))(scalar(0)) }),
  "combine: 'w' must stand in one part (was in both); combine the two parts of one partition":
    () => {
      const [part] = parts({ w })
      return tree.combine(part, part)
    },
}

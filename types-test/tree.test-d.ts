// Trees as types: paths that follow references, values that keep their type, drafts, parts and sub-trees.

import {
  type AnyTensor,
  at,
  combine,
  edit,
  entries,
  flat,
  type Key,
  lens,
  lookup,
  modify,
  type Part,
  partition,
  type Ref,
  set,
  subtree,
  type Tensor,
  untie,
} from 'espalier'
import {
  type Constant,
  eq,
  fold,
  type Lens,
  map,
  mapTo,
  monoid,
  type NameFault,
  show,
  type Tree,
  zip,
  zipWith,
} from 'espalier/tree'
import type { Eq } from 'fp-ts/lib/Eq.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Monoid } from 'fp-ts/lib/Monoid.js'
import type { Option } from 'fp-ts/lib/Option.js'
import type { Show } from 'fp-ts/lib/Show.js'
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd'

interface Linear<I extends number, O extends number> {
  readonly weight: Tensor<[O, I]>
  readonly bias: Tensor<[O]>
}
interface Model {
  readonly 0: Linear<4, 8>
  readonly shared: Linear<8, 8>
  readonly 4: Ref<'shared'>
  readonly embed: { readonly weight: Tensor<[9, 4]> }
  readonly head: Ref<'embed'>
  readonly dec: { readonly weight: Ref<'0.weight', 2, 'transposed'>; readonly mask: Constant<[3]> }
  readonly blocks: {
    readonly 0: { readonly body: Linear<8, 8> }
    readonly 1: Ref<'blocks.0', 2>
    readonly 2: { readonly body: Ref<'1.body', 2> }
  }
}
declare const model: Model
declare const w48: Tensor<[4, 8]>
declare const w88: Tensor<[8, 8]>
declare const b8: Tensor<[8]>
declare const b9: Tensor<[9]>
declare const i8: Tensor<[8], 'i32'>
declare const path: string

// at: a path gives the type of what stands there
expectType<Tensor<[8, 4]>>(at(model, '0.weight'))
expectType<Linear<4, 8>>(at(model, '0'))
//! embed.weight
expectError(at(model, 'embed.wieght'))
//! 0.weight
expectError(at(model, '0.weight.shape'))
//! dec.mask
expectError(at(model, 'dec.mask.value'))

// at follows references: to a leaf, to a sub-tree, turned, through chains and sideways
expectType<Tensor<[8]>>(at(model, '4.bias'))
expectType<Linear<8, 8>>(at(model, '4'))
expectType<Tensor<[4, 8]>>(at(model, 'dec.weight'))
expectType<Tensor<[8, 8]>>(at(model, 'blocks.1.body.weight'))
expectType<Tensor<[8]>>(at(model, 'blocks.2.body.bias'))
expectType<Tensor<[3]>>(at(model, 'dec.mask'))
//! head.weight
expectError(at(model, 'head.bias'))
//! blocks.2.body
expectError(at(model, 'blocks.2.bod'))

// at goes into arrays, tuples, open records and unions with nothing
declare const run: {
  readonly opt: readonly [{ readonly mu: Model }]
  readonly list: readonly Linear<1, 2>[]
  readonly by: { readonly [name: string]: Tensor<[5]> }
  readonly maybe: Tensor<[6]> | null
}
expectType<Tensor<[8]>>(at(run, 'opt.0.mu.4.bias'))
expectType<Tensor<[2]>>(at(run, 'list.7.bias'))
expectType<Tensor<[5]>>(at(run, 'by.anything'))
expectType<Tensor<[6]> | null>(at(run, 'maybe'))
//! opt.0
expectError(at(run, 'opt.2'))
//! opt.0
expectError(at(run, 'opt.length'))

// a batch is turned in its last two axes
declare const batch: { readonly w: Tensor<[5, 8, 4]>; readonly t: Ref<'w', 1, 'transposed'> }
expectType<Tensor<[5, 4, 8]>>(at(batch, 't'))

// set and modify keep shape and dtype
expectType<Model>(set(model, '0.bias', b8))
expectType<Model>(set(model, '4.bias', b8))
expectType<Model>(set(model, 'dec.weight', w48))
expectType<Model>(set(model, '4', { weight: w88, bias: b8 }))
//! set: '0.bias' must be f32[8] (was f32[9]); keep its shape and dtype
expectError(set(model, '0.bias', b9))
//! set: '4.bias' must be f32[8] (was i32[8]); keep its shape and dtype
expectError(set(model, '4.bias', i8))
//! set: 'dec.weight' must be f32[4, 8] (was f32[8, 8]); keep its shape and dtype
expectError(set(model, 'dec.weight', w88))
//! set: '4.bias' must be f32[8] (was f32[9]); keep its shape and dtype
expectError(set(model, '4', { weight: w88, bias: b9 }))
//! set: '4.bias' must be f32[8] (was nothing); keep the structure of the tree
expectError(set(model, '4', { weight: w88 }))
//! set: '0.bias' must be f32[8] (was 3); keep the structure of the tree
expectError(set(model, '0.bias', 3))
//! head.weight
expectError(set(model, 'head.wieght', b8))
expectType<Model>(modify(model, 'dec.weight', (w) => w))
expectType<Model>(
  modify(model, '0.bias', (b) => {
    expectType<Tensor<[8]>>(b)
    return b8
  }),
)
//! modify: '0.bias' must be f32[8] (was f32[9]); keep its shape and dtype
expectError(modify(model, '0.bias', () => b9))

// lenses, with the tree's type first or found later
const bias = lens<Model>()('4.bias')
expectType<Lens<Model, Tensor<[8]>>>(bias)
expectType<Model>(pipe(model, bias.set(b8)))
//! head.weight
expectError(lens<Model>()('head.bias'))
//! TS2345: Argument of type 'Tensor<[9], "f32">' is not assignable to parameter of type 'Tensor<[8], "f32">'.
//!   Type '[9]' is not assignable to type '[8]'.
//!     Type '9' is not assignable to type '8'.
expectError(bias.set(b9))
expectType<Tensor<[8]>>(lens('4.bias').get(model))
expectType<Model>(pipe(model, lens('4.bias').set(b8)))
//! lens: '4.bias' must be a path of the tree (was none); correct the path
expectError(lens('4.bias').get(run))
//! set: '4.bias' must be f32[8] (was f32[9]); keep its shape and dtype
expectError(lens('4.bias').set(b9)(model))

// look-ups and lists
expectType<Option<AnyTensor>>(lookup(path)(model))
expectType<readonly (readonly [path: string, leaf: AnyTensor])[]>(entries(model))
expectType<Readonly<Record<string, AnyTensor>>>(flat(model))

// drafts: assigned to, references shown
expectType<Model>(
  pipe(
    model,
    edit((draft) => {
      draft[0].bias = b8
      draft.shared = { weight: w88, bias: b8 }
      expectType<Ref<'shared'>>(draft[4])
    }),
  ),
)
//! TS2339: Property 'bias' does not exist on type 'Ref<"shared", 1, "same">'.
expectError(
  edit<Model>((draft) => {
    draft[4].bias = b8
  }),
)
//! TS2322: Type 'Tensor<[9], "f32">' is not assignable to type 'Tensor<[8], "f32">'.
//!   Type '[9]' is not assignable to type '[8]'.
//!     Type '9' is not assignable to type '8'.
expectError(
  edit<Model>((draft) => {
    draft[0].bias = b9
  }),
)

// maps keep the tree's type; mapTo gives another value for each leaf
expectType<Model>(map((leaf) => leaf)(model))
expectType<Model>(zipWith((a, _) => a)(model, model))
expectType<readonly [Tensor<[8]>, Tensor<[8]>]>(zip(model, model)[0].bias)
expectType<number>(mapTo((leaf) => leaf.shape.length)(model)[0].bias)
expectType<Ref<'shared'>>(mapTo((leaf) => leaf.shape.length)(model)[4])
expectType<number>(fold((sum: number, leaf) => sum + leaf.shape.length, 0)(model))
//! TS2322: Type 'number' is not assignable to type 'AnyTensor'.
expectError(map((leaf) => leaf.shape.length))

// parts are opaque, and of one tree
const [frozen, trained] = pipe(
  model,
  partition((place) => place.startsWith('0')),
)
expectType<Part<Model>>(frozen)
expectType<Model>(combine(frozen, trained))
//! combine: both parts must be of one tree (was two); partition one tree
expectError(combine(frozen, partition(() => true)(run)[0]))
//! TS2339: Property 'shared' does not exist on type 'Part<Model>'.
expectError(frozen.shared)

// a sub-tree brings along what its references name
expectType<Linear<4, 8>>(subtree(model, '0'))
expectType<Linear<8, 8>>(subtree(model, '4'))
expectType<Tensor<[4, 8]>>(subtree(model, 'dec').weight)
expectType<Constant<[3]>>(subtree(model, 'dec').mask)
expectType<Linear<8, 8>>(subtree(model, 'blocks.2').body)
expectType<{ readonly body: Linear<8, 8> }>(subtree(model, 'blocks')[0])
expectType<Ref<'0', 1>>(subtree(model, 'blocks')[1])
expectType<Ref<'1.body', 2>>(subtree(model, 'blocks')[2].body)
//! embed.weight
expectError(subtree(model, 'embed.bias'))

declare const pair: {
  readonly x: { readonly w: Tensor<[2, 3]>; readonly b: Tensor<[2]> }
  readonly part: {
    readonly a: Ref<'x.w', 2, 'transposed'>
    readonly b: Ref<'x.w', 2>
    readonly c: Ref<'x.b', 2>
  }
}
expectType<Tensor<[3, 2]> | Ref<string, number, 'same' | 'transposed'>>(subtree(pair, 'part').a)
expectType<Tensor<[2]>>(subtree(pair, 'part').c)

// untie gives a place a value of its own
expectType<Tensor<[4, 8]>>(untie(model, 'dec.weight').dec.weight)
expectType<Linear<8, 8>>(untie(model, '4')[4])
expectType<Tensor<[8]>>(untie(model, '4.bias')[4].bias)
expectType<Ref<'shared.weight', 2>>(untie(model, '4.bias')[4].weight)
expectType<Linear<4, 8>>(untie(model, '4.bias')[0])
declare const deep: {
  readonly x: {
    readonly in: { readonly w: Tensor<[2]>; readonly t: Ref<'w'>; readonly up: Ref<'other', 3> }
  }
  readonly other: Tensor<[1]>
  readonly z: readonly [Ref<'x.in', 2>]
}
expectType<Ref<'w'>>(untie(deep, 'z.0').z[0].t)
expectType<Ref<'other', 3>>(untie(deep, 'z.0').z[0].up)
//! z.0
expectError(untie(deep, 'z.1'))

// instances fit fp-ts
expectAssignable<Eq<Model>>(eq)
expectAssignable<Show<Model>>(show)
expectType<Monoid<Model>>(monoid(model))
expectNotAssignable<Eq<Model>>(show)

// names of children
expectType<never>({} as NameFault<'named', 'block 1'>)
expectType<"named: a name must be no number (was '12'); add a letter">(
  {} as NameFault<'named', '12'>,
)
expectType<"named: a name must be no number (was '0x1f'); add a letter">(
  {} as NameFault<'named', '0x1f'>,
)
expectType<"named: a name must hold no '.' (was 'a.b'); nest instead">(
  {} as NameFault<'named', 'a.b'>,
)
expectType<"named: a name must hold no '*' (was 'b*'); a pattern uses it">(
  {} as NameFault<'named', 'b*'>,
)
expectType<"named: a name must not be empty (was ''); write a letter">({} as NameFault<'named', ''>)
expectType<"named: a name must not be '__proto__' (was '__proto__'); choose another">(
  {} as NameFault<'named', '__proto__'>,
)

// a tree may hold keys
declare const keyed: { readonly key: Key; readonly w: Tensor<[1]> }
expectType<Key>(at(keyed, 'key'))
//! set: 'key' must be key[] (was f32[1]); keep its shape and dtype
expectError(set(keyed, 'key', at(keyed, 'w')))

// a tree known only at run time takes any path; what stands there is known only at run time too
declare const open: { readonly [name: string]: Tree }
expectAssignable<Tree>(open)
expectNotAssignable<Tree>(() => 0)
expectAssignable<unknown>(at(open, 'a.b.c'))
expectType<Option<AnyTensor>>(lookup('a.b.c')(open))

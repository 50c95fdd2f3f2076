// The shape rules as types, on what the agreement table cannot hold: unknown, named and open dims, and type parameters.
// Each acceptance stands beside a refusal, which is its sentence.
import { expectType } from 'tsd'
import type {
  Add,
  AxisOf,
  BroadcastShape,
  BroadcastToShape,
  CheckedShape,
  ConcatShape,
  DimEq,
  DivMod,
  EinsumShape,
  ExpandDimsShape,
  FlattenShape,
  KeepDimsShape,
  Lt,
  MatmulShape,
  Meet,
  Mul,
  ReduceShape,
  ReshapeShape,
  ShowShape,
  ShowType,
  Size,
  SliceShape,
  SplitShape,
  SqueezeShape,
  StackShape,
  Sub,
  TakeAlongShape,
  TakeShape,
  TransposeShape,
  WrittenShape,
} from '../dist/shape/index.js'

declare const the: <T>() => T
type Batch = number | 'batch'
type Time = number | 'time'
type Open = [...number[], 8]

// printing: sizes, names, ? and ...
expectType<'[2, 4]'>(the<ShowShape<[2, 4]>>())
expectType<'[]'>(the<ShowShape<readonly []>>())
expectType<'[batch, ?]'>(the<ShowShape<[Batch, number]>>())
expectType<'[...]'>(the<ShowShape<number[]>>())
expectType<'[..., 8]'>(the<ShowShape<Open>>())
expectType<'[3, ..., 8, time]'>(the<ShowShape<[3, ...number[], 8, Time]>>())
expectType<'f32[2, batch]'>(the<ShowType<[2, Batch], 'f32'>>())

// dims: a name meets any size, and no other name
expectType<true>(the<DimEq<2, 2, []>>())
expectType<false>(the<DimEq<2, 3, []>>())
expectType<true>(the<DimEq<number, 3, []>>())
expectType<true>(the<DimEq<3, number, []>>())
expectType<true>(the<DimEq<Batch, 3, []>>())
expectType<true>(the<DimEq<Batch, number, []>>())
expectType<false>(the<DimEq<Batch, Time, []>>())
expectType<Batch>(the<Meet<number, Batch, []>>())
expectType<Batch>(the<Meet<Batch, number, []>>())
expectType<3>(the<Meet<Batch, 3, []>>())

// arithmetic beyond what tuples can count
expectType<131071>(the<Add<65536, 65535>>())
expectType<number>(the<Add<number, 1>>())
expectType<999>(the<Sub<1000, 1>>())
expectType<never>(the<Sub<1, 1000>>())
expectType<4294967296>(the<Mul<65536, 65536>>())
expectType<number>(the<Mul<number, 2>>())
expectType<[9362, 2]>(the<DivMod<65536, 7>>())
expectType<[number, number]>(the<DivMod<number, 7>>())
expectType<true>(the<Lt<99999, 100000>>())
expectType<false>(the<Lt<100000, 99999>>())
expectType<boolean>(the<Lt<number, 3>>())

// broadcasting
expectType<[Batch, 4]>(the<BroadcastShape<'add', [Batch, 4], [4]>>())
expectType<'add: sizes must be equal or 1 to broadcast (was 4 and 3, in [batch, 4] and [3]); insert an axis with expandDims'>(
  the<BroadcastShape<'add', [Batch, 4], [3]>>(),
)
expectType<[Batch, 4]>(the<BroadcastShape<'add', [Batch, 4], [Batch, 1]>>())
expectType<[Batch, 4]>(the<BroadcastShape<'add', [1, 4], [Batch, 4]>>())
expectType<'add: sizes must be equal or 1 to broadcast (was batch and time, in [batch, 4] and [time, 4]); insert an axis with expandDims'>(
  the<BroadcastShape<'add', [Batch, 4], [Time, 4]>>(),
)
expectType<[3, 4]>(the<BroadcastShape<'add', [number, 4], [3, 1]>>())
expectType<[number]>(the<BroadcastShape<'add', [number], [1]>>())
expectType<[Batch]>(the<BroadcastShape<'add', [number], [Batch]>>())
expectType<Open>(the<BroadcastShape<'add', Open, [8]>>())
expectType<Open>(the<BroadcastShape<'add', [1], Open>>())
expectType<number[]>(the<BroadcastShape<'add', number[], [2, 3]>>())
expectType<'add: sizes must be equal or 1 to broadcast (was 8 and 7, in [..., 8] and [2, 7]); insert an axis with expandDims'>(
  the<BroadcastShape<'add', Open, [2, 7]>>(),
)
expectType<[Batch, 4]>(the<BroadcastToShape<'broadcastTo', [4], readonly [Batch, 4]>>())
expectType<'broadcastTo: shape must stretch to [batch, 4], its sizes equal or 1 (was [time, 4]); insert an axis with expandDims'>(
  the<BroadcastToShape<'broadcastTo', [Time, 4], [Batch, 4]>>(),
)

// type parameters: what is written alike is alike, and a bias is broadcast
export const generic = <H extends number, B extends number>(): void => {
  expectType<[B, H]>(the<BroadcastShape<'add', [B, H], [H]>>())
  expectType<[B, H]>(the<BroadcastShape<'add', [B, H], [B, 1]>>())
  expectType<[B, H]>(the<BroadcastShape<'add', [1, H], [B, H]>>())
  expectType<[B, 8]>(the<MatmulShape<[B, H], [H, 8]>>())
  expectType<'matmul: inner sizes must be equal (was 3 and 4, in [2, 3] and [4, 5]); transpose one of them'>(
    the<MatmulShape<[2, 3], [4, 5]>>(),
  )
  expectType<[H, B]>(the<TransposeShape<[B, H]>>())
  expectType<[B]>(the<ReduceShape<'sum', [B, H], -1>>())
  expectType<[B, 1]>(the<KeepDimsShape<'sum', [B, H], -1>>())
}

// matmul
expectType<[Batch, Time, 5]>(the<MatmulShape<[Batch, Time, 3], [3, 5]>>())
expectType<[2, 5]>(the<MatmulShape<[2, number], [3, 5]>>())
expectType<[...number[], 3]>(the<MatmulShape<Open, [8, 3]>>())
expectType<number[]>(the<MatmulShape<number[], [8, 3]>>())
expectType<number[]>(the<MatmulShape<Open, [8]>>())
expectType<'matmul: inner sizes must be equal (was 8 and 7, in [..., 8] and [7, 3]); transpose one of them'>(
  the<MatmulShape<Open, [7, 3]>>(),
)
expectType<'matmul: inner sizes must be equal (was batch and time, in [2, batch] and [time, 4]); transpose one of them'>(
  the<MatmulShape<[2, Batch], [Time, 4]>>(),
)
expectType<[Batch, 3, 5]>(the<MatmulShape<[Batch, 3, 4], [1, 4, 5]>>())
expectType<'matmul: leading sizes must be equal or 1 to broadcast (was batch and time, in [batch, 3, 4] and [time, 4, 5]); insert an axis with expandDims'>(
  the<MatmulShape<[Batch, 3, 4], [Time, 4, 5]>>(),
)
expectType<'matmul: operands must have one axis or more (was [] and [2, 3]); use mul'>(
  the<MatmulShape<[], [2, 3]>>(),
)

// axes
expectType<1>(the<AxisOf<'sum', [Batch, 3], -1>>())
expectType<number>(the<AxisOf<'sum', [Batch, 3], number>>())
expectType<'sum: axis must be an axis of [batch, 3] (was 2); count from 0, or from the end with -1'>(
  the<AxisOf<'sum', [Batch, 3], 2>>(),
)
expectType<[Batch, 12, Time, 64]>(the<TransposeShape<[Batch, Time, 12, 64], [0, 2, 1, 3]>>())
expectType<'transpose: axes must be as many as those of [batch, 3] (was [0]); name each once'>(
  the<TransposeShape<[Batch, 3], [0]>>(),
)
expectType<[number, number]>(the<TransposeShape<[Batch, 3], number[]>>())
expectType<[number, number]>(the<TransposeShape<[Batch, 3], [number, 0]>>())
expectType<number[]>(the<TransposeShape<Open>>())
expectType<'transpose: axes must differ (was [0, -2] of [batch, 3]); name each once'>(
  the<TransposeShape<[Batch, 3], [0, -2]>>(),
)
expectType<[Batch]>(the<ReduceShape<'sum', [Batch, 3, 4], [1, -1]>>())
expectType<'sum: axes must differ (was [1, 1] of [batch, 3]); name each once'>(
  the<ReduceShape<'sum', [Batch, 3], [1, 1]>>(),
)
expectType<[]>(the<ReduceShape<'sum', Open>>())
expectType<number[]>(the<ReduceShape<'sum', Open, -1>>())
expectType<[...number[], 1]>(the<KeepDimsShape<'sum', Open, -1>>())
expectType<[number]>(the<ReduceShape<'sum', [2, 3], number>>())
expectType<number[]>(the<ReduceShape<'sum', [2, 3], number[]>>())
expectType<[number, number]>(the<KeepDimsShape<'sum', [2, 3], number>>())
expectType<[3] | [2]>(the<ReduceShape<'sum', [2, 3], 0 | 1>>())
expectType<[Batch]>(the<SqueezeShape<[Batch, 1], 1>>())
expectType<[3]>(the<SqueezeShape<[number, 3], 0>>())
expectType<number[]>(the<SqueezeShape<[Batch, 1]>>())
expectType<'squeeze: size of axis 1 of [batch, 3] must be 1 (was 3); choose another axis'>(
  the<SqueezeShape<[Batch, 3], -1>>(),
)
expectType<[1, Batch]>(the<ExpandDimsShape<[Batch], 0>>())
expectType<[...number[], 8, 1]>(the<ExpandDimsShape<Open, -1>>())
expectType<'expandDims: axis must be an axis of the result, which has one more than [batch] (was 2); count from 0, or from the end with -1'>(
  the<ExpandDimsShape<[Batch], 2>>(),
)

// joining and splitting
expectType<[Batch, 8]>(the<ConcatShape<[[Batch, 3], [number, 5]], -1>>())
expectType<[number, 3]>(the<ConcatShape<[[Batch, 3], [5, 3]], 0>>())
expectType<[number, 3]>(the<ConcatShape<[2, 3][], 0>>())
expectType<[number, number]>(the<ConcatShape<[[2, 3], [2, 3]], number>>())
expectType<'concat: shape of operand 1 must agree with [batch, 3] outside axis 1 (was [time, 3]); choose another axis'>(
  the<ConcatShape<[[Batch, 3], [Time, 3]], 1>>(),
)
expectType<[2, Batch, 3]>(the<StackShape<[[Batch, 3], [number, 3]], 0>>())
expectType<[number, 2, 3]>(the<StackShape<readonly [2, 3][], 0>>())
expectType<'stack: shape of operand 1 must be [batch, 3] (was [time, 3]); use concat to join along an axis they have'>(
  the<StackShape<[[Batch, 3], [Time, 3]], 0>>(),
)
expectType<[Batch, 4]>(the<SplitShape<[Batch, 12], 3, 1>>())
expectType<[number, 12]>(the<SplitShape<[Batch, 12], 3, 0>>())
expectType<[Batch, number]>(the<SplitShape<[Batch, 12], number, 1>>())
expectType<'split: size of axis 1 of [batch, 12] must be a multiple of 5 (was 12); choose another number of parts'>(
  the<SplitShape<[Batch, 12], 5, 1>>(),
)

// reshape: one unknown dim is carried through, where the other sizes say so
expectType<[32, 128, 12, 64]>(the<ReshapeShape<[32, 128, 768], [32, 128, 12, 64]>>())
expectType<'reshape: must be 7 elements to become [7] (was 6 in [2, 3]); use -1 for one axis to infer it'>(
  the<ReshapeShape<[2, 3], [7]>>(),
)
expectType<[Batch, 6]>(the<ReshapeShape<[Batch, 2, 3], [-1, 6]>>())
expectType<[Batch, 768]>(the<ReshapeShape<[Batch, 12, 64], [Batch, -1]>>())
expectType<[number, number]>(the<ReshapeShape<[Batch, 12, 64], [number, -1]>>())
expectType<[number, 3]>(the<ReshapeShape<[Batch, 2, 3], [-1, 3]>>())
expectType<[3, 2]>(the<ReshapeShape<[Batch, 2], [3, 2]>>())
expectType<[2, number]>(the<ReshapeShape<number[], [2, -1]>>())
expectType<number[]>(the<ReshapeShape<[2, 3], number[]>>())
expectType<'reshape: must be a multiple of 4 elements to become [-1, 4] (was 6 in [2, 3]); choose sizes that divide it'>(
  the<ReshapeShape<[2, 3], [-1, 4]>>(),
)
expectType<'reshape: sizes must be whole and not negative, but for one -1 (was [-1, -1]); write them as [2, -1]'>(
  the<ReshapeShape<[Batch, 3], [-1, -1]>>(),
)
expectType<[Batch, 400]>(the<FlattenShape<[Batch, 16, 5, 5]>>())
expectType<[Batch, number]>(the<FlattenShape<[Batch, Time, 5]>>())
expectType<[number, number]>(the<FlattenShape<Open>>())
expectType<'flatten: input must have one axis or more (was []); reshape it to [1, 1]'>(
  the<FlattenShape<[]>>(),
)
expectType<6>(the<Size<[2, 3]>>())
expectType<Batch>(the<Size<[1, Batch]>>())
expectType<number>(the<Size<[2, Batch]>>())
expectType<0>(the<Size<[0, Batch]>>())
expectType<[2, 3]>(the<CheckedShape<'zeros', readonly [2, 3]>>())
expectType<'zeros: sizes must be whole and not negative (was [2, -1]); write whole numbers such as 2'>(
  the<CheckedShape<'zeros', [2, -1]>>(),
)
expectType<'zeros: sizes must be whole and not negative (was [0.5]); write whole numbers such as 2'>(
  the<CheckedShape<'zeros', [0.5]>>(),
)

// slices: nothing is clamped, so that the length is known even of an unknown axis
expectType<[Batch, 2]>(the<SliceShape<[Batch, 5], [null, [1, 3]]>>())
expectType<[2, 5]>(the<SliceShape<[Batch, 5], [[1, 3]]>>())
expectType<[3, 5]>(the<SliceShape<[Batch, 5], [[-3, null]]>>())
expectType<[2]>(the<SliceShape<[Batch, 5], [[-3, -1], 0]>>())
expectType<[number, 5]>(the<SliceShape<[Batch, 5], [[1, null]]>>())
expectType<[Batch, 3]>(the<SliceShape<[Batch, 5], [null, [null, null, 2]]>>())
expectType<[number, 5]>(the<SliceShape<[Batch, 5], [[number, number]]>>())
expectType<[5]>(the<SliceShape<[Batch, 5], [number]>>())
expectType<number[]>(the<SliceShape<Open, [0]>>())
expectType<'slice: range of axis 1 of [batch, 5] must lie within its size, its start not after its stop (was 1 to 6); write null for an end of the axis'>(
  the<SliceShape<[Batch, 5], [null, [1, 6]]>>(),
)
expectType<'slice: index of axis 1 of [batch, 5] must lie within its size (was -6); count from 0, or from the end with -1'>(
  the<SliceShape<[Batch, 5], [0, -6]>>(),
)
expectType<'slice: ranges must be no more than the axes of [batch, 5] (was 3); leave out the last ones, or write a range as [[0, 2]]'>(
  the<SliceShape<[Batch, 5], [0, 0, 0]>>(),
)

// gathering
expectType<[Batch, 7, 2]>(the<TakeShape<[Batch, 5], [7, 2], 1>>())
expectType<number[]>(the<TakeShape<[Batch, 5], [7], number>>())
expectType<'take: axis must be an axis of [batch, 5] (was 2); count from 0, or from the end with -1'>(
  the<TakeShape<[Batch, 5], [7], 2>>(),
)
expectType<[number, 2]>(the<TakeAlongShape<[Batch, 5], [number, 2], 1>>())
expectType<'takeAlongAxis: indices must agree with [batch, 5] outside axis 1 (was [time, 5]); reshape them'>(
  the<TakeAlongShape<[Batch, 5], [Time, 5], 1>>(),
)

// einsum
expectType<[Batch, 12, Time, Time]>(
  the<EinsumShape<'bhqd,bhkd->bhqk', [[Batch, 12, Time, 64], [Batch, 12, Time, 64]]>>(),
)
expectType<[Batch, 5]>(the<EinsumShape<'ij,jk->ik', [[Batch, number], [3, 5]]>>())
expectType<[3]>(the<EinsumShape<'ij,jk->j', [[Batch, number], [3, 5]]>>())
expectType<[Batch]>(the<EinsumShape<'i,i->i', [[number], [Batch]]>>())
expectType<[number, number]>(the<EinsumShape<'ij->ji', [Open]>>())
expectType<number[]>(the<EinsumShape<string, [[2, 3]]>>())
expectType<"einsum 'ij,jk->ik': sizes of j must be equal (was batch and time); give one of them another letter">(
  the<EinsumShape<'ij,jk->ik', [[2, Batch], [Time, 5]]>>(),
)

// a shape that a function is given: literals are looked at, type parameters accepted
expectType<[2, 3]>(the<WrittenShape<'zeros', readonly [2, 3]>>())
expectType<[number, Batch]>(the<WrittenShape<'zeros', [number, Batch]>>())
expectType<'zeros: sizes must be whole and not negative (was [2, -3]); write whole numbers such as 2'>(
  the<WrittenShape<'zeros', [2, -3]>>(),
)
expectType<'zeros: sizes must be whole and not negative (was [0.5]); write whole numbers such as 2'>(
  the<WrittenShape<'zeros', [0.5]>>(),
)
const ofSize = <H extends number>(h: H): [H, 2] => {
  const shape: WrittenShape<'zeros', readonly [H, 2]> = [h, 2]
  return shape
}
expectType<[7, 2]>(ofSize(7))

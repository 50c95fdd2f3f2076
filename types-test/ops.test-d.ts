// The operations as an editor sees them: the shape and dtype of each result, and one sentence on the wrong argument.

import {
  type AnyTensor,
  apply,
  type Key,
  nn,
  type Params,
  random,
  scalar,
  type Tensor,
  tensor,
} from 'espalier'
import { meanSquaredError } from 'espalier/loss'
import type { Bool, F32, F64, I32, U32 } from 'espalier/ops'
import * as ops from 'espalier/ops'
import { expectError, expectType } from 'tsd'

declare const a23: Tensor<[2, 3]>
declare const a3: Tensor<[3]>
declare const a4: Tensor<[4]>
declare const a34: Tensor<[3, 4]>
declare const d23: F64<'2 3'>
declare const i3: I32<'3'>
declare const u3: U32<'3'>
declare const p23: Bool<'2 3'>
declare const p3: Bool<'3'>
declare const batch: F32<'batch 4'>
declare const some: AnyTensor
declare const key: Key

// named dims
expectType<Tensor<[number | 'batch', 4]>>(batch)
expectType<Tensor<[], 'bool'>>({} as Bool<''>)

// literals
expectType<Tensor<[2, 2]>>(
  tensor([
    [1, 2],
    [3, 4],
  ]),
)
//! tensor: rows must be of one shape (was [2] and [1]); fill the shorter
expectError(tensor([[1, 2], [3]]))
expectType<Tensor<[3], 'bool'>>(tensor([true, false, true]))
//! tensor: elements must be all numbers or all booleans (was both); write 1 for true and 0 for false
expectError(tensor([true, 1]))
expectType<Tensor<[2, 4]>>(tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 4]))
//! tensor: elements must be 8 to fill [2, 4] (was 3); change the shape
expectError(tensor([1, 2, 3], [2, 4]))
expectType<Tensor<[2], 'i32'>>(tensor([1, 2], { dtype: 'i32' }))
//! tensor: elements must be numbers to be i32 (was booleans); use convert
expectError(tensor([true, false], { dtype: 'i32' }))
expectType<Tensor<[2, 1], 'f64'>>(tensor([1, 2], [2, 1], { dtype: 'f64' }))
//! tensor: elements must be a flat list beside a shape (was rows); leave out the shape
expectError(tensor([[1, 2]], [2, 1]))
expectType<Tensor<[number], 'f64'>>(tensor(new Float64Array(3)))
expectType<Tensor<[2, 2], 'i32'>>(tensor(new Int32Array(4), [2, 2]))
expectType<Tensor<[number, number]>>(tensor([] as number[][]))
expectType<Tensor<[]>>(tensor(5))
expectType<Tensor<[0]>>(tensor([]))
//! tensor: sizes must be whole and not negative (was [-1, 2]); write whole numbers such as 2
expectError(tensor([1, 2], [-1, 2]))
expectType<Tensor<[]>>(scalar(1))
expectType<Tensor<[], 'bool'>>(scalar(true))
expectType<Tensor<[], 'f64'>>(scalar(1, { dtype: 'f64' }))
//! TS2345: Argument of type '"1"' is not assignable to parameter of type 'Scalar'.
expectError(scalar('1'))

// one number, and counting
expectType<Tensor<[2, 3]>>(ops.zeros([2, 3]))
//! zeros: sizes must be whole and not negative (was [2, 1.5]); write whole numbers such as 2
expectError(ops.zeros([2, 1.5]))
expectType<Tensor<[2], 'i32'>>(ops.ones([2], { dtype: 'i32' }))
//! ones: sizes must be whole and not negative (was [-2]); write whole numbers such as 2
expectError(ops.ones([-2]))
expectType<Tensor<[2]>>(ops.full([2], 7))
expectType<Tensor<[2], 'bool'>>(ops.full([2], true))
//! full: sizes must be whole and not negative (was [-1]); write whole numbers such as 2
expectError(ops.full([-1], 7))
expectType<Tensor<[2, 3], 'f64'>>(ops.zerosLike(d23))
expectType<Tensor<[3], 'i32'>>(ops.onesLike(i3))
//! zerosLike: operand must be f32, f64, i32, u32 or bool (was key[]); draw numbers from a key with random
expectError(ops.zerosLike(key))
//! onesLike: operand must be f32, f64, i32, u32 or bool (was key[]); draw numbers from a key with random
expectError(ops.onesLike(key))
expectType<Tensor<[2, 2]>>(ops.eye(2))
expectType<Tensor<[2, 3], 'i32'>>(ops.eye(2, 3, { dtype: 'i32' }))
//! eye: sizes must be whole and not negative (was [-2]); write whole numbers such as 2
expectError(ops.eye(-2))
expectType<Tensor<[2, 3], 'i32'>>(ops.iota([2, 3], 1))
//! iota: axis must be an axis of [2, 3] (was 2); count from 0, or from the end with -1
expectError(ops.iota([2, 3], 2))
expectType<Tensor<[4], 'i32'>>(ops.arange(4))
expectType<Tensor<[number], 'f32'>>(ops.arange(1, { step: 0.25, dtype: 'f32' }))
//! arange: dtype must be f32, f64, i32 or u32 (was bool); write 'f32'
expectError(ops.arange(4, { dtype: 'bool' }))
expectType<Tensor<[5]>>(ops.linspace(0, 1, 5))
//! linspace: sizes must be whole and not negative (was [2.5]); write whole numbers such as 2
expectError(ops.linspace(0, 1, 2.5))

// arithmetic: broadcasting, numbers, dtypes
expectType<Tensor<[2, 3]>>(ops.add(a23, a3))
//! add: sizes must be equal or 1 to broadcast (was 3 and 4, in [2, 3] and [4]); insert an axis with expandDims
expectError(ops.add(a23, a4))
expectType<Tensor<[2, 3], 'f64'>>(ops.add(d23, 1))
//! add: dtypes must be equal (was f64[2, 3] and f32[2, 3]); use convert
expectError(ops.add(d23, a23))
expectType<Tensor<[3], 'i32'>>(ops.sub(1, i3))
//! sub: constant beside i32[3] must be a whole number from -2147483648 to 2147483647 (was 0.5); convert the tensor first
expectError(ops.sub(i3, 0.5))
expectType<Tensor<[number | 'batch', 4]>>(ops.mul(batch, a4))
//! mul: operand must be f32, f64, i32 or u32 (was bool[3]); use convert
expectError(ops.mul(p3, 2))
expectType<Tensor<[2, 3]>>(ops.div(1, a23))
//! div: one of the operands must be a tensor (was 1 and 2); use scalar
expectError(ops.div(1, 2))
expectType<Tensor<[3], 'u32'>>(ops.rem(u3, 3))
//! rem: constant beside u32[3] must be a whole number from 0 to 4294967295 (was true); convert the tensor first
expectError(ops.rem(u3, true))
expectType<Tensor<[2, 3]>>(ops.pow(a23, 2))
//! pow: operand must be f32, f64, i32 or u32 (was key[]); draw numbers from a key with random
expectError(ops.pow(a23, key))
expectType<Tensor<[3], 'bool'>>(ops.maximum(p3, true))
//! maximum: constant beside bool[3] must be true or false (was 1); convert the tensor first
expectError(ops.maximum(p3, 1))
expectType<Tensor<[2, 3]>>(ops.minimum(a23, ops.zeros([2, 1])))
//! minimum: sizes must be equal or 1 to broadcast (was 2 and 3, in [2, 3] and [3, 1]); insert an axis with expandDims
expectError(ops.minimum(a23, ops.zeros([3, 1])))
expectType<AnyTensor>(ops.add(some, some) as AnyTensor)
//! add: operand must be f32, f64, i32 or u32 (was bool[3]); use convert
expectError(ops.add(some, p3))

// functions generic in sizes are checked
export const halfway = <S extends readonly unknown[]>(x: Tensor<S>, y: Tensor<S>): Tensor<S> =>
  ops.mul(ops.add(x, y), 0.5)
export const meanSquare = <S extends readonly unknown[]>(x: Tensor<S>, y: Tensor<S>): Tensor<[]> =>
  ops.mean(ops.square(ops.sub(x, y)))
export const dense = <B extends number, I extends number, O extends number>(
  x: Tensor<[B, I]>,
  w: Tensor<[O, I]>,
  b: Tensor<[O]>,
): Tensor<[B, O]> => ops.relu(ops.add(ops.matmul(x, ops.transpose(w)), b))
export const crossed = <B extends number, I extends number>(
  x: Tensor<[B, I]>,
  w: Tensor<[3, I]>,
): void => {
  //! matmul: inner sizes must be equal (was ? and 3, in [?, ?] and [3, ?]); transpose one of them
  expectError(ops.matmul(x, w))
}
export const biased = <B extends number, H extends number>(
  x: Tensor<[B, H]>,
  b: Tensor<[H]>,
): Tensor<[B, H]> => ops.add(x, b)
export const shifted = <B extends number>(x: Tensor<[B, 3]>): void => {
  //! add: sizes must be equal or 1 to broadcast (was 3 and 4, in [?, 3] and [4]); insert an axis with expandDims
  expectError(ops.add(x, a4))
}

// shapes written with sizes that are type parameters
export const made = <N extends number>(n: N): Tensor<[N, 3]> =>
  ops.add(ops.ones([n, 3]), ops.mul(ops.zeros([n, 3]), ops.full([n, 3], 2)))
export const unit = <N extends number>(n: N): Tensor<[N, N]> => ops.eye(n)
export const counted = <N extends number>(n: N): Tensor<[N, 3], 'i32'> => ops.iota([n, 3], 0)
export const spread = <N extends number>(x: Tensor<[N, 4]>, n: N): Tensor<[N, 4]> =>
  ops.add(ops.broadcastTo(x, [n, 4]), ops.broadcastTo(ops.ones([1, 4]), [n, 4]))
export const folded = <N extends number>(x: Tensor<[N, 4]>, n: N): Tensor<[N, 2, 2]> =>
  ops.add(ops.reshape(x, [n, 2, 2]), ops.reshape(x, [-1, 2, 2]))
expectType<Tensor<[5, 2, 2]>>(folded(ops.ones([5, 4]), 5))
export const misspread = <N extends number>(x: Tensor<[N, 4]>, n: N): void => {
  //! broadcastTo: shape must stretch to [?, 3], its sizes equal or 1 (was [?, 4]); insert an axis with expandDims
  expectError(ops.broadcastTo(x, [n, 3]))
}

// functions generic in dtypes are checked by what bounds them
type Real = 'f32' | 'f64'
export const scaled = <D extends Real>(x: Tensor<[2, 4], D>): Tensor<[2, 4], D> => ops.mul(x, 2)
export const activated = <D extends Real>(x: Tensor<[2, 4], D>): Tensor<[2, 4], D> =>
  ops.relu(ops.exp(ops.neg(ops.square(x))))
export const centred = <N extends number, D extends Real>(
  x: Tensor<[N, 4], D>,
): Tensor<[N, 4], D> => ops.sub(x, ops.mean(x))
export const projected = <D extends Real>(
  x: Tensor<[2, 4], D>,
  w: Tensor<[4, 3], D>,
): Tensor<[2, 3], D> => ops.matmul(x, w)
export const squaredError = <D extends Real>(x: Tensor<[2, 4], D>): Tensor<[], D> =>
  meanSquaredError(x, ops.zerosLike(x))
export const kept = <D extends Real>(x: Tensor<[2, 4], D>): Tensor<[2, 4], D> =>
  ops.clip(ops.where(ops.gt(x, 0), x, 0), { max: 6 })
expectType<Tensor<[2, 4], 'f64'>>(scaled(ops.ones([2, 4], { dtype: 'f64' })))
const dense42 = nn.sequential(nn.linear(4, 8), nn.relu, nn.linear(8, 2))
export const predicted = <D extends Real>(
  p: Params<typeof dense42, D>,
  x: Tensor<[2, 4], D>,
): Tensor<[2, 2], D> => apply(dense42)(p, x)
export const unbounded = <D>(x: Tensor<[2, 4], D>): void => {
  //! TS2345: Argument of type 'Tensor<[2, 4], D>' is not assignable to parameter of type 'Within<"exp", "float", [2, 4], D, Tensor<[2, 4], D>, "operand">'.
  expectError(ops.exp(x))
}
export const loose = <D extends Real | 'bool'>(x: Tensor<[2, 4], D>): void => {
  //! TS2345: Argument of type 'Tensor<[2, 4], D>' is not assignable to parameter of type 'FirstOf<"mul", "number", Tensor<[2, 4], D>>'.
  expectError(ops.mul(x, 2))
}
export const whole = <D extends 'i32' | 'u32'>(x: Tensor<[2, 4], D>): void => {
  //! TS2345: Argument of type '2.5' is not assignable to parameter of type 'Held<"mul", 2.5, [2, 4], D, 2.5>'.
  expectError(ops.mul(x, 2.5))
}
export const mixed = <D extends Real, E extends Real>(
  x: Tensor<[2, 4], D>,
  y: Tensor<[2, 4], E>,
): void => {
  //! TS2345: Argument of type 'Tensor<[2, 4], E>' is not assignable to parameter of type 'Second<"add", "number", [2, 4], D, [2, 4], E, Tensor<[2, 4], E>>'.
  expectError(ops.add(x, y))
}

// one operand
expectType<Tensor<[2, 3], 'f64'>>(ops.exp(d23))
//! exp: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.exp(i3))
expectType<Tensor<[3], 'i32'>>(ops.abs(i3))
//! abs: operand must be f32, f64, i32 or u32 (was bool[3]); use convert
expectError(ops.abs(p3))
expectType<Tensor<[3], 'i32'>>(ops.neg(i3))
//! neg: operand must be f32, f64, i32 or u32 (was bool[2, 3]); use convert
expectError(ops.neg(p23))
expectType<Tensor<[3], 'i32'>>(ops.sign(i3))
//! sign: operand must be f32, f64, i32 or u32 (was bool[3]); use convert
expectError(ops.sign(p3))
expectType<Tensor<[3], 'u32'>>(ops.square(u3))
//! square: operand must be f32, f64, i32 or u32 (was bool[3]); use convert
expectError(ops.square(p3))
expectType<Tensor<[number | 'batch', 4]>>(ops.sqrt(batch))
//! sqrt: operand must be f32 or f64 (was u32[3]); use convert
expectError(ops.sqrt(u3))
expectType<Tensor<[3]>>(ops.rsqrt(a3))
//! rsqrt: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.rsqrt(i3))
expectType<Tensor<[3]>>(ops.reciprocal(a3))
//! reciprocal: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.reciprocal(i3))
expectType<Tensor<[3]>>(ops.expm1(a3))
//! expm1: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.expm1(i3))
expectType<Tensor<[3]>>(ops.log(a3))
//! log: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.log(i3))
expectType<Tensor<[3]>>(ops.log1p(a3))
//! log1p: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.log1p(i3))
expectType<Tensor<[3]>>(ops.sin(a3))
//! sin: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.sin(i3))
expectType<Tensor<[3]>>(ops.cos(a3))
//! cos: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.cos(i3))
expectType<Tensor<[3]>>(ops.tanh(a3))
//! tanh: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.tanh(i3))
expectType<Tensor<[3]>>(ops.erf(a3))
//! erf: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.erf(i3))
expectType<Tensor<[3]>>(ops.erfInv(a3))
//! erfInv: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.erfInv(i3))
expectType<Tensor<[3]>>(ops.floor(a3))
//! floor: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.floor(i3))
expectType<Tensor<[3]>>(ops.ceil(a3))
//! ceil: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.ceil(i3))
expectType<Tensor<[3]>>(ops.round(a3))
//! round: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.round(i3))

// comparison and logic
expectType<Tensor<[2, 3], 'bool'>>(ops.eq(a23, a3))
//! eq: dtypes must be equal (was f32[3] and i32[3]); use convert
expectError(ops.eq(a3, i3))
expectType<Tensor<[3], 'bool'>>(ops.ne(p3, true))
//! ne: constant beside bool[3] must be true or false (was 0); convert the tensor first
expectError(ops.ne(p3, 0))
expectType<Tensor<[3], 'bool'>>(ops.lt(i3, 2))
//! lt: sizes must be equal or 1 to broadcast (was 3 and 4, in [3] and [4]); insert an axis with expandDims
expectError(ops.lt(a3, a4))
expectType<Tensor<[3], 'bool'>>(ops.le(0, a3))
//! le: operand must be f32, f64, i32, u32 or bool (was key[]); draw numbers from a key with random
expectError(ops.le(key, 1))
expectType<Tensor<[3], 'bool'>>(ops.gt(u3, 2))
//! gt: constant beside f32[3] must be a number (was false); write 1 for true and 0 for false
expectError(ops.gt(a3, false))
expectType<Tensor<[number | 'batch', 4], 'bool'>>(ops.ge(batch, 0))
//! ge: dtypes must be equal (was i32[3] and u32[3]); use convert
expectError(ops.ge(i3, u3))
expectType<Tensor<[3], 'bool'>>(ops.isNaN(a3))
//! isNaN: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.isNaN(i3))
expectType<Tensor<[2, 3], 'bool'>>(ops.isFinite(d23))
//! isFinite: operand must be f32 or f64 (was bool[3]); use convert
expectError(ops.isFinite(p3))
expectType<Tensor<[2, 3], 'bool'>>(ops.and(p23, p3))
//! and: operand must be i32, u32 or bool (was f32[3]); use convert
expectError(ops.and(a3, true))
expectType<Tensor<[3], 'i32'>>(ops.or(i3, 1))
//! or: operand must be i32, u32 or bool (was f32[3]); use convert
expectError(ops.or(i3, a3))
expectType<Tensor<[3], 'bool'>>(ops.xor(p3, p3))
//! xor: dtypes must be equal (was bool[3] and i32[3]); use convert
expectError(ops.xor(p3, i3))
expectType<Tensor<[3], 'bool'>>(ops.not(p3))
//! not: operand must be i32, u32 or bool (was f32[3]); use convert
expectError(ops.not(a3))
expectType<Tensor<[3], 'u32'>>(ops.shiftLeft(u3, 4))
//! shiftLeft: operand must be i32 or u32 (was f32[3]); use convert
expectError(ops.shiftLeft(a3, 4))
expectType<Tensor<[3], 'u32'>>(ops.shiftRightLogical(u3, u3))
//! shiftRightLogical: dtypes must be equal (was u32[3] and i32[3]); use convert
expectError(ops.shiftRightLogical(u3, i3))
expectType<Tensor<[3], 'i32'>>(ops.shiftRightArithmetic(i3, 1))
//! shiftRightArithmetic: operand must be i32 or u32 (was bool[3]); use convert
expectError(ops.shiftRightArithmetic(p3, 1))

// choosing and converting
expectType<Tensor<[2, 3]>>(ops.where(p3, a23, 0))
//! where: predicate must be bool (was f32[3]); use convert
expectError(ops.where(a3, a23, 0))
expectType<Tensor<[2, 3], 'i32'>>(ops.where(p23, 0, i3))
//! where: sizes must be equal or 1 to broadcast (was 3 and 4, in [2, 3] and [4]); insert an axis with expandDims
expectError(ops.where(p23, a4, 0))
expectType<Tensor<[3]>>(ops.clip(a3, { min: 0, max: 1 }))
//! clip: constant beside i32[3] must be a whole number from -2147483648 to 2147483647 (was 0.5); convert the tensor first
expectError(ops.clip(i3, { max: 0.5 }))
expectType<Tensor<[2, 3], 'f64'>>(ops.convert(a23, 'f64'))
//! convert: operand must be f32, f64, i32, u32 or bool (was key[]); draw numbers from a key with random
expectError(ops.convert(key, 'f32'))
expectType<Tensor<[2, 3, 2], 'u32'>>(ops.bitCast(d23, 'u32'))
expectType<Tensor<[3], 'i32'>>(ops.bitCast(a3, 'i32'))
expectType<Tensor<[2], 'u32'>>(ops.bitCast(key, 'u32'))
//! bitCast: last axis must be the two words of an f64 (was u32[3]); reshape it to end in 2
expectError(ops.bitCast(u3, 'f64'))
//! bitCast: must not involve bool (was bool to i32); use convert
expectError(ops.bitCast(p3, 'i32'))
expectType<Tensor<[2], 'f64'>>(ops.linspace(0, 1, 2, { dtype: 'f64' }))
//! linspace: dtype must be f32 or f64 (was i32); write 'f32'
expectError(ops.linspace(0, 1, 2, { dtype: 'i32' }))
expectType<Key>(ops.stopGradient(key))
expectType<Tensor<[3]>>(ops.stopGradient(a3))
//! TS2345: Argument of type 'number' is not assignable to parameter of type 'Tensor<Shape, unknown>'.
expectError(ops.stopGradient(1))

// reductions
expectType<Tensor<[]>>(ops.sum(a23))
expectType<Tensor<[2]>>(ops.sum(a23, -1))
//! sum: axis must be an axis of [2, 3] (was 2); count from 0, or from the end with -1
expectError(ops.sum(a23, 2))
expectType<Tensor<[1, 3]>>(ops.sum(a23, 0, { keepDims: true }))
expectType<Tensor<[1, 1]>>(ops.sum(a23, undefined, { keepDims: true }))
//! sum: operand must be f32, f64, i32 or u32 (was bool[2, 3]); use convert
expectError(ops.sum(p23))
expectType<Tensor<[number | 'batch']>>(ops.mean(batch, 1))
//! mean: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.mean(i3))
expectType<Tensor<[]>>(ops.mean(batch, [0, 1]))
//! mean: axes must differ (was [1, -1] of [batch, 4]); name each once
expectError(ops.mean(batch, [1, -1]))
expectType<Tensor<[3]>>(ops.variance(a23, 0, { correction: 1 }))
//! variance: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.variance(i3))
expectType<Tensor<[2, 1]>>(ops.std(a23, 1, { keepDims: true }))
//! std: axis must be an axis of [2, 3] (was -3); count from 0, or from the end with -1
expectError(ops.std(a23, -3))
expectType<Tensor<[]>>(ops.norm(a23, undefined, { order: 1 }))
//! norm: operand must be f32 or f64 (was u32[3]); use convert
expectError(ops.norm(u3))
expectType<Tensor<[], 'i32'>>(ops.product(i3))
//! product: operand must be f32, f64, i32 or u32 (was bool[3]); use convert
expectError(ops.product(p3))
expectType<Tensor<[2], 'f64'>>(ops.max(d23, 1))
//! max: axis must be an axis of [2, 3] (was 5); count from 0, or from the end with -1
expectError(ops.max(d23, 5))
expectType<Tensor<[]>>(ops.min(batch))
//! min: operand must be f32, f64, i32, u32 or bool (was key[]); draw numbers from a key with random
expectError(ops.min(key))
expectType<Tensor<[2], 'bool'>>(ops.all(p23, 1))
//! all: operand must be bool (was i32[3]); use convert
expectError(ops.all(i3))
expectType<Tensor<[], 'bool'>>(ops.any(p23))
//! any: operand must be bool (was f32[3]); use convert
expectError(ops.any(a3))
expectType<Tensor<[2]>>(ops.logSumExp(a23, -1))
//! logSumExp: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.logSumExp(i3))
expectType<Tensor<[number | 'batch'], 'i32'>>(ops.argmax(batch, 1))
//! argmax: axis must be an axis of [batch, 4] (was 2); count from 0, or from the end with -1
expectError(ops.argmax(batch, 2))
expectType<Tensor<[], 'i32'>>(ops.argmin(a23))
//! argmin: operand must be f32, f64, i32, u32 or bool (was key[]); draw numbers from a key with random
expectError(ops.argmin(key))

// convolutions and windows
expectType<Tensor<[2, 8, 4, 4]>>(ops.conv(ops.zeros([2, 3, 8, 8]), ops.zeros([8, 3, 5, 5])))
expectType<Tensor<[2, 8, 8, 4]>>(
  ops.conv(ops.zeros([2, 3, 8, 8]), ops.zeros([8, 3, 5, 5]), { padding: 'same', strides: [1, 2] }),
)
expectType<Tensor<[number | 'n', 6, number | 'h', 4]>>(
  ops.conv({} as F32<'n 4 h 9'>, ops.zeros([6, 2, 3, 3]), {
    padding: [1, [0, 1]],
    strides: [1, 2],
    groups: 2,
  }),
)
//! conv: channels of the input must be 4, those of the kernel in each of its groups (was 3 in [2, 3, 8]); give the kernel as many, or change groups
expectError(ops.conv(ops.zeros([2, 3, 8]), ops.zeros([8, 4, 5])))
//! conv: features of the kernel must be a multiple of the groups 2 (was 3 in [3, 2, 1]); choose groups that divide them
expectError(ops.conv(ops.zeros([1, 4, 8]), ops.zeros([3, 2, 1]), { groups: 2 }))
//! conv: input and kernel must be of one rank, 2 or more (was [2, 3] and [3, 2, 1]); write [items, channels, ...] and [features, channels, ...]
expectError(ops.conv(a23, ops.zeros([3, 2, 1])))
//! conv: window must fit axis -1 of [1, 3, 8] with its padding (was 9 long); pad more, or take a smaller window
expectError(ops.conv(ops.zeros([1, 3, 8]), ops.zeros([2, 3, 5]), { dilation: 2 }))
//! conv: window must fit axis -1 of [1, 1, 8, 2] with its padding (was 3 long); pad more, or take a smaller window
expectError(ops.conv(ops.zeros([1, 1, 8, 2]), ops.zeros([1, 1, 3, 3])))
//! conv: strides must be 1 or more, for all axes or for each of the 1 that slide (was [1, 1]); write whole numbers such as 1
expectError(ops.conv(ops.zeros([1, 3, 8]), ops.zeros([2, 3, 5]), { strides: [1, 1] }))
//! conv: padding must be 'same', 'valid' or whole, for all axes or for each of the 1 that slide (was [[1, 0.5]]); write 'same', or whole numbers such as 1
expectError(ops.conv(ops.zeros([1, 3, 8]), ops.zeros([2, 3, 5]), { padding: [[1, 0.5]] }))
//! conv: must have no option 'stride' (was with it); choose one of strides, padding, dilation, inputDilation, groups
expectError(ops.conv(ops.zeros([1, 3, 8]), ops.zeros([2, 3, 5]), { stride: 2, padding: 1 }))
//! avgPool: must have no option 'stride' (was with it); choose one of strides, padding, dilation, countIncludePad
expectError(ops.avgPool(a23, [2], { stride: 1, padding: 1 }))
//! conv: dtypes must be equal (was f32[1, 2, 3] and f64[2, 3]); use convert
expectError(ops.conv(ops.zeros([1, 2, 3]), d23))
//! conv: operand must be f32, f64, i32 or u32 (was bool[2, 3]); use convert
expectError(ops.conv(p23, p23))
expectType<Tensor<[2, 3, 4, 4]>>(ops.maxPool(ops.zeros([2, 3, 8, 8]), [2, 2]))
expectType<Tensor<[number | 'batch', 2]>>(ops.minPool(batch, [2]))
expectType<Tensor<[2, 2], 'f64'>>(ops.sumPool(d23, [2], { strides: 1 }))
expectType<Tensor<[3, 4, 4]>>(
  ops.avgPool(ops.zeros([3, 7, 7]), [3, 3], { strides: 2, padding: 1, countIncludePad: false }),
)
//! maxPool: window must fit axis -1 of [2, 3] with its padding (was 4 long); pad more, or take a smaller window
expectError(ops.maxPool(a23, [1, 4]))
//! minPool: input must have the 3 axes of the window (was [2, 3]); add axes with reshape
expectError(ops.minPool(a23, [1, 1, 1]))
//! sumPool: window must be 1 or more, for all axes or for each of the 2 that slide (was [1, 0]); write whole numbers such as 1
expectError(ops.sumPool(a23, [1, 0], { strides: 1 }))
//! sumPool: dilation must be 1 or more, for all axes or for each of the 1 that slide (was 0); write whole numbers such as 1
expectError(ops.sumPool(a23, [2], { dilation: 0 }))
//! avgPool: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.avgPool(i3, [2]))

// attention
expectType<Tensor<[2, 5, 3]>>(
  ops.attention(ops.zeros([2, 5, 8]), ops.zeros([2, 7, 8]), ops.zeros([2, 7, 3])),
)
expectType<Tensor<[2, 3]>>(
  ops.attention(a23, a23, a23, { causal: true, mask: tensor([true, false]) }),
)
//! attention: queries must be [..., time, size] (was [3]); add an axis with expandDims
expectError(ops.attention(a3, a3, a3))
//! attention: keys must be as [2, 3], but for their time (was [3, 4]); project both to one size
expectError(ops.attention(a23, a34, a34))
//! attention: values must be as [2, 3], but for their size (was [3, 4]); give each key its value
expectError(ops.attention(a23, a23, a34))
//! attention: dtypes must be equal (was f32[2, 3] and f64[2, 3]); use convert
expectError(ops.attention(a23, d23, d23))
//! attention: mask must be bool (was f32[2, 3]); use convert
expectError(ops.attention(a23, a23, a23, { mask: a23 }))

// order
expectType<Tensor<[2, 3]>>(ops.sort(a23))
//! sort: axis must be an axis of [2, 3] (was 2); count from 0, or from the end with -1
expectError(ops.sort(a23, 2))
expectType<Tensor<[2, 3], 'i32'>>(ops.argsort(a23, 0))
//! argsort: axis must be an axis of [2, 3] (was -3); count from 0, or from the end with -1
expectError(ops.argsort(a23, -3))
expectType<readonly [values: Tensor<[2, 2]>, indices: Tensor<[2, 2], 'i32'>]>(ops.topK(a23, 2))
//! topK: k must be no more than the size of axis -1 of [2, 3] (was 4); take fewer
expectError(ops.topK(a23, 4))
expectType<Tensor<[2, 3]>>(ops.cumulativeSum(a23, 0, { reverse: true }))
//! cumulativeSum: operand must be f32, f64, i32 or u32 (was bool[2, 3]); use convert
expectError(ops.cumulativeSum(p23, 0))

// shapes
expectType<Tensor<[3, 2]>>(ops.reshape(a23, [3, -1]))
//! reshape: must be 8 elements to become [4, 2] (was 6 in [2, 3]); use -1 for one axis to infer it
expectError(ops.reshape(a23, [4, 2]))
expectType<Tensor<[number | 'batch', 2, 2]>>(ops.reshape(batch, [-1, 2, 2]))
//! reshape: -1 must stand beside sizes other than 0 (was [-1, 0]); write the size
expectError(ops.reshape(ops.zeros([2, 0]), [-1, 0]))
//! reshape: sizes must be whole and not negative, but for one -1 (was [-1, -1]); write them as [2, -1]
expectError(ops.reshape(batch, [-1, -1]))
expectType<Tensor<[2, 12]>>(ops.flatten(ops.zeros([2, 3, 4])))
//! flatten: input must have one axis or more (was []); reshape it to [1, 1]
expectError(ops.flatten(scalar(1)))
expectType<Tensor<[3, 2]>>(ops.transpose(a23))
expectType<Tensor<[4, 2, 3]>>(ops.transpose(ops.zeros([2, 3, 4]), [2, 0, 1]))
//! transpose: axes must be as many as those of [2, 3] (was [0]); name each once
expectError(ops.transpose(a23, [0]))
expectType<Tensor<[2]>>(ops.squeeze(ops.zeros([1, 2, 1])))
//! squeeze: size of axis 0 of [2, 3] must be 1 (was 2); choose another axis
expectError(ops.squeeze(a23, 0))
expectType<Tensor<[2, 1, 3]>>(ops.expandDims(a23, 1))
//! expandDims: axis must be an axis of the result, which has one more than [2, 3] (was 3); count from 0, or from the end with -1
expectError(ops.expandDims(a23, 3))
expectType<Tensor<[2, 3]>>(ops.broadcastTo(a3, [2, 3]))
//! broadcastTo: shape must stretch to [2, 4], its sizes equal or 1 (was [3]); insert an axis with expandDims
expectError(ops.broadcastTo(a3, [2, 4]))
expectType<Tensor<[4, 3]>>(ops.concat([a23, a23], 0))
//! concat: dtypes must be equal (was f32[2, 3] and f64[2, 3]); use convert
expectError(ops.concat([a23, d23], 0))
expectType<Tensor<[number, 4]>>(ops.concat([batch, ops.zeros([2, 4])], 0))
//! concat: shape of operand 1 must agree with [2, 3] outside axis 0 (was [3, 4]); choose another axis
expectError(ops.concat([a23, a34], 0))
expectType<Tensor<[2, 2, 3]>>(ops.stack([a23, a23]))
expectType<Tensor<[3, 2]>>(ops.stack([a3, a3], 1))
//! stack: shape of operand 1 must be [3] (was [4]); use concat to join along an axis they have
expectError(ops.stack([a3, a4], 0))
expectType<[Tensor<[2, 1]>, Tensor<[2, 1]>, Tensor<[2, 1]>]>(ops.split(a23, 3, 1))
//! split: size of axis 1 of [2, 3] must be a multiple of 2 (was 3); choose another number of parts
expectError(ops.split(a23, 2, 1))
expectType<Tensor<[2]>>(ops.slice(a23, [1, [0, 2]]))
//! slice: range of axis 0 of [2, 3] must lie within its size, its start not after its stop (was 0 to 4); write null for an end of the axis
expectError(ops.slice(a23, [[0, 4]]))
expectType<Tensor<[3]>>(ops.row(a23, -1))
//! row: index must lie within [2, 3] (was [2]); count from 0, or from the end with -1
expectError(ops.row(a23, 2))
expectType<Tensor<[2, 3]>>(ops.reverse(a23, 1))
//! reverse: axis must be an axis of [2, 3] (was 2); count from 0, or from the end with -1
expectError(ops.reverse(a23, 2))
expectType<Tensor<[3, 7]>>(
  ops.pad(a23, [
    [0, 1],
    [0, 2, 1],
  ]),
)
//! pad: borders must be given for each axis of [2, 3] (was 1); write [0, 0] for an axis without
expectError(ops.pad(a23, [[0, 1]]))
//! pad: borders of axis 0 of [3] must not cut more than there is (was -2 and -2); cut less
expectError(ops.pad(a3, [[-2, -2]]))
//! pad: constant beside f32[3] must be a number (was true); write 1 for true and 0 for false
expectError(ops.pad(a3, [[1, 0]], { value: true }))

// keys move as tensors do
expectType<Key<[2]>>(ops.stack([key, key]))
expectType<Key>(ops.row(random.split(key, 3), 0))
expectType<Key<[2, 1]>>(ops.reshape(random.split(key, 2), [2, 1]))
//! stack: dtypes must be equal (was key[] and f32[3]); use convert
expectError(ops.stack([key, a3]))

// by index
expectType<Tensor<[3, 3]>>(ops.take(a23, i3))
//! take: indices must be i32 or u32 (was f32[3]); use convert
expectError(ops.take(a23, a3))
expectType<Tensor<[2, 3]>>(
  ops.take(a34, ops.zeros([2], { dtype: 'u32' }), 0) as unknown as Tensor<[2, 3]>,
)
//! take: axis must be an axis of [2, 3] (was 2); count from 0, or from the end with -1
expectError(ops.take(a23, i3, 2))
expectType<Tensor<[2, 1]>>(ops.takeAlongAxis(a23, ops.zeros([2, 1], { dtype: 'i32' }), 1))
//! takeAlongAxis: indices must agree with [2, 3] outside axis 1 (was [3]); reshape them
expectError(ops.takeAlongAxis(a23, i3, 1))
expectType<Tensor<[3, 5]>>(ops.oneHot(i3, 5))
//! oneHot: indices must be i32 or u32 (was f32[3]); use convert
expectError(ops.oneHot(a3, 5))
expectType<Tensor<[2, 3]>>(ops.update(a23, [0, 0], 42))
expectType<Tensor<[2, 3]>>(ops.update(a23, [0], a3))
//! update: index must lie within [2, 3] (was [2, 0]); count from 0, or from the end with -1
expectError(ops.update(a23, [2, 0], 42))
//! update: shape must stretch to [3], its sizes equal or 1 (was [4]); insert an axis with expandDims
expectError(ops.update(a23, [0], a4))
//! update: constant beside i32[3] must be a whole number from -2147483648 to 2147483647 (was 0.5); convert the tensor first
expectError(ops.update(i3, [0], 0.5))
expectType<Tensor<[1, 2]>>(ops.dynamicSlice(a23, [scalar(1, { dtype: 'i32' }), 0], [1, 2]))
//! dynamicSlice: block must fit [2, 3] (was [3, 1]); choose sizes from 0 to those of its axes
expectError(ops.dynamicSlice(a23, [0, 0], [3, 1]))
//! dynamicSlice: starts must be one for each axis of [2, 3] (was 1); write 0 for an axis taken from its beginning
expectError(ops.dynamicSlice(a23, [0], [1, 2]))
expectType<Tensor<[3]>>(ops.dynamicUpdate(a3, ops.zeros([1]), [1]))
//! dynamicUpdate: dtypes must be equal (was f32[3] and i32[3]); use convert
expectError(ops.dynamicUpdate(a3, i3, [0]))
//! dynamicUpdate: block must fit [3] (was [4]); choose sizes from 0 to those of its axes
expectError(ops.dynamicUpdate(a3, a4, [0]))
expectType<Tensor<[2, 3]>>(ops.scatterAdd(a23, i3, ops.zeros([3, 3])))
//! scatterAdd: updates must be of shape [3, 3] (was [3, 4]); use broadcastTo or reshape
expectError(ops.scatterAdd(a23, i3, a34))
expectType<Tensor<[5, 4]>>(ops.segmentSum(a34, i3, 5))
//! segmentSum: segments must be one for each row of [2, 3] (was [3]); number each row with its segment
expectError(ops.segmentSum(a23, i3, 5))

// products
expectType<Tensor<[2, 4]>>(ops.matmul(a23, a34))
//! matmul: inner sizes must be equal (was 3 and 2, in [2, 3] and [2, 3]); transpose one of them
expectError(ops.matmul(a23, a23))
expectType<Tensor<[number | 'batch', 8]>>(ops.matmul(batch, ops.zeros([4, 8])))
//! matmul: operand must be f32, f64, i32 or u32 (was bool[3]); use convert
expectError(ops.matmul(a23, p3))
expectType<Tensor<[2]>>(ops.matmul(a23, a3))
//! matmul: dtypes must be equal (was f64[2, 3] and f32[3, 4]); use convert
expectError(ops.matmul(d23, a34))
expectType<Tensor<[]>>(ops.dot(a3, a3))
//! dot: operands must be two vectors of one length (was [3] and [4]); use matmul for matrices
expectError(ops.dot(a3, a4))
expectType<Tensor<[3, 4]>>(ops.outer(a3, a4))
//! outer: dtypes must be equal (was f32[3] and i32[3]); use convert
expectError(ops.outer(a3, i3))
expectType<Tensor<[2, 4]>>(ops.dotGeneral(a23, a34, { contract: [[1], [0]] }))
//! dotGeneral: sizes of paired axes must be equal (was 3 and 4, in [2, 3] and [3, 4]); pair other axes
expectError(ops.dotGeneral(a23, a34, { contract: [[1], [1]] }))
//! dotGeneral: axes must be as many on both sides (was [0, 1] and [0]); pair each with one of the other side
expectError(ops.dotGeneral(a23, a34, { contract: [[0, 1], [0]] }))
expectType<Tensor<[2, 4]>>(ops.einsum('ij,jk->ik', a23, a34))
//! einsum 'ij,jk->ik': sizes of j must be equal (was 3 and 2); give one of them another letter
expectError(ops.einsum('ij,jk->ik', a23, a23))
//! einsum: dtypes must be equal (was f32[2, 3] and f64[2, 3]); use convert
expectError(ops.einsum('ij,ij->', a23, d23))

// activations
expectType<Tensor<[2, 3], 'f64'>>(ops.relu(d23))
//! relu: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.relu(i3))
expectType<Tensor<[3]>>(ops.leakyRelu(a3, { negativeSlope: 0.1 }))
//! leakyRelu: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.leakyRelu(i3))
expectType<Tensor<[3]>>(ops.gelu(a3, { approximate: 'tanh' }))
//! gelu: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.gelu(i3))
expectType<Tensor<[3]>>(ops.silu(a3))
//! silu: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.silu(i3))
expectType<Tensor<[3]>>(ops.sigmoid(a3))
//! sigmoid: operand must be f32 or f64 (was bool[3]); use convert
expectError(ops.sigmoid(p3))
expectType<Tensor<[3]>>(ops.softplus(a3))
//! softplus: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.softplus(i3))
expectType<Tensor<[3]>>(ops.logSigmoid(a3))
//! logSigmoid: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.logSigmoid(i3))
expectType<Tensor<[3]>>(ops.elu(a3, { alpha: 0.5 }))
//! elu: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.elu(i3))
expectType<Tensor<[3]>>(ops.selu(a3))
//! selu: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.selu(i3))
expectType<Tensor<[number | 'batch', 4]>>(ops.softmax(batch))
//! softmax: axis must be an axis of [batch, 4] (was 2); count from 0, or from the end with -1
expectError(ops.softmax(batch, 2))
expectType<Tensor<[2, 3]>>(ops.logSoftmax(a23, 0))
//! logSoftmax: operand must be f32 or f64 (was i32[3]); use convert
expectError(ops.logSoftmax(i3))

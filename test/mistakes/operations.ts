// Mistakes with tensors: making, combining, indexing and reading them.
import * as room from '../../src/ops/index.ts'
import { key } from '../../src/random/index.ts'
import { item as itemOf } from '../../src/tensor/index.ts'
import { type Mistakes, untyped, untypedRoom } from './mistake.ts'

const ops = untypedRoom(room)
const item = untyped(itemOf)
const { ones, scalar, tensor } = room
const x = ones([2, 4])
const double = ones([2, 4], { dtype: 'f64' })
const whole = tensor([0, 1], { dtype: 'i32' })

/** Elements, shapes and dtypes that a tensor cannot have. */
export const making: Mistakes = {
  'tensor: dtype must be f32, f64, i32, u32 or bool (was "f16"); write \'f32\'': () =>
    ops.tensor([1], { dtype: 'f16' }),
  'tensor: rows must be of one shape (was [2] and [1]); fill the shorter': () =>
    ops.tensor([[1, 2], [3]]),
  'tensor: elements must be all numbers or all booleans (was both); write 1 for true and 0 for false':
    () => ops.tensor([1, true]),
  'tensor: elements must be 4 to fill [2, 2] (was 3); change the shape': () =>
    ops.tensor([1, 2, 3], [2, 2]),
  'tensor: elements must be a flat list beside a shape (was rows); leave out the shape': () =>
    ops.tensor([[1, 2]], [2]),
  'tensor: element must be a whole number from -2147483648 to 2147483647 to be i32 (was 2147483648); round it, or choose another dtype':
    () => ops.tensor([2147483648], { dtype: 'i32' }),
  'tensor: elements must be numbers to be i32 (was booleans); use convert': () =>
    ops.tensor([true], { dtype: 'i32' }),
  'zeros: sizes must be whole and not negative (was [2, -1]); write whole numbers such as 2': () =>
    ops.zeros([2, -1]),
  'item: must be a scalar (was f32[2, 4]); index or reduce it': () => item(x),
}

/** Operands that do not go together, or not with the operation. */
export const combining: Mistakes = {
  'matmul: inner sizes must be equal (was 4 and 2, in [2, 4] and [2, 4]); transpose one of them':
    () => ops.matmul(x, x),
  'matmul: operands must have one axis or more (was [] and [2, 4]); use mul': () =>
    ops.matmul(scalar(1), x),
  'dot: operands must be two vectors of one length (was [2, 4] and [2, 4]); use matmul for matrices':
    () => ops.dot(x, x),
  'add: sizes must be equal or 1 to broadcast (was 4 and 3, in [2, 4] and [3]); insert an axis with expandDims':
    () => ops.add(x, ones([3])),
  'add: dtypes must be equal (was f32[2, 4] and f64[2, 4]); use convert': () => ops.add(x, double),
  'add: operand must be f32, f64, i32 or u32 (was bool[1]); use convert': () =>
    ops.add(tensor([true]), 1),
  'mul: operand must be f32, f64, i32 or u32 (was key[]); draw numbers from a key with random':
    () => ops.mul(key(0), 2),
  'add: constant beside i32[2] must be a whole number from -2147483648 to 2147483647 (was 1.5); convert the tensor first':
    () => ops.add(whole, 1.5),
  'exp: operand must be a tensor (was 3); make one with tensor or scalar': () => ops.exp(3),
  'add: one of the operands must be a tensor (was 1 and 1); use scalar': () => ops.add(1, 1),
  'where: predicate must be bool (was f32[2, 4]); use convert': () => ops.where(x, x, x),
  'exp: operand must be f32 or f64 (was i32[2]); use convert': () => ops.exp(whole),
}

/** Axes and shapes. */
export const shaping: Mistakes = {
  'reshape: must be 3 elements to become [3] (was 8 in [2, 4]); use -1 for one axis to infer it':
    () => ops.reshape(x, [3]),
  'reshape: must be a multiple of 3 elements to become [-1, 3] (was 8 in [2, 4]); choose sizes that divide it':
    () => ops.reshape(x, [-1, 3]),
  'reshape: sizes must be whole and not negative, but for one -1 (was [-1, -1]); write them as [2, -1]':
    () => ops.reshape(x, [-1, -1]),
  'reshape: -1 must stand beside sizes other than 0 (was [0, -1]); write the size': () =>
    ops.reshape(x, [0, -1]),
  'broadcastTo: shape must stretch to [3, 4], its sizes equal or 1 (was [2, 4]); insert an axis with expandDims':
    () => ops.broadcastTo(x, [3, 4]),
  'transpose: axes must be as many as those of [2, 4] (was [0]); name each once': () =>
    ops.transpose(x, [0]),
  'transpose: axes must differ (was [0, 0] of [2, 4]); name each once': () =>
    ops.transpose(x, [0, 0]),
  'sum: axis must be an axis of [2, 4] (was 5); count from 0, or from the end with -1': () =>
    ops.sum(x, 5),
  'expandDims: axis must be an axis of the result, which has one more than [2, 4] (was 9); count from 0, or from the end with -1':
    () => ops.expandDims(x, 9),
  'squeeze: size of axis 0 of [2, 4] must be 1 (was 2); choose another axis': () =>
    ops.squeeze(x, 0),
  'max: must have an element along each reduced axis (was f32[0, 2]); reduce another axis': () =>
    ops.max(ones([0, 2]), 0),
  'concat: operands must be one or more (was none); write zeros for what has no elements': () =>
    ops.concat([], 0),
  'concat: shape of operand 1 must agree with [2, 4] outside axis 0 (was [2, 3]); choose another axis':
    () => ops.concat([x, ones([2, 3])], 0),
  'stack: shape of operand 1 must be [2, 4] (was []); use concat to join along an axis they have':
    () => ops.stack([x, scalar(1)], 0),
  'split: size of axis 1 of [2, 4] must be a multiple of 3 (was 4); choose another number of parts':
    () => ops.split(x, 3, 1),
  'split: parts must be a whole number, 1 or more (was 0); write how many, such as 2': () =>
    ops.split(x, 0, 1),
  'pad: borders must be given for each axis of [2, 4] (was 1); write [0, 0] for an axis without':
    () => ops.pad(x, [[1, 1]]),
  'pad: borders of axis 0 of [2, 4] must not cut more than there is (was -3 and 0); cut less': () =>
    ops.pad(x, [
      [-3, 0],
      [0, 0],
    ]),
  'topK: k must be no more than the size of axis -1 of [2, 4] (was 9); take fewer': () =>
    ops.topK(x, 9),
}

/** Indices and places. */
export const indexing: Mistakes = {
  'take: indices must be i32 or u32 (was f32[2, 4]); use convert': () => ops.take(x, x),
  'takeAlongAxis: indices must agree with [2, 4] outside axis 1 (was [1, 1]); reshape them': () =>
    ops.takeAlongAxis(x, tensor([[0]], undefined, { dtype: 'i32' }), 1),
  'slice: index of axis 1 of [2, 4] must lie within its size (was 9); count from 0, or from the end with -1':
    () => ops.slice(x, [0, 9]),
  'slice: ranges must be no more than the axes of [2, 4] (was 3); leave out the last ones, or write a range as [[0, 2]]':
    () => ops.slice(x, [0, 2, 0]),
  'row: index must lie within [2, 4] (was [5]); count from 0, or from the end with -1': () =>
    ops.row(x, 5),
  'dynamicSlice: starts must be one for each axis of [2, 4] (was 1); write 0 for an axis taken from its beginning':
    () => ops.dynamicSlice(x, [0], [1, 1]),
  'dynamicSlice: block must fit [2, 4] (was [9, 9]); choose sizes from 0 to those of its axes':
    () => ops.dynamicSlice(x, [0, 0], [9, 9]),
  'scatterAdd: updates must be of shape [2, 4] (was [3, 4]); use broadcastTo or reshape': () =>
    ops.scatterAdd(x, whole, ones([3, 4])),
  'segmentSum: segments must be one for each row of [2, 4] (was [1]); number each row with its segment':
    () => ops.segmentSum(x, tensor([0], { dtype: 'i32' }), 2),
}

/** Equations of einsum. */
export const einsum: Mistakes = {
  "einsum 'ij,jk->ik': sizes of j must be equal (was 4 and 2); give one of them another letter":
    () => ops.einsum('ij,jk->ik', x, x),
  "einsum 'ij,jk->ik': operands must be as many as terms, 2 (was 1); separate the terms by commas, one for each operand":
    () => ops.einsum('ij,jk->ik', x),
  "einsum: equation must be terms of letters, and one result after -> (was 'ij=>i'); write it as 'ij,jk->ik'":
    () => ops.einsum('ij=>i', x),
  "einsum 'ijk->i': term 'ijk' must have a letter for each axis of [2, 4] (was 3); write as many letters as axes":
    () => ops.einsum('ijk->i', x),
  "einsum 'ij->k': letters of the result must stand in a term (was k); leave it out, or add it to a term":
    () => ops.einsum('ij->k', x),
  "einsum 'ij->ii': letters of the result must differ (was i twice); write it once": () =>
    ops.einsum('ij->ii', x),
}

// Values of a kind that no function of the door takes: functions for tensors, tensors for lists, texts for numbers.
import { jit } from '../../src/functions/index.ts'
import * as root from '../../src/index.ts'
import * as opsRoom from '../../src/ops/index.ts'
import * as randomRoom from '../../src/random/index.ts'
import type { Tensor } from '../../src/tensor/index.ts'
import * as treeRoom from '../../src/tree/index.ts'
import { type Mistakes, untyped, untypedRoom } from './mistake.ts'

const { grad, jacobian, vmap, jvp, fold, scan, customJvp, item, tensor, scalar, attempt } =
  untypedRoom(root)
const ops = untypedRoom(opsRoom)
const random = untypedRoom(randomRoom)
const tree = untypedRoom(treeRoom)
const [v, m, k] = [opsRoom.ones([3]), opsRoom.ones([2, 2]), randomRoom.key(0)]
const circle: Record<string, unknown> = {}
const inner = { circle }
Object.assign(circle, { inner })

/** What is no function, and functions that are none of these. */
export const functions: Mistakes = {
  'grad: f must be a function (was 5); pass the function, not what it gives': () => grad(5),
  'map: f must be a function (was f32[3]); pass the function, not what it gives': () => tree.map(v),
  'cond: onFalse must be a function (was a class); pass the function, not what it gives': () =>
    root.cond(((x: unknown) => x) as never, class {} as never),
  'attempt: what is run must be a function (was 5); write attempt(() => …)': () => attempt(5),
  'fold: report must be a function (was 5); pass the function, not what it gives': () =>
    fold((c: unknown) => [c, c], { report: 5 }),
  'vmap(later): must return values (was a promise); await outside': () =>
    vmap(async function later() {
      return v
    })(v),
  'jvp: primals must be an array (was f32[3]); write it in brackets': () =>
    jvp((x: unknown) => x)(v, v),
  'jacobian: result must hold a tensor (was 5); return what is computed from the arguments': () =>
    jacobian(() => 5)(v),
  "scan: must have no option 'revers' (was with it); choose one of reverse, length": () =>
    scan((c: unknown) => [c, c], { revers: true }),
  'customJvp(exp): rule must be linear in the tangents (was one that multiplies or compares them, or gives a result that depends on them); multiply each tangent by what the arguments give':
    () => {
      const exp = (x: Tensor): Tensor => opsRoom.exp(x) as Tensor
      const squared = customJvp(exp, ([x]: readonly Tensor[], [dx]: readonly Tensor[]) => [
        exp(x as Tensor),
        opsRoom.mul(dx as Tensor, dx as Tensor),
      ])
      return grad((x: unknown) => ops.sum(squared(x)))(v)
    },
}

/** What is no tensor, axis, shape or option. */
export const operands: Mistakes = {
  'item: operand must be a tensor (was 5); make one with tensor or scalar': () => item(5),
  'item: must be a scalar, to stand for its number (was f32[3]); use the functions of espalier/ops, as in gt(x, 2)':
    () => Number(v),
  'jit: must not read a value while it is traced (was a read of f32[]); use cond, whileLoop or scan':
    () => jit((x: Tensor<[]>) => (untyped(x) > untyped(2) ? x : opsRoom.neg(x)))(opsRoom.ones([])),
  'add: operand must be a tensor or a number (was "1"); make one with tensor or scalar': () =>
    ops.add(v, '1'),
  'tensor: elements must be numbers, booleans, rows of them, or a typed array (was a Set); write tensor([1, 2, 3])':
    () => tensor(new Set()),
  'tensor: element must be a number to be f32 (was nothing); write a number, such as 0': () =>
    // biome-ignore lint/suspicious/noSparseArray: it is what is passed
    tensor([, 1]),
  'tensor: rows must be at most 1000 deep (was deeper, or a circle); check what makes them': () =>
    tensor(Array.from({ length: 20000 }).reduce<unknown>((rows) => [rows], 1)),
  'concat: operands must be an array (was f32[3]); write it in brackets': () => ops.concat(v, v),
  'sum: axes must be an axis, or a list of axes (was an object); count from 0, or from the end with -1':
    () => ops.sum(m, { axis: 0 }),
  'sum: axis must be an axis of [2, 2] (was "0"); count from 0, or from the end with -1': () =>
    ops.sum(m, ['0']),
  "sum: must have no option 'keepdims' (was with it); choose one of keepDims": () =>
    ops.sum(m, 0, { keepdims: true }),
  'clip: bounds must be an object (was 0); write its fields in braces': () => ops.clip(v, 0, 1),
  'zeros: options must be one record (was "f64"); name them': () => ops.zeros([2], 'f64'),
  'zeros: sizes must make fewer than 2^32 elements (was 10000000000 in [10000000000]); work in parts':
    () => ops.zeros([1e10]),
  'eye: dtype must be f32, f64, i32, u32 or bool (was "f16"); write \'f32\'': () =>
    ops.eye(2, 2, { dtype: 'f16' }),
  "integers: dtype must be i32 or u32 (was f32); write 'i32'": () =>
    random.integers(k, [2], { max: 3, dtype: 'f32' }),
  'uniform: min must be a number (was "x"); write a number such as 0.5': () =>
    random.uniform(k, [2], { min: 'x' }),
  'under: path must be a string (was 0); write it in quotes': () => random.under(k, 0),
  'slice: ranges must be an array (was 0); write it in brackets': () => ops.slice(v, 0, 1),
  'pad: border of axis 0 must be [before, after] or [before, after, between] (was 1); write it as [1, 1]':
    () => ops.pad(m, [1, 1]),
  'flat: the tree must be a tensor, a plain object or an array (was 5); make a tensor with tensor or scalar':
    () => tree.flat(5),
  'lens: path must be a string (was 5); write it in quotes': () => tree.lens(5),
  "grad: the tree must be at most 1000 levels deep (was more, below 'inner.circle.inner'); flatten it, and let it not hold itself":
    () => grad(() => scalar(1))(circle),
}

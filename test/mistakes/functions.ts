// Mistakes with functions of functions: losses, lanes, loops, choices, traces and rules of one's own.
import * as room from '../../src/functions/index.ts'
import { add, lt, mul, ones, scalar, sum, tensor } from '../../src/ops/index.ts'
import { item, type Tensor } from '../../src/tensor/index.ts'
import { type Mistakes, untypedRoom } from './mistake.ts'

const f = untypedRoom(room)
const x = ones([2, 4])
const one = scalar(1)
const whole = tensor([0, 1], { dtype: 'i32' })

type Vector = Tensor<[2, 4]>
type Scalar = Tensor<[]>
const same = (v: unknown): unknown => v
const sumOfSquares = (v: Vector): Scalar => sum(mul(v, v))

/** Losses that have no gradient, and tangents or cotangents of another type. */
export const derivatives: Mistakes = {
  'grad: loss must be a scalar (was f32[2, 4]); reduce it with mean or sum': () => f.grad(same)(x),
  'grad: loss must be a scalar tensor (was 3); return it alone, or use valueAndGrad': () =>
    f.grad(() => 3)(x),
  'grad: loss must be f32 or f64 (was i32[]); use convert': () => f.grad(() => sum(whole))(x),
  'grad: layers.n must be f32 or f64 (was i32); keep integers out of the parameters': () =>
    f.grad(() => one)({ layers: { n: whole } }),
  'pullback: cotangent must be f32[], as the result is (was f32[2, 4]); give one of that type':
    () => room.vjp(sumOfSquares)(x)[1](x as never),
  'whileLoop: must have a limit where it is differentiated in reverse (was none); give { limit }, or use jvp':
    () =>
      f.grad((v: Scalar) =>
        room.whileLoop(
          (a: Scalar) => lt(a, 3),
          (a) => add(a, 1),
        )(v),
      )(one),
}

/** Lanes of vmap. */
export const lanes: Mistakes = {
  'vmap: axes must be a list of 0 or null, one for each argument (was [1]); transpose an argument that has its batch elsewhere':
    () => f.vmap(same, [1])(x),
  'vmap: leading axes must be equal (was 2 and 3); give null for an argument that has none': () =>
    f.vmap((a: Scalar, b: Scalar) => add(a, b))(ones([2]), ones([3])),
  "vmap: batched arguments must have a leading axis at '0' (was f32[]); give null for an argument that has none":
    () => f.vmap(same)(one),
  'vmap: must be given a batched tensor (was none); call f itself': () => f.vmap(same, [null])(x),
  'vmap: must not read a value that differs from lane to lane (was a read of f32[]); use cond or where':
    () => f.vmap((a: Scalar) => item(a) > 0)(ones([2])),
}

/** What is traced has no values yet, and none that outlives its trace. */
export const traces: Mistakes = {
  'jit(step): must not read a value while it is traced (was a read of f32[]); use cond, whileLoop or scan':
    () => f.jit(Object.defineProperty((a: Scalar) => item(a) > 0, 'name', { value: 'step' }))(one),
  'jit: must return values (was a promise); await outside': () =>
    f.jit(async (a: unknown) => a)(one),
  'add: must not be given a value that was made inside jit (was used after jit ended); return the value from the function':
    () => {
      let kept: Scalar = one
      f.jit((a: Scalar) => {
        kept = a
        return a
      })(one)
      return add(kept, 1)
    },
}

/** Loops, folds and choices. */
export const loops: Mistakes = {
  'scan: length must be whole and not negative (was -1); count the steps': () =>
    f.scan((carry: unknown) => [carry, null], { length: -1 })(one, null),
  'whileLoop: limit must be whole and not negative, or null (was 1.5); round it': () =>
    f.whileLoop((a: Scalar) => lt(a, 3), same, { limit: 1.5 })(one),
  'scan: step must give a pair [carry, y] (was f32[]); return null as y where there is none': () =>
    f.scan((carry: unknown) => carry)(one, x),
  'scan: carry must stay f32[] (was f32[4] after a step); return it unchanged in shape and dtype':
    () => f.scan((_: unknown, row: unknown) => [row, row])(one, x),
  'scan: inputs must have a leading axis (was f32[]); stack them': () =>
    f.scan((carry: unknown, row: unknown) => [carry, row])(one, one),
  'scan: must be told its length (was no input); give length among the options': () =>
    f.scan((carry: unknown) => [carry, null])(one, null),
  'scan: leading axes must be equal (was 2 and 3); cut the longer': () =>
    f.scan((carry: unknown, row: unknown) => [carry, row])(one, [ones([2]), ones([3])]),
  'cond: predicate must be bool[] (was f32[]); compare tensors, or use if on a plain value': () =>
    f.cond(same, same)(one, one),
  'cond: branches must give the same (was f32[2, 4] and f32[]); make them agree': () =>
    f.cond(same, sum)(scalar(true), x),
  'fold: batches must be an iterable (was 3); give an array, a generator or an async one': () =>
    f.fold((run: unknown) => [run, null])(one, 3),
  'fold: must be given a batch (was none); check the source of the batches': () =>
    f.fold((run: unknown) => [run, null])(one, []),
  'fold: every must be a positive integer (was 0); leave it out for one chunk': () =>
    f.fold((run: unknown) => [run, null], { every: 0 })(one, [one]),
}

/** Rules of one's own. */
export const rules: Mistakes = {
  'customVjp: must be differentiated in reverse, as it has a cotangent rule alone (was jvp); use vjp or grad, or give a tangent rule with customJvp':
    () =>
      room.jvp(
        room.customVjp(
          (a: Vector) => a,
          (a) => [a, []],
          (_, dy) => [dy],
        ),
      )([x], [x]),
  'customJvp: must not capture a value that is differentiated (was one from outside); pass it as an argument':
    () =>
      room.grad((v: Vector) =>
        sum(
          room.customJvp(
            (a: Vector) => mul(a, v),
            ([a], [da]) => [a, da],
          )(x),
        ),
      )(x),
}

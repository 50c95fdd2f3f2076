// Training as types: runs from parameters and optimizers, batches from data, metrics as fp-ts's monoids.
import { fold, init, type Key, type Params, random, type Tensor, tensor } from 'espalier'
import { meanSquaredError } from 'espalier/loss'
import { apply, linear } from 'espalier/nn'
import { type F32, type I32, ones, zeros } from 'espalier/ops'
import { adam, type Slots, sgd } from 'espalier/optim'
import {
  accuracy,
  type Batches,
  batches,
  type Context,
  evaluate,
  fit,
  type Mean,
  mean,
  type Run,
  type StatefulRun,
  spirals,
  start,
  statefulStep,
  step,
  syntheticRegression,
} from 'espalier/train'
import type { Monoid } from 'fp-ts/lib/Monoid.js'
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd'

const net = linear(2, 1)
type P = Params<typeof net>
interface Batch {
  readonly x: F32<'batch 2'>
  readonly y: F32<'batch 1'>
}
declare const params: P
declare const batch: { readonly x: F32<'8 2'>; readonly y: F32<'8 1'> }
const loss = (p: P, { x, y }: Batch): Tensor<[]> => meanSquaredError(apply(net)(p, x), y)
const optimizer = adam({ learningRate: 0.1 })

// a run has the parameters' type and the optimizer's state of them
const run = start(optimizer)(params)
expectType<P>(run.params)
expectType<Slots<'mu' | 'nu', P>>(run.opt[0])
const one = step(loss, optimizer)
const [next, value] = one(run, batch)
expectType<typeof run>(next)
expectType<Tensor<[]>>(value)
//! valueAndGrad: loss must be a scalar (was f32[batch, 1]); reduce it with mean or sum
expectError(step((p: P, { x }: Batch) => apply(net)(p, x), optimizer))
//! valueAndGrad: n must be f32 or f64 (was i32); keep integers out of the parameters
expectError(step((p: { n: I32<'3'>; w: F32<''> }, _: null) => p.w, optimizer))
//! TS2322: Type 'Tensor<[8, 3], "f32">' is not assignable to type 'F32<"batch 2">'.
//!   Type '[8, 3]' is not assignable to type '[number | "batch", 2]'.
//!     Type at position 1 in source is not compatible with type at position 1 in target.
//!       Type '3' is not assignable to type '2'.
expectError(one(run, { ...batch, x: zeros([8, 3]) }))
//! TS2345: Argument of type 'Run<LinearParams<2, 1, "f32">, readonly [Nothing, Nothing]>' is not assignable to parameter of type 'Run<LinearParams<2, 1, "f32">, readonly [Slots<"mu" | "nu", LinearParams<2, 1, "f32">>, Nothing]>'.
//!   Type 'readonly [Nothing, Nothing]' is not assignable to type 'readonly [Slots<"mu" | "nu", LinearParams<2, 1, "f32">>, Nothing]'.
//!     Type at position 0 in source is not compatible with type at position 0 in target.
//!       Type 'Nothing' is missing the following properties from type 'Slots<"mu" | "nu", LinearParams<2, 1, "f32">>': count, mu, nu
expectError(one(start(sgd({ learningRate: 0.1 }))(params), batch))

// a loss with more beside its value
const observed = step((p: P, b: Batch) => [loss(p, b), p.bias] as const, optimizer)
expectType<readonly [Tensor<[]>, Tensor<[1]>]>(observed(run, batch)[1])

// batches: full ones have the size, where the types know that all are full
const data = syntheticRegression(random.key(0), { w: tensor([2, -3.4]), b: 4.2, count: 100 })
expectType<{ readonly x: Tensor<[100, 2]>; readonly y: Tensor<[100, 1]> }>(data)
declare const key: Key
expectType<Batches<{ readonly x: Tensor<[20, 2]>; readonly y: Tensor<[20, 1]> }>>(
  batches(data, { size: 20, key }),
)
expectType<Batches<{ readonly x: Tensor<[number, 2]>; readonly y: Tensor<[number, 1]> }>>(
  batches(data, { size: 30, key }),
)
expectType<Batches<{ readonly x: Tensor<[30, 2]>; readonly y: Tensor<[30, 1]> }>>(
  batches(data, { size: 30, key, dropLast: true }),
)
declare const rows: F32<'rows 2'>
expectType<Batches<Tensor<[number, 2]>>>(batches(rows, { size: 8, key: null, epochs: 3 }))
expectType<Batches<readonly [Tensor<[5, 2]>, Tensor<[5], 'i32'>]>>(
  batches([zeros([10, 2]), zeros([10], { dtype: 'i32' })] as const, { size: 5, key }),
)
expectType<Batches<{ readonly keys: Key<[2]> }>>(
  batches({ keys: random.split(key, 4) }, { size: 2, key: null }),
)
declare const uneven: { readonly x: F32<'100 2'>; readonly y: F32<'90 1'> }
//! batches: leaves must have one number of rows (was several); cut the longer
expectError(batches(uneven, { size: 10, key }))
//! batches: size must be a positive integer (was 0); write a number such as 2
expectError(batches(data, { size: 0, key }))
//! batches: size must be a positive integer (was 2.5); write a number such as 2
expectError(batches(data, { size: 2.5, key }))
//! batches: size must be at most 100, the number of rows, with dropLast (was 128); make it smaller, or keep the last batch
expectError(batches(data, { size: 128, key, dropLast: true }))
//! TS2322: Type 'number' is not assignable to type 'Key<[]>'.
expectError(batches(data, { size: 10, key: 0 }))

// the loop gives the last run and the stacked losses
const [last, losses] = fit(loss, optimizer)(params, batches(data, { size: 20, key }))
expectType<typeof run>(last)
expectType<Tensor<[number]>>(losses)
expectType<Promise<readonly [typeof run, Tensor<[number]>]>>(
  fit(loss, optimizer)(params, (async function* () {})() as AsyncIterable<Batch>),
)
expectType<typeof run>(fold(one)(run, batches(data, { size: 20, key }))[0])
declare const spiral: { readonly x: F32<'20 3'>; readonly y: F32<'20 1'> }
//! fit: batches must be an iterable of what the loss takes (was another); give trees of the type of its second argument
expectError(fit(loss, optimizer)(params, [spiral]))
fit(loss, optimizer, { every: 10, report: ({ loss: mean }) => expectType<number>(mean) })
//! TS2353: Object literal may only specify known properties, and 'each' does not exist in type 'FitOptions<Tensor<[], "f32">>'.
expectError(fit(loss, optimizer, { each: 10 }))

// state and randomness
interface State {
  readonly seen: Tensor<[]>
}
const inContext = (p: P, b: Batch, { state }: Context<State>) => [loss(p, b), state] as const
declare const begin: StatefulRun<P, (typeof run)['opt'], State>
expectType<readonly [typeof begin, Tensor<[]>]>(statefulStep(inContext, optimizer)(begin, batch))
expectNotAssignable<typeof begin>(run)

// metrics
expectAssignable<Monoid<Mean>>(mean)
expectAssignable<Monoid<Mean>>(accuracy)
expectNotAssignable<Monoid<number>>(mean)
declare const logits: F32<'batch 3'>
declare const labels: I32<'batch'>
expectType<Mean>(accuracy.of(logits, labels))
expectType<Tensor<[], 'f64'>>(accuracy.value(accuracy.empty))
expectType<Mean>(accuracy.of(ones([2, 5, 3]), zeros([2, 5], { dtype: 'u32' })))
//! TS2554: Expected 2 arguments, but got 1.
expectError(accuracy.of(logits))
//! accuracy: labels must be i32[2], a class for each row of the logits (was i32[2, 1]); reshape them
expectError(accuracy.of(ones([2, 3]), zeros([2, 1], { dtype: 'i32' })))
//! accuracy: labels must be i32 or u32 (was f32[2]); use convert
expectError(accuracy.of(ones([2, 3]), ones([2])))
//! accuracy: logits must be f32 or f64 (was i32[2, 3]); use convert
expectError(accuracy.of(zeros([2, 3], { dtype: 'i32' }), zeros([2], { dtype: 'i32' })))
expectType<Mean>(evaluate(mean, (p: P, b: Batch) => mean.of(loss(p, b)))(params, [batch]))
//! TS2345: Argument of type '(p: P, b: Batch) => Tensor<[], "f32">' is not assignable to parameter of type '(params: LinearParams<2, 1, "f32">, batch: Batch) => Mean'.
//!   Type 'Tensor<[], "f32">' is missing the following properties from type 'Mean': total, count
expectError(evaluate(mean, (p: P, b: Batch) => loss(p, b)))

// synthetic data
expectType<{ readonly x: Tensor<[300, 2]>; readonly label: Tensor<[300], 'i32'> }>(
  spirals(key, { classes: 3, count: 100 }),
)
expectType<Tensor<[7, 1], 'f64'>>(
  syntheticRegression(key, { w: tensor([1], { dtype: 'f64' }), b: 0, count: 7 }).x,
)
//! TS2322: Type 'Tensor<[1, 1], "f32">' is not assignable to type 'Tensor<[unknown], "f32">'.
//!   Type '[1, 1]' is not assignable to type '[unknown]'.
//!     Source has 2 element(s) but target allows only 1.
expectError(syntheticRegression(key, { w: tensor([[1]]), b: 0, count: 7 }))
expectType<P>(init(net)(key))
expectAssignable<Run<P, unknown>>(run)

// Optimizers as types: the state is a function of the parameters' type; trees that are not alike are refused at their leaf.
import {
  apply,
  combine,
  grad,
  init,
  jit,
  nn,
  type Params as ParamsOf,
  type Part,
  partition,
  type Ref,
  random,
  scalar,
  scan,
  type Tensor,
  valueAndGrad,
} from 'espalier'
import { meanSquaredError } from 'espalier/loss'
import { add, convert, type F32, matmul, mul, ones, sign, sum, transpose } from 'espalier/ops'
import {
  adam,
  adamw,
  addDecayedWeights,
  applyUpdates,
  type Chain,
  chain,
  clipByGlobalNorm,
  constantSchedule,
  exponentialDecay,
  joinSchedules,
  type Leafwise,
  type LearningRate,
  leafwise,
  type Nothing,
  type Optimizer,
  rmsprop,
  type Schedule,
  type Sgd,
  type SgdOptions,
  type Stateless,
  type StateOf,
  scaleByAdam,
  scaleByLearningRate,
  sgd,
  trace,
} from 'espalier/optim'
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd'

interface Linear {
  readonly weight: Tensor<[8, 4]>
  readonly bias: Tensor<[8]>
}
type Params = readonly [Linear, { readonly weight: Tensor<[1, 8]> }, Ref<'0'>]
declare const params: Params
declare const g: Params
type Count = Tensor<[], 'i32'>

// the state of each optimizer, read to its leaves
expectType<{ readonly [K in 'count' | 'mu' | 'nu']: K extends 'count' ? Count : Params }>(
  scaleByAdam().init(params),
)
const state = chain(clipByGlobalNorm(1), scaleByAdam(), sgd({ learningRate: 0.1 })).init(params)
expectType<Tensor<[8, 4]>>(state[1].mu[0].weight)
expectType<Count>(state[1].count)
expectType<Ref<'0'>>(state[1].nu[2])
expectType<Nothing>(state[0])
//! TS2339: Property 'mu' does not exist on type 'Nothing'.
expectError(state[0].mu)
expectType<3>(state.length)

// options decide what is kept
expectType<Tensor<[8]>>(sgd({ learningRate: 0.1, momentum: 0.9 }).init(params)[0].trace[0].bias)
//! TS2339: Property 'trace' does not exist on type 'Nothing'.
expectError(sgd({ learningRate: 0.1 }).init(params)[0].trace)
const decaying = exponentialDecay({ initValue: 0.1, transitionSteps: 10, decayRate: 0.5 })
expectType<Count>(adam({ learningRate: decaying }).init(params)[1].count)
expectType<Count>(
  adam({ learningRate: (count) => mul(convert(count, 'f32'), 0.1) }).init(params)[1].count,
)
//! TS2339: Property 'count' does not exist on type 'Nothing'.
expectError(adam({ learningRate: 0.1 }).init(params)[1].count)
expectType<Params>(rmsprop({ learningRate: 0.1, centered: true }).init(params)[0].mu)
//! TS2339: Property 'mu' does not exist on type 'Slots<"nu", Params>'.
expectError(rmsprop({ learningRate: 0.1 }).init(params)[0].mu)
expectType<Params>(rmsprop({ learningRate: scalar(0.1), momentum: 0.5 }).init(params)[2].trace)
declare const chosen: SgdOptions
expectType<Optimizer<Sgd<LearningRate, number | undefined>>>(sgd(chosen))
expectType<unknown>(sgd(chosen).init(params)[0])

// options are those there are
//! TS2561: Object literal may only specify known properties, but 'momentun' does not exist in type 'SgdOptions<0.1, undefined>'. Did you mean to write 'momentum'?
expectError(sgd({ learningRate: 0.1, momentun: 0.9 }))
//! TS2322: Type 'string' is not assignable to type 'LearningRate'.
expectError(adamw({ learningRate: '0.1' }))
expectAssignable<Schedule>(constantSchedule(1))
expectNotAssignable<Schedule>((count: Count) => count)
expectAssignable<LearningRate>(scalar(0.1, { dtype: 'f64' }))
expectNotAssignable<LearningRate>(scalar(1, { dtype: 'i32' }))
joinSchedules({ schedules: [decaying, constantSchedule(0.1)], boundaries: [10] })
//! TS2322: Type '[]' is not assignable to type 'readonly [Schedule, ...Schedule[]]'.
//!   Source has 0 element(s) but target requires 1.
expectError(joinSchedules({ schedules: [], boundaries: [] }))

// an update is a tree of the parameters, and the next state has the type of the last
const optimizer = adam({ learningRate: 0.1 })
const start = optimizer.init(params)
const [updates, next] = optimizer.update(g, start, params)
expectType<Params>(updates)
expectType<typeof start>(next)
expectType<Params>(applyUpdates(params, updates))
declare const other: readonly [
  { readonly weight: Tensor<[8, 3]>; readonly bias: Tensor<[8]> },
  Params[1],
  Ref<'0'>,
]
//! update: 'grads.0.weight' must be f32[8, 4] (was f32[8, 3]); keep its shape and dtype
expectError(optimizer.update(other, start, params))
//! update: 'state.0.mu.0.weight' must be f32[8, 4] (was f32[8, 3]); keep its shape and dtype
expectError(optimizer.update(g, [{ ...start[0], mu: other }, start[1]] as const, params))
//! update: 'state' must be a tree like the state that init gave (was another); take it from the same model
expectError(optimizer.update(g, state, params))
//! applyUpdates: 'updates.0.weight' must be f32[8, 4] (was f32[8, 3]); keep its shape and dtype
expectError(applyUpdates(params, other))
declare const stranger: { readonly a: Tensor<[1]>; readonly b: Tensor<[2]> }
//! applyUpdates: 'updates' must be a tree like the parameters (was another); take it from the same model
expectError(applyUpdates(params, stranger))
declare const double: { readonly w: Tensor<[2], 'f64'> }
declare const single: { readonly w: Tensor<[2]> }
//! applyUpdates: 'updates.w' must be f64[2] (was f32[2]); keep its shape and dtype
expectError(applyUpdates(double, single))

// one part of a partition is stepped, and the other is not seen
const [free, frozen] = partition((path) => path.startsWith('0'))(params)
const mine = sgd({ learningRate: 0.1, momentum: 0.9 })
const kept = mine.init(free)
expectType<Part<Params>>(kept[0].trace)
const [moved] = mine.update(free, kept, free)
expectType<Params>(combine(applyUpdates(free, moved), frozen))
//! update: 'grads' must be a tree like the parameters (was another); take it from the same model
expectError(mine.update(params, kept, free))

// optimizers of one's own
const lion = leafwise({
  slots: ['m'],
  update: (g, { m }) => [
    sign(add(mul(m, 0.9), mul(g, 0.1))),
    { m: add(mul(m, 0.99), mul(g, 0.01)) },
  ],
})
expectType<Optimizer<Leafwise<'m'>>>(lion)
expectType<Tensor<[8, 4]>>(lion.init(params).m[0].weight)
expectType<Optimizer<Leafwise<never>>>(leafwise({ update: (g) => [g, {}] }))
//! leafwise: a slot must not be named 'count' (was 'count'); choose another name
expectError(leafwise({ slots: ['count'], update: (g) => [g, { count: g }] }))
//! TS2741: Property 'm' is missing in type '{}' but required in type '{ readonly m: Leaf; }'.
expectError(leafwise({ slots: ['m'], update: (g) => [g, {}] }))
//! leafwise: update must be f32[...], as the parameter is (was f32[]); give one of that type
expectError(leafwise({ slots: ['m'], update: (g, { m }) => [sum(g), { m }] }))
//! leafwise: slot 'm' must be f32[...], as the parameter is (was f32[]); give one of that type
expectError(leafwise({ slots: ['m'], update: (g) => [g, { m: sum(g) }] }))

// chains
expectType<Optimizer<Chain<readonly [Stateless, Leafwise<'trace'>]>>>(
  chain(addDecayedWeights(0.1), trace({ decay: 0.9 })),
)
//! chain: must be optimizers (was a function); call it
expectError(chain(clipByGlobalNorm(1), scaleByAdam))
//! TS2345: Argument of type 'string' is not assignable to parameter of type 'number'.
expectError(chain(scaleByLearningRate(0.1), clipByGlobalNorm('1')))

// generic in parameters, and an optimizer known only at run time
const generic = <P>(p: P, gradients: P): P => {
  const slots = optimizer.init(p)
  return applyUpdates(p, optimizer.update(gradients, slots, p)[0])
}
expectType<Params>(generic(params, g))
declare const some: Optimizer
expectType<unknown>(some.init(params))
expectType<Params>(some.update(g, some.init(params), params)[0])
expectAssignable<Optimizer>(adamw({ learningRate: 0.1 }))
expectAssignable<Optimizer>(lion)
expectNotAssignable<Optimizer>(scaleByAdam)
expectType<StateOf<Leafwise<'m'>, Linear>>(lion.init(params[0]))

// gradients are what update takes
declare const x: F32<'batch 4'>
declare const t: F32<'batch 8'>
const loss = (p: Linear): Tensor<[]> =>
  meanSquaredError(add(matmul(x, transpose(p.weight)), p.bias), t)
const one = sgd({ learningRate: 0.1 })
expectType<Linear>(one.update(grad(loss)(params[0]), one.init(params[0]), params[0])[0])
//! update: 'grads.weight' must be f32[8, 4] (was f32[1, 8]); keep its shape and dtype
expectError(one.update({ ...params[0], weight: params[1].weight }, one.init(params[0]), params[0]))

// training as a fold of a jitted step: every type follows from the spec and the optimizer
const net = nn.sequential(nn.linear(4, 8), nn.relu, nn.linear(8, 1))
type Net = ParamsOf<typeof net>
const cost = (p: Net, inputs: F32<'batch 4'>, targets: F32<'batch 1'>) =>
  meanSquaredError(apply(net)(p, inputs), targets)
const descent = sgd({ learningRate: 0.1 })
const begin = (p: Net) => ({ params: p, opt: descent.init(p) })
const step = jit((run: ReturnType<typeof begin>, batch: { x: F32<'2 4'>; t: F32<'2 1'> }) => {
  const [value, gradients] = valueAndGrad(cost)(run.params, batch.x, batch.t)
  const [changes, opt] = descent.update(gradients, run.opt, run.params)
  return [{ params: applyUpdates(run.params, changes), opt }, value]
})
const [end, losses] = scan(step)(begin(init(net)(random.key(42))), {
  x: ones([100, 2, 4]),
  t: ones([100, 2, 1]),
})
expectType<Tensor<[1, 8]>>(end.params[2].weight)
expectType<Tensor<[100]>>(losses)
expectType<Tensor<[8, 4]>>(adam({ learningRate: 0.1 }).init(end.params)[0].mu[0].weight)
//! update: 'grads' must be a tree like the parameters (was another); take it from the same model
expectError(descent.update({ 0: end.params[0] }, end.opt, end.params))

// a mask is a predicate on paths, such as a role of the layers
expectAssignable<Optimizer>(adamw({ learningRate: 0.1, mask: nn.matching(net, nn.role('weight')) }))
//! TS2322: Type 'Predicate<Place>' is not assignable to type 'Predicate<string>'.
//!   Type 'string' is not assignable to type 'Place'.
expectError(adamw({ learningRate: 0.1, mask: nn.role('weight') }))

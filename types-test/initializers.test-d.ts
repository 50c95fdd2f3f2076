import {
  type AnySpec,
  apply,
  type Issue,
  init,
  type Key,
  nn,
  type Params,
  random,
  reinit,
  type Tensor,
} from 'espalier'
import {
  constant,
  dirac,
  glorotUniform,
  type Initializer,
  initialized,
  initializer,
  kaimingNormal,
  kind,
  linear,
  mask,
  matching,
  mixture,
  type NormalOptions,
  normal,
  type Place,
  relu,
  role,
  scale,
  sequential,
  sparse,
  truncatedNormal,
  uniform,
  varianceScaling,
  within,
  xavierNormal,
  zeros,
} from 'espalier/nn'
import { abs, ge } from 'espalier/ops'
import type { Entry } from 'espalier/tree'
import { pipe } from 'fp-ts/lib/function.js'
import { and, not, type Predicate } from 'fp-ts/lib/Predicate.js'
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd'

declare const key: Key
const net = sequential(linear(4, 8), relu, linear(8, 1))
const params = init(net)(key)

// options are typed, and a number outside its domain is refused
expectType<Initializer>(normal({ std: 0.01 }))
expectType<Initializer>(normal())
//! normal: std must be finite and not negative (was -1); write 0, or a number such as 0.5
expectError(normal({ std: -1 }))
//! TS2322: Type 'string' is not assignable to type 'number'.
expectError(normal({ std: '1' }))
//! normal: must have no option 'stddev' (was with it); correct its name, or leave it out
expectError(normal({ mean: 0, stddev: 1 }))
//! TS2554: Expected 0-1 arguments, but got 2.
expectError(normal(0, 0.01))

// options known only at run time are accepted
declare const std: number
declare const some: NormalOptions
expectType<Initializer>(normal({ std }))
expectType<Initializer>(normal(some))

expectType<Initializer>(uniform({ min: -10, max: 10 }))
//! uniform: must have no option 'low' (was with it); correct its name, or leave it out
expectError(uniform({ low: -10, max: 10 }))

expectType<Initializer>(xavierNormal({ gain: 2 }))
//! xavierNormal: gain must be finite and not negative (was -2); write 0, or a number such as 0.5
expectError(xavierNormal({ gain: -2 }))

expectType<Initializer>(kaimingNormal({ mode: 'fanOut', nonlinearity: 'relu' }))
//! TS2820: Type '"fan_out"' is not assignable to type '"fanIn" | "fanOut" | undefined'. Did you mean '"fanOut"'?
expectError(kaimingNormal({ mode: 'fan_out' }))

expectType<Initializer>(truncatedNormal({ std: 0.02, lower: -2, upper: 2 }))
//! truncatedNormal: std must be positive and finite (was 0); write a number such as 0.5
expectError(truncatedNormal({ std: 0 }))

expectType<Initializer>(varianceScaling({ scale: 2, mode: 'fanAvg', distribution: 'uniform' }))
//! varianceScaling: scale must be positive and finite (was 0); write a number such as 0.5
expectError(varianceScaling({ scale: 0, mode: 'fanAvg', distribution: 'uniform' }))
//! varianceScaling: must have the option 'mode' (was without); give it
expectError(varianceScaling({ scale: 2, distribution: 'uniform' }))

expectType<Initializer>(sparse({ sparsity: 1e-3 }))
//! sparse: sparsity must be from 0 to 1 (was 1.5); write a number such as 0.5
expectError(sparse({ sparsity: 1.5 }))
//! sparse: sparsity must be from 0 to 1 (was -0.5); write a number such as 0.5
expectError(sparse({ sparsity: -0.5 }))

expectType<Initializer>(dirac({ groups: 2 }))
//! dirac: groups must be a positive integer (was 2.5); write a number such as 2
expectError(dirac({ groups: 2.5 }))
//! dirac: groups must be a positive integer (was 0); write a number such as 2
expectError(dirac({ groups: 0 }))

expectType<Initializer>(constant(42))
expectType<Initializer>(constant({ value: 42 }))
//! TS2345: Argument of type 'string' is not assignable to parameter of type 'number | ConstantOptions'.
expectError(constant('42'))

// combinators
expectType<Initializer>(mask((w) => ge(abs(w), 5))(uniform({ min: -10, max: 10 })))
expectType<Initializer>(scale(2)(normal()))
expectType<Initializer>(mixture([1, zeros], [2, (k, leaf) => random.normal(k, leaf.shape)]))
//! TS2345: Argument of type 'string' is not assignable to parameter of type 'number'.
expectError(scale('2'))
//! TS2322: Type 'string' is not assignable to type 'InitializerLike'.
expectError(mixture([1, 'zeros']))

// one's own
const mine = initializer('mine', () => (k, leaf) => random.uniform(k, leaf.shape))
expectType<Initializer>(mine())
expectType<Params<typeof net>>(params)
const begun = linear(4, 8, { weight: mine(), bias: (k, leaf) => random.normal(k, leaf.shape) })
expectType<Tensor<[8]>>(init(begun)(key).bias)

// predicates are fp-ts's
expectType<Predicate<Place>>(and(not(within('0')))(role('weight')))
expectType<Predicate<string>>(matching(net, kind('linear')))
expectType<Predicate<string>>(
  matching(net, ({ shape, dtype }) => shape.length === 2 || dtype === 'f64'),
)
//! TS2345: Argument of type 'string' is not assignable to parameter of type 'Predicate<Place>'.
expectError(matching(net, 'linear'))

// rules name leaves of the model, and the parameters keep their type
const again = reinit(net, [{ where: kind('linear'), weight: normal({ std: 0.01 }), bias: zeros }])
expectType<Params<typeof net>>(again(key)(params))
expectType<Params<typeof net, 'f64'>>(again(key)(init(net, { dtype: 'f64' })(key)))
expectType<Params<typeof net>>(pipe(params, again(key)))
expectType<Tensor<[8, 4]>>(pipe(params, reinit(net, [])(key), (p) => p[0].weight))
//! reinit: 'wieght' must name a leaf of this model (was none); correct its name, or leave it out
expectError(reinit(net, [{ where: kind('linear'), wieght: zeros }]))
//! reinit: 'scale' must name a leaf of this model (was none); correct its name, or leave it out
expectError(
  reinit(net, [
    { where: kind('linear'), bias: zeros },
    { where: within('0'), scale: zeros },
  ]),
)
//! normal: must be called (was passed as it is); write normal(…), with its options
expectError(reinit(net, [{ where: kind('linear'), weight: normal }]))
//! reinit: weight must be an initializer (was "zeros"); call its maker, as in normal()
expectError(reinit(net, [{ where: kind('linear'), weight: 'zeros' }]))
//! TS2322: Type 'string' is not assignable to type 'Predicate<Place>'.
expectError(reinit(net, [{ where: 'linear', weight: zeros }]))
//! reinit: rule 0 must say where it holds (was nothing); give a predicate, as in where: kind(…)
expectError(reinit(net, [{ weight: zeros }]))
//! reinit: tree of parameters must be that of this model (was another); use init
expectError(again(key)({}))

// bare functions are told what they draw
expectType<Params<typeof net>>(
  reinit(net, [
    { where: ({ path }) => path !== '0.weight', weight: (k, leaf) => random.normal(k, leaf.shape) },
  ])(key)(params),
)

// rules known only at run time, and models known only at run time
const rules = [{ where: kind('linear'), weight: normal() }]
expectType<Params<typeof net>>(reinit(net, rules)(key)(params))
declare const any: AnySpec
expectType<Params<AnySpec>>(
  reinit(any, [{ where: kind('linear'), gain: zeros }])(key)(init(any)(key)),
)

// sizes may be generic
const generic = <H extends number>(h: H) =>
  reinit(sequential(linear(4, h), relu), [{ where: kind('linear'), weight: glorotUniform() }])
expectAssignable<(key: Key) => unknown>(generic(8))

// rules in the spec
const kept = initialized(net, [{ where: role('bias'), bias: zeros }])
expectType<Params<typeof net>>(init(kept)(key))
expectType<Tensor<[2, 1]>>(apply(kept)(params, random.normal(key, [2, 4])))
//! initialized: 'gain' must name a leaf of this model (was none); correct its name, or leave it out
expectError(initialized(net, [{ where: role('bias'), gain: zeros }]))

// entries in the order of the spec
expectType<readonly Entry[]>(nn.entries(net)(params))
//! entries: tree of parameters must be that of this model (was another); use init
expectError(nn.entries(net)({ 0: params[0] }))

// an initializer is data
expectAssignable<{ readonly kind: string; readonly options: object }>(zeros)
expectNotAssignable<Initializer>({ kind: 'zeros' })
expectNotAssignable<Issue>(zeros)

// Functions of functions as types: what they give, in the shapes of what they are given, and one sentence for each mistake.
// All of it also runs: what the compiler refuses here must be refused at run time with the same sentence, where a run can tell.

import {
  type AnySpec,
  apply,
  type Constant,
  call,
  checkpoint,
  combine,
  cond,
  customJvp,
  customVjp,
  engine,
  fold,
  grad,
  hessian,
  init,
  type Jacobian,
  jacobian,
  jit,
  jvp,
  type Key,
  nn,
  type Params,
  type Part,
  partition,
  type Ref,
  random,
  scalar,
  scan,
  type Tensor,
  tensor,
  valueAndGrad,
  vjp,
  vmap,
  whileLoop,
} from 'espalier'
import { convert, exp, type F32, gt, lt, mean, mul, neg, ones, sum } from 'espalier/ops'
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd'

type S = Tensor<[]>
const s = scalar(1)
const yes = scalar(true)
const key = random.key(0)
const three = ones([3])
const four = ones([4])
const x = ones([2, 4])
const x5 = ones([2, 5])
const whole = tensor([1, 2, 3], { dtype: 'i32' })

// a tied model with fixed weights: references and constants are structure
const mask = nn.define('mask', ({ size }: { size: 4 }) =>
  nn.layer({
    from: ['...', size],
    to: ['...', size],
    parts: { by: nn.fixed([size], nn.ones) },
    apply: ({ by }, input) => mul(input, by),
  }),
)
const net = nn.sequential(nn.named('a', nn.linear(4, 4)), nn.relu, nn.ref('a'), mask({ size: 4 }))
type P = Params<typeof net>
const twice = nn.sequential(nn.linear(4, 8), nn.linear(8, 4))
const params = init(net)(key)
expectType<Ref<'a'>>(params[2])
expectType<Constant<[4]>>(params[3].by)

// ---- grad: a tree of the parameters' own type

const loss = (p: P, input: F32<'batch 4'>): S => mean(apply(net)(p, input))
const gradients = grad(loss)(params, x)
expectType<P>(gradients)
expectType<Ref<'a'>>(gradients[2])
expectType<Constant<[4]>>(gradients[3].by)
//! grad: loss must be a scalar (was f32[2, 4]); reduce it with mean or sum
expectError(grad((p: P) => apply(net)(p, x))(params))
//! grad: loss must be a scalar tensor (was a tree); return it alone, or use valueAndGrad
expectError(grad((p: P) => ({ loss: loss(p, x) }))(params))
//! grad: loss must be a scalar tensor (was nothing); return it alone, or use valueAndGrad
expectError(grad((_: P) => undefined)(params))
//! grad: loss must be a scalar tensor (was nothing); return it alone, or use valueAndGrad
expectError(grad((_: P) => {})(params))
//! grad: loss must be a scalar tensor (was a number); return it alone, or use valueAndGrad
expectError(grad((_: P) => 3)(params))
//! grad: loss must be f32 or f64 (was i32[]); use convert
expectError(grad((p: P) => convert(loss(p, x), 'i32'))(params))

// a model whose function is passed as it is
//! TS2345: Argument of type 'Applied<Sequential<[Linear<4, 8>, Linear<8, 4>]>>' is not assignable to parameter of type '"grad: loss must be a scalar (was f32[..., 4]); reduce it with mean or sum"'.
expectError(grad(apply(twice))(init(twice)(key), x))

// any real loss of parameters that are floats
expectType<Tensor<[3], 'f64'>>(
  grad((w: Tensor<[3], 'f64'>) => sum(mul(w, w)))(ones([3], { dtype: 'f64' })),
)
//! grad: steps must be f32 or f64 (was i32); keep integers out of the parameters
expectError(grad((p: { w: S; steps: Tensor<[3], 'i32'> }) => p.w)({ w: s, steps: whole }))
//! grad: layers.1.n must be f32 or f64 (was i32); keep integers out of the parameters
expectError(
  grad((p: { layers: readonly [S, { n: Tensor<[3], 'i32'> }] }) => p.layers[0])({
    layers: [s, { n: whole }],
  }),
)
//! grad: drawn.key must be f32 or f64 (was key); keep keys out of the parameters
expectError(grad((p: { w: S; drawn: { key: Key } }) => p.w)({ w: s, drawn: { key } }))
//! grad: parameters must be f32 or f64 (was i32); keep integers out of the parameters
expectError(grad((_: Tensor<[3], 'i32'>) => s)(whole))

// functions generic in sizes, named dims, further arguments
const anySize = <B extends number>(p: P, input: Tensor<[B, 4]>): S => mean(apply(net)(p, input))
expectType<P>(grad(anySize)(params, x))
expectType<P>(grad(loss)(params, ones([7, 4])))
expectType<S>(grad((w: S, n: number) => mul(w, n))(s, 3))
//! TS2345: Argument of type 'Tensor<[2, 5], "f32">' is not assignable to parameter of type 'F32<"batch 4">'.
//!   Type '[2, 5]' is not assignable to type '[number | "batch", 4]'.
//!     Type at position 1 in source is not compatible with type at position 1 in target.
//!       Type '5' is not assignable to type '4'.
expectError(grad(loss)(params, x5))
//! TS2554: Expected 2 arguments, but got 1.
expectError(grad(loss)(params))

// a part of the parameters, and parameters of a model known only at run time
const [trained, frozen] = partition((path) => path.startsWith('a'))(params)
const lossOf = (t: Part<P>, f: Part<P>): S => loss(combine(t, f), x)
expectType<Part<P>>(grad(lossOf)(trained, frozen))
expectNotAssignable<P>(grad(lossOf)(trained, frozen))
const layers = [nn.linear(4, 4)]
const some: AnySpec = nn.sequential(...layers)
expectType<Params<AnySpec>>(
  grad((p: Params<AnySpec>) => mean(sum(apply(some)(p, x) as typeof x)))(init(some)(key)),
)
//! grad: loss must be a scalar (was f32[2, 4]); reduce it with mean or sum
expectError(grad((_: Params<AnySpec>) => x)(init(some)(key)))

// ---- valueAndGrad: the loss, or a pair of it and what else there is

const [value, again] = valueAndGrad(loss)(params, x)
expectType<S>(value)
expectType<P>(again)
const [[first, aux], beside] = valueAndGrad((p: P) => [loss(p, x), { y: x, pair: [s, three] }])(
  params,
)
expectType<S>(first)
expectType<Tensor<[2, 4]>>(aux.y)
expectType<Tensor<[3]>>(aux.pair[1])
expectType<P>(beside)
//! valueAndGrad: loss must be a scalar (was f32[2, 4]); reduce it with mean or sum
expectError(valueAndGrad((p: P) => [apply(net)(p, x), loss(p, x)])(params))
//! valueAndGrad: loss must be a scalar tensor (was a tree); return it alone, or first in a pair
expectError(valueAndGrad((p: P) => ({ loss: loss(p, x) }))(params))
//! valueAndGrad: loss must be a scalar tensor (was "loss"); return it alone, or first in a pair
expectError(valueAndGrad((_: P) => 'loss' as const)(params))
//! valueAndGrad: loss must be a scalar tensor (was 3); return it alone, or first in a pair
expectError(valueAndGrad((p: P) => [3, loss(p, x)])(params))
expectType<S>(grad(grad((w: S) => mul(w, mul(w, w))))(s))
//! grad: loss must be a scalar (was f32[3]); reduce it with mean or sum
expectError(grad(grad((w: Tensor<[3]>) => sum(mul(w, w))))(three))

// ---- jacobian and hessian: the axes of the result before those of the argument

expectType<Tensor<[3, 4]>>(jacobian((w: Tensor<[4]>) => mul(three, sum(w)))(four))
expectType<Jacobian<{ w: Tensor<[4]> }, readonly [S, Tensor<[4]>]>>(
  jacobian((p: { w: Tensor<[4]> }) => [sum(p.w), p.w])({ w: four }),
)
//! jacobian: parameters must be f32 or f64 (was i32); keep integers out of the parameters
expectError(jacobian((_: Tensor<[3], 'i32'>) => s)(whole))
//! jacobian: result must be f32 or f64 at 'n' (was i32[4]); use convert
expectError(jacobian((w: Tensor<[4]>) => ({ w, n: convert(w, 'i32') }))(four))
expectType<Tensor<[4, 4]>>(hessian((w: Tensor<[4]>) => sum(mul(w, w)))(four))
//! hessian: loss must be a scalar (was f32[4]); reduce it with mean or sum
expectError(hessian((w: Tensor<[4]>) => w)(four))
//! hessian: parameters must be f32 or f64 (was i32); keep integers out of the parameters
expectError(hessian((_: Tensor<[3], 'i32'>) => s)(whole))

// ---- vjp and jvp: cotangents like the result, tangents like the arguments

const [y, pullback] = vjp((p: P, input: F32<'batch 4'>) => ({ pair: [loss(p, input), three] }))(
  params,
  x,
)
expectType<Tensor<[3]>>(y.pair[1])
expectType<[p: P, input: F32<'batch 4'>]>(pullback({ pair: [s, three] }))
//! pullback: cotangent must be f32[3] at 'pair.1', as the result is (was f32[4]); give one of that type
expectError(pullback({ pair: [s, four] }))
//! pullback: cotangent must be a tree, as the result is (was f32[]); give one of that type
expectError(pullback(s))
//! pullback: cotangent must be nothing at 'more', as the result is (was f32[]); give one of that type
expectError(pullback({ pair: [s, three], more: s }))
expectType<Tensor<[3]>>(vjp(<B extends number>(w: Tensor<[B]>) => neg(w))(three)[0])
expectType<readonly [S, S]>(jvp((w: S, v: Tensor<[3]>) => mul(w, sum(v)))([s, three], [s, three]))
//! jvp: tangent must be f32[3] at '1', as the argument is (was f32[]); give one of that type
expectError(jvp((w: S, v: Tensor<[3]>) => mul(w, sum(v)))([s, three], [s, s]))
//! jvp: tangent must be f32[3] at '1', as the argument is (was nothing); give one of that type
expectError(jvp((w: S, v: Tensor<[3]>) => mul(w, sum(v)))([s, three], [s]))

// ---- vmap: a leading axis before what the function takes and gives

const models = vmap(init(net))(random.split(key, 5))
expectType<Tensor<[5, 4, 4]>>(models.a.weight)
expectType<Ref<'a'>>(models[2])
expectType<Constant<[5, 4]>>(models[3].by)
expectType<Tensor<[5]>>(vmap(loss, [0, null])(models, x))
expectType<Tensor<[5]>>(vmap((k: Key) => random.uniform(k, []))(random.split(key, 5)))
//! vmap: leading axes must be equal (was 3 and 4); give null for an argument that has none
expectError(vmap((a: S, b: S) => mul(a, b))(four, three))
//! vmap: leading axes must be equal (was 3 and 4); give null for an argument that has none
expectError(vmap((p: { a: S; b: readonly [S] }) => p.a)({ a: three, b: [four] }))
//! vmap: batched arguments must have a leading axis at '1.b' (was f32[]); give null for an argument that has none
expectError(vmap((a: S, p: { b: S }) => mul(a, p.b))(three, { b: s }))
//! vmap: argument must be f32[4], as the function takes it (was f32[3]); give one of that type
expectError(vmap((a: Tensor<[4]>, b: S) => mul(a, b), [null, 0])(three, three))
//! vmap: argument must be f32[?, 4], as the function takes it with a leading axis (was f32[2, 5]); give one of that type
expectError(vmap((a: Tensor<[4]>) => sum(a))(x5))
//! vmap: must be given a batched tensor (was none); call f itself
expectError(vmap((a: S, b: S) => mul(a, b), [null, null])(s, s))
//! vmap: axes must be at most 1, one for each argument (was 2); leave out those that have no argument
expectError(vmap((a: S) => a, [0, null])(three))
//! TS2554: Expected 2 arguments, but got 1.
expectError(vmap((_: S, b: unknown) => b)(three))
expectType<readonly [Tensor<[3]>, { readonly n: Tensor<[3]> }]>(
  vmap((a: S) => [a, { n: a }])(three),
)
const lanes = vmap((a: Tensor<[4]>) => sum(a))
const named = (batch: F32<'batch 4'>): F32<'batch'> => lanes(batch)
expectType<Tensor<[number | 'batch']>>(named(x))
const two = (a: F32<'batch 4'>, b: F32<'time 4'>): unknown =>
  //! vmap: leading axes must be equal (was different names); give null for an argument that has none
  expectError(vmap((v: Tensor<[4]>, w: Tensor<[4]>) => mul(v, w))(a, b))
expectType<unknown>(two(x, x))
const perExample = vmap(
  grad((w: Tensor<[4]>, row: Tensor<[4]>) => sum(mul(w, row))),
  [null, 0],
)
expectType<Tensor<[2, 4]>>(perExample(four, x))
expectType<Tensor<[2, number]>>(vmap(vmap((a: S) => neg(a)))(x))

// ---- jit: what the function takes and gives, tuples too

const step = jit((run: { w: S; n: S }, batch: { x: S }) => [
  { w: mul(run.w, batch.x), n: run.n },
  [run.n, { loss: run.w }],
])
expectType<[{ w: S; n: S }, [S, { loss: S }]]>(step({ w: s, n: s }, { x: s }))
const sized = jit(<B extends number>(a: Tensor<[B, 4]>) => mul(a, 2))
expectType<Tensor<[2, 4]>>(sized(x))
//! TS2345: Argument of type 'Tensor<[2, 5], "f32">' is not assignable to parameter of type 'Tensor<[2, 4], "f32">'.
//!   Type '[2, 5]' is not assignable to type '[2, 4]'.
//!     Type at position 1 in source is not compatible with type at position 1 in target.
//!       Type '5' is not assignable to type '4'.
expectError(sized(x5))
//! TS2345: Argument of type 'number' is not assignable to parameter of type '(...args: never[]) => Returned'.
expectError(jit(3))

// ---- scan: the carry stays, outputs get the leading axis of the inputs

const [last, losses] = scan((w: S, batch: { x: F32<'2 4'>; t: S }) => [
  mul(w, mean(batch.x)),
  batch.t,
])(s, { x: ones([100, 2, 4]), t: ones([100]) })
expectType<S>(last)
expectType<Tensor<[100]>>(losses)
expectType<[{ w: S; n: S }, readonly [Tensor<[3]>, { readonly loss: Tensor<[3]> }]]>(
  scan(step)({ w: s, n: s }, { x: three }),
)
expectType<[S, Key<[5]>]>(scan((c: S, k: Key) => [c, k])(s, random.split(key, 5)))
expectType<[S, readonly [Tensor<[3]>, null]]>(scan((c: S, v: S) => [c, [v, null]])(s, three))
expectType<[S, Tensor<[4]>]>(scan((c: S, _: null) => [c, c], { length: 4 })(s, null))
//! scan: must be told its length (was no input); give length among the options
expectError(scan((c: S, _: null) => [c, c])(s, null))
//! scan: step must give a pair [carry, y] (was f32[]); return null as y where there is none
expectError(scan((c: S, _: S) => c)(s, three))
//! scan: step must give a pair [carry, y] (was an array of 1); return null as y where there is none
expectError(scan((c: S, _: S) => [c])(s, three))
//! scan: carry must stay f32[] (was f32[3] after a step); return it unchanged in shape and dtype
expectError(scan((_: S, v: S) => [three, v])(s, three))
//! scan: carry must stay f32[] at 'w.1' (was f32[3] after a step); return it unchanged in shape and dtype
expectError(
  scan((c: { w: readonly [S, S] }, v: S) => [{ w: [c.w[0], three] }, v])({ w: [s, s] }, three),
)
//! scan: carry must stay nothing at 'more' (was f32[] after a step); return it unchanged in shape and dtype
expectError(scan((c: { w: S }, v: S) => [{ ...c, more: v }, v])({ w: s }, three))
//! scan: leading axes must be equal (was 3 and 4); cut the longer
expectError(scan((c: S, v: { a: S; b: S }) => [c, v.a])(s, { a: four, b: three }))
//! scan: leading axes must be equal (was 3 and 5); cut the longer
expectError(scan((c: S, v: S) => [c, v], { length: 5 })(s, three))
//! scan: inputs must have a leading axis at 'a' (was f32[]); stack them
expectError(scan((c: S, v: { a: S }) => [c, v.a])(s, { a: s }))
//! scan: inputs must be f32[?, 4], as the step takes them with a leading axis (was f32[2, 5]); give one of that type
expectError(scan((c: S, v: Tensor<[4]>) => [c, sum(v)])(s, x5))
//! scan: carry must be f32[] at 'w', as the step takes it (was f32[3]); give one of that type
expectError(scan((c: { w: S }, v: S) => [c, v])({ w: three }, three))

// what the types cannot decide, the run does: an unknown size may be the carry's
const cut = (size: number): Tensor<[number]> => ones([size])
expectType<[Tensor<[3]>, Tensor<[3]>]>(scan((_: Tensor<[3]>, v: S) => [cut(3), v])(three, three))

// functions generic in a tree or in sizes
const kept = <T>(tree: T): [{ tree: T; n: S }, Tensor<[3]>] =>
  scan((c: { tree: T; n: S }, v: S) => [{ tree: c.tree, n: c.n }, v])({ tree, n: s }, three)
expectType<[{ tree: P; n: S }, Tensor<[3]>]>(kept(params))
const rows = <B extends number>(batch: Tensor<[B, 4]>): Tensor<[B]> => {
  const [, sums] = scan((c: S, row: Tensor<[4]>) => [c, sum(row)])(s, batch)
  expectType<Tensor<[B]>>(vmap((row: Tensor<[4]>) => sum(row))(batch))
  return sums
}
expectType<Tensor<[2]>>(rows(x))

// ---- cond and whileLoop: the second function takes what the first does, and gives it

const choose = cond(
  (v: S) => ({ pair: [v, 3] }),
  (v) => ({ pair: [neg(v), 3] }),
)
expectType<S>(choose(yes, s).pair[0])
//! cond: branches must give the same (was f32[] and f32[3]); make them agree
expectError(
  cond(
    (v: S) => v,
    () => three,
  )(yes, s),
)
//! cond: branches must give the same at 'pair.1' (was 3 and 4); make them agree
expectError(
  cond(
    (v: S) => ({ pair: [v, 3] }),
    (v) => ({ pair: [v, 4] }),
  )(yes, s),
)
//! cond: predicate must be bool[] (was f32[]); compare tensors, or use if on a plain value
expectError(choose(s, s))
//! cond: predicate must be bool[] (was true); compare tensors, or use if on a plain value
expectError(choose(true, s))
//! TS2345: Argument of type 'Tensor<[3], "f32">' is not assignable to parameter of type 'S'.
//!   Type '[3]' is not assignable to type '[]'.
//!     Source has 1 element(s) but target allows only 0.
expectError(choose(yes, three))

const halved = whileLoop(
  (run: { v: S; pair: readonly [S, S] }) => gt(run.v, 1),
  ({ v, pair: [a, b] }) => ({ v: mul(v, 0.5), pair: [b, a] }),
)
expectType<{ v: S; pair: readonly [S, S] }>(halved({ v: s, pair: [s, s] }))
//! whileLoop: test must be bool[] (was f32[]); compare tensors, or use if on a plain value
expectError(
  whileLoop(
    (v: S) => v,
    (v) => v,
  )(s),
)
//! whileLoop: carry must stay f32[] (was f32[3] after a step); return it unchanged in shape and dtype
expectError(
  whileLoop(
    (v: S) => gt(v, 0),
    () => three,
  )(s),
)
//! whileLoop: carry must stay f32[] at 'v' (was nothing after a step); return it unchanged in shape and dtype
expectError(
  whileLoop(
    (c: { v: S; n: S }) => gt(c.v, 0),
    ({ n }) => ({ n }),
  )({ v: s, n: s }),
)
//! whileLoop: carry must be f32[] at 'v', as the step takes it (was f32[3]); give one of that type
expectError(halved({ v: three, pair: [s, s] }))
expectType<S>(
  grad(
    whileLoop(
      (v: S) => lt(v, 3),
      (v) => mul(v, 2),
      { limit: 4 },
    ),
  )(s),
)
expectType<Tensor<[3]>>(
  vmap(
    whileLoop(
      (v: S) => lt(v, 3),
      (v) => mul(v, 2),
    ),
  )(three),
)

// ---- fold: batches of any kind

const train = (w: S, batch: { x: F32<'2 4'> }): [S, { loss: S }] => [w, { loss: mean(batch.x) }]
function* batches(): Generator<{ x: Tensor<[2, 4]> }> {
  yield { x }
}
async function* arriving(): AsyncGenerator<{ x: Tensor<[2, 4]> }> {
  yield { x }
}
type Folded = readonly [S, { readonly loss: Tensor<[number]> }]
expectType<Folded>(fold(train)(s, [{ x }]))
expectType<Folded>(fold(train)(s, batches()))
expectType<Promise<Folded>>(fold(train)(s, arriving()))
expectAssignable<unknown>(
  fold(train, {
    every: 2,
    report: ({ steps, outputs }) => {
      expectType<number>(steps)
      expectType<Tensor<[number]>>(outputs.loss)
    },
  }),
)
//! fold: batch must be f32[2, 4] at 'x', as the step takes it (was f32[2, 5]); give one of that type
expectError(fold(train)(s, [{ x: x5 }]))
//! fold: batches must be an iterable (was 3); give an array, a generator or an async one
expectError(fold(train)(s, 3))
//! fold: carry must be f32[], as the step takes it (was f32[3]); give one of that type
expectError(fold(train)(three, batches()))
//! fold: carry must stay f32[] (was f32[3] after a step); return it unchanged in shape and dtype
expectError(fold((_: S, v: S) => [three, v])(s, [s]))
//! fold: step must give a pair [carry, y] (was f32[]); return null as y where there is none
expectError(fold((w: S, _: S) => w)(s, [s]))

// ---- call, checkpoint and rules of one's own

expectType<Tensor<[2, 4]>>(call(<B extends number>(a: Tensor<[B, 4]>) => exp(a))(x))
expectType<readonly [S, P]>(checkpoint((p: P) => [s, p] as const)(params))
//! TS2345: Argument of type 'Tensor<[3], "f32">' is not assignable to parameter of type 'S'.
//!   Type '[3]' is not assignable to type '[]'.
//!     Source has 1 element(s) but target allows only 0.
expectError(checkpoint((a: S) => a)(three))

const product = customJvp(
  (a: S, b: Tensor<[3]>) => mul(a, sum(b)),
  ([a, b], [da, db]) => [mul(a, sum(b)), mul(da, sum(db))],
)
expectType<S>(product(s, three))
//! customJvp: tangent must be f32[], as the result is (was f32[3]); give one of that type
expectError(
  customJvp(
    (a: S) => exp(a),
    ([a], _) => [exp(a), three],
  )(s),
)
//! customJvp: result must be f32[] at 'y', as the function gives it (was f32[3]); give one of that type
expectError(
  customJvp(
    (a: S) => ({ y: a }),
    (_, [da]) => [{ y: three }, { y: da }],
  )(s),
)
//! customJvp: rule must give a pair [y, dy] (was f32[]); return the result and its tangent
expectError(
  customJvp(
    (a: S) => exp(a),
    ([a], _) => exp(a),
  )(s),
)

const steep = customVjp(
  (a: S, b: Tensor<[3]>) => mul(a, sum(b)),
  (a, b) => [mul(a, sum(b)), { a, more: [b] }],
  ({ a, more: [b] }, ct) => [mul(a, ct), mul(b, ct)],
)
expectType<S>(steep(s, three))
//! customVjp: cotangent must be f32[3] at '1', as the argument is (was f32[4]); give one of that type
expectError(
  customVjp(
    (a: S, b: Tensor<[3]>) => mul(a, sum(b)),
    (a) => [a, null],
    (_, ct) => [ct, four],
  )(s, three),
)
//! customVjp: cotangent must be f32[3] at '1', as the argument is (was nothing); give one of that type
expectError(
  customVjp(
    (a: S, b: Tensor<[3]>) => mul(a, sum(b)),
    (a) => [a, null],
    (_, ct) => [ct],
  )(s, three),
)
//! customVjp: result must be f32[], as the function gives it (was f32[3]); give one of that type
expectError(
  customVjp(
    (a: S) => exp(a),
    () => [three, null],
    (_, ct) => [ct],
  )(s),
)
//! customVjp: forward must give a pair [y, residuals] (was f32[]); return the result and what backward needs
expectError(
  customVjp(
    (a: S) => exp(a),
    (a) => exp(a),
    (_, ct) => [ct],
  )(s),
)

// ---- engine

expectType<string>(engine.explain(step)({ w: s, n: s }, { x: s }).program)
//! TS2345: Argument of type 'Tensor<[3], "f32">' is not assignable to parameter of type 'S'.
//!   Type '[3]' is not assignable to type '[]'.
//!     Source has 1 element(s) but target allows only 0.
expectError(engine.explain((a: S) => exp(a))(three))

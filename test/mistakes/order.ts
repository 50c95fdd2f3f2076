// Arguments in the order, or the number, of other libraries: everything at once, where a function is made first.

import * as root from '../../src/index.ts'
import * as io from '../../src/io/index.ts'
import * as nn from '../../src/nn/index.ts'
import * as ops from '../../src/ops/index.ts'
import { mul, neg, ones, sum } from '../../src/ops/index.ts'
import * as random from '../../src/random/index.ts'
import { key } from '../../src/random/index.ts'
import type { Tensor } from '../../src/tensor/index.ts'
import * as train from '../../src/train/index.ts'
import { type Mistakes, untypedRoom } from './mistake.ts'

const all = untypedRoom(root)
const square = (x: Tensor<[]>): Tensor<[]> => mul(x, x)
const step = (sum: Tensor<[]>, x: Tensor<[]>): readonly [Tensor<[]>, Tensor<[]>] => [mul(sum, x), x]
const [one, many] = [root.scalar(2), root.tensor([1, 2])]
const net = nn.linear(2, 3)

export const called: Mistakes = {
  'cond: onTrue must be a function (was bool[]); write cond(onTrue, onFalse)(predicate, …)': () =>
    all.cond(root.tensor(true), square, neg, one),
  'cond: must be given 2 arguments at most (was 4); write cond(onTrue, onFalse)(predicate, …)':
    () => all.cond(square, neg, root.tensor(true), one),
  'scan: must be given 2 arguments at most (was 3); write scan(step)(init, xs)': () =>
    all.scan(step, one, many),
  'fold: must be given 2 arguments at most (was 3); write fold(step)(run, batches)': () =>
    all.fold(step, one, [one]),
  'whileLoop: options must be one record (was f32[]); write whileLoop(test, body)(init)': () =>
    all.whileLoop(() => root.tensor(true), square, one),
  'whileLoop: must be given 3 arguments at most (was 4); write whileLoop(test, body)(init)': () =>
    all.whileLoop(() => root.tensor(true), square, {}, one),
  'grad: must be given 1 argument at most (was 2); write grad(f)(p, …), which is by p': () =>
    all.grad(square, 1),
  'valueAndGrad: must be given 1 argument at most (was 2); write valueAndGrad(f)(p, …), which is by p':
    () => all.valueAndGrad(square, { hasAux: true }),
  'jacobian: must be given 1 argument at most (was 2); write jacobian(f)(p, …), which is by p':
    () => all.jacobian(square, one),
  'hessian: must be given 1 argument at most (was 2); write hessian(f)(p, …), which is by p': () =>
    all.hessian(sum, many),
  'vjp: must be given 1 argument at most (was 2); write vjp(f)(x, …)': () => all.vjp(square, one),
  'jvp: must be given 1 argument at most (was 3); write jvp(f)(primals, tangents)': () =>
    all.jvp(square, [one], [one]),
  'vmap: must be given 2 arguments at most (was 3); write vmap(f, axes)(x, …): the batch of results leads':
    () => all.vmap(square, [0], [0]),
  'jit: must be given 2 arguments at most (was 3); write jit(f)(x, …): what is no tensor is static':
    () => all.jit(square, {}, one),
  'call: must be given 1 argument at most (was 2); write call(f)(x, …)': () =>
    all.call(square, one),
  'checkpoint: must be given 1 argument at most (was 2); write checkpoint(f)(x, …)': () =>
    all.checkpoint(square, one),
  'init: options must be one record (was key[]); write init(spec)(key)': () =>
    all.init(net, key(0)),
  'apply: must be given 1 argument at most (was 3); write apply(spec)(params, x)': () =>
    all.apply(net, root.init(net)(key(0)), ones([2])),
  'train: must be given 1 argument at most (was 3); write train(spec)(params, x, { state, key })':
    () => all.train(net, root.init(net)(key(0)), ones([2])),
}

/** Values where others take them, and what to write instead. */
export const meant: Mistakes = {
  'normal: std must be finite and not negative (was -1); write 0, or a number such as 0.5': () =>
    untypedRoom(random).normal(key(0), [2], { std: -1 }),
  'truncatedNormal: max must be a number (was NaN); write a number such as 0.5': () =>
    untypedRoom(random).truncatedNormal(key(0), [2], { max: Number.NaN }),
  'convert: dtype must be f32, f64, i32, u32 or bool (was "int64"); write \'i32\'': () =>
    untypedRoom(ops).convert(one, 'int64'),
  'init: dtype must be f32 or f64 (was "float64"); write \'f64\'': () =>
    all.init(net, { dtype: 'float64' }),
  'tensor: element must be a number to be f32 (was f32[]); join tensors with stack': () =>
    all.tensor([one, one]),
  'mean: total must be what of gives (was 3); make it with of': () =>
    untypedRoom(train).evaluate(train.mean, () => 3)(one, [one]),
  'load: the tree must be one of tensors (was a Uint8Array); write load(like)(bytes)': () =>
    untypedRoom(io).load(new Uint8Array(8)),
}

// What the language gives on every sample of every primitive, forward and pulled back; a compiled loop and its gradient; a file.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { grad, jit, scan } from '../../src/functions/index.ts'
import { saveModel } from '../../src/io/index.ts'
import { list, type Op, type Operands } from '../../src/language/ir/index.ts'
import { bind, type Table, type Value } from '../../src/language/level/index.ts'
import { primitives } from '../../src/language/primitives/index.ts'
import { vjp } from '../../src/language/transform/index.ts'
import {
  embedding,
  init,
  layerNorm,
  linear,
  named,
  ref,
  sequential,
  tanh as tanhLayer,
} from '../../src/nn/index.ts'
import { add, exp, mul, ones, scalar, sin, sum, tanh } from '../../src/ops/index.ts'
import { key, normal } from '../../src/random/index.ts'
import { isFloat } from '../../src/shape/index.ts'
import type { Tensor } from '../../src/tensor/index.ts'
import { digest } from '../../src/tree/index.ts'
import { differentiable, reversible } from '../language/samples/derivative.ts'
import { plain, type Sample, samples } from '../language/samples.ts'

const table: Table = primitives
// a customLinear has only a transpose
const ops = (Object.keys(primitives) as readonly Op[]).filter((op) => op !== 'customLinear') // total by type

const applying =
  <P extends Op>(op: P, { params }: Sample<P>) =>
  (...operands: readonly Value[]): readonly Value[] =>
    list(bind<P>(table[op], params, ...(operands as unknown as Operands<P, Value>))) // a sample's operands

/** The results of every primitive on each of its samples, special values among them. */
export const results = (): string => digest(ops.map((op) => resultsOf(op)))

const resultsOf = <P extends Op>(op: P): unknown =>
  (samples[op] as readonly Sample<P>[]).map((sample) =>
    applying(op, sample)(...list<Value>(sample.operands)),
  )

/** The cotangents of every sample that has a derivative with respect to all its floats. */
export const cotangents = (): string => digest(ops.map((op) => cotangentsOf(op)))

const cotangentsOf = <P extends Op>(op: P): unknown =>
  (samples[op] as readonly Sample<P>[])
    .filter((sample) => sample.smooth === true && reversible(op, sample))
    .map((sample) => {
      const operands = list<Value>(sample.operands)
      const [ys, pullback] = vjp(applying(op, sample), operands, differentiable(op, sample))
      return pullback(ys.map((y, i) => (isFloat(y.dtype) ? plain(y.dtype, y.shape, i) : null)))
    })

type State = Tensor<[3]>
const loop = scan((h: State, x: State) => {
  const next = tanh(add(mul(h, sin(x)), mul(x, 0.3)))
  return [next, sum(exp(next))]
})
const loss = (h: State, xs: Tensor<[50, 3]>): Tensor<[]> => {
  const [last, ys] = loop(h, xs)
  return add(sum(mul(last, last)), mul(sum(ys), 0.01))
}

/** A loop of fifty steps and the gradient of it, compiled. */
export const loops = (): string => {
  const xs = normal(key(3), [50, 3])
  return digest([jit(loop)(ones([3]), xs), jit(grad(loss))(ones([3]), xs), scalar(0)])
}

const net = sequential(
  embedding(7, 4),
  named('mix', linear(4, 4)),
  tanhLayer,
  layerNorm(4),
  ref('mix'),
)

/** The bytes of a file of a model, its tied layer, spec and metadata. */
export const file = (): string => bytesToHex(sha256(saveModel(net, init(net)(key(5)))))

// The tasks in TensorFlow.js on its WebAssembly backend: node tfjs.mjs FOLDER, in whose node_modules it is.
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { serve } from './runner.mjs'

const require = createRequire(`${process.argv[2]}/package.json`)
const say = console.log
console.log = console.warn = () => {}
const tf = require('@tensorflow/tfjs')
const wasm = require('@tensorflow/tfjs-backend-wasm')
wasm.setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`)
await tf.setBackend('wasm')
await tf.ready()
console.log = say

const ring = 16
const times = (count, make) => Array.from({ length: count }, make)
const optimizer = tf.train.sgd(0.1)
const weights = (...shape) => tf.variable(tf.randomNormal(shape, 0, 0.05))
const labels = (count, classes) =>
  tf.oneHot(tf.randomUniform([count], 0, classes, 'int32'), classes).toFloat()

const training = (loss, params, batch) => {
  const batches = times(ring, batch)
  return async (steps) => {
    for (let i = 0; i < steps; i++) optimizer.minimize(() => loss(params, ...batches[i % ring]))
    await params[0].data()
  }
}

/** An operation on inputs in turn. */
const over = (make, f) => {
  const inputs = times(ring, make)
  return async (steps) => {
    let last
    for (let i = 0; i < steps; i++) {
      last?.dispose()
      last = tf.tidy(() => f(...inputs[i % ring]))
    }
    await last?.data()
    last?.dispose()
  }
}
const each = (f) => (n) => over(() => [tf.randomUniform([n], 0.5, 1.5)], f)
const matrix = (f) => (r, c) => over(() => [tf.randomUniform([r, c], 0.5, 1.5)], f)

await serve(
  { version: tf.version.tfjs, threads: wasm.getThreadsCount() },
  {
    mlp_4_8_1: () =>
      training(
        ([w1, b1, w2, b2], x, y) =>
          tf.losses.meanSquaredError(y, x.matMul(w1).add(b1).relu().matMul(w2).add(b2)),
        [weights(4, 8), weights(8), weights(8, 1), weights(1)],
        () => [tf.randomUniform([32, 4]), tf.randomUniform([32, 1])],
      ),
    mlp_784_256_10: () =>
      training(
        ([w1, b1, w2, b2], x, y) =>
          tf.losses.softmaxCrossEntropy(y, x.matMul(w1).add(b1).relu().matMul(w2).add(b2)),
        [weights(784, 256), weights(256), weights(256, 10), weights(10)],
        () => [tf.randomUniform([128, 784]), labels(128, 10)],
      ),
    lenet5: () =>
      training(
        (p, x, y) => {
          const first = tf.conv2d(x, p[0], 1, 'same').add(p[1]).relu().maxPool(2, 2, 'valid')
          const second = tf.conv2d(first, p[2], 1, 'valid').add(p[3]).relu().maxPool(2, 2, 'valid')
          const h = second.reshape([64, 400]).matMul(p[4]).add(p[5]).relu()
          const logits = h.matMul(p[6]).add(p[7]).relu().matMul(p[8]).add(p[9])
          return tf.losses.softmaxCrossEntropy(y, logits)
        },
        [
          ...[weights(5, 5, 1, 6), weights(6), weights(5, 5, 6, 16), weights(16)],
          ...[weights(400, 120), weights(120), weights(120, 84), weights(84)],
          ...[weights(84, 10), weights(10)],
        ],
        () => [tf.randomUniform([64, 28, 28, 1]), labels(64, 10)],
      ),
    product: (m, k, n) => {
      const inputs = [tf.randomUniform([m, k]), tf.randomUniform([k, n])]
      return over(
        () => inputs,
        (a, b) => a.matMul(b),
      )
    },
    add: each((x) => x.add(x)),
    exp: each((x) => x.exp()),
    log: each((x) => x.log()),
    tanh: each((x) => x.tanh()),
    sum: each((x) => x.sum()),
    rows: matrix((x) => x.sum(1)),
    columns: matrix((x) => x.sum(0)),
    softmax: matrix((x) => x.softmax()),
    layerNorm: (r, c) => {
      const [g, b] = [tf.ones([c]), tf.zeros([c])]
      return over(
        () => [tf.randomUniform([r, c], 0.5, 1.5)],
        (x) => {
          const { mean, variance } = tf.moments(x, -1, true)
          return x.sub(mean).div(variance.add(1e-5).sqrt()).mul(g).add(b)
        },
      )
    },
  },
)

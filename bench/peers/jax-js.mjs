// The tasks in jax-js, each step one jitted call: node jax-js.mjs FOLDER, in whose node_modules it is.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { serve } from './runner.mjs'

globalThis.navigator ??= {} // Node 20 has none
const require = createRequire(`${process.argv[2]}/package.json`)
const { init, numpy: np, jit, grad, nn, tree, lax } = require('@jax-js/jax')
await init()

/** The package's version: it does not let its package.json be asked for. */
const versionOf = (entry) =>
  JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8')).version

const ring = 16
const times = (count, make) => Array.from({ length: count }, make)
const filled = (value, ...shape) =>
  np.array(Float32Array.from({ length: shape.reduce((n, m) => n * m, 1) }, value)).reshape(shape)
const weights = (...shape) => filled(() => (Math.random() - 0.5) * 0.1, ...shape)
const uniform = (...shape) => filled(() => Math.random() + 0.5, ...shape)
const labels = (count, classes) => {
  const one = new Float32Array(count * classes)
  for (let i = 0; i < count; i++) one[i * classes + Math.floor(Math.random() * classes)] = 1
  return np.array(one).reshape([count, classes])
}

const training = (loss, params, batch) => {
  const gradient = grad(loss)
  const step = jit((p, x, y) => {
    const g = gradient(tree.ref(p), x, y)
    return p.map((a, i) => a.sub(g[i].mul(0.1)))
  })
  const batches = times(ring, batch)
  let now = params
  return async (steps) => {
    for (let i = 0; i < steps; i++) {
      const [x, y] = batches[i % ring]
      now = step(now, x.ref, y.ref)
    }
    await now[0].ref.data()
  }
}

const crossEntropy = (logits, y, count) =>
  nn
    .logSoftmax(logits)
    .mul(y)
    .sum()
    .mul(-1 / count)
const dense = (x, weight, bias) => np.dot(x, weight).add(bias)
const pool = (x) => {
  const [n, c, h, w] = x.shape
  return x.reshape([n, c, h / 2, 2, w / 2, 2]).max([3, 5])
}

/** An operation, jitted, on inputs in turn. What nobody waits for is never computed. */
const over = (make, f) => {
  const inputs = times(ring, make)
  const call = jit(f)
  return async (steps) => {
    for (let i = 0; i < steps; i++) {
      const y = call(...inputs[i % ring].map((x) => x.ref))
      await y.blockUntilReady()
      y.dispose()
    }
  }
}
const each = (f) => (n) => over(() => [uniform(n)], f)
const matrix = (f) => (r, c) => over(() => [uniform(r, c)], f)

await serve(
  { version: versionOf(require.resolve('@jax-js/jax')), threads: 1 },
  {
    mlp_4_8_1: () =>
      training(
        ([w1, b1, w2, b2], x, y) =>
          np.square(dense(nn.relu(dense(x, w1, b1)), w2, b2).sub(y)).mean(),
        [weights(4, 8), weights(8), weights(8, 1), weights(1)],
        () => [uniform(32, 4), uniform(32, 1)],
      ),
    mlp_784_256_10: () =>
      training(
        ([w1, b1, w2, b2], x, y) => crossEntropy(dense(nn.relu(dense(x, w1, b1)), w2, b2), y, 128),
        [weights(784, 256), weights(256), weights(256, 10), weights(10)],
        () => [uniform(128, 784), labels(128, 10)],
      ),
    lenet5: () =>
      training(
        (p, x, y) => {
          const first = pool(nn.relu(lax.conv(x, p[0], [1, 1], 'SAME').add(p[1])))
          const second = pool(nn.relu(lax.conv(first, p[2], [1, 1], 'VALID').add(p[3])))
          const h = nn.relu(dense(second.reshape([64, 400]), p[4], p[5]))
          return crossEntropy(dense(nn.relu(dense(h, p[6], p[7])), p[8], p[9]), y, 64)
        },
        [
          ...[weights(6, 1, 5, 5), weights(6, 1, 1), weights(16, 6, 5, 5), weights(16, 1, 1)],
          ...[weights(400, 120), weights(120), weights(120, 84), weights(84)],
          ...[weights(84, 10), weights(10)],
        ],
        () => [uniform(64, 1, 28, 28), labels(64, 10)],
      ),
    product: (m, k, n) => {
      const inputs = [uniform(m, k), uniform(k, n)]
      return over(
        () => inputs,
        (a, b) => np.matmul(a, b),
      )
    },
    add: each((x) => x.ref.add(x)),
    exp: each(np.exp),
    log: each(np.log),
    tanh: each(np.tanh),
    sum: each((x) => x.sum()),
    rows: matrix((x) => x.sum(1)),
    columns: matrix((x) => x.sum(0)),
    softmax: matrix((x) => nn.softmax(x, -1)),
    layerNorm: (r, c) => {
      const [g, b] = [uniform(c), uniform(c)]
      return over(
        () => [uniform(r, c), g, b],
        (x, g, b) => {
          const centred = x.ref.sub(np.mean(x, -1, { keepdims: true }))
          const variance = np.mean(np.square(centred.ref), -1, { keepdims: true })
          return centred
            .div(np.sqrt(variance.add(1e-5)))
            .mul(g)
            .add(b)
        },
      )
    },
  },
)

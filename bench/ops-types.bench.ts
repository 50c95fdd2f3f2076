// What a call of each kind of operation costs the compiler of its user.
import { measureInstantiations, type Subject } from './instantiations.ts'

const names = [
  'x23: Tensor<[2, 3]>',
  'x3: Tensor<[3]>',
  'i3: Tensor<[3], "i32">',
  'p23: Tensor<[2, 3], "bool">',
  'x: Tensor<[number | "batch", 768]>',
  'w: Tensor<[768, 3072]>',
  'b: Tensor<[3072]>',
  'h: Tensor<[32, 12, 128, 64]>',
]
const subject = (call: string): Subject => {
  const file = (body: string): string =>
    `import * as ops from '../dist/ops/index.js'
import type { Tensor } from '../dist/tensor/index.js'
${names.map((name) => `declare const ${name}`).join('\n')}
// one call has been made: what the room itself costs is paid
export const first = ops.relu(x3)
export const result = ${body}
`
  return { without: file('x3'), with: file(call) }
}

const rows = (n: number, m: number): string =>
  `[${Array.from({ length: n }, (_, i) => `[${Array.from({ length: m }, (_, j) => i * m + j)}]`)}]`

const calls = {
  'exp(x23)': 'ops.exp(x23)',
  'add(x23, 1)': 'ops.add(x23, 1)',
  'add(x23, x23)': 'ops.add(x23, x23)',
  'add(x23, x3)': 'ops.add(x23, x3)',
  'add([batch, 3072], b)': 'ops.add(ops.matmul(x, w), b)',
  'eq(x23, 0)': 'ops.eq(x23, 0)',
  'where(p23, x23, 0)': 'ops.where(p23, x23, 0)',
  'sum(x23)': 'ops.sum(x23)',
  'mean(x23, -1, { keepDims: true })': 'ops.mean(x23, -1, { keepDims: true })',
  'matmul(x, w)': 'ops.matmul(x, w)',
  'transpose(w)': 'ops.transpose(w)',
  'transpose(h, [0, 2, 1, 3])': 'ops.transpose(h, [0, 2, 1, 3])',
  'reshape(h, [32, 128, 768])': 'ops.reshape(h, [32, 12, 8192])',
  'concat([x23, x23], 0)': 'ops.concat([x23, x23], 0)',
  'slice(x23, [0, [0, 2]])': 'ops.slice(x23, [0, [0, 2]])',
  'take(w, i3)': 'ops.take(w, i3)',
  'update(x23, [0, 0], 42)': 'ops.update(x23, [0, 0], 42)',
  "einsum('bhqd,bhkd->bhqk', h, h)": "ops.einsum('bhqd,bhkd->bhqk', h, h)",
  'softmax(x)': 'ops.softmax(x)',
  'tensor([[1, 2], [3, 4]])': 'ops.tensor([[1, 2], [3, 4]])',
  'tensor of 4 × 250 literals': `ops.tensor(${rows(4, 250)})`,
  'tensor of 100 × 100 literals': `ops.tensor(${rows(100, 100)})`,
  'tensor of 1000 literals, [10, 100]': `ops.tensor(${rows(1, 1000).slice(1, -1)}, [10, 100])`,
}

measureInstantiations(
  Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, subject(call)])),
)

// The engine as one can set and see it.
import { afterAll, expect, test } from 'vitest'
import { engine, jit, scan } from '../../src/functions/index.ts'
import { add, exp, matmul, ones, sum } from '../../src/ops/index.ts'
import type { Tensor } from '../../src/tensor/index.ts'

const before = engine.describe()
afterAll(() => engine.configure({ threads: before.threads }))

test('settings are described as they were configured', () => {
  engine.configure({ threads: 3 })
  expect(engine.describe()).toMatchObject({ threads: 3, wideVectors: false, vectors: 'narrow' })
})

test('programs that have run have a module and a region of the memory', () => {
  const { programs } = engine.describe()
  jit((a: Tensor<[4, 4]>) => matmul(a, a))(ones([4, 4]))
  expect(engine.describe().programs).toBe(programs + 1)
  expect(engine.describe().bytes).toBeGreaterThan(0)
})

test('settings are held to their names and to what they may be', () => {
  for (const threads of [0, 1.5, 65, 1e9])
    expect(() => engine.configure({ threads })).toThrow(
      `configure: threads must be a whole number from 1 to 64 (was ${threads}); write as many as the machine has, or leave it out`,
    )
  engine.configure({ threads: undefined } as never)
  expect(engine.describe().threads).toBe(3)
  expect(() => engine.configure({ thread: 2 } as never)).toThrow('configure: ')
})

const net = (x: Tensor<[64, 32]>, w: Tensor<[32, 16]>) => sum(matmul(x, w), [1])
const [x, w] = [ones([64, 32]), ones([32, 16])]

test('explain shows the kernels of a function, what they compute and move, and its module', () => {
  engine.configure({ threads: 1 })
  const { kernels, operations, bytes, memory, module } = engine.explain(net)(x, w)
  expect(kernels).toBe('product [64] × [16] over 32\nfold [64] over 16: sum')
  expect(operations).toBe(64 * 16 * 32 * 2 + 64 * 16)
  const product = 4 * 64 * 16
  expect(bytes).toBe(4 * (64 * 32 + 32 * 16 + 64) + 2 * product)
  expect(memory.live).toBe(4 * (64 * 32 + 32 * 16 + 64) + product)
  expect(memory.planned).toBeGreaterThan(memory.live)
  expect(memory.planned).toBeLessThan(1.5 * memory.live)
  expect([...module.slice(0, 4)]).toEqual([0, 97, 115, 109])
})

test('explain shows what is inside of loops, and nothing of a function that computes nothing', () => {
  const loop = scan((c: Tensor<[]>, y: Tensor<[]>) => [add(c, exp(y)), null])
  expect(engine.explain(loop)(ones([]), ones([5])).kernels).toBe('scan of 5\n  map []: exp, add')
  expect(engine.explain((y: Tensor<[]>) => y)(ones([]))).toMatchObject({
    kernels: '',
    operations: 0,
  })
})

test('profile says what each step takes, captured tensors and all', () => {
  const { steps, microseconds, text } = engine.profile((y: Tensor<[64, 32]>) => net(y, w), {
    runs: 5,
  })(x)
  expect(steps.map(({ step }) => step)).toEqual([
    'product [64] × [16] over 32',
    'fold [64] over 16: sum',
  ])
  expect(microseconds).toBeGreaterThan(0)
  expect(text).toMatch(/ %.* µs {2}product/)
})

test('equal programs are one, whoever traced them', () => {
  const twice = () => jit((y: Tensor<[3]>) => add(y, y))(ones([3]))
  twice()
  const { programs } = engine.describe()
  for (let i = 0; i < 10; i++) twice()
  expect(engine.describe().programs).toBe(programs)
})

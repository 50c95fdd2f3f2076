// The engine as one can set and see it.
import { afterAll, expect, test } from 'vitest'
import { engine, jit } from '../../src/functions/index.ts'
import { matmul, ones } from '../../src/ops/index.ts'

const before = engine.describe()
afterAll(() => engine.configure({ threads: before.threads }))

test('settings are described as they were configured', () => {
  engine.configure({ threads: 3 })
  expect(engine.describe()).toMatchObject({ threads: 3, wideVectors: false, vectors: 'narrow' })
})

test('programs that have run have a module and a region of the memory', () => {
  const { programs } = engine.describe()
  jit((x: ReturnType<typeof ones<[4, 4]>>) => matmul(x, x))(ones([4, 4]))
  expect(engine.describe().programs).toBe(programs + 1)
  expect(engine.describe().bytes).toBeGreaterThan(0)
})

test('settings are held to their names and to what they may be', () => {
  expect(() => engine.configure({ threads: 1.5 })).toThrow(
    'engine.configure: threads must be a positive integer (was 1.5); write a number such as 2',
  )
  expect(() => engine.configure({ thread: 2 } as never)).toThrow('engine.configure: ')
})

// Data from a key: what its law says, and the same again.
import { expect, test } from 'vitest'
import { abs, max, mean, norm, std, sub, tensor } from '../../src/ops/index.ts'
import { attempt, sentence } from '../../src/prelude/index.ts'
import { key } from '../../src/random/index.ts'
import { item, toArray } from '../../src/tensor/index.ts'
import { spirals, syntheticRegression } from '../../src/train/index.ts'
import { digest } from '../../src/tree/index.ts'

const w = tensor([2, -3.4])

test('a noisy line: y is x w + b but for the noise, of its standard deviation', () => {
  const { x, y } = syntheticRegression(key(0), { w, b: 4.2, count: 2000, noise: 0.5 })
  const exact = syntheticRegression(key(0), { w, b: 4.2, count: 2000, noise: 0 })
  expect([x.shape, y.shape]).toEqual([
    [2000, 2],
    [2000, 1],
  ])
  expect(digest(x)).toBe(digest(exact.x))
  expect(item(std(sub(y, exact.y)))).toBeCloseTo(0.5, 1)
  expect(item(std(x))).toBeCloseTo(1, 1)
  expect(Math.abs(item(mean(x)))).toBeLessThan(0.1)
  const [[a = 0, b = 0] = []] = toArray(x)
  expect(toArray(exact.y)[0]?.[0]).toBeCloseTo(2 * a - 3.4 * b + 4.2, 5)
})

test('data have the dtype of the weights', () => {
  const one = tensor([1], { dtype: 'f64' })
  const { x, y } = syntheticRegression(key(0), { w: one, b: 0, count: 3 })
  expect([x.dtype, y.dtype]).toEqual(['f64', 'f64'])
})

test('spirals: an arm a class, from the middle out to the unit circle, turned by the classes', () => {
  const { x, label } = spirals(key(0), { classes: 3, count: 4, noise: 0, turns: 0.5 })
  expect(x.shape).toEqual([12, 2])
  expect([...label]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2])
  const wanted = tensor([0.25, 0.5, 0.75, 1, 0.25, 0.5, 0.75, 1, 0.25, 0.5, 0.75, 1])
  expect(item(max(abs(sub(norm(x, 1), wanted))))).toBeLessThan(1e-6)
  const rows = toArray(x)
  expect(rows[3]?.[1]).toBeCloseTo(-1, 6) // half a turn from the top
  const ends = [rows[3], rows[7], rows[11]].flatMap((row) => row ?? [])
  expect(item(max(abs(mean(tensor(ends, [3, 2]), 0))))).toBeLessThan(1e-6) // evenly round the circle
})

test('the same key gives the same data, another key others', () => {
  const of = (seed: number): string => digest(spirals(key(seed), { classes: 2, count: 50 }))
  expect(of(1)).toBe(of(1))
  expect(of(1)).not.toBe(of(2))
})

test('spirals: classes must be a positive integer (was 0); write a number such as 2', () => {
  const result = attempt(() => spirals(key(0), { classes: 0, count: 4 }))
  expect(result._tag === 'Left' && sentence(result.left[0])).toBe(
    'spirals: classes must be a positive integer (was 0); write a number such as 2',
  )
})

import { expect, test } from 'vitest'
import { tables } from '../../bench/scale/report.ts'
import { slope } from '../../bench/scale/slope.ts'

test('the slope of a power is its exponent, whatever its factor', () =>
  expect(slope([1, 2, 4, 8].map((x) => [x, 3 * x ** 2]))).toBeCloseTo(2, 12))
test('the slope of what does not grow is 0', () =>
  expect(
    slope([
      [1, 5],
      [10, 5],
    ]),
  ).toBe(0))
test('one point has no slope', () => expect(slope([[1, 5]])).toBeNaN())

test('a curve is a table whose last row says how its larger half grows', () => {
  const curve = {
    name: 'depth',
    sizes: [1, 2, 4, 8],
    power: 1,
    subject: () => ({ f: () => ({}), args: [] }),
  }
  const points = curve.sizes.map((size) => ({
    curve: 'depth',
    size,
    equations: 10 * size,
    first: size / 1e3,
    step: size ** 2 / 1e6,
    bytes: 1024 * size,
    live: 512 * size,
  }))
  expect(tables([curve], points)).toBe(`## By depth: the work is linear

| depth | equations | first call, ms | step, µs | memory, KiB | over what lives |
| ---: | ---: | ---: | ---: | ---: | ---: |
| 1 | 10 | 1.00 | 1.00 | 1.00 | 2.00 |
| 2 | 20 | 2.00 | 4.00 | 2.00 | 2.00 |
| 4 | 40 | 4.00 | 16.0 | 4.00 | 2.00 |
| 8 | 80 | 8.00 | 64.0 | 8.00 | 2.00 |
| grows as |  | 1.00 | 2.00 | 1.00 |  |`)
})

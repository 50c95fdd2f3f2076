// Initializers made of others: masked, scaled, mixed.
import { expect, test } from 'vitest'
import {
  constant,
  init,
  initializer,
  linear,
  mask,
  mixture,
  normal,
  scale,
  uniform,
  zeros,
} from '../../../src/nn/index.ts'
import { draw } from '../../../src/nn/initializer.ts'
import { abs, full, ge, gt, mul } from '../../../src/ops/index.ts'
import { normal as drawNormal, uniform as drawUniform, key } from '../../../src/random/index.ts'
import { message, untyped } from '../message.ts'
import { numbersOf } from './golden.ts'

// d2l's my_init: uniform in [−10, 10), and 0 where that is nearer to 0 than 5
const mine = mask((w) => ge(abs(w), 5))(uniform({ min: -10, max: 10 }))

test("the chapter's own initializer keeps what it drew, or puts 0", () => {
  const drawn = numbersOf(uniform({ min: -10, max: 10 }), 7, { shape: [8, 4] })
  expect(numbersOf(mine, 7, { shape: [8, 4] })).toEqual(
    drawn.map((x) => (Math.abs(x) >= 5 ? x : 0)),
  )
})

test('half of it is 0, and the rest at least 5 and below 10 in magnitude', () => {
  const drawn = numbersOf(mine, 1, { shape: [4000] })
  const kept = drawn.filter((x) => x !== 0).map(Math.abs)
  expect(kept.filter((x) => x < 5 || x > 10)).toEqual([])
  expect(Math.abs(kept.length / 4000 - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / 4000))
})

test('a mask works in f64 too, and on a layer', () => {
  const p = init(linear(4, 8, { weight: mine }), { dtype: 'f64' })(key(3))
  expect(p.weight.dtype).toBe('f64')
})

test('scale multiplies what is drawn', () => {
  const twice = scale(2)(normal())
  expect(twice).toEqual({ kind: 'scale', options: { factor: 2, of: normal() } })
  const leaf = { path: 'w', shape: [3, 2], dtype: 'f32', fanIn: 2, fanOut: 3 } as const
  expect(draw(twice, key(5), leaf)).toEqual(mul(drawNormal(key(5), [3, 2]), 2))
})

test('scale takes a bare function too', () => {
  const p = init(linear(2, 2, { weight: scale(3)((_, { shape }) => full(shape, 2)) }))(key(0))
  expect(p.weight).toEqual(full([2, 2], 6))
})

test('a mixture draws each element from one of its parts, as often as their weights say', () => {
  const three = mixture([1, constant(5)], [2, zeros], [1, constant(-5)])
  const drawn = numbersOf(three, 2, { shape: [4000] })
  const share = (x: number): number => drawn.filter((y) => y === x).length / 4000
  for (const [x, p] of [
    [5, 0.25],
    [0, 0.5],
    [-5, 0.25],
  ] as const)
    expect(Math.abs(share(x) - p), `${x}`).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / 4000))
  expect(share(5) + share(0) + share(-5)).toBe(1)
})

test('the parts of a mixture draw independently of each other and of the choice', () => {
  const both = mixture([1, uniform()], [1, uniform({ min: 2, max: 3 })])
  const drawn = numbersOf(both, 2, { shape: [4000] })
  const halves = [drawn.filter((x) => x < 1), drawn.filter((x) => x >= 2).map((x) => x - 2)]
  for (const half of halves) {
    const mean = half.reduce((sum, x) => sum + x, 0) / half.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 / Math.sqrt(12 * half.length))
  }
})

test('a mixture is data: its weights, and its parts', () =>
  expect(mixture([3, normal()], [1, zeros])).toEqual({
    kind: 'mixture',
    options: {
      parts: [
        { weight: 3, of: normal() },
        { weight: 1, of: zeros },
      ],
    },
  }))

test('combinators refuse what is no initializer, and no mask', () => {
  expect(message(() => untyped(scale(2))('normal'))).toBe(
    'scale: of must be an initializer (was "normal"); call its maker, as in normal()',
  )
  expect(message(() => scale(Number.NaN)(zeros))).toBe(
    'scale: factor must be a finite number (was NaN); write a number such as 0.5',
  )
  expect(message(() => untyped(mask)(5) && untyped(mask(5 as never))(zeros))).toBe(
    'mask: keep must be a function (was 5); pass the function, not what it gives',
  )
  expect(message(() => mixture())).toBe(
    'mixture: parts must be pairs of a positive weight and an initializer, at least one (was an array of 0); write [{ weight: 1, of: zeros }]',
  )
  expect(message(() => mixture([0, zeros]))).toBe(
    'mixture: parts must be pairs of a positive weight and an initializer, at least one (was an array of 1); write [{ weight: 1, of: zeros }]',
  )
})

test('what keep gives must be a bool for each element', () => {
  const spec = linear(4, 8, { weight: mask((w) => w as never)(normal()) })
  expect(message(() => init(spec)(key(0)))).toBe(
    "mask: keep must give bool[8, 4] for 'weight' (was f32[8, 4]); compare the elements that it is given",
  )
})

test("one's own initializer is told its leaf", () => {
  const mine = initializer('mine', () => (key, leaf) => {
    expect(leaf).toEqual({ path: 'weight', shape: [8, 4], dtype: 'f32', fanIn: 4, fanOut: 8 })
    return drawUniform(key, leaf.shape, { min: -10, max: 10 })
  })
  const p = init(linear(4, 8, { weight: mine(), bias: zeros }))(key(0))
  expect(gt(p.weight, -11)).toEqual(full([8, 4], true))
})

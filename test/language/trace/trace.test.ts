// A function becomes a program: what is captured, what is an error, and how often the function runs.
import { expect, test } from 'vitest'
import { print } from '../../../src/language/ir/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import { add, compare, full, mul, number } from '../../../src/language/primitives/index.ts'
import {
  type Body,
  call,
  cond,
  customJvp,
  customVjp,
  scan,
  trace,
  whileLoop,
} from '../../../src/language/trace/index.ts'
import { vjp } from '../../../src/language/transform/index.ts'
import { f32, f64 } from '../arrays.ts'
import { refusal } from '../refusal.ts'
import { of } from '../samples/sample.ts'

const scalar = of('f64')
const x = f64([], 2)

test('a traced function must not return a promise', () => {
  const late = (async (y: Value) => [y]) as unknown as Body // as a user without types may write
  expect(refusal(() => trace('jit(late)', late, [scalar]))).toBe(
    'jit(late): must return values (was a promise); await outside',
  )
  expect(refusal(() => call('late', late)(x))).toBe(
    'late: must return values (was a promise); await outside',
  )
})

test('a captured value is one operand, however often it is used', () => {
  const w = f64([], 3)
  const { program, captured } = trace('f', (y: Value) => [mul(add(y, w), w), w], [scalar])
  expect(captured).toEqual([w])
  expect(print(program)).toBe(`(a:f64[], b:f64[]) {
  c:f64[] = add b a
  d:f64[] = mul c a
  return d, a
}`)
})

test('a body runs once for each list of input types', () => {
  const ran: string[] = []
  const f = call('f', (y: Value) => {
    ran.push(`${y}`)
    return [mul(y, y)]
  })
  for (const y of [f64([], 1), f64([], 2), f64([2], 3), f32([], 4), f64([2], 5)]) f(y)
  expect(ran).toEqual(['f64[]', 'f64[2]', 'f32[]'])
  expect(f(f64([], 3))).toEqual([f64([], 9)])
})

test('a body that takes a differentiated value from outside is traced again, and is differentiated by it', () => {
  const f: Body = (w: Value) => call('f', (y: Value) => [mul(y, w)])(x)
  const gradient = (w: number): unknown => {
    const [, pullback] = vjp(f, [f64([], w)], [true])
    return pullback([f64([], 1)])
  }
  expect([gradient(3), gradient(5)]).toEqual([[f64([], 2)], [f64([], 2)]])
  let ran = 0
  const g: Body = (w: Value) => {
    const inner = call('g', (y: Value) => {
      ran++
      return [mul(y, w)]
    })
    return [...inner(x), ...inner(x)]
  }
  vjp(g, [x], [true])
  expect(ran).toBe(2)
})

test('what a body returns unchanged, or twice, is passed by', () => {
  const f = call('f', (y: Value, z: Value) => {
    const product = mul(y, z)
    return [product, z, product, y]
  })
  const { program } = trace('outer', (y: Value) => f(y, y), [scalar])
  expect(print(program)).toBe(`(a:f64[]) {
  b:f64[] = call a {name=f, body=(a:f64[]) {
    b:f64[] = mul a a
    return b
  }}
  return b, a, b, a
}`)
})

test('an equation names a captured value once, however often and deep it is given', () => {
  const loop = call('f', (a: Value, b: Value, c: Value) => {
    const sums = scan('loop', (carry) => ({
      carry: carry.flatMap((s) =>
        cond(
          () => [add(s, mul(a, b))],
          () => [mul(b, c)],
        )(compare(s, a, 'lt'), []),
      ),
      ys: [],
    }))
    return sums([c], [], { length: 3, reverse: false }).carry
  })
  const { program } = trace('outer', (x: Value, y: Value) => loop(x, x, y), [scalar, scalar])
  expect(print(program)).toBe(`(a:f64[], b:f64[]) {
  c:f64[] = call a b {name=f, body=(a:f64[], b:f64[]) {
    c:f64[] = scan a b b {body=(a:f64[], b:f64[], c:f64[]) {
      d:bool[] = compare c a {direction=lt}
      e:f64[] = cond d a c b {onTrue=(a:f64[], b:f64[], c:f64[]) {
        d:f64[] = mul a a
        e:f64[] = add b d
        return e
      }, onFalse=(a:f64[], b:f64[], c:f64[]) {
        d:f64[] = mul a c
        return d
      }}
      return e
    }, length=3, captures=2, carries=1, reverse=false}
    return c
  }}
  return c
}`)
})

test('branches share what they capture', () => {
  const [v, w] = [f64([], 3), f64([], 5)]
  const choose = cond(
    (y: Value) => [mul(y, v)],
    (y: Value) => [add(y, w)],
  )
  const { program, captured } = trace(
    'f',
    (y: Value) => choose(compare(y, number(0, 'f64'), 'gt'), [y]),
    [scalar],
  )
  expect(captured).toEqual([v, w])
  expect(print(program)).toBe(`(a:f64[], b:f64[], c:f64[]) {
  d:f64[] = constant {value=f64[] 0}
  e:bool[] = compare c d {direction=gt}
  f:f64[] = cond e a b c {onTrue=(a:f64[], b:f64[], c:f64[]) {
    d:f64[] = mul c a
    return d
  }, onFalse=(a:f64[], b:f64[], c:f64[]) {
    d:f64[] = add c b
    return d
  }}
  return f
}`)
})

test('a rule must give what its function gives', () => {
  const short = customJvp(
    'short',
    (y: Value) => [y],
    (ys) => [ys, []],
  )
  expect(refusal(() => short(x))).toBe(
    'short: rule must give results and their tangents, f64[], f64[] (was f64[]); return them in that order, of those types',
  )
  const wrong = customVjp('wrong', (y: Value) => [y], {
    forward: (y: Value) => [[y], []],
    backward: () => [],
  })
  expect(refusal(() => wrong(x))).toBe(
    'wrong: rule must give a cotangent for each argument, f64[] (was ); return them in that order, of those types',
  )
  const other = customVjp('other', (y: Value) => [y], {
    forward: (y: Value) => [[full({ shape: [2], dtype: 'f64' }, 1), y], []],
    backward: (_residuals, cts) => cts,
  })
  expect(refusal(() => other(x))).toBe(
    'other: rule must give the results of the function first, f64[] (was f64[2]); return them in that order, of those types',
  )
})

test('a rule must not capture what is differentiated', () => {
  const f: Body = (w: Value) =>
    customJvp(
      'scaled',
      (y: Value) => [mul(w, y)],
      (ys, dys) => [ys.map((y) => mul(w, y)), dys.map((dy) => mul(w, dy))],
    )(x)
  expect(refusal(() => vjp(f, [x], [true]))).toBe(
    'scaled: must not capture a value that is differentiated (was one from outside); pass it as an argument',
  )
})

test('a loop over nothing is its start', () => {
  const loop = scan('loop', (carry) => ({ carry: carry.map((c) => add(c, c)), ys: carry }))
  expect(loop([x], [], { length: 0, reverse: false })).toEqual({ carry: [x], ys: [f64([0])] })
})

test('a loop without a limit has no reverse derivative, and says so', () => {
  const loop = whileLoop(
    (y: Value) => compare(y, number(9, 'f64'), 'lt'),
    (y: Value) => [mul(y, y)],
    null,
  )
  expect(refusal(() => vjp((y: Value) => loop([y]), [x], [true]))).toBe(
    'whileLoop: must have a limit where it is differentiated in reverse (was none); give { limit }, or use jvp',
  )
})

// Where operations take place: nested levels, and values that are used or read where they cannot be.
import { expect, test } from 'vitest'
import { print } from '../../../src/language/ir/index.ts'
import { levelOf, openTrace, type Value } from '../../../src/language/level/index.ts'
import { add, exp, full, iota, mul, sum } from '../../../src/language/primitives/index.ts'
import { trace } from '../../../src/language/trace/index.ts'
import { jvp, linearize, vjp, vmap } from '../../../src/language/transform/index.ts'
import type { AnyTensor } from '../../../src/tensor/index.ts'
import { toArray } from '../../../src/tensor/index.ts'
import { f64 } from '../arrays.ts'
import { refusal } from '../refusal.ts'
import { of } from '../samples/sample.ts'

const scalar = of('f64')
const x = f64([], 2)
const numberOf = (y: Value): unknown => toArray(y as AnyTensor) // no key

/** What a transformation hands to its function, kept beyond its end. */
const kept = (transform: (f: (y: Value) => readonly Value[]) => unknown): Value => {
  let value = x
  transform((y) => {
    value = y
    return [y]
  })
  return value
}

test('a value of a transformation that has ended is refused, by name', () => {
  const used = (f: Parameters<typeof kept>[0]): string => refusal(() => exp(kept(f)))
  expect(used((f) => trace('jit(step)', f, [scalar]))).toBe(
    'exp: must not be given a value that was made inside jit(step) (was used after jit(step) ended); return the value from the function',
  )
  expect(used((f) => jvp(f, [x], [x], 'jvp(loss)'))).toBe(
    'exp: must not be given a value that was made inside jvp(loss) (was used after jvp(loss) ended); return the value from the function',
  )
  expect(used((f) => vjp(f, [x], [true], 'grad(loss)'))).toBe(
    'exp: must not be given a value that was made inside grad(loss) (was used after grad(loss) ended); return the value from the function',
  )
  expect(used((f) => linearize(f, [x], [true]))).toBe(
    'exp: must not be given a value that was made inside linearize (was used after linearize ended); return the value from the function',
  )
  const lanes = { batched: [true], size: 3, name: 'vmap(loss)' }
  expect(used((f) => vmap(f, [f64([3], 1)], lanes))).toBe(
    'exp: must not be given a value that was made inside vmap(loss) (was used after vmap(loss) ended); return the value from the function',
  )
})

test('a trace refuses to capture a value of a transformation that has ended', () => {
  const old = kept((f) => trace('first', f, [scalar]))
  expect(refusal(() => trace('second', () => [old], []))).toBe(
    'second: must not be given a value that was made inside first (was used after first ended); return the value from the function',
  )
})

test('a value is closed when its function fails, too', () => {
  let value = x
  expect(() =>
    trace(
      'broken',
      (y: Value) => {
        value = y
        throw new RangeError('mine')
      },
      [scalar],
    ),
  ).toThrow(new RangeError('mine'))
  expect(openTrace()).toBeUndefined()
  expect(refusal(() => exp(value))).toBe(
    'exp: must not be given a value that was made inside broken (was used after broken ended); return the value from the function',
  )
})

test('a value cannot be read while it is traced', () =>
  expect(
    refusal(() => trace('jit(step)', (y: Value) => [full(y, Number([...y][0]))], [of('f32', 2)])),
  ).toBe(
    'jit(step): must not read a value while it is traced (was a read of f32[2]); use cond, whileLoop or scan',
  ))

test('a value cannot be read after its trace', () => {
  const old = kept((f) => trace('jit(step)', f, [scalar]))
  expect(refusal(() => numberOf(old))).toBe(
    'jit(step): must not read a value that is no longer traced (was a read of f64[]); return the value from the function',
  )
})

test('a value that differs from lane to lane cannot be read', () =>
  expect(
    refusal(() =>
      vmap((y: Value) => [full(y, Number([...y][0]))], [f64([3, 2], 1)], {
        batched: [true],
        size: 3,
      }),
    ),
  ).toBe(
    'vmap: must not read a value that differs from lane to lane (was a read of f64[2]); use cond or where',
  ))

test('reading a value that is differentiated gives its primal, through all levels', () => {
  const seen: unknown[] = []
  const look = (y: Value): readonly Value[] => {
    seen.push(numberOf(y))
    return [mul(y, y)]
  }
  jvp(look, [x], [x])
  vjp(look, [x], [true])
  jvp((y: Value) => vjp(look, [y], [true])[0], [x], [x])
  expect(seen).toEqual([2, 2, 2])
})

test('a lane is read as the lane, not as the batch', () => {
  const lane = kept((f) => vmap(f, [f64([3, 2], 1)], { batched: [true], size: 3 }))
  expect(`${lane}`).toBe('f64[2]')
})

test('inside a trace every operation is an equation, on concrete values and on none', () => {
  const { program, captured } = trace('f', (y: Value) => [add(y, mul(x, x)), iota([3], 0, 'f64')], [
    scalar,
  ])
  expect(captured).toEqual([x])
  expect(captured[0]).toBe(x)
  expect(print(program)).toBe(`(a:f64[], b:f64[]) {
  c:f64[] = mul a a
  d:f64[] = add b c
  e:f64[3] = iota {shape=[3], axis=0, dtype=f64}
  return d, e
}`)
})

test('an operation takes place at the innermost level that it concerns', () => {
  // the outer function's own value is a constant of the inner trace, and is not traced outside it
  trace(
    'outer',
    (y: Value) => {
      const { program, captured } = trace('inner', (z: Value) => [mul(y, z)], [scalar])
      expect(captured.length).toBe(1)
      expect(captured[0]).toBe(y)
      expect(program.inputs.length).toBe(2)
      const z = add(y, y)
      expect(levelOf(z)).toBe(levelOf(y))
      return [z]
    },
    [scalar],
  )
  // the derivative of a traced function is traced; that of a concrete one is not
  const [dy] = jvp((y: Value) => [mul(y, y)], [x], [x])[1]
  expect(dy && levelOf(dy)).toBeUndefined()
})

test('a lane meets an inner derivative, and a derivative an inner lane', () => {
  const square = (y: Value): readonly Value[] => [sum(mul(y, y), [0])]
  const [byLane] = vmap(
    (y: Value) => jvp(square, [y], [full(y, 1)])[1].flatMap((d) => d ?? []),
    [f64([2, 2], 1, 2, 3, 4)],
    { batched: [true], size: 2 },
  )
  expect(byLane).toEqual(f64([2], 6, 14))
  const [, tangents] = jvp(
    (y: Value) => vmap(square, [y], { batched: [true], size: 2 }),
    [f64([2, 2], 1, 2, 3, 4)],
    [f64([2, 2], 1)],
  )
  expect(tangents).toEqual([f64([2], 6, 14)])
})

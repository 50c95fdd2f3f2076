// Arrays and programs as the tests of the language write them down.
import type { Program } from '../../src/language/ir/index.ts'
import type { Value } from '../../src/language/level/index.ts'
import { trace } from '../../src/language/trace/index.ts'
import { type ArrayType, type ElementType, type Sizes, size } from '../../src/shape/index.ts'
import { allocate, dataOf, Handle } from '../../src/tensor/index.ts'

/** An array of these numbers, begun again where they end; a key takes two for each element. */
export const array = (dtype: ElementType, shape: Sizes, ...values: readonly number[]): Value => {
  const data = allocate(dtype, size(shape))
  for (let i = 0; i < data.length; i++) data[i] = values[i % values.length] ?? 0
  return new Handle(shape, dtype, data)
}
export const f32 = (shape: Sizes, ...values: readonly number[]): Value =>
  array('f32', shape, ...values)
export const f64 = (shape: Sizes, ...values: readonly number[]): Value =>
  array('f64', shape, ...values)
export const i32 = (shape: Sizes, ...values: readonly number[]): Value =>
  array('i32', shape, ...values)
export const u32 = (shape: Sizes, ...values: readonly number[]): Value =>
  array('u32', shape, ...values)
export const bool = (shape: Sizes, ...values: readonly number[]): Value =>
  array('bool', shape, ...values)
export const keys = (shape: Sizes, ...words: readonly number[]): Value =>
  array('key', shape, ...words)

/** Arrays of one type along a new axis 0. */
export const stack = (lanes: readonly Value[], { shape, dtype }: ArrayType): Value => {
  const data = allocate(dtype, lanes.length * size(shape))
  for (const [i, lane] of lanes.entries()) data.set(dataOf(lane), (i * data.length) / lanes.length)
  return new Handle([lanes.length, ...shape], dtype, data)
}

export const typeOf = ({ shape, dtype }: ArrayType): ArrayType => ({ shape, dtype })

/** The program of f on inputs of these types; f takes nothing from outside. */
export const programOf = (
  types: readonly ArrayType[],
  f: (...inputs: readonly Value[]) => readonly Value[],
): Program => {
  const { program, captured } = trace('body', f, types)
  if (captured.length > 0) throw new Error(`a body took ${captured.length} values from outside`)
  return program
}

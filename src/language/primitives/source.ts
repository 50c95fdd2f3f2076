// Values from nothing: constants and counting.
import { fail } from '../../prelude/index.ts'
import {
  type ArrayType,
  type DType,
  isFloat,
  type Sizes,
  size,
  strides,
} from '../../shape/index.ts'
import { allocate } from '../../tensor/index.ts'
import type { Literal } from '../ir/index.ts'
import { bind, type Primitives, type Value } from '../level/index.ts'
import { facts, firstOrder } from './declare.ts'

/** The array with these elements, row-major. */
export const constant = (value: Literal): Value => bind(source.constant, { value })[0]

/** Counts along one axis. */
export const iota = (shape: Sizes, axis: number, dtype: DType): Value =>
  bind(source.iota, { shape, axis, dtype })[0]

export const source: Primitives<'constant' | 'iota'> = {
  constant: firstOrder({
    op: 'constant',
    facts: facts({ cheap: true }),
    type: (_none, { value }) => {
      const length = size(value.shape) * (value.dtype === 'key' ? 2 : 1)
      if (value.values.length !== length)
        fail({
          where: 'constant',
          must: `must have ${length} elements`,
          was: `${value.values.length}`,
          do: 'change its shape',
        })
      return [{ shape: value.shape, dtype: value.dtype }]
    },
    evaluate: (_none, { value }) => {
      const data = allocate(value.dtype, size(value.shape))
      data.set(value.values)
      return [data]
    },
    jvp: 'zero',
    transpose: null,
    // it has no operand that could be batched
    batch: (_none, { value }) => [constant(value)],
  }),
  iota: firstOrder({
    op: 'iota',
    facts: facts({ cheap: true }),
    type: (_none, { shape, axis, dtype }) => {
      if (dtype === 'bool')
        fail({
          where: 'iota',
          must: 'must count in numbers',
          was: dtype,
          do: 'choose f32, f64, i32 or u32',
        })
      if (!(axis in shape))
        fail({
          where: 'iota',
          must: `axis must be below the rank ${shape.length}`,
          was: `${axis}`,
          do: 'count it from 0',
        })
      return [{ shape, dtype }]
    },
    evaluate: (_none, { shape, axis, dtype }) => {
      const data = allocate(dtype, size(shape))
      const stride = strides(shape)[axis] ?? 1
      const length = shape[axis] ?? 1
      for (let i = 0; i < data.length; i++) data[i] = Math.floor(i / stride) % length
      return [data]
    },
    jvp: 'zero',
    transpose: null,
    batch: (_none, { shape, axis, dtype }) => [iota(shape, axis, dtype)],
  }),
}

/** A rank-0 constant; of a key both words. */
export const number = (value: number, dtype: ArrayType['dtype']): Value => {
  const word = isFloat(dtype) ? value : Math.trunc(value)
  return constant({ shape: [], dtype, values: dtype === 'key' ? [word, word] : [word] })
}

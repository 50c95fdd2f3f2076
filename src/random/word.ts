// Words for a key's counter: whole numbers of 32 bits, or scalars that hold one.
import type { Value } from '../language/level/index.ts'
import { bitCast, number } from '../language/primitives/index.ts'
import { type Fill, fail, fill, shown } from '../prelude/index.ts'
import { isInteger, type Lt, type Shape } from '../shape/index.ts'
import { isTensor, type Tensor } from '../tensor/index.ts'
import type { Shown } from './operand.ts'

const noWord = {
  where: '{op}',
  must: '{name} must be a whole number from -2147483648 to 4294967295, or an i32 or u32 scalar',
  was: '{value}',
  do: '{advice}',
} as const

/** What takes a word, and what to do instead of passing more than one. */
const advices = {
  seed: 'write a number such as 42, and add more with foldIn',
  data: 'write a number such as 1, and fold in one after the other',
} as const
type Name = keyof typeof advices

/** A number or a scalar tensor as u32[]; negative numbers wrap.  Fails for what is no word. */
export const wordOf = (op: string, name: Name, x: unknown): Value => {
  const refused = (): never =>
    fail(fill(noWord, { op, name, value: shown(x), advice: advices[name] }))
  if (isTensor(x)) return isInteger(x.dtype) && x.shape.length === 0 ? bitCast(x, 'u32') : refused()
  const isWord = typeof x === 'number' && Number.isInteger(x) && x >= -2147483648 && x <= 4294967295
  return isWord ? number(x >>> 0, 'u32') : refused()
}

/** X, or the sentence of {@link wordOf}. */
export type Word<Op extends string, N extends Name, X> =
  IsWord<X> extends false
    ? Fill<typeof noWord, { op: Op; name: N; value: Shown<X>; advice: (typeof advices)[N] }>
    : X

/** `false` for what the types see to be no word. */
type IsWord<X> = X extends number
  ? number extends X
    ? true
    : `${X}` extends `${string}.${string}` | `${string}e${string}`
      ? false
      : `${X}` extends `-${infer Magnitude extends number}`
        ? Lt<2147483648, Magnitude> extends true
          ? false
          : true
        : Lt<4294967295, X> extends true
          ? false
          : true
  : X extends Tensor<infer S extends Shape, infer D>
    ? [] extends S
      ? Extract<D, 'i32' | 'u32'> extends never
        ? unknown extends D
          ? true
          : false
        : true
      : false
    : false

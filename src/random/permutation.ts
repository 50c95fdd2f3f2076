// Orders: elements sorted by random keys.
import type { Value } from '../language/level/index.ts'
import { gather, iota, sort } from '../language/primitives/index.ts'
import { aBoolean, anything, type Fill, fail, fill, optionsOf, shown } from '../prelude/index.ts'
import {
  type AxisOf,
  axisOf,
  type CheckedShape,
  checkedShape,
  type IsOpen,
  size,
} from '../shape/index.ts'
import { type Handle, isHandle, type Key, type Tensor } from '../tensor/index.ts'
import { bits32 } from './bits.ts'
import { derived } from './derive.ts'
import { type Checked, type OneKey, oneKey, type Shown, typed } from './operand.ts'

/** How many sorts: ⌈3 ln n / ln(2³² − 1)⌉, so that keys of 32 bits that are equal by chance leave no mark. */
const roundsOf = (n: number): number => (n <= 1 ? 0 : n <= 1625 ? 1 : n <= 2642245 ? 2 : 3)

/** x with each lane along the axis in an order of its own. */
const shuffled = (key: Value, x: Value, axis: number): Value => {
  let [current, result] = [key, x]
  for (let round = 0; round < roundsOf(size(x.shape)); round++) {
    const words = bits32(derived(current, 1), x.shape)
    result = sort([words, result], axis)[1] ?? result // sort gives as many results as operands
    current = derived(current, 0)
  }
  return result
}

/** 0 to n − 1 in random order, i32[n]. */
export const order = (key: Value, n: number): Value => shuffled(key, iota([n], 0, 'i32'), 0)

const nothing = {
  where: 'permutation',
  must: 'x must be a number of elements, or a tensor or keys',
  was: '{x}',
  do: 'pass one of them',
} as const

type ShapeOf<X> = X extends Tensor<infer S, unknown> ? S : X extends Key<infer S> ? S : never

/** The sentence of what cannot be permuted along axis A, or null. */
type Fault<X, A extends number> = X extends number
  ? CheckedShape<'permutation', [X]>
  : X extends Handle
    ? IsOpen<ShapeOf<X>> extends true
      ? null
      : AxisOf<'permutation', ShapeOf<X>, A>
    : Fill<typeof nothing, { x: Shown<X> }>

type Permuted<X> = X extends number ? Tensor<[X], 'i32'> : X extends Handle ? X : never

export interface PermutationOptions<A extends number = number> {
  /** Along which axis; the first unless given. */
  readonly axis?: A
  /** Whether each lane gets an order of its own; else all get one. */
  readonly independent?: boolean
}

const manners = { axis: anything, independent: aBoolean } as const

/** The numbers below n in random order, or the rows of a tensor or of keys.
 *  @example random.permutation(random.key(42), 5) // => tensor([4, 2, 3, 0, 1], { dtype: 'i32' }) */
export const permutation = <const K, const X, const A extends number = 0>(
  key: Checked<OneKey<'permutation', K>, K>,
  x: Checked<Fault<X, A>, X>,
  options?: PermutationOptions<A>,
): Permuted<X> => {
  const one = oneKey('permutation', key)
  const { axis = 0, independent = false } = optionsOf<PermutationOptions>(
    'permutation',
    manners,
    options,
  )
  if (typeof x === 'number') {
    const [n = 0] = checkedShape('permutation', [x])
    return typed(order(one, n)) as Permuted<X>
  }
  if (!isHandle(x)) return fail(fill(nothing, { x: shown(x) }))
  const along = axisOf('permutation', x.shape, axis)
  if (independent || x.shape.length === 1) return typed(shuffled(one, x, along)) as Permuted<X>
  const rows = order(one, x.shape[along] ?? 0)
  return typed(gather(x, rows, { axis: along, batch: 0, outside: 'nan' })) as Permuted<X>
}

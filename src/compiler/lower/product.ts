// The general batched dot as a product of rows by columns: free axes that play one part become one axis.
import type { Var } from '../../language/ir/index.ts'
import { otherAxes, pick } from '../../language/primitives/index.ts'
import { type Sizes, size } from '../../shape/index.ts'
import { literal, type Place, reached } from './draft.ts'
import { arranged, hosting } from './hosting.ts'
import { computed, type Lazy, storedType } from './lazy.ts'
import { type Lowering, lying } from './lowering.ts'
import { stridesUnder } from './reshape.ts'
import { operand, type Rules } from './rule.ts'
import { dense } from './views.ts'

/** The axes that are neither contracted nor batched. */
const free = (x: Lazy, used: Sizes): Sizes => otherAxes(x.shape.length, used)

/** x in memory with its axes after those of the batch in two groups, each of which is one axis; copied if it does not lie so. */
const grouped = (
  x: Lazy,
  [batch, first, second]: readonly [Sizes, Sizes, Sizes],
  lowering: Lowering,
): Place => {
  const order = [...batch, ...first, ...second]
  const shape = [
    ...pick(x.shape, batch),
    ...[first, second].map((axes) => size(pick(x.shape, axes))),
  ]
  const { place } = lowering.store(x)
  const turned = { shape: pick(place.shape, order), strides: pick(place.strides, order) }
  const strides = stridesUnder(turned.shape, turned.strides, shape)
  if (strides !== undefined) return { ...place, shape, strides }
  const copy = dense(lying({ ...place, ...turned }), lowering)
  return {
    ...copy.place,
    shape,
    strides: stridesUnder(copy.shape, copy.place.strides, shape) ?? [],
  }
}

/** Columns that would leave half of a vector empty. */
const FEW = 3
/** The last two of these in each other's place. */
const swapped = (all: Sizes): Sizes => [...all.slice(0, -2), ...all.slice(-2).reverse()]
const turned = (place: Place): Place => ({
  ...place,
  shape: swapped(place.shape),
  strides: swapped(place.strides),
})

export const product: Rules<'dot'> = {
  dot: (operands, { params: { contract, batch }, results }, lowering) => {
    const [x, y] = [operand(operands, 0), operand(operands, 1)]
    const [result] = results
    const type = storedType((result as Var).type)
    if (size(pick(x.shape, contract[0])) === 0)
      return [computed(type, 0, (_, to) => literal(to, type.dtype, 0))]
    const [ofX, ofY] = [
      free(x, [...contract[0], ...batch[0]]),
      free(y, [...contract[1], ...batch[1]]),
    ]
    const batches = pick(x.shape, batch[0])
    const [m, n] = [size(pick(x.shape, ofX)), size(pick(y.shape, ofY))]
    // columns lie in vectors: where there are few, rows take their part
    const isTurned = n < FEW && n < m
    // stored now: a program has more products in a chain than calls fit the stack
    const left = grouped(x, [batch[0], ofX, contract[0]], lowering)
    const right = grouped(y, [batch[1], contract[1], ofY], lowering)
    const [rows = left, columns = right] = isTurned ? [right, left].map(turned) : [left, right]
    return [
      hosting(type, lowering, (ending) => {
        const own = arranged(ending, (strides) => {
          const found = stridesUnder(type.shape, strides, [...batches, m, n])
          return found !== undefined && isTurned ? swapped(found) : found
        })
        if (own === undefined) return false
        const { to, nodes, stores } = own
        lowering.run(
          {
            kind: 'product',
            batch: batches,
            rows: isTurned ? n : m,
            columns: [isTurned ? m : n],
            outside: [],
            along: left.shape.at(-1) ?? 1,
            unit: [],
            dtype: type.dtype,
            left: reached(to, rows),
            right: reached(to, columns),
            holes: undefined,
            finish: nodes,
            stores,
          },
          to,
        )
        return true
      }),
    ]
  },
}

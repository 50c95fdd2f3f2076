// The general batched dot as a product of rows by columns: axes that play one part become one axis.
import type { Var } from '../../language/ir/index.ts'
import { otherAxes, pick } from '../../language/primitives/index.ts'
import { type Sizes, size } from '../../shape/index.ts'
import { draft, literal, type Place, reached } from './draft.ts'
import { computed, type Lazy, storedType } from './lazy.ts'
import { type Lowering, lying } from './lowering.ts'
import { stridesUnder } from './reshape.ts'
import { operand, type Rules } from './rule.ts'
import { dense, written } from './views.ts'

/** The axes that are neither contracted nor batched. */
const free = (x: Lazy, used: Sizes): Sizes => otherAxes(x.shape.length, used)

/** x in memory with its axes in three groups, each of which is one axis; copied if it does not lie so. */
const grouped = (
  x: Lazy,
  [batch, first, second]: readonly [Sizes, Sizes, Sizes],
  lowering: Lowering,
): Place => {
  const order = [...batch, ...first, ...second]
  const shape = [batch, first, second].map((axes) => size(pick(x.shape, axes)))
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
/** The last two axes in each other's place. */
const swapped = (place: Place): Place => {
  const [b = 1, m = 1, n = 1] = place.shape
  const [batch = 0, row = 0, column = 0] = place.strides
  return { ...place, shape: [b, n, m], strides: [batch, column, row] }
}

export const product: Rules<'dot'> = {
  dot: (operands, { params: { contract, batch }, results }, lowering) => {
    const [x, y] = [operand(operands, 0), operand(operands, 1)]
    const [result] = results
    const type = storedType((result as Var).type)
    return [
      written(type, lowering, (target) => {
        if (size(pick(x.shape, contract[0])) === 0) {
          lowering.write(
            computed(type, 0, (_, to) => literal(to, type.dtype, 0)),
            target,
          )
          return
        }
        const left = grouped(
          x,
          [batch[0], free(x, [...contract[0], ...batch[0]]), contract[0]],
          lowering,
        )
        const right = grouped(
          y,
          [batch[1], contract[1], free(y, [...contract[1], ...batch[1]])],
          lowering,
        )
        const [b = 1, m = 1, k = 1] = left.shape
        const n = right.shape[2] ?? 1
        const strides = stridesUnder(target.shape, target.strides, [b, m, n])
        const into =
          strides === undefined
            ? lowering.reserve({ shape: [b, m, n], dtype: type.dtype })
            : { ...target, shape: [b, m, n], strides }
        // columns lie in vectors: where there are few, rows take their part
        const turned = n < FEW && n < m
        const to = draft()
        const [rows = left, columns = right, sink = into] = turned
          ? [right, left, into].map(swapped)
          : [left, right, into]
        lowering.run(
          {
            kind: 'product',
            batch: [b],
            rows: turned ? n : m,
            columns: [turned ? m : n],
            outside: [],
            along: k,
            unit: [],
            dtype: type.dtype,
            left: reached(to, rows),
            right: reached(to, columns),
            finish: [{ kind: 'result', dtype: type.dtype, of: 0 }],
            stores: [{ ...reached(to, sink), value: 0, adds: false, where: undefined }],
          },
          to,
        )
        if (strides === undefined)
          lowering.write(
            lying({
              ...into,
              shape: type.shape,
              strides: stridesUnder(into.shape, into.strides, type.shape) ?? [],
            }),
            target,
          )
      }),
    ]
  },
}

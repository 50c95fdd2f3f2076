// Products of matrices and vectors, and the general contraction that they are cases of.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import { type MatmulShape, matmulShape, type Shape, type Sizes } from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { type MeetDtype, mustShareDtype, type Second } from './domain.ts'
import { type Of, operandOf } from './unary.ts'
import { type Checked, reshaped, type ShapeOr, typed } from './value.ts'

const range = (length: number): Sizes => Array.from({ length }, (_, i) => i)

/** An axis among the leading ones of a batched product: what the two have of it. */
interface Lead {
  readonly x: number | undefined
  readonly y: number | undefined
}
const isShared = ({ x, y }: Lead): boolean => x !== undefined && x === y

/** The axes of both, counted from the end. */
const leadsOf = (x: Sizes, y: Sizes): readonly Lead[] => {
  const rank = Math.max(x.length, y.length)
  return range(rank).map((i) => ({ x: x[i - rank + x.length], y: y[i - rank + y.length] }))
}

/** [… n, k] by [… k, m]. Leading axes that both have are batched. One that only one has, or the other has with size 1, is
 *  free there, so that nothing is repeated, and its derivative is one product more than a sum. */
const batched = (x: Value, y: Value, result: Sizes): Value => {
  const leads = leadsOf(x.shape.slice(0, -2), y.shape.slice(0, -2))
  const squeezed = (a: Value, side: keyof Lead): readonly [Value, Sizes] => {
    const kept = leads.flatMap((lead, i) => (isShared(lead) || (lead[side] ?? 1) !== 1 ? [i] : []))
    const shape = kept.map((i) => leads[i]?.[side] ?? 1)
    return [reshaped(a, [...shape, ...a.shape.slice(-2)]), kept]
  }
  const [left, leftLeads] = squeezed(x, 'x')
  const [right, rightLeads] = squeezed(y, 'y')
  const shared = leftLeads.filter((i) => rightLeads.includes(i))
  const z = language.dot(left, right, {
    contract: [[left.shape.length - 1], [right.shape.length - 2]],
    batch: [shared.map((i) => leftLeads.indexOf(i)), shared.map((i) => rightLeads.indexOf(i))],
  })
  // the leading axes as the product has them: shared, left's own, n, right's own, m
  const own = (kept: Sizes): Sizes => kept.filter((i) => !shared.includes(i))
  const n = leads.length
  const have = [...shared, ...own(leftLeads), n, ...own(rightLeads), n + 1]
  const ordered = [...have].sort((a, b) => a - b)
  return reshaped(
    language.transpose(
      z,
      ordered.map((i) => have.indexOf(i)),
    ),
    result,
  )
}

/** The product of matrices, [… n, k] by [… k, m]: leading axes are broadcast; a vector is a row on the left and a column on
 *  the right. Terms are added in the order of DESIGN §6.
 *  @example matmul(tensor([[1, 2], [3, 4]]), tensor([[5], [6]])) // => tensor([[17], [39]]) */
export const matmul = <A extends Shape, D, B extends Shape, E>(
  x: Of<'matmul', 'number', A, D>,
  y: Second<'matmul', 'number', A, D, B, E, Checked<MatmulShape<A, B>, Tensor<B, E>>>,
): Tensor<ShapeOr<MatmulShape<A, B>>, MeetDtype<D, E>> => {
  const left = operandOf('matmul', 'number', x)
  const right = operandOf('matmul', 'number', y)
  mustShareDtype('matmul', left, right)
  const shape = matmulShape(left.shape, right.shape)
  if (left.shape.length > 1 && right.shape.length > 2) return typed(batched(left, right, shape))
  const contract = [[left.shape.length - 1], [Math.max(0, right.shape.length - 2)]] as const
  return typed(language.dot(left, right, { contract, batch: [[], []] }))
}

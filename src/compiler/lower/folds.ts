// Primitives that make one element of many, or a running total, or an order.
import { list, type Op, type Params, type Var } from '../../language/ir/index.ts'
import { otherAxes, pick } from '../../language/primitives/index.ts'
import { size } from '../../shape/index.ts'
import type { Affine, Folding } from '../ir/index.ts'
import { fixed, identity, placeOf } from './affine.ts'
import { fewerApart, type Looped } from './axes.ts'
import { type Draft, draft, literal, type Place, reached } from './draft.ts'
import { computed, type Lazy, storedType } from './lazy.ts'
import { type Lowering, lying } from './lowering.ts'
import { operand, type Rule, type Rules, typeOf, typesOf } from './rule.ts'
import { dense, written } from './views.ts'

interface Drafted {
  readonly looped: Looped
  /** How many loops are over what is folded. */
  readonly inner: number
  readonly to: Draft
  readonly value: number
}

/** x with its axes in another order. */
const turned = (x: Lazy, order: readonly number[], lowering: Lowering): Lazy => {
  const { place } = x
  const shape = pick(x.shape, order)
  if (place !== undefined) return lying({ ...place, shape, strides: pick(place.strides, order) })
  return computed({ shape, dtype: x.dtype }, x.cost, (index, to) => {
    const along: Affine[] = []
    for (const [i, axis] of order.entries()) along[axis] = index[i] ?? fixed(0)
    return lowering.at(x, along, to)
  })
}

const fold =
  (how: Folding): Rule<Op> =>
  (operands, equation, lowering) => {
    const x = operand(operands, 0)
    const [result] = list<Var>(equation.results)
    if (result === undefined) return []
    const type = storedType(result.type)
    const axes = axesOf(equation.params as Params<'sum' | 'argMax'>) // of a fold
    return [
      written(type, lowering, (target) => {
        const kept = otherAxes(x.shape.length, axes)
        const folded = turned(x, [...kept, ...axes], lowering)
        const drafted = (from: Lazy): Drafted => {
          const to = draft()
          const value =
            size(from.shape) === 0
              ? literal(to, x.dtype, 0)
              : lowering.at(from, identity(from.shape), to)
          const stores = [{ ...reached(to, target), value: 0, adds: false, where: undefined }]
          const loops = { space: from.shape, nodes: to.nodes, stores }
          return { ...fewerApart(loops, kept.length), to, value }
        }
        // the axes that are folded are one loop: as they lie, or else beside each other in memory
        const direct = drafted(folded)
        const { looped, inner, to, value } =
          direct.inner <= 1 ? direct : drafted(dense(folded, lowering))
        const outer = looped.space.length - inner
        lowering.run(
          {
            kind: 'fold',
            space: looped.space.slice(0, outer),
            length: looped.space[outer] ?? 1,
            nodes: looped.nodes,
            folds: [{ how, value, dtype: x.dtype }],
            finish: [{ kind: 'result', dtype: type.dtype, of: 0 }],
            stores: looped.stores,
          },
          to,
        )
      }),
    ]
  }

const axesOf = (params: Params<'sum' | 'argMax'>): readonly number[] =>
  'axes' in params ? params.axes : [params.axis]

/** All folds have the signature of one operand and one result. */
const ofFold = <P extends Op>(how: Folding): Rule<P> => fold(how) as unknown as Rule<P>

/** A place with one axis moved to the end. */
const lastAxis = (place: Place, axis: number): Place => {
  const order = [...place.shape.keys()].filter((a) => a !== axis)
  return {
    ...place,
    shape: [...order.map((a) => place.shape[a] ?? 1), place.shape[axis] ?? 1],
    strides: [...order.map((a) => place.strides[a] ?? 0), place.strides[axis] ?? 0],
  }
}

export const folds: Rules<
  'sum' | 'reduceMax' | 'reduceMin' | 'argMax' | 'argMin' | 'cumulativeSum' | 'sort'
> = {
  sum: ofFold('sum'),
  reduceMax: ofFold('max'),
  reduceMin: ofFold('min'),
  argMax: ofFold('argMax'),
  argMin: ofFold('argMin'),
  cumulativeSum: (operands, { params: { axis, reverse }, results }, lowering) => {
    const x = operand(operands, 0)
    return [
      written(typeOf(results), lowering, (target) => {
        const [from, into] = [lastAxis(lowering.store(x).place, axis), lastAxis(target, axis)]
        const to = draft()
        const [source, sink] = [reached(to, from), reached(to, into)]
        lowering.run(
          {
            kind: 'chain',
            space: from.shape.slice(0, -1),
            length: from.shape.at(-1) ?? 1,
            reverse,
            source,
            target: sink,
          },
          to,
        )
      }),
    ]
  },
  sort: (operands, { params: { axis }, results }, lowering) => {
    const keys = operand(operands, 0)
    if (size(keys.shape) === 0) return operands
    const order = written({ shape: keys.shape, dtype: 'i32' }, lowering, (target) => {
      const [from, into] = [lastAxis(lowering.store(keys).place, axis), lastAxis(target, axis)]
      const to = draft()
      const [source, sink] = [reached(to, from), reached(to, into)]
      const [space, length] = [from.shape.slice(0, -1), from.shape.at(-1) ?? 1]
      lowering.run({ kind: 'sort', space, length, keys: source, order: sink }, to)
    })
    return typesOf(results).map((type, i) => {
      const x = operand(operands, i)
      return computed(type, 2, (along, to) => {
        const { place } = lowering.store(x)
        const from = lowering.at(order, along.slice(0, keys.shape.length), to)
        const rest = along.map((a, i) => (i === axis ? fixed(0) : a))
        const moved = [{ index: from, stride: place.strides[axis] ?? 0 }]
        const affine = placeOf(rest, place.strides, place.offset)
        return to.node({ kind: 'load', ...to.access(place.block, place.dtype, affine, moved) })
      })
    })
  },
}

// Adding, removing and ordering axes: broadcast ⇄ sum, reshape, transpose. Closed under adjoints.
import { fail } from '../../prelude/index.ts'
import { type Sizes, showShape, size, strides } from '../../shape/index.ts'
import { allocate } from '../../tensor/index.ts'
import { bind, type Primitives, type Tangent, type Value } from '../level/index.ts'
import { reduction } from '../scalar/index.ts'
import { addable } from './arithmetic.ts'
import { facts, firstOrder, mustBeAxes, mustBeOf, ofShape } from './declare.ts'
import { otherAxes, pick, places, range, without } from './index-space.ts'
import { number } from './source.ts'
import { collect, copied } from './storage.ts'

/** Repeats x along new axes: `axes` are their places in `shape`. */
export const broadcast = (x: Value, shape: Sizes, axes: Sizes): Value =>
  axes.length === 0 ? x : bind(axesRules.broadcast, { shape, axes }, x)[0]
/** Sums over axes, in the order that DESIGN §6 fixes. */
export const sum = (x: Value, axes: Sizes): Value =>
  axes.length === 0 ? x : bind(axesRules.sum, { axes }, x)[0]
export const reshape = (x: Value, shape: Sizes): Value => bind(axesRules.reshape, { shape }, x)[0]
/** Axis i of the result is axis permutation[i] of x. */
export const transpose = (x: Value, permutation: Sizes): Value =>
  permutation.every((axis, i) => axis === i) ? x : bind(axesRules.transpose, { permutation }, x)[0]

/** An array of one number. */
export const full = (
  { shape, dtype }: Value | { shape: Sizes; dtype: Value['dtype'] },
  value: number,
): Value => broadcast(number(value, dtype), shape, range(shape.length))
/** A zero cotangent that must be written out: −0, for x + −0 is x to the bit. */
export const zeros = (type: { shape: Sizes; dtype: Value['dtype'] }): Value => full(type, -0)
export const orZeros = (tangent: Tangent, type: { shape: Sizes; dtype: Value['dtype'] }): Value =>
  tangent ?? zeros(type)

/** x with a new leading axis of this size. */
export const lead = (x: Value, length: number): Value => broadcast(x, [length, ...x.shape], [0])

export const moveAxis = (x: Value, from: number, to: number): Value => {
  const rest = otherAxes(x.shape.length, [from])
  return transpose(x, [...rest.slice(0, to), from, ...rest.slice(to)])
}

const inverse = (permutation: Sizes): Sizes =>
  permutation.map((_, axis) => permutation.indexOf(axis))
const shifted = (axes: Sizes): Sizes => axes.map((axis) => axis + 1)

export const axesRules: Primitives<'broadcast' | 'sum' | 'reshape' | 'transpose'> = {
  broadcast: firstOrder({
    op: 'broadcast',
    facts: facts({ cheap: true }),
    type: ([x], { shape, axes }) => {
      mustBeAxes('broadcast', axes, shape.length)
      const kept = without(shape, axes)
      if (showShape(kept) !== showShape(x.shape))
        fail({
          where: 'broadcast',
          must: `shape without its new axes must be ${showShape(x.shape)}`,
          was: showShape(kept),
          do: 'list the axes that are new',
        })
      return [ofShape(x, shape)]
    },
    evaluate: ([x], { shape, axes }) => {
      const steps = new Array<number>(shape.length).fill(0)
      for (const [i, axis] of otherAxes(shape.length, axes).entries())
        steps[axis] = strides(x.shape)[i] ?? 0
      return [collect(x, places(shape, steps))]
    },
    jvp: 'linear',
    transpose: ({ cotangents: [ct] }, { axes }) => [ct && sum(ct, axes)],
    batch: ({ operands: [x], size: n }, { shape, axes }) => [
      broadcast(x, [n, ...shape], shifted(axes)),
    ],
  }),
  sum: firstOrder({
    op: 'sum',
    facts: facts(),
    type: ([x], { axes }) => {
      mustBeOf('sum', 'number', x)
      mustBeAxes('sum', axes, x.shape.length)
      return [ofShape(x, without(x.shape, axes))]
    },
    evaluate: ([x], { axes }, [y]) => {
      const kept = otherAxes(x.shape.length, axes)
      const steps = strides(x.shape)
      const starts = places(pick(x.shape, kept), pick(steps, kept))
      const terms = places(pick(x.shape, axes), pick(steps, axes))
      const result = allocate(y.dtype, size(y.shape))
      const total = reduction[addable('sum', x.dtype)].sum
      for (const [i, start] of starts.entries())
        result[i] = total({ data: x.data, start, offsets: terms })
      return [result]
    },
    jvp: 'linear',
    transpose: ({ cotangents: [ct], types: [x] }, { axes }) => [ct && broadcast(ct, x.shape, axes)],
    batch: ({ operands: [x] }, { axes }) => [sum(x, shifted(axes))],
  }),
  reshape: firstOrder({
    op: 'reshape',
    facts: facts({ cheap: true }),
    type: ([x], { shape }) => {
      if (size(shape) !== size(x.shape))
        fail({
          where: 'reshape',
          must: `must be ${size(shape)} elements`,
          was: `${size(x.shape)} in ${showShape(x.shape)}`,
          do: `choose sizes that make ${size(x.shape)}`,
        })
      return [ofShape(x, shape)]
    },
    evaluate: ([x]) => [copied(x)],
    jvp: 'linear',
    transpose: ({ cotangents: [ct], types: [x] }) => [ct && reshape(ct, x.shape)],
    batch: ({ operands: [x], size: n }, { shape }) => [reshape(x, [n, ...shape])],
  }),
  transpose: firstOrder({
    op: 'transpose',
    facts: facts({ cheap: true }),
    type: ([x], { permutation }) => {
      const sorted = [...permutation].sort((a, b) => a - b)
      if (showShape(sorted) !== showShape(range(x.shape.length)))
        fail({
          where: 'transpose',
          must: `axes must be a permutation of those of ${showShape(x.shape)}`,
          was: showShape(permutation),
          do: 'name each axis once',
        })
      return [ofShape(x, pick(x.shape, permutation))]
    },
    evaluate: ([x], { permutation }, [y]) => [
      collect(x, places(y.shape, pick(strides(x.shape), permutation))),
    ],
    jvp: 'linear',
    transpose: ({ cotangents: [ct] }, { permutation }) => [
      ct && transpose(ct, inverse(permutation)),
    ],
    batch: ({ operands: [x] }, { permutation }) => [transpose(x, [0, ...shifted(permutation)])],
  }),
}

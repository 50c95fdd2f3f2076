// Windows that slide: each result is a chain over the window's elements, read from x with its border.
// Long chains are cut, and what they have reached is stored, so that no kernel grows with the window.
import type { Slide, Window } from '../../language/ir/index.ts'
import { indexAt, largestOf, smallestOf } from '../../language/primitives/index.ts'
import {
  type DType,
  dilatedLength,
  type Sizes,
  size,
  strides as stridesOf,
} from '../../shape/index.ts'
import type { Affine } from '../ir/index.ts'
import { type Index, placeOf, scaled } from './affine.ts'
import { type Draft, literal } from './draft.ts'
import { computed, type Lazy } from './lazy.ts'
import type { Lowering } from './lowering.ts'
import { operand, type Rule, type Rules, typeOf } from './rule.ts'
import { padded } from './views.ts'

type Type = Pick<Lazy, 'shape' | 'dtype'>

/** Elements of a window that one kernel goes through. */
const CHAIN = 32

/** x with its border, and with holes between its elements, all of this one number: stored, or cheaper than a load. */
export const bordered = (
  x: Lazy,
  filler: number,
  { low, high }: Pick<Slide, 'low' | 'high'>,
  lowering: Lowering,
  apart: Sizes = [],
): Lazy => {
  const interior = x.shape.map((_, axis) => (apart[axis] ?? 1) - 1)
  if ([...low, ...high, ...interior].every((n) => n === 0))
    return x.cost <= 1 ? x : lowering.store(x)
  const shape = x.shape.map(
    (n, axis) => dilatedLength(n, apart[axis] ?? 1) + (low[axis] ?? 0) + (high[axis] ?? 0),
  )
  const around = computed({ shape: [], dtype: x.dtype }, 0, (_, to) => literal(to, x.dtype, filler))
  return lowering.store(
    padded(x, around, { shape, dtype: x.dtype }, { low, high, interior }, lowering),
  )
}

/** Every element of a window, by its index, row-major. */
const taps = (window: Sizes): readonly Sizes[] =>
  Array.from({ length: size(window) }, (_, tap) => indexAt(tap, window))

/** The element of a bordered array that a window meets at a place. */
const met = (place: Index, tap: Sizes, { strides, dilation }: Slide): Index =>
  place.map((along, axis) =>
    scaled(along, strides[axis] ?? 1, (tap[axis] ?? 0) * (dilation[axis] ?? 1)),
  )

type Link = (before: readonly number[], place: Index, tap: Sizes, to: Draft) => readonly number[]

/** Chains over the taps of a window, side by side, in pieces. */
const chains = (
  types: readonly Type[],
  window: Window,
  start: (to: Draft) => readonly number[],
  link: Link,
  lowering: Lowering,
): readonly Lazy[] => {
  const all = taps(window.window)
  let reached: readonly Lazy[] | undefined
  for (let first = 0; first < all.length; first += CHAIN) {
    const before = reached?.map((x) => lowering.store(x))
    const piece = all.slice(first, first + CHAIN)
    reached = types.map((type, i) =>
      computed(type, 4 * piece.length, (place, to) => {
        const from = before?.map((x) => lowering.at(x, place, to)) ?? start(to)
        return piece.reduce((state, tap) => link(state, place, tap, to), from)[i] ?? 0
      }),
    )
  }
  return reached ?? []
}

const folded = (
  op: 'add' | 'max' | 'min',
  start: number,
  x: Lazy,
  type: Type,
  window: Window,
  lowering: Lowering,
  apart?: Sizes,
): readonly Lazy[] => {
  const { dtype } = type
  const wide = bordered(x, start, window, lowering, apart)
  const link: Link = ([before = 0], place, tap, to) => [
    to.node({
      kind: 'binary',
      op,
      dtype,
      x: before,
      y: lowering.at(wide, met(place, tap, window), to),
    }),
  ]
  return chains([type], window, (to) => [literal(to, dtype, start)], link, lowering)
}

const extreme =
  (op: 'max' | 'min'): Rule<'windowMax' | 'windowMin'> =>
  (operands, { params, results }, lowering) => {
    const x = operand(operands, 0)
    const start = (op === 'max' ? smallestOf : largestOf)(x.dtype)
    return folded(op, start, x, typeOf(results), params, lowering)
  }

/** Whether y goes before x, strictly, NaN before all. */
const better = (op: 'max' | 'min', y: number, x: number, of: DType, to: Draft): number => {
  const compare = (direction: 'gt' | 'lt' | 'eq' | 'ne', a: number, b: number): number =>
    to.node({ kind: 'compare', dtype: 'bool', of, direction, x: a, y: b })
  const beyond = compare(op === 'max' ? 'gt' : 'lt', y, x)
  if (of !== 'f32' && of !== 'f64') return beyond
  const first = both(to, 'and', compare('ne', y, y), compare('eq', x, x))
  return both(to, 'or', beyond, first)
}

const both = (to: Draft, op: 'and' | 'or', x: number, y: number): number =>
  to.node({ kind: 'binary', op, dtype: 'bool', x, y })

const argument =
  (op: 'max' | 'min'): Rule<'windowArgMax' | 'windowArgMin'> =>
  (operands, { params: window, results }, lowering) => {
    const x = operand(operands, 0)
    const type = typeOf(results)
    const wide = bordered(x, 0, window, lowering)
    // the number of each element in its lane, −1 of the border
    const numbers = computed({ shape: x.shape, dtype: 'i32' }, 1, (index, to) =>
      to.node({ kind: 'index', dtype: 'i32', ...numberOf(index, x.shape, window.lanes) }),
    )
    const named = bordered(numbers, -1, window, lowering)
    const link: Link = ([value = 0, index = 0], place, tap, to) => {
      const at = met(place, tap, window)
      const [y, n] = [lowering.at(wide, at, to), lowering.at(named, at, to)]
      const signed = (direction: 'ge' | 'lt', i: number): number =>
        to.node({
          kind: 'compare',
          dtype: 'bool',
          of: 'i32',
          direction,
          x: i,
          y: literal(to, 'i32', 0),
        })
      const takes = both(
        to,
        'and',
        signed('ge', n),
        both(to, 'or', signed('lt', index), better(op, y, value, x.dtype, to)),
      )
      return [
        to.node({ kind: 'select', dtype: x.dtype, test: takes, x: y, y: value }),
        to.node({ kind: 'select', dtype: 'i32', test: takes, x: n, y: index }),
      ]
    }
    const start = (to: Draft): readonly number[] => [
      literal(to, x.dtype, 0),
      literal(to, 'i32', -1),
    ]
    const found = chains([{ ...type, dtype: x.dtype }, type], window, start, link, lowering)
    return found.slice(1)
  }

/** The row-major number of an element among those of the axes after the lanes. */
const numberOf = (index: Index, shape: Sizes, lanes: number): Affine =>
  placeOf(index.slice(lanes), stridesOf(shape.slice(lanes)))

export const slidingWindows: Rules<
  'windowSum' | 'windowMax' | 'windowMin' | 'windowArgMax' | 'windowArgMin'
> = {
  windowSum: (operands, { params, results }, lowering) =>
    folded('add', 0, operand(operands, 0), typeOf(results), params, lowering, params.inputDilation),
  windowMax: extreme('max') as Rule<'windowMax'>,
  windowMin: extreme('min') as Rule<'windowMin'>,
  windowArgMax: argument('max') as Rule<'windowArgMax'>,
  windowArgMin: argument('min') as Rule<'windowArgMin'>,
}

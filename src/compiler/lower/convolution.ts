// Convolutions as sums of products: features are rows, places are columns, what the kernel meets at a place are the terms.
import type { Convolution, Var } from '../../language/ir/index.ts'
import { unitAxes } from '../../language/scalar/index.ts'
import { type Sizes, size, strides as stridesOf } from '../../shape/index.ts'
import type { Access } from '../ir/index.ts'
import { type Ending, literal, type Place, reached } from './draft.ts'
import { arranged, hosting } from './hosting.ts'
import { computed, type Lazy, storedType } from './lazy.ts'
import type { Lowering } from './lowering.ts'
import { operand, type Rules } from './rule.ts'
import { dense } from './views.ts'
import { bordered } from './windows.ts'

export const convolution: Rules<'conv'> = {
  conv: (operands, { params: how, results }, lowering) => {
    const [x, kernel] = [operand(operands, 0), operand(operands, 1)]
    const [result] = results as readonly Var[] // of an equation
    if (result === undefined) return []
    const type = storedType(result.type)
    if (size(kernel.shape.slice(1)) === 0)
      return [computed(type, 0, (_, to) => literal(to, type.dtype, 0))]
    const taken = laid(x, kernel, how, lowering)
    return [
      hosting(type, lowering, (ending) => slide(taken, kernel.shape, how, type, ending, lowering)),
    ]
  },
}

/** 0 where an axis has a hole between its elements, else 1. */
const thereAlong = (x: Lazy, axis: number, how: Convolution, lowering: Lowering): Lazy => {
  const ones = computed({ shape: [x.shape[axis + 2] ?? 1], dtype: x.dtype }, 0, (_, to) =>
    literal(to, x.dtype, 1),
  )
  const within = bordered(ones, 0, { low: [0], high: [0] }, lowering, [
    how.inputDilation[axis] ?? 1,
  ])
  return bordered(within, 1, { low: [how.low[axis] ?? 0], high: [how.high[axis] ?? 0] }, lowering)
}

/** x with its border and its holes, which are 0, and behind it as many numbers that are 0 where it has a hole along any axis. */
const holed = (x: Lazy, how: Convolution, lowering: Lowering): Place => {
  const border = { low: [0, 0, ...how.low], high: [0, 0, ...how.high] }
  const wide = bordered(x, 0, border, lowering, [1, 1, ...how.inputDilation])
  const all = lowering.reserve({ shape: [2, ...wide.shape], dtype: x.dtype })
  const [pitch = 0, ...strides] = all.strides
  const first = { ...all, shape: wide.shape, strides }
  const along = how.inputDilation.map((_, axis) => thereAlong(x, axis, how, lowering))
  const there = computed(wide, along.length, (index, to) =>
    along.reduce(
      (all, one, axis) =>
        to.node({
          kind: 'binary',
          op: 'mul',
          dtype: x.dtype,
          x: all,
          y: lowering.at(one, index.slice(axis + 2, axis + 3), to),
        }),
      literal(to, x.dtype, 1),
    ),
  )
  lowering.write(wide, first)
  lowering.write(there, { ...first, offset: pitch })
  return first
}

/** What a convolution reads: x with its border and its holes, and the kernel. */
interface Laid {
  readonly wide: Place
  readonly weights: Place
  readonly hasHoles: boolean
}

/** Both are stored now: a program has more convolutions in a chain than calls fit the stack. */
const laid = (x: Lazy, kernel: Lazy, how: Convolution, lowering: Lowering): Laid => {
  const border = { low: [0, 0, ...how.low], high: [0, 0, ...how.high] }
  const hasHoles = how.inputDilation.some((n) => n > 1)
  const wide = hasHoles
    ? holed(x, how, lowering)
    : lowering.store(bordered(x, 0, border, lowering)).place
  return { wide, weights: dense(kernel, lowering).place, hasHoles }
}

/** Runs a convolution, whose places are columns. */
const slide = (
  { wide, weights, hasHoles }: Laid,
  [features = 1, depth = 1, ...window]: Sizes,
  how: Convolution,
  type: Pick<Lazy, 'shape' | 'dtype'>,
  ending: Ending,
  lowering: Lowering,
): boolean => {
  const { groups, batchGroups, strides, dilation } = how
  const [items = 1, , ...places] = type.shape
  const [itemStep = 0, channelStep = 0, ...steps] = wide.strides
  const count = groups * batchGroups
  const perGroup = features / count
  const taps = size([depth, ...window])
  const batch = [items, count]
  const own = arranged(ending, ([item = 0, feature = 0, ...steps]) => [
    item,
    perGroup * feature,
    feature,
    ...(places.length === 0 ? [0] : steps),
  ])
  if (own === undefined) return false
  const { to, nodes, stores } = own
  const access = (place: Place, shape: Sizes, under: readonly number[]): Access =>
    reached(to, { ...place, shape, strides: under })
  const left = access(
    weights,
    [...batch, perGroup, depth, ...window],
    [0, perGroup * taps, taps, ...stridesOf([depth, ...window])],
  )
  const group = batchGroups > 1 ? items * itemStep : depth * channelStep
  const right = access(
    wide,
    [...batch, depth, ...window, ...places],
    [
      itemStep,
      group,
      channelStep,
      ...steps.map((n, axis) => n * (dilation[axis] ?? 1)),
      ...steps.map((n, axis) => n * (strides[axis] ?? 1)),
    ],
  )
  lowering.run(
    {
      kind: 'product',
      batch,
      rows: perGroup,
      columns: places.length === 0 ? [1] : places,
      ...unitAxes([depth, ...window]),
      dtype: type.dtype,
      left,
      right,
      holes: hasHoles ? size(wide.shape) : undefined,
      finish: nodes,
      stores,
    },
    to,
  )
  return true
}

// Convolutions as sums of products: features are rows, places are columns, what the kernel meets at a place are the terms.
import type { Convolution, Var } from '../../language/ir/index.ts'
import { size } from '../../shape/index.ts'
import { type Access, BLOCK, type Node } from '../ir/index.ts'
import { identity, placeOf } from './affine.ts'
import { draft, type Place } from './draft.ts'
import { computed, type Lazy, storedType } from './lazy.ts'
import type { Lowering } from './lowering.ts'
import { operand, type Rules } from './rule.ts'
import { dense, written } from './views.ts'
import { bordered } from './windows.ts'

type Sizes = readonly number[]

/** The axes of the terms, channel before kernel axes: a unit is the longest run of trailing ones of at most 256 terms. */
const blocksOf = (
  terms: Sizes,
): { readonly outside: Sizes; readonly along: number; readonly unit: Sizes } => {
  let axis = terms.length - 1
  let unit = 1
  for (; axis > 0 && unit * (terms[axis] ?? 1) <= BLOCK; axis--) unit *= terms[axis] ?? 1
  return { outside: terms.slice(0, axis), along: terms[axis] ?? 1, unit: terms.slice(axis + 1) }
}

export const convolution: Rules<'conv'> = {
  conv: (operands, { params: how, results }, lowering) => {
    const [x, kernel] = [operand(operands, 0), operand(operands, 1)]
    const [result] = results as readonly Var[] // of an equation
    if (result === undefined) return []
    const type = storedType(result.type)
    return [
      written(type, lowering, (target) => {
        if (size(kernel.shape.slice(1)) === 0) {
          const zero: Lazy = computed(type, 0, (_, to) =>
            to.node({ kind: 'literal', dtype: type.dtype, value: 0 }),
          )
          lowering.write(zero, target)
          return
        }
        slide(x, kernel, how, target, lowering)
      }),
    ]
  },
}

/** Writes a convolution of elements that stand side by side. */
const slide = (
  x: Lazy,
  kernel: Lazy,
  how: Convolution,
  target: Place,
  lowering: Lowering,
): void => {
  const { groups, batchGroups, strides, dilation } = how
  const wide = lowering.store(
    bordered(
      x,
      0,
      { low: [0, 0, ...how.low], high: [0, 0, ...how.high] },
      x.shape.map(() => 1),
      lowering,
    ),
  ).place
  const weights = dense(kernel, lowering).place
  const [features = 1, depth = 1, ...window] = kernel.shape
  const [items = 1, , ...places] = target.shape
  const [itemStep = 0, channelStep = 0, ...steps] = wide.strides
  const count = groups * batchGroups
  const perGroup = features / count
  const [targetItem = 0, targetFeature = 0, ...targetSteps] = target.strides
  const taps = size([depth, ...window])
  const batch = [items, count]
  const { outside, along, unit } = blocksOf([depth, ...window])
  const to = draft()
  const access = (place: Place, shape: Sizes, stepsOf: readonly number[]): Access =>
    to.access(place.block, place.dtype, placeOf(identity(shape), stepsOf, place.offset))
  const kernelSteps = [depth, ...window].map((_, axis) => size([depth, ...window].slice(axis + 1)))
  const left = access(
    weights,
    [...batch, perGroup, depth, ...window],
    [0, perGroup * taps, taps, ...kernelSteps],
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
  const sink = access(
    target,
    [...batch, perGroup, ...places],
    [targetItem, perGroup * targetFeature, targetFeature, ...targetSteps],
  )
  const result: Node = { kind: 'result', dtype: target.dtype, of: 0 }
  lowering.run(
    {
      kind: 'product',
      batch,
      rows: perGroup,
      columns: places.length === 0 ? [1] : places,
      outside,
      along,
      unit,
      dtype: target.dtype,
      left,
      right,
      finish: [result],
      stores: [{ ...sink, value: 0, adds: false, where: undefined }],
    },
    to,
  )
}

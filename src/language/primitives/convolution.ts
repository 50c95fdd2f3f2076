// Sums of products along a sliding kernel: x [items, channels, …] and kernel [features, channels, …] give
// [items, features, …]. Closed under its adjoints, with reverse, reshape and transpose.
import { fail } from '../../prelude/index.ts'
import { type ArrayType, dilatedLength, type Sizes, showType, size } from '../../shape/index.ts'
import type { Convolution } from '../ir/index.ts'
import { bind, type Primitives, type Value } from '../level/index.ts'
import { full, moveAxis, reshape } from './axes.ts'
import { convolved } from './convolved.ts'
import { facts, firstOrder, mustBeOf, ofShape } from './declare.ts'
import { addTangents } from './elementwise.ts'
import { reverse } from './extent.ts'
import { range } from './index-space.ts'
import { borderBack, channels, items, mustSlide, slid, spatial } from './slide.ts'

export const conv = (x: Value, kernel: Value, how: Convolution): Value =>
  bind(convolution.conv, how, x, kernel)[0]

const mustBeGrouped = (x: ArrayType, kernel: ArrayType, how: Convolution): void => {
  const { groups, batchGroups } = how
  if (
    ![groups, batchGroups].every((n) => Number.isInteger(n) && n > 0) ||
    (groups > 1 && batchGroups > 1)
  )
    fail({
      where: 'conv',
      must: 'groups must be 1 or more, of channels or of items',
      was: `${groups} and ${batchGroups}`,
      do: 'write 1 for one of them, at least',
    })
  if (channels(x) !== groups * channels(kernel))
    fail({
      where: 'conv',
      must: `channels must be ${groups * channels(kernel)}, those of the kernel in each group`,
      was: `${channels(x)} in ${showType(x)}`,
      do: 'give the kernel as many, or change groups',
    })
  if (items(kernel) % (groups * batchGroups) !== 0 || items(x) % batchGroups !== 0)
    fail({
      where: 'conv',
      must: `features and items must be multiples of the groups ${groups} and ${batchGroups}`,
      was: `${items(kernel)} and ${items(x)}`,
      do: 'choose groups that divide them',
    })
}

export const convolution: Primitives<'conv'> = {
  conv: firstOrder({
    op: 'conv',
    facts: facts(),
    type: ([x, kernel], how) => {
      mustBeOf('conv', 'number', x)
      if (x.dtype !== kernel.dtype || x.shape.length !== kernel.shape.length || x.shape.length < 2)
        fail({
          where: 'conv',
          must: 'operands must agree in dtype and in their rank, which is 2 or more',
          was: `${showType(x)} and ${showType(kernel)}`,
          do: 'convert or reshape one of them',
        })
      const slide = { ...how, window: spatial(kernel) }
      mustSlide('conv', spatial(x).length, slide)
      mustBeGrouped(x, kernel, how)
      return [ofShape(x, [items(x) / how.batchGroups, items(kernel), ...slid(spatial(x), slide)])]
    },
    evaluate: ([x, kernel], how, [y]) => [convolved(x, kernel, how, y)],
    // d(x ∗ k) = dx ∗ k + x ∗ dk
    jvp: ({ tangents: [dx, dk], operands: [x, kernel] }, how) => [
      addTangents(dx && conv(dx, kernel, how), dk && conv(x, dk, how)),
    ],
    transpose: ({ cotangents: [ct], operands: [x, kernel], types: [type, kernelType] }, how) => {
      if (ct === null || size(ct.shape) === 0) return [null, null]
      return [
        x === null && kernel !== null ? cotangentOfInput(ct, kernel, type, how) : null,
        kernel === null && x !== null ? cotangentOfKernel(ct, x, kernelType, how) : null,
      ]
    },
    batch: ({ operands: [x, kernel], batched: [bx, bk], size: n }, how) =>
      n === 0
        ? [noLanes(bx ? lane(x) : x, bk ? lane(kernel) : kernel, how)]
        : [
            bx && bk
              ? lanesOfBoth(x, kernel, how)
              : bx
                ? lanesOfInput(x, kernel, how)
                : lanesOfKernel(x, kernel, how),
          ],
  }),
}

/** x with its axis `from`, of which each of `groups` has a part, cut in two, and the groups made axis `to`. */
const regrouped = (x: Value, from: number, to: number, groups: number): Value => {
  const split = [
    ...x.shape.slice(0, from),
    groups,
    (x.shape[from] ?? 0) / groups,
    ...x.shape.slice(from + 1),
  ]
  return moveAxis(reshape(x, split), from, to)
}
/** x with axis i and the next one joined. */
const joined = (x: Value, axis: number): Value =>
  reshape(x, [
    ...x.shape.slice(0, axis),
    (x.shape[axis] ?? 1) * (x.shape[axis + 1] ?? 1),
    ...x.shape.slice(axis + 2),
  ])
const swapped = (x: Value): Value => moveAxis(x, 1, 0)
const axesAfter = (x: Value): Sizes => range(x.shape.length - 2, 2)

/** The cotangent of x: that of the result, its elements `strides` apart, under the kernel turned around. */
const cotangentOfInput = (ct: Value, kernel: Value, x: ArrayType, how: Convolution): Value => {
  const { strides, dilation, inputDilation, groups, batchGroups } = how
  const all = groups * batchGroups
  // [groups · features, channels, …] → [groups · channels, features, …]
  const turned = joined(moveAxis(regrouped(reverse(kernel, axesAfter(kernel)), 0, 0, all), 2, 1), 0)
  const back = conv(ct, turned, {
    strides: inputDilation,
    dilation,
    inputDilation: strides,
    ...borderBack(spatial(x), spatial(ct), { ...how, window: spatial(kernel) }),
    groups: all,
    batchGroups: 1,
  })
  return batchGroups === 1 ? back : joined(regrouped(back, 1, 0, batchGroups), 0)
}

/** The cotangent of the kernel: x, its items taken for channels, under that of the result, taken for a kernel. */
const cotangentOfKernel = (ct: Value, x: Value, kernel: ArrayType, how: Convolution): Value => {
  const { strides, low, dilation, inputDilation, groups, batchGroups } = how
  const high = spatial(x).map(
    (n, axis) =>
      dilatedLength(spatial(ct)[axis] ?? 0, strides[axis] ?? 1) -
      dilatedLength(n, inputDilation[axis] ?? 1) +
      dilatedLength(spatial(kernel)[axis] ?? 0, dilation[axis] ?? 1) -
      (low[axis] ?? 0) -
      1,
  )
  const back = conv(swapped(x), swapped(ct), {
    strides: dilation,
    low,
    high,
    dilation: strides,
    inputDilation,
    groups: batchGroups,
    batchGroups: groups,
  })
  return swapped(back)
}

/** One lane's type. */
const lane = ({ shape, dtype }: ArrayType): ArrayType => ({ shape: shape.slice(1), dtype })
/** The results of no lanes. */
const noLanes = (x: ArrayType, kernel: ArrayType, how: Convolution): Value => {
  const [{ shape, dtype }] = convolution.conv.type([x, kernel], how)
  return full({ shape: [0, ...shape], dtype }, 0)
}

/** Lanes of x are more items, those of one group beside one another. */
const lanesOfInput = (x: Value, kernel: Value, how: Convolution): Value => {
  const [lanes = 1] = x.shape
  const wide = joined(joined(regrouped(x, 1, 0, how.batchGroups), 0), 0)
  return regrouped(conv(wide, kernel, how), 0, 0, lanes)
}

/** Lanes of a kernel are more features of each group. */
const lanesOfKernel = (x: Value, kernel: Value, how: Convolution): Value => {
  const [lanes = 1] = kernel.shape
  const all = how.groups * how.batchGroups
  // [lanes, groups · features, …] → [groups, lanes, features, …]
  const wide = joined(joined(regrouped(kernel, 1, 0, all), 0), 0)
  const y = conv(x, wide, how)
  // [items, groups · lanes · features, …] → [lanes, items, groups · features, …]
  const apart = regrouped(regrouped(y, 1, 1, all), 2, 0, lanes)
  return joined(apart, 2)
}

/** Lanes of both are more groups. */
const lanesOfBoth = (x: Value, kernel: Value, how: Convolution): Value => {
  const [lanes = 1] = x.shape
  const { groups, batchGroups } = how
  const wide = joined(kernel, 0)
  const y =
    batchGroups === 1
      ? conv(joined(moveAxis(x, 0, 1), 1), wide, { ...how, groups: groups * lanes })
      : conv(joined(x, 0), wide, { ...how, batchGroups: batchGroups * lanes })
  return regrouped(y, 1, 0, lanes)
}

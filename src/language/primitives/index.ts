// The meaning of every primitive, total by type, and the functions that apply them.
import type { Op } from '../ir/index.ts'
import type { Primitives } from '../level/index.ts'
import { axesRules } from './axes.ts'
import { choice } from './choice.ts'
import { control } from './control/index.ts'
import { convolution } from './convolution.ts'
import { elementwise } from './elementwise.ts'
import { extent } from './extent.ts'
import { order } from './order.ts'
import { place } from './place.ts'
import { product } from './product.ts'
import { random } from './random.ts'
import { sliding } from './sliding.ts'
import { source } from './source.ts'
import { windows } from './window.ts'

export const primitives: Primitives<Op> = {
  ...source,
  ...elementwise,
  ...choice,
  ...random,
  ...axesRules,
  ...extent,
  ...place,
  ...windows,
  ...order,
  ...product,
  ...convolution,
  ...sliding,
  ...control(() => primitives),
}

export { largestOf, outsideOf, smallestOf } from './arithmetic.ts'
export { broadcast, full, lead, moveAxis, orZeros, reshape, sum, transpose, zeros } from './axes.ts'
export { bitCast, compare, convert, select, stopGradient } from './choice.ts'
export { forwarding } from './control/forward.ts'
export { inlined } from './control/inline.ts'
export { ignoring, split } from './control/programs.ts'
export { conv } from './convolution.ts'
export * from './elementwise.ts'
export { concat, cut, type Padding, pad, reverse, slice } from './extent.ts'
export { indexAt, otherAxes, pick } from './index-space.ts'
export { namedOnce } from './once.ts'
export { argMax, argMin, cumulativeSum, reduceMax, reduceMin, sort } from './order.ts'
export { type Along, gather, type Outside, scatterAdd, takeAlong } from './place.ts'
export { dot } from './product.ts'
export { threefry } from './random.ts'
export { applied, define, type Environment, lookUp, replay, run } from './run.ts'
export { windowArgMax, windowArgMin, windowMax, windowMin, windowSum } from './sliding.ts'
export { constant, iota, number } from './source.ts'
export { dynamicSlice, dynamicUpdate } from './window.ts'

// Samples of every primitive, total by type: a new primitive without any does not compile. The laws run over them.
import type { Op } from '../../src/language/ir/index.ts'
import { axes } from './samples/axes.ts'
import { choice } from './samples/choice.ts'
import { control } from './samples/control.ts'
import { convolution } from './samples/convolution.ts'
import { elementwise } from './samples/elementwise.ts'
import { order } from './samples/order.ts'
import { place } from './samples/place.ts'
import type { Samples } from './samples/sample.ts'

import { sliding } from './samples/sliding.ts'

export { plain, type Sample } from './samples/sample.ts'

export const samples: Samples<Op> = {
  ...elementwise,
  ...choice,
  ...axes,
  ...place,
  ...order,
  ...convolution,
  ...sliding,
  ...control,
}

// Dtypes, dims and every shape rule, each a value and a type side by side, with one message for both.
export type { MeetOutside } from './agree.ts'
export {
  type ArrayType,
  type Sizes,
  sameShape,
  sameType,
  showShape,
  showType,
  size,
  strides,
} from './array-type.ts'
export { type AttentionShape, attentionShape } from './attention.ts'
export {
  type AxesOf,
  type AxisOf,
  axesOf,
  axisOf,
  type NewAxisOf,
  newAxisOf,
  type Replace,
} from './axis.ts'
export {
  type BroadcastShape,
  type BroadcastToShape,
  broadcastShape,
  broadcastToShape,
} from './broadcast.ts'
export {
  type ConvOptions,
  type Convolved,
  type ConvShape,
  convShape,
  type KernelFault,
} from './conv.ts'
export type {
  Box,
  DimEq,
  IsOpen,
  MayBe,
  Meet,
  Plain,
  Same,
  Shape,
  ShowDim,
  ShowShape,
  ShowType,
} from './dim.ts'
export {
  type DotGeneralShape,
  dotGeneralShape,
  type Pairing,
  pairedAxes,
} from './dot.ts'
export {
  byteWidth,
  type DType,
  demandDtype,
  type ElementType,
  type Float,
  isFloat,
  isInteger,
  type unmade,
} from './dtype.ts'
export { type EinsumShape, type Equation, einsumShape, parseEinsum } from './einsum.ts'
export { type IndexedShape, indexInto } from './index-into.ts'
export type { Add, DivMod, Lt, Mul, Sub } from './integer.ts'
export {
  type ConcatShape,
  concatShape,
  type SplitShape,
  type StackShape,
  splitShape,
  stackShape,
} from './join.ts'
export { type MatmulShape, matmulShape } from './matmul.ts'
export { type Border, type PadShape, padShape } from './pad.ts'
export {
  type Pooled,
  type PoolShape,
  type PoolStrides,
  poolOptions,
  poolShape,
  type Split,
  type WindowFault,
} from './pool.ts'
export {
  type Axes,
  type KeepDimsShape,
  keepDimsShape,
  type ReduceShape,
  reducedAxes,
  reduceShape,
} from './reduce.ts'
export {
  checkedTarget,
  type FlattenShape,
  flattenShape,
  type ReshapeShape,
  reshapeShape,
  type WrittenTarget,
} from './reshape.ts'
export {
  type CheckedShape,
  checkedShape,
  demandList,
  type IsSize,
  isSize,
  type Size,
  type WrittenShape,
  type WrittenSize,
  wholeShape,
} from './size.ts'
export { type Cut, cutsOf, type Range, type SliceShape, sliceShape } from './slice.ts'
export {
  type DilatedOptions,
  dilatedLength,
  keepsSize,
  type Margin,
  type Margins,
  type PerAxis,
  perAxis,
  type SlideNumbers,
  type SlideOptions,
  slideAlong,
  slideLength,
  slideNumbers,
} from './slide.ts'
export type {
  FirstFault,
  NoOptions,
  Option,
  PerAxisFault,
  SlidAlong,
  SlideFault,
  UnknownFault,
} from './slide-type.ts'
export { type TakeAlongShape, type TakeShape, takeAlongShape, takeShape } from './take.ts'
export { permutationOf, type TransposeShape, transposeShape } from './transpose.ts'
export {
  type ExpandDimsShape,
  expandDimsShape,
  type SqueezeShape,
  squeezeShape,
} from './unit-axis.ts'

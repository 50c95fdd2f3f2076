// Dtypes, dims and every shape rule, each a value and a type side by side, with one message for both.
export {
  type ArrayType,
  type Sizes,
  sameShape,
  sameType,
  showShape,
  showType,
  size,
} from './array-type.ts'
export type { Box, DimEq, IsOpen, Meet, Shape, ShowDim, ShowShape, ShowType } from './dim.ts'
export { byteWidth, type DType, type ElementType, type Float, isFloat, isInteger } from './dtype.ts'

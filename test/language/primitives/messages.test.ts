// What the rules of arithmetic, choice and axes refuse, word for word.
import { bool, f32, f64, i32, keys, u32 } from '../arrays.ts'
import { mistake } from './mistake.ts'

const [x23, x3] = [f32([2, 3], 1), f32([3], 1)]

mistake('exp', {}, [i32([3], 1)], 'exp: operand must be f32 or f64 (was i32[3]); use convert')
mistake(
  'neg',
  {},
  [bool([3], 1)],
  'neg: operand must be f32, f64, i32 or u32 (was bool[3]); use convert',
)
mistake(
  'neg',
  {},
  [keys([3], 1)],
  'neg: operand must be f32, f64, i32 or u32 (was key[3]); draw numbers from a key with random',
)
mistake('not', {}, [x3], 'not: operand must be i32, u32 or bool (was f32[3]); use convert')
mistake(
  'shiftLeft',
  {},
  [x3, x3],
  'shiftLeft: operand must be i32 or u32 (was f32[3]); use convert',
)
mistake(
  'max',
  {},
  [keys([]), keys([])],
  'max: operand must be f32, f64, i32, u32 or bool (was key[]); draw numbers from a key with random',
)
mistake(
  'add',
  {},
  [x23, x3],
  'add: operands must have one type (was f32[2, 3] and f32[3]); broadcast one of them',
)
mistake(
  'mul',
  {},
  [x3, f64([3], 1)],
  'mul: operands must have one type (was f32[3] and f64[3]); use convert',
)
mistake(
  'compare',
  { direction: 'eq' },
  [x3, i32([3], 1)],
  'compare: operands must have one type (was f32[3] and i32[3]); use convert',
)
mistake(
  'select',
  {},
  [i32([3], 1), x3, x3],
  'select: operands must have one type (was i32[3] and bool[3]); use convert',
)
mistake(
  'select',
  {},
  [bool([], 1), x3, x3],
  'select: operands must have one type (was bool[] and bool[3]); broadcast one of them',
)
mistake(
  'convert',
  { dtype: 'f32' },
  [keys([], 1)],
  'convert: operand must be f32, f64, i32, u32 or bool (was key[]); draw numbers from a key with random',
)
mistake(
  'bitCast',
  { dtype: 'bool' },
  [x3],
  'bitCast: must not involve bool (was f32 to bool); use convert',
)
mistake(
  'bitCast',
  { dtype: 'f64' },
  [u32([3], 1)],
  'bitCast: last axis must be 2 words (was u32[3]); reshape it to end in 2',
)
mistake(
  'threefry',
  {},
  [x3, u32([3], 1), u32([3], 1)],
  'threefry: operands must be a key and two u32 of its shape (was f32[3], u32[3] and u32[3]); broadcast the words to the shape of the key',
)
mistake(
  'constant',
  { value: { shape: [2], dtype: 'f32', values: [1] } },
  [],
  'constant: must have 2 elements (was 1); change its shape',
)
mistake(
  'iota',
  { shape: [2], axis: 0, dtype: 'bool' },
  [],
  'iota: must count in numbers (was bool); choose f32, f64, i32 or u32',
)
mistake(
  'iota',
  { shape: [2], axis: 1, dtype: 'f32' },
  [],
  'iota: axis must be below the rank 1 (was 1); count it from 0',
)

mistake(
  'broadcast',
  { shape: [2, 3], axes: [1] },
  [x3],
  'broadcast: shape without its new axes must be [3] (was [2]); list the axes that are new',
)
mistake(
  'broadcast',
  { shape: [3, 2], axes: [1, 0] },
  [f32([], 1)],
  'broadcast: axes must be ascending and below the rank 2 (was [1, 0]); sort them, each once, counted from 0',
)
mistake(
  'sum',
  { axes: [0] },
  [bool([3], 1)],
  'sum: operand must be f32, f64, i32 or u32 (was bool[3]); use convert',
)
mistake(
  'sum',
  { axes: [2] },
  [x23],
  'sum: axes must be ascending and below the rank 2 (was [2]); sort them, each once, counted from 0',
)
mistake(
  'sum',
  { axes: [0.5] },
  [x23],
  'sum: axes must be ascending and below the rank 2 (was [0.5]); sort them, each once, counted from 0',
)
mistake(
  'reshape',
  { shape: [4] },
  [x23],
  'reshape: must be 4 elements (was 6 in [2, 3]); choose sizes that make 6',
)
mistake(
  'transpose',
  { permutation: [0, 0] },
  [x23],
  'transpose: axes must be a permutation of those of [2, 3] (was [0, 0]); name each axis once',
)
mistake(
  'reverse',
  { axes: [1] },
  [x3],
  'reverse: axes must be ascending and below the rank 1 (was [1]); sort them, each once, counted from 0',
)
mistake(
  'slice',
  { start: [0], limit: [4], stride: [1] },
  [x3],
  'slice: bounds must lie within [3] (was [0] to [4] by [1]); start at 0 or later, stop at the size or before, and step by 1 or more',
)
mistake(
  'slice',
  { start: [2], limit: [1], stride: [1] },
  [x3],
  'slice: bounds must lie within [3] (was [2] to [1] by [1]); start at 0 or later, stop at the size or before, and step by 1 or more',
)
mistake(
  'slice',
  { start: [0], limit: [3], stride: [0] },
  [x3],
  'slice: bounds must lie within [3] (was [0] to [3] by [0]); start at 0 or later, stop at the size or before, and step by 1 or more',
)
mistake(
  'slice',
  { start: [0], limit: [3, 1], stride: [1] },
  [x3],
  'slice: bounds must lie within [3] (was [0] to [3, 1] by [1]); start at 0 or later, stop at the size or before, and step by 1 or more',
)
mistake(
  'pad',
  { low: [0], high: [0], interior: [0] },
  [x3, f64([], 1)],
  'pad: filler must be f32[] (was f64[]); use convert',
)
mistake(
  'pad',
  { low: [0], high: [0], interior: [0] },
  [x3, x3],
  'pad: filler must be f32[] (was f32[3]); use convert',
)
mistake(
  'pad',
  { low: [0], high: [0], interior: [-1] },
  [x3, f32([], 1)],
  'pad: padding must be given for each axis of [3], and not be negative between elements (was [0], [0] and [-1]); write 0 for an axis without',
)
mistake(
  'pad',
  { low: [0], high: [], interior: [0] },
  [x3, f32([], 1)],
  'pad: padding must be given for each axis of [3], and not be negative between elements (was [0], [] and [0]); write 0 for an axis without',
)
mistake(
  'pad',
  { low: [-5], high: [0], interior: [0] },
  [x3, f32([], 1)],
  'pad: padding must not cut more than there is of [3] (was [-5], [0] and [0]); cut less',
)
mistake(
  'concat',
  { axis: 0 },
  [],
  'concat: must be given at least one operand (was none); pass an array of no elements',
)
mistake(
  'concat',
  { axis: 0 },
  [x23, x3],
  'concat: operands must agree outside axis 0 (was f32[2, 3] and f32[3]); convert or reshape one of them',
)
mistake(
  'concat',
  { axis: 0 },
  [x3, f64([3], 1)],
  'concat: operands must agree outside axis 0 (was f32[3] and f64[3]); convert or reshape one of them',
)
mistake(
  'concat',
  { axis: 1 },
  [x3, x3],
  'concat: axis must be below the rank 1 (was 1); count it from 0',
)

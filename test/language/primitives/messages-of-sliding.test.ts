// What the rules of convolutions and windows refuse, word for word.
import { bool, f32, f64, keys } from '../arrays.ts'
import { mistake } from './mistake.ts'

const how = {
  strides: [1],
  low: [0],
  high: [0],
  dilation: [1],
  inputDilation: [1],
  groups: 1,
  batchGroups: 1,
}
const [x, kernel] = [f32([2, 4, 5], 1), f32([6, 4, 3], 1)]
const window = { window: [2], strides: [1], low: [0], high: [0], dilation: [1] }
const given = 'window, strides, padding and dilation must be given for each of 1 axes'
const whole = 'window, strides and dilation must be 1 or more, and padding whole numbers'

mistake(
  'conv',
  how,
  [bool([1, 1, 1], 1), bool([1, 1, 1], 1)],
  'conv: operand must be f32, f64, i32 or u32 (was bool[1, 1, 1]); use convert',
)
mistake(
  'conv',
  how,
  [x, f64([6, 4, 3], 1)],
  'conv: operands must agree in dtype and in their rank, which is 2 or more (was f32[2, 4, 5] and f64[6, 4, 3]); convert or reshape one of them',
)
mistake(
  'conv',
  how,
  [x, f32([6, 4], 1)],
  'conv: operands must agree in dtype and in their rank, which is 2 or more (was f32[2, 4, 5] and f32[6, 4]); convert or reshape one of them',
)
mistake(
  'conv',
  how,
  [f32([2], 1), f32([2], 1)],
  'conv: operands must agree in dtype and in their rank, which is 2 or more (was f32[2] and f32[2]); convert or reshape one of them',
)
mistake(
  'conv',
  { ...how, strides: [1, 1] },
  [x, kernel],
  `conv: ${given} (was [3], [1, 1], [1], [1], [0], [0]); write 1 for an axis that does not slide, with no padding`,
)
mistake(
  'conv',
  { ...how, strides: [0] },
  [x, kernel],
  `conv: ${whole} (was [3], [0], [1], [1], [0], [0]); write whole numbers`,
)
mistake(
  'conv',
  how,
  [x, f32([6, 4, 0])],
  `conv: ${whole} (was [0], [1], [1], [1], [0], [0]); write whole numbers`,
)
mistake(
  'conv',
  { ...how, low: [0.5] },
  [x, kernel],
  `conv: ${whole} (was [3], [1], [1], [1], [0.5], [0]); write whole numbers`,
)
mistake(
  'conv',
  { ...how, groups: 2, batchGroups: 2 },
  [x, kernel],
  'conv: groups must be 1 or more, of channels or of items (was 2 and 2); write 1 for one of them, at least',
)
mistake(
  'conv',
  { ...how, groups: 2 },
  [x, kernel],
  'conv: channels must be 8, those of the kernel in each group (was 4 in f32[2, 4, 5]); give the kernel as many, or change groups',
)
mistake(
  'conv',
  { ...how, batchGroups: 4 },
  [x, kernel],
  'conv: features and items must be multiples of the groups 1 and 4 (was 6 and 2); choose groups that divide them',
)
mistake(
  'windowSum',
  { ...window, inputDilation: [1] },
  [bool([3], 1)],
  'windowSum: operand must be f32, f64, i32 or u32 (was bool[3]); use convert',
)
mistake(
  'windowSum',
  { ...window, inputDilation: [0] },
  [f32([3], 1)],
  `windowSum: ${whole} (was [2], [1], [1], [0], [0], [0]); write whole numbers`,
)
mistake(
  'windowMax',
  window,
  [keys([3], 1)],
  'windowMax: operand must be f32, f64, i32, u32 or bool (was key[3]); draw numbers from a key with random',
)
mistake(
  'windowMin',
  { ...window, window: [] },
  [f32([3], 1)],
  `windowMin: ${given} (was [], [1], [1], [], [0], [0]); write 1 for an axis that does not slide, with no padding`,
)
mistake(
  'windowArgMax',
  { ...window, lanes: 1 },
  [f32([3], 1)],
  'windowArgMax: lanes must be axes that the windows leave alone, at most 0 (was 1); count the first axes whose window is 1',
)
mistake(
  'windowArgMin',
  { ...window, dilation: [-1], lanes: 0 },
  [f32([3], 1)],
  `windowArgMin: ${whole} (was [2], [1], [-1], [1], [0], [0]); write whole numbers`,
)

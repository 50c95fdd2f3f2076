// What the rules of places, order, products and control flow refuse, word for word.
import { number } from '../../../src/language/primitives/index.ts'
import { bool, f32, f64, i32, keys, programOf } from '../arrays.ts'
import { of } from '../samples/sample.ts'
import { mistake } from './mistake.ts'

const [x23, x3] = [f32([2, 3], 1), f32([3], 1)]

const identity = programOf([of('f32')], (...xs) => xs)
const nothing = programOf([of('f32')], () => [])
const truth = programOf([of('f32')], () => [number(1, 'bool')])

mistake(
  'gather',
  { axis: 0, batch: 0, outside: 'nan' },
  [x3, x3],
  'gather: operand must be i32 or u32 (was f32[3]); use convert',
)
mistake(
  'gather',
  { axis: 1, batch: 0, outside: 'nan' },
  [x3, i32([2], 1)],
  'gather: axis must be below the rank 1 (was 1); count it from 0',
)
mistake(
  'gather',
  { axis: 0, batch: 1, outside: 'nan' },
  [x23, i32([2], 1)],
  'gather: axis must not be one of the 1 that are shared (was 0); choose a later one',
)
mistake(
  'gather',
  { axis: 1, batch: 1, outside: 'nan' },
  [x23, i32([3], 1)],
  'gather: the first 1 axes must be equal (was f32[2, 3] and i32[3]); broadcast the indices along them',
)
mistake(
  'scatterAdd',
  { axis: 0, batch: 0 },
  [bool([3], 1), i32([2], 1), bool([2], 1)],
  'scatterAdd: operand must be f32, f64, i32 or u32 (was bool[3]); use convert',
)
mistake(
  'scatterAdd',
  { axis: 0, batch: 0 },
  [x3, i32([2], 1), x3],
  'scatterAdd: updates must be f32[2] (was f32[3]); convert or reshape them',
)
mistake(
  'dynamicSlice',
  { sizes: [2] },
  [x3],
  'dynamicSlice: must have 1 starts (was 0); write 0 for an axis taken from its beginning',
)
mistake(
  'dynamicSlice',
  { sizes: [2] },
  [x3, f32([], 1)],
  'dynamicSlice: operand must be i32 or u32 (was f32[]); use convert',
)
mistake(
  'dynamicSlice',
  { sizes: [2] },
  [x3, i32([1], 1)],
  'dynamicSlice: starts must be scalars (was i32[1]); index or reduce it',
)
mistake(
  'dynamicSlice',
  { sizes: [4] },
  [x3, i32([], 1)],
  'dynamicSlice: block must fit f32[3] (was [4]); choose sizes from 0 to those of its axes',
)
mistake(
  'dynamicUpdate',
  {},
  [x3, f64([2], 1), i32([], 1)],
  'dynamicUpdate: update must be f32 (was f64[2]); use convert',
)
mistake(
  'dynamicUpdate',
  {},
  [x3, x23, i32([], 1)],
  'dynamicUpdate: block must fit f32[3] (was [2, 3]); choose sizes from 0 to those of its axes',
)

mistake(
  'reduceMax',
  { axes: [0] },
  [f32([0, 2])],
  'reduceMax: must have an element along the axes (was f32[0, 2]); reduce another axis',
)
mistake(
  'reduceMin',
  { axes: [0] },
  [keys([2], 1)],
  'reduceMin: operand must be f32, f64, i32, u32 or bool (was key[2]); draw numbers from a key with random',
)
mistake(
  'argMax',
  { axis: 1 },
  [x3],
  'argMax: axes must be ascending and below the rank 1 (was [1]); sort them, each once, counted from 0',
)
mistake(
  'argMin',
  { axis: 0 },
  [f32([0])],
  'argMin: must have an element along the axes (was f32[0]); reduce another axis',
)
mistake(
  'cumulativeSum',
  { axis: -1, reverse: false },
  [x3],
  'cumulativeSum: axes must be ascending and below the rank 1 (was [-1]); sort them, each once, counted from 0',
)
mistake(
  'sort',
  { axis: 0 },
  [keys([2], 1)],
  'sort: operand must be f32, f64, i32, u32 or bool (was key[2]); draw numbers from a key with random',
)
mistake(
  'sort',
  { axis: 0 },
  [x3, x23],
  'sort: operands must have one shape (was f32[3] and f32[2, 3]); broadcast one of them',
)

mistake(
  'dot',
  { contract: [[1], [0]], batch: [[], []] },
  [x23, f32([2], 1)],
  'dot: operands must agree in dtype and along the axes that are contracted or batched (was f32[2, 3] along 1 and f32[2] along 0); use convert, or pair other axes',
)
mistake(
  'dot',
  { contract: [[0], [0]], batch: [[], []] },
  [x3, f64([3], 1)],
  'dot: operands must agree in dtype and along the axes that are contracted or batched (was f32[3] along 0 and f64[3] along 0); use convert, or pair other axes',
)
mistake(
  'dot',
  { contract: [[0], [0]], batch: [[], []] },
  [bool([3], 1), bool([3], 1)],
  'dot: operand must be f32, f64, i32 or u32 (was bool[3]); use convert',
)
mistake(
  'dot',
  { contract: [[5], [5]], batch: [[], []] },
  [x3, x3],
  'dot: axes must be different ones below the rank 1 (was 5); name each once, counted from 0',
)
mistake(
  'dot',
  { contract: [[0], [0]], batch: [[0], [0]] },
  [x3, x3],
  'dot: axes must be different ones below the rank 1 (was 0, 0); name each once, counted from 0',
)

mistake(
  'call',
  { name: 'f', body: identity },
  [],
  'call: must be given 1 operands (was 0); pass one for each input of the body',
)
mistake(
  'checkpoint',
  { name: 'f', body: identity },
  [x3],
  'checkpoint: operand 0 must be f32[] (was f32[3]); trace the body for what it is given',
)
mistake(
  'scan',
  { body: identity, length: 2, captures: 0, carries: 0, reverse: false },
  [x3],
  'scan: leading axes must be equal (was 2 and f32[3]); cut the longer',
)
mistake(
  'scan',
  { body: identity, length: 2, captures: 0, carries: 1, reverse: false },
  [f64([], 1)],
  'scan: operand 0 must be f32[] (was f64[]); trace the body for what it is given',
)
mistake(
  'scan',
  { body: truth, length: 2, captures: 0, carries: 1, reverse: false },
  [f32([], 1)],
  'scan: carry must stay f32[] (was bool[] after a step); return it unchanged in shape and dtype',
)
mistake(
  'scan',
  { body: nothing, length: 2, captures: 0, carries: 1, reverse: false },
  [f32([], 1)],
  'scan: body must give 1 carries (was 0 results); return each carry',
)
mistake(
  'cond',
  { onTrue: identity, onFalse: identity },
  [f32([], 1), f32([], 1)],
  'cond: predicate must be bool[] (was f32[]); compare it',
)
mistake(
  'cond',
  { onTrue: identity, onFalse: truth },
  [bool([], 1), f32([], 1)],
  'cond: branches must give the same (was f32[] and bool[]); make them agree',
)
mistake(
  'cond',
  { onTrue: identity, onFalse: identity },
  [bool([2], 1), x3],
  'cond: operands must have the lanes of bool[2] (was f32[3]); broadcast it to them',
)
mistake(
  'while',
  { test: identity, body: identity, captures: [0, 0], limit: null },
  [f32([], 1)],
  'while: test must give bool[] (was f32[]); return one comparison',
)
mistake(
  'while',
  { test: nothing, body: identity, captures: [0, 0], limit: null },
  [f32([], 1)],
  'while: test must give bool[] (was nothing); return one comparison',
)
mistake(
  'while',
  { test: truth, body: truth, captures: [0, 0], limit: null },
  [f32([], 1)],
  'while: carry must stay f32[] (was bool[] after a step); return it unchanged in shape and dtype',
)
mistake(
  'while',
  { test: truth, body: nothing, captures: [0, 0], limit: null },
  [f32([], 1)],
  'while: body must give 1 carries (was 0 results); return each carry',
)
mistake(
  'customJvp',
  { name: 'f', body: identity, rule: identity, captures: 0 },
  [x3],
  'customJvp: operand 0 must be f32[] (was f32[3]); trace the body for what it is given',
)
mistake(
  'customVjp',
  { name: 'f', body: identity, forward: identity, backward: identity, captures: 0 },
  [x3],
  'customVjp: operand 0 must be f32[] (was f32[3]); trace the body for what it is given',
)
mistake(
  'customLinear',
  { name: 'f', backward: identity, known: 0, types: [of('f32')] },
  [f32([], 1)],
  'f: must be differentiated in reverse, as it has a cotangent rule alone (was jvp); use vjp or grad, or give a tangent rule with customJvp',
)

// WebAssembly as values: expressions, a pen for a function, a module.
export {
  atomic,
  type Callee,
  call,
  choose,
  type Expr,
  f64,
  i32,
  i64,
  type Local,
  lane,
  load,
  loadLane,
  op,
  type Pen,
  shuffle,
  splatBytes,
} from './code.ts'
export type { LaneStore, Plain, ValueType } from './instructions.ts'
export { type MemoryType, type Module, module } from './module.ts'

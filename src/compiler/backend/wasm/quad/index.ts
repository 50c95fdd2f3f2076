// Four elements at a time: in registers, in memory, and what is computed with them.
export { compare, multipliedAdded, operate, select } from './arithmetic.ts'
export { converted } from './convert.ts'
export {
  loadApart,
  loadBeside,
  loadEverySecond,
  loadRepeated,
  type Place,
  stepped,
  storeBeside,
  storeElement,
} from './memory.ts'
export {
  each,
  element,
  first,
  followed,
  kept,
  LANES,
  later,
  literal,
  masks,
  numbers,
  type Quad,
  set,
  type Variable,
  variable,
} from './quad.ts'
export { shiftAll } from './shift.ts'

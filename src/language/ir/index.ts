// The language as data: signature, programs, and what can be done with them without knowing their meaning.
export { check, type TypeOf } from './check.ts'
export { canonical, canonicalParams, hash, sameProgram } from './hash.ts'
export { count, print } from './print.ts'
export { isProgram, list, mapOperands, mapResults, programsOf } from './program.ts'
export { prune, usedInputs } from './prune.ts'
export { remembered } from './remembered.ts'
export type {
  BinaryOp,
  Contraction,
  ControlOp,
  Convolution,
  Direction,
  Equation,
  FirstOrderOp,
  Literal,
  Op,
  Operands,
  Params,
  Program,
  Results,
  Signature,
  Slide,
  UnaryOp,
  Var,
  Window,
} from './signature.ts'

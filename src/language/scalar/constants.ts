// The numbers of the elementary functions, for a backend that writes the functions as code of its own.
export { erf } from './erf.ts'
export { exp } from './exp.ts'
export { log } from './log.ts'
export { tanh } from './tanh.ts'

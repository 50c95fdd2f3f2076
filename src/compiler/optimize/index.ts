// Program → program, same bits: each pass is one file, and one line here.
import type { Program } from '../../language/ir/index.ts'
import { algebra } from './algebra.ts'
import { dead } from './dead.ts'
import { share } from './share.ts'

/** A simpler program with the same bits. */
export const optimize = (program: Program): Program => dead(share(algebra(program)))

export { algebra, dead, share }

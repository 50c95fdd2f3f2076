// Program → program, same bits: each pass is one file, and one line here.
import type { Program } from '../../language/ir/index.ts'
import { algebra } from './algebra.ts'
import { common } from './common.ts'
import { dead } from './dead.ts'

/** A simpler program with the same bits. */
export const optimize = (program: Program): Program => dead(common(algebra(program)))

export { algebra, common, dead }

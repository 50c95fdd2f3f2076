// The namespace `engine`: how functions run, and looking at it.
import {
  configure as configured,
  type Description,
  describe as described,
  type Settings,
} from '../compiler/engine/index.ts'
import { aBoolean, optionsOf } from '../prelude/index.ts'

import { someThreads } from './threads.ts'

export { type Explanation, explain } from './explain.ts'
export { type Profile, type ProfileOptions, profile } from './profile.ts'
export type { Description, Settings }

const manners = { threads: someThreads, wideVectors: aBoolean } as const

/** Says how programs run that are compiled from now on; no bit depends on it.
 *  `threads`: how many share the work of a program, as many as the machine has (8 at most) if nothing is said.
 *  `wideVectors`: tells V8, from Node 24 on, to make vectors of 256 bits. That is an experimental flag of the whole process: for
 *  programs that own theirs.
 *  @example engine.configure({ threads: 2 }) */
export const configure = (settings: Partial<Settings>): void =>
  configured(optionsOf<Partial<Settings>>('configure', manners, settings))

/** The settings, the workers and programs there are, and what came of wide vectors.
 *  @example engine.describe().wideVectors // => false */
export const describe = (): Description => described()

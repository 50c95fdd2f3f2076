// The transformations, tied together: the rules of control flow are given all of them.
import { replay } from '../evaluate/index.ts'
import { type Program, remembered } from '../ir/index.ts'
import type { Interpreters, Mask, Tangent, Value } from '../level/index.ts'
import { jvp as jvpBy, jvpProgram } from './jvp.ts'
import {
  type Linearization,
  type Linearizing,
  linearize as linearizeBy,
  linearizeProgram,
  splitProgram,
  tangentProgram,
} from './linearize.ts'
import { type Backward, transpose as transposeBy, transposeProgram } from './transpose.ts'
import { type Batch, vmap as vmapBy, vmapProgram } from './vmap.ts'

type Function = (...inputs: readonly Value[]) => readonly Value[]

const all = (): Interpreters => interpreters
export const interpreters: Interpreters = {
  jvp: remembered(jvpProgram(all)),
  tangent: remembered(tangentProgram(all)),
  linearize: remembered(linearizeProgram(all)),
  split: remembered(splitProgram(all)),
  transpose: remembered(transposeProgram(all)),
  batch: remembered(vmapProgram(all)),
  replay,
}

/** The results of f at these primals, and their tangents. `name` stands in messages. */
export const jvp: (
  f: Function,
  primals: readonly Value[],
  tangents: readonly Tangent[],
  name?: string,
) => readonly [results: readonly Value[], tangents: readonly Tangent[]] = jvpBy(all)

/** f at a point: its results, and a linear program of the tangents of the inputs in the mask. */
export const linearize: (
  f: Function,
  primals: readonly Value[],
  mask: Mask,
  options?: Linearizing,
) => Linearization = linearizeBy(all)

/** For each linear input of a program its cotangent. */
export const transpose: (program: Program, backward: Backward) => readonly Tangent[] =
  transposeBy(all)

/** f on each lane of the batched inputs. */
export const vmap: (f: Function, inputs: readonly Value[], batch: Batch) => readonly Value[] =
  vmapBy(all)

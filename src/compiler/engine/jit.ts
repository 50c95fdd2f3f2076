// A function traced once for inputs of some types, then run as a program.
import { replay } from '../../language/evaluate/index.ts'
import { accelerate, isConcrete, openTrace, type Value } from '../../language/level/index.ts'
import { type Body, type Recording, trace } from '../../language/trace/index.ts'
import type { ArrayType } from '../../shape/index.ts'
import { compile, type Executable, type Running } from './compile.ts'
import { eagerly } from './eager.ts'

interface Traced {
  readonly recording: Recording
  /** Made when it is first run: a function that is only inlined is never compiled. */
  readonly executable: () => Executable
}

export interface Jitted {
  readonly call: Body
  /** The same, whose results may stay where they were computed. */
  readonly defer: Body
  readonly executable: () => Executable
  /** What its program takes for these inputs: captured values before them. */
  readonly operands: Body
}

/** f on inputs of these types; its own code runs once. On values that a level follows, and inside an open trace, its
 *  program is replayed equation by equation; it is entered compiled only from concrete values. */
export const jit = (
  name: string,
  f: Body,
  types: readonly ArrayType[],
  running?: Running,
): Jitted => {
  let kept: Traced | undefined
  const traced = (): Traced => {
    if (kept !== undefined) return kept
    const recording = trace(name, f, types)
    let executable: Executable | undefined
    const made = {
      recording,
      executable: () => {
        executable ??= compile(recording.program, running)
        return executable
      },
    }
    // a value that a transformation follows is another one the next time
    if (recording.captured.every(isConcrete)) kept = made
    return made
  }
  const operandsOf = ({ captured }: Recording, inputs: readonly Value[]): readonly Value[] =>
    captured.length === 0 ? inputs : [...captured, ...inputs]
  const run = (inputs: readonly Value[], deferring: boolean): readonly Value[] => {
    const { recording, executable } = traced()
    const operands = operandsOf(recording, inputs)
    return openTrace() === undefined && operands.every(isConcrete)
      ? executable().run(operands, deferring)
      : replay(recording.program, operands)
  }
  return {
    call: (...inputs) => run(inputs, false),
    defer: (...inputs) => run(inputs, true),
    executable: () => traced().executable(),
    operands: (...inputs) => operandsOf(traced().recording, inputs),
  }
}

// here, and not beside it: whoever has no jit has no compiler
accelerate(eagerly)

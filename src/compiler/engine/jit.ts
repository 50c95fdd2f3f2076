// A function traced once for each list of input types, then run as a program.
import { replay } from '../../language/evaluate/index.ts'
import { levelOf, openTrace, type Value } from '../../language/level/index.ts'
import { type Body, type Recording, trace } from '../../language/trace/index.ts'
import { type ArrayType, showType } from '../../shape/index.ts'
import { compile, type Executable } from './compile.ts'

interface Compiled {
  readonly recording: Recording
  /** Made when it is first run: a function that is only inlined is never compiled. */
  executable?: Executable
}

export interface Jitted {
  readonly call: Body
  /** The executable for inputs of these types. */
  readonly executable: (types: readonly ArrayType[]) => Executable
}

/** f, whose own code runs once for each list of input types. On values that a level follows, and inside an open
 *  trace, its program is replayed equation by equation; it is entered compiled only from concrete values. */
export const jit = (name: string, f: Body): Jitted => {
  const known = new Map<string, Compiled>()
  const compiled = (types: readonly ArrayType[]): Compiled => {
    const key = types.map(showType).join()
    const found = known.get(key)
    if (found !== undefined) return found
    const made: Compiled = { recording: trace(name, f, types) }
    // a value that a transformation follows is another one the next time
    if (made.recording.captured.every(isConcrete)) known.set(key, made)
    return made
  }
  const executableOf = (entry: Compiled): Executable => {
    entry.executable ??= compile(entry.recording.program)
    return entry.executable
  }
  return {
    call: (...inputs) => {
      const entry = compiled(inputs.map(({ shape, dtype }) => ({ shape, dtype })))
      const operands = [...entry.recording.captured, ...inputs]
      return openTrace() === undefined && operands.every(isConcrete)
        ? executableOf(entry).run(operands)
        : replay(entry.recording.program, operands)
    },
    executable: (types) => executableOf(compiled(types)),
  }
}

const isConcrete = (value: Value): boolean => levelOf(value) === undefined

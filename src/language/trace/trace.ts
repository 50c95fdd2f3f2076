// A function becomes a program: it runs once, on values that write down what is done to them.
import { fail } from '../../prelude/index.ts'
import type { ArrayType } from '../../shape/index.ts'
import { type Value, within } from '../level/index.ts'
import { Recorder, type Recording } from './recorder.ts'

/** The program of f on inputs of these types. Whatever f takes from outside is captured: the program's first inputs.
 *  Fails if f reads a value or returns a promise. `name` stands in messages. */
export const trace = (
  name: string,
  f: (...inputs: readonly Value[]) => readonly Value[],
  types: readonly ArrayType[],
): Recording => {
  const recorder = new Recorder(name)
  try {
    const inputs = types.map((type) => recorder.input(type))
    const outputs: unknown = within(recorder, () => f(...inputs))
    if (outputs instanceof Promise)
      return fail({
        where: name,
        must: 'must return values',
        was: 'a promise',
        do: 'await outside',
      })
    return recorder.close(inputs, outputs as readonly Value[]) // f's declared type, unless it was a promise
  } finally {
    recorder.open = false
  }
}

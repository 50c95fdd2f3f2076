// Functions over trees as programs: tensors and keys are traced, everything else is part of the structure.
import { type Executable, type Jitted, jit as jitOf } from '../compiler/engine/index.ts'
import { type ArrayType, showType } from '../shape/index.ts'
import { isHandle } from '../tensor/index.ts'
import { type Structure, sameStructure, unflattenTree } from '../tree/index.ts'
import { flattenArgs, type Lifted, lift, named, perStructure, type TreeFunction } from './lift.ts'
import { warn } from './warn.ts'

interface Compiled {
  readonly jitted: Jitted
  /** The structure of the results for inputs of these types. */
  readonly results: Map<string, Structure>
  readonly lifted: Lifted
}

/** Tuples stay tuples: an array literal that f returns is typed by its elements. */
export type Returned =
  | readonly []
  | readonly [unknown, ...unknown[]]
  | object
  | number
  | boolean
  | null
  | undefined
  // biome-ignore lint/suspicious/noConfusingVoidType: f may return nothing
  | void

const compilers = new WeakMap<object, (args: readonly unknown[]) => Executable>()

/** f, traced once for each structure and type of its arguments and then run as a program.
 *  Reading a value while it is traced fails, and names what to use instead.
 *  @example jit((x: Tensor<[2]>) => add(x, 1))(tensor([1, 2])) // => tensor([2, 3]) */
export const jit = <F extends (...args: never[]) => Returned>(f: F): F => {
  const name = named('jit', f)
  const compiled = perStructure((structure): Compiled => {
    const lifted = lift(name, f as unknown as TreeFunction, structure) // called with trees of this structure alone
    return { jitted: jitOf(name, lifted.body), results: new Map(), lifted }
  })
  let traces = 0
  let previous: readonly unknown[] | undefined
  const call = (...args: readonly unknown[]): unknown => {
    const { leaves, structure } = flattenArgs(name, args)
    const { jitted, results, lifted } = compiled(structure)
    const key = leaves.map(showType).join()
    const values = jitted.call(...leaves)
    const known = results.get(key)
    if (known === undefined && ++traces === retraced) warn(changing(name, previous, args))
    previous = args
    const form = known ?? lifted.result()
    results.set(key, form)
    return unflattenTree(form, values)
  }
  compilers.set(call, (args) => {
    const { leaves, structure } = flattenArgs(name, args)
    const types = leaves.map(({ shape, dtype }): ArrayType => ({ shape, dtype }))
    return compiled(structure).jitted.executable(types)
  })
  return call as unknown as F // takes and gives what f does
}

/** The executable of a function for these arguments; it is jitted first if it is not. */
export const executableOf = (
  f: (...args: never[]) => Returned,
  args: readonly unknown[],
): Executable => {
  const known = compilers.get(f)
  return known === undefined ? executableOf(jit(f), args) : known(args)
}

/** A function that is traced this often is probably given a number that changes. */
const retraced = 8

const changing = (
  name: string,
  before: readonly unknown[] | undefined,
  args: readonly unknown[],
): string => {
  const shape = (arg: unknown): Structure => flattenArgs(name, [arg]).structure
  const place = args.findIndex(
    (arg, i) => sameStructure(shape(before?.[i]), shape(arg)) !== undefined,
  )
  const argument = args[place < 0 ? 0 : place]
  const advice =
    isHandle(argument) || place < 0
      ? 'keep shapes the same'
      : 'make a number that changes a tensor with scalar(x)'
  return `${name}: must not be traced again and again (was traced ${retraced} times, argument ${Math.max(place, 0)} changes); ${advice}`
}

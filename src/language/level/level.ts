// Where an operation takes place, and all the hidden state there is: the innermost open program trace.
// An operation is applied by the highest level among its operands and that trace; a level knows no primitive,
// for a family hands `bind` its own rules.
import { fail } from '../../prelude/index.ts'
import type { ArrayType } from '../../shape/index.ts'
import { contentOf, dataOf, Handle, isTraced, type Traced } from '../../tensor/index.ts'
import {
  list,
  mapOperands,
  mapResults,
  type Op,
  type Operands,
  type Params,
  type Results,
} from '../ir/index.ts'
import type { NdArray, Rules, Value } from './rules.ts'

export interface Level {
  /** Larger for levels opened later: the inner ones. */
  readonly serial: number
  /** What opened it, for messages: `jit(step)`. */
  readonly name: string
  apply<P extends Op>(
    rules: Rules<P>,
    params: Params<P>,
    operands: Operands<P, Value>,
  ): Results<P, Value>
}

/** The content of a value that a level follows. */
export interface Followed extends Traced {
  readonly level: Level & { readonly open: boolean }
}

/** Another way to the results of an operation on concrete values, with the same bits; undefined where it would not be faster. */
export type Shortcut = <P extends Op>(
  rules: Rules<P>,
  params: Params<P>,
  operands: Operands<P, Value>,
  types: Results<P, ArrayType>,
) => Results<P, Value> | undefined

let shortcut: Shortcut = () => undefined
/** Says how operations that are worth it are run. The language knows no compiler: who has one says so here. */
export const accelerate = (by: Shortcut): void => {
  shortcut = by
}

/** Concrete arrays: the operation runs at once. */
const base: Level = {
  serial: 0,
  name: 'eager',
  apply: (rules, params, operands) => {
    const types = rules.type(operands, params)
    const results = shortcut(rules, params, operands, types)
    if (results !== undefined) return results
    const arrays = mapOperands(operands, arrayOf)
    const data = list(rules.evaluate(arrays, params, types))
    return mapResults(
      types,
      (type, i) => new Handle(type.shape, type.dtype, data[i] ?? fail(unfilled)),
    )
  },
}
const unfilled = {
  where: 'evaluate',
  must: 'must give data for each result',
  was: 'fewer',
  do: 'return an array for each type',
}

/** A concrete value as its array. */
export const arrayOf = (value: Value): NdArray => ({
  shape: value.shape,
  dtype: value.dtype,
  data: dataOf(value),
})

let serial = 0
/** The serial number of a new level. */
export const nextSerial = (): number => ++serial

let innermost: Level | undefined
/** The program trace that is open and innermost, if any. */
export const openTrace = (): Level | undefined => innermost

/** Runs f with this program trace innermost. */
export const within = <T>(trace: Level, f: () => T): T => {
  const outer = innermost
  innermost = trace
  try {
    return f()
  } finally {
    innermost = outer
  }
}

/** The level that follows a value; undefined for a concrete one. */
export const levelOf = (value: Value): Followed['level'] | undefined => {
  const content = contentOf(value)
  return isTraced(content) ? (content as Followed).level : undefined // only levels make traced contents
}

/** Whether no level follows a value. */
export const isConcrete = (value: Value): boolean => levelOf(value) === undefined

/** Applies a primitive to values, at the level where it belongs.
 *  Fails on a value whose transformation has ended. */
export const bind = <P extends Op>(
  rules: Rules<P>,
  params: Params<P>,
  ...operands: Operands<P, Value>
): Results<P, Value> => bindAll(rules, params, operands)

/** The same with a list of operands, of any length: an engine's stack holds only so many arguments. */
export const bindAll = <P extends Op>(
  rules: Rules<P>,
  params: Params<P>,
  operands: Operands<P, Value>,
): Results<P, Value> => {
  let highest = innermost ?? base
  for (const operand of list(operands)) {
    const level = levelOf(operand as Value) // operands are values
    if (level === undefined) continue
    if (!level.open) escaped(level.name, rules.op)
    if (level.serial > highest.serial) highest = level
  }
  return highest.apply(rules, params, operands)
}

const escaped = (name: string, op: Op): never =>
  fail({
    where: op,
    must: `must not be given a value that was made inside ${name}`,
    was: `used after ${name} ended`,
    do: 'return the value from the function',
  })

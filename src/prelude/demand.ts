// What every function may ask of a value that is no tensor. Each gives the value, or fails under the name of the function
// that asks, with the name of what was given.
import { fail } from './error.ts'
import { isFunction, isPlain, shown } from './shown.ts'

/** Fails: the value is not what it must be. */
export const refuse = (where: string, must: string, x: unknown, advice: string): never =>
  fail({ where, must, was: shown(x), do: advice })

/** The function.  Fails for anything else. */
export const demandFunction = <F>(where: string, name: string, f: F): F =>
  isFunction(f)
    ? f
    : refuse(where, `${name} must be a function`, f, 'pass the function, not what it gives')

/** The array.  Fails for anything else, and where an item is missing. */
export const demandArray = (where: string, name: string, x: unknown): readonly unknown[] => {
  if (!Array.isArray(x)) return refuse(where, `${name} must be an array`, x, 'write it in brackets')
  for (let i = 0; i < x.length; i++)
    if (!(i in x))
      fail({
        where,
        must: `${name} must have all its items`,
        was: `none at ${i}`,
        do: 'write an item there',
      })
  return x
}

/** The string.  Fails for anything else. */
export const demandText = (where: string, name: string, x: unknown): string =>
  typeof x === 'string' ? x : refuse(where, `${name} must be a string`, x, 'write it in quotes')

/** The record.  Fails for anything else, an array or an instance of a class among it. */
export const demandRecord = (
  where: string,
  name: string,
  x: unknown,
): Readonly<Record<string, unknown>> =>
  isPlain(x) ? x : refuse(where, `${name} must be an object`, x, 'write its fields in braces')

/** Fails where a function is given more than it takes: what it gives takes the rest. `map` of an array, which passes an index
 *  and the array too, may call it. */
export const demandNoMore = (
  where: string,
  given: readonly unknown[],
  more: readonly unknown[],
  write: string,
): void => {
  if (more.length === 0) return
  const [index, list] = more
  if (typeof index === 'number' && Array.isArray(list) && list[index] === given[0]) return
  fail({
    where,
    must: `must be given ${given.length} argument${given.length === 1 ? '' : 's'} at most`,
    was: `${given.length + more.length}`,
    do: `write ${write}`,
  })
}

// What is made of a program is made once, and forgotten with it.
import type { Program } from './signature.ts'

/** A program transformed once for each site: programs are values, and a loop asks again and again. */
export const remembered = <Site extends readonly unknown[], R>(
  transform: (program: Program, ...site: Site) => R,
): ((program: Program, ...site: Site) => R) => {
  const results = new WeakMap<Program, Map<string, R>>()
  return (program, ...site) => {
    const known = results.get(program) ?? new Map<string, R>()
    results.set(program, known)
    const key = JSON.stringify(site)
    const before = known.get(key)
    if (before !== undefined) return before
    const result = transform(program, ...site)
    known.set(key, result)
    return result
  }
}

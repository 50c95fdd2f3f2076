// Functions that the kernels of a module share: each is defined once, when it is first asked for.
import type { Callee, Module, Pen, ValueType } from './assembler/index.ts'

export interface Library {
  /** Whether the engine makes one wide vector of two that lie side by side: then products have wider tiles. */
  readonly wide: boolean
  /** Whether a product and the sum it joins may be rounded once. */
  readonly fast: boolean
  readonly use: (
    name: string,
    params: readonly ValueType[],
    results: readonly ValueType[],
    write: (pen: Pen) => void,
  ) => Callee
}

/** Where code is written: a function under a pen, in a module with a library. */
export interface Site {
  readonly pen: Pen
  readonly library: Library
}

export const libraryOf = (
  module: Module,
  { wide, fast }: Pick<Library, 'wide' | 'fast'>,
): Library => {
  const defined = new Map<string, Callee>()
  return {
    wide,
    fast,
    use: (name, params, results, write) => {
      const known = defined.get(name)
      if (known !== undefined) return known
      const callee = module.define(name, params, results, write)
      defined.set(name, callee)
      return callee
    },
  }
}

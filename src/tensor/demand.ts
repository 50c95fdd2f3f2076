// What every function asks of a value that should be an array: TypeScript may have been overruled.
import { fail, fill, shown } from '../prelude/index.ts'
import type { Handle } from './handle.ts'
import { isHandle } from './tensor.ts'

const none = {
  where: '{op}',
  must: '{name} must be a tensor',
  was: '{x}',
  do: 'make one with tensor or scalar',
} as const

/** The tensor or keys.  Fails for anything else. */
export const demandHandle = (op: string, name: string, x: unknown): Handle =>
  isHandle(x) ? x : fail(fill(none, { op, name, x: shown(x) }))

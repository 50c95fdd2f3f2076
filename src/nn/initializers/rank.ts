// Initializers for weights of some ranks only.
import { fail } from '../../prelude/index.ts'
import { showShape } from '../../shape/index.ts'
import type { Leaf } from '../initializer.ts'

/** Fails for a leaf of another rank. */
export const demandRank = (kind: string, ranks: readonly number[], { shape, path }: Leaf): void => {
  const last = ranks.at(-1)
  const listed = ranks.length === 1 ? `${last}` : `${ranks.slice(0, -1).join(', ')} or ${last}`
  if (!ranks.includes(shape.length))
    fail({
      where: kind,
      must: `must be for a weight of rank ${listed}`,
      was: `${showShape(shape)}${path === '' ? '' : ` at '${path}'`}`,
      do: 'choose another initializer for it',
    })
}

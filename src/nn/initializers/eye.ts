// The identity, as a matrix.
import { eye as unit } from '../../ops/index.ts'
import { type Initializer, made } from '../initializer.ts'
import { demandRank } from './rank.ts'

/** 1 where row and column agree, 0 elsewhere: a linear layer that passes on what it is given, as far as sizes allow.
 *  Fails, at init, for any leaf but a matrix. */
export const eye: Initializer = made('eye', {}, (_key, leaf) => {
  demandRank('eye', [2], leaf)
  const [rows = 0, columns = 0] = leaf.shape
  return unit(rows, columns, { dtype: leaf.dtype })
})

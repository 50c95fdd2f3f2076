// Weights most of which are zero.  Martens, Deep learning via Hessian-free optimization, 2010.
import { iota, lt, where } from '../../ops/index.ts'
import { normal as drawNormal, permutation, under } from '../../random/index.ts'
import { type Family, family } from './options.ts'
import { demandRank } from './rank.ts'

export interface SparseOptions {
  /** The share of each column that is zero, rounded up to a whole number of elements. */
  readonly sparsity: number
  /** The standard deviation of the others, 0.01 unless given. */
  readonly std?: number
}

/** N(0, std²) with ⌈sparsity · rows⌉ zeros at random in each column.  Fails, at init, for any leaf but a matrix.
 *  @example sparse({ sparsity: 0.9 }).options // => { sparsity: 0.9 } */
export const sparse: Family<'sparse', SparseOptions, { sparsity: 'share'; std: 'notNegative' }> =
  family(
    'sparse',
    { sparsity: 'share', std: 'notNegative' },
    ({ sparsity, std = 0.01 }: SparseOptions) =>
      (key, leaf) => {
        demandRank('sparse', [2], leaf)
        const { shape, dtype } = leaf
        const [rows = 0, columns = 0] = shape
        const order = permutation(under(key, 'zeros'), iota([rows, columns], 0), {
          independent: true,
        })
        const values = drawNormal(key, shape, { std, dtype })
        return where(lt(order, Math.ceil(sparsity * rows)), 0, values)
      },
    ['sparsity'],
  )

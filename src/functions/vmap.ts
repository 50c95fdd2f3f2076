// A function of one lane as a function of all lanes of a batch.
import { vmap as vmapOf } from '../language/transform/index.ts'
import { fail } from '../prelude/index.ts'
import { showType } from '../shape/index.ts'
import { described, flattenValues, unflattenTree } from '../tree/index.ts'
import { flattenArgs, lift, type TreeFunction } from './lift.ts'
import type { Differ, Lead } from './types.ts'

type Sized<N, T> =
  Differ<N> extends true
    ? `vmap: leading axes must be equal (was ${N & number}); give null for an argument that has none`
    : T
type Batched<A extends readonly unknown[], M, N> = {
  [I in keyof A]: I extends keyof M
    ? M[I] extends null
      ? A[I]
      : Sized<N, Lead<N, A[I]>>
    : Sized<N, Lead<N, A[I]>>
}

/** f on each lane: arguments have the batch as their leading axis, but those for which `axes` says null.
 *  Gives what the loop would, to the bit.  Fails where leading axes differ.
 *  @example vmap((x: Tensor<[]>) => mul(x, x))(tensor([1, 2, 3])) // => tensor([1, 4, 9]) */
export const vmap =
  <A extends readonly unknown[], Y, const M extends readonly (0 | null)[] = []>(
    f: (...args: A) => Y,
    axes?: M,
  ) =>
  <N extends number>(...args: Batched<A, M, N>): Lead<N, Y> => {
    demandAxes(axes)
    const { leaves, structure } = flattenArgs('vmap', args)
    const batched = args.flatMap((arg, i) => {
      const holds = axes?.[i] !== null
      return flattenValues(arg, 'vmap').leaves.map(() => holds)
    })
    const lifted = lift('vmap', f as TreeFunction, structure) // called with trees of this structure alone
    const size = batchSize(leaves, batched)
    const results = vmapOf(lifted.body, leaves, { batched, size })
    return unflattenTree(lifted.result(), results) as Lead<N, Y> // what f gave, with the batch in front
  }

const demandAxes = (axes: readonly unknown[] | undefined): void => {
  if (
    axes !== undefined &&
    !(Array.isArray(axes) && axes.every((axis) => axis === 0 || axis === null))
  )
    fail({
      where: 'vmap',
      must: 'axes must be a list of 0 or null, one for each argument',
      was: Array.isArray(axes) ? `[${axes.join(', ')}]` : described(axes),
      do: 'transpose an argument that has its batch elsewhere',
    })
}

const batchSize = (
  leaves: readonly {
    readonly shape: readonly number[]
    readonly dtype: 'key' | 'f32' | 'f64' | 'i32' | 'u32' | 'bool'
  }[],
  batched: readonly boolean[],
): number => {
  const lanes = leaves.filter((_, i) => batched[i])
  const scalar = lanes.find(({ shape }) => shape.length === 0)
  if (scalar !== undefined)
    fail({
      where: 'vmap',
      must: 'batched arguments must have a leading axis',
      was: showType(scalar),
      do: 'give null for an argument that has none',
    })
  const sizes = [...new Set(lanes.map(({ shape }) => shape[0] ?? 0))]
  const [size] = sizes
  if (size === undefined)
    return fail({
      where: 'vmap',
      must: 'must be given a batched tensor',
      was: 'none',
      do: 'call f itself',
    })
  if (sizes.length > 1)
    fail({
      where: 'vmap',
      must: 'leading axes must be equal',
      was: sizes.join(' and '),
      do: 'give null for an argument that has none',
    })
  return size
}

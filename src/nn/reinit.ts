// Some leaves of a tree of parameters drawn again, by rules.
import { under } from '../random/index.ts'
import type { Float } from '../shape/index.ts'
import type { Key } from '../tensor/index.ts'
import { mapWithPath } from '../tree/index.ts'
import { draw } from './initializer.ts'
import { leavesOf } from './leaves.ts'
import { meaningOf } from './meaning.ts'
import { type InitRule, ruled } from './rules.ts'
import type { Params, Spec } from './spec.ts'

/** The parameters with the leaves that rules name drawn again, each from the key of its canonical path, as `init` draws
 *  it; the others keep their identity, and all their dtype. Each leaf takes the last rule that matches and names it by the
 *  last segment of its path. Fails at a rule that touches no leaf, and for the parameters of another spec.
 *
 *  A value depends on key and path alone: a layer that is added beside named ones, or after indexed ones, changes no
 *  other; one inserted among indexed ones renames those after it, and they draw other values.
 *  @example reinit(net, [{ where: kind('linear'), weight: normal({ std: 0.01 }), bias: zeros }])(key)(params) */
export const reinit =
  <S extends Spec>(
    spec: S,
    rules: readonly InitRule[],
  ): ((key: Key) => <P extends Params<S> | Params<S, 'f64'>>(params: P) => P) =>
  (key) =>
  (params) => {
    const leaves = leavesOf('reinit', meaningOf(spec, 'reinit').plan, params).map(
      ({ path, declared, value }) => ({ path, declared, dtype: value.dtype as Float }), // as was checked
    )
    const table = ruled('reinit', leaves, rules)
    const drawn = new Map(
      leaves.flatMap(({ path, declared: { shape, fanIn, fanOut }, dtype }) => {
        const initializer = table.get(path)
        if (initializer === undefined) return []
        return [[path, draw(initializer, under(key, path), { path, shape, dtype, fanIn, fanOut })]]
      }),
    )
    return mapWithPath((leaf, path) => drawn.get(path) ?? leaf)(params)
  }

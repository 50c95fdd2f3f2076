// Some leaves of a tree of parameters drawn again, by rules.
import { under } from '../random/index.ts'
import type { Float } from '../shape/index.ts'
import type { Key } from '../tensor/index.ts'
import { mapWithPath } from '../tree/index.ts'
import type { ParamsOf } from './apply.ts'
import { demandKey } from './context.ts'
import { draw } from './initializer.ts'
import { leavesOf } from './leaves.ts'
import { meaningOf } from './meaning.ts'
import { type AnyRule, type RulesOf, ruled, rulesFor } from './rules.ts'
import type { Spec } from './spec.ts'

/** Parameters of a spec with some leaves drawn again. */
export type Redrawn<S extends Spec> = <P>(params: ParamsOf<S, P, 'reinit'>) => P

/** The parameters with the leaves that rules name drawn again, each from the key of its canonical path, as `init` draws
 *  it; the others keep their identity, and all their dtype. Each leaf takes the last rule that matches and names it by the
 *  last segment of its path. Fails at a name of no leaf, by type too, at a rule that touches none, and for the parameters of another spec.
 *
 *  A value depends on key and path alone: a layer that is added beside named ones, or after indexed ones, changes no
 *  other; one inserted among indexed ones renames those after it, and they draw other values.
 *  @example reinit(linear(1, 2), [{ where: kind('linear'), bias: ones }])(key(0))(init(linear(1, 2))(key(1))).bias // => tensor([1, 1]) */
export const reinit = <S extends Spec, const R extends readonly AnyRule[]>(
  spec: S,
  rules: RulesOf<S, R, 'reinit'>,
): ((key: Key) => Redrawn<S>) => {
  const { plan } = meaningOf(spec, 'reinit')
  const checked = rulesFor('reinit', plan, rules as readonly AnyRule[]) // where it compiles, they are R
  return (key) => {
    demandKey('reinit', key)
    return <P>(params: unknown) => {
      const leaves = leavesOf('reinit', plan, params).map(
        ({ path, declared, value }) => ({ path, declared, dtype: value.dtype as Float }), // as was checked
      )
      const table = ruled('reinit', checked, leaves)
      const drawn = new Map(
        leaves.flatMap(({ path, declared: { shape, fanIn, fanOut }, dtype }) => {
          const initializer = table.get(path)
          if (initializer === undefined) return []
          return [
            [path, draw(initializer, under(key, path), { path, shape, dtype, fanIn, fanOut })],
          ]
        }),
      )
      return mapWithPath((leaf, path) => drawn.get(path) ?? leaf)(params) as P // likewise
    }
  }
}

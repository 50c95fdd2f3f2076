// What a kernel stores: the first lanes of a quad, side by side or apart, everywhere or where a mask is set.
import type { Store } from '../../../ir/index.ts'
import {
  element,
  loadRepeated,
  operate,
  type Quad,
  storeBeside,
  storeElement,
} from '../quad/index.ts'
import { type Context, movedPlace, movesAlong, placesOf, quadAt } from './nodes.ts'

export const writeStore = (
  context: Context,
  store: Store,
  quads: ReadonlyMap<number, Quad>,
): void => {
  const { site, axis, count } = context
  const at = (index: number): Quad => quadAt(quads, index)
  const value = at(store.value)
  const where = store.where === undefined ? undefined : at(store.where)
  const beside = store.strides[axis] === 1 && !movesAlong(context, store)
  if (beside && !store.adds && where === undefined) {
    storeBeside(site, value, movedPlace(context, store, at), count)
    return
  }
  for (const [i, place] of placesOf(context, store, at).entries()) {
    const put = (): void => {
      if (!store.adds) {
        storeElement(site, value, i, place)
        return
      }
      const before = loadRepeated(site, store.dtype, place)
      storeElement(site, operate(site, 'add', store.dtype, before, value), i, place)
    }
    if (where === undefined) put()
    else site.pen.when(element(where, i), put)
  }
}

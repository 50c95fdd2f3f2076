// What was looked for most recently. A function that meets a new type at every call must not remember all of them.

export interface Recent<T> {
  /** The first that holds, most recently found first. */
  readonly find: (holds: (item: T) => boolean) => T | undefined
  /** Adds one as the most recent; the least recent of too many goes. */
  readonly add: (item: T) => void
}

/** How many are kept. */
export const capacity = 256

export const recent = <T>(): Recent<T> => {
  const items: T[] = []
  return {
    find: (holds) => {
      const place = items.findIndex(holds)
      const found = items[place]
      if (found !== undefined && place > 0) {
        items.splice(place, 1)
        items.unshift(found)
      }
      return found
    },
    add: (item) => {
      items.unshift(item)
      items.length = Math.min(items.length, capacity)
    },
  }
}

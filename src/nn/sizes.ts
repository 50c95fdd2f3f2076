// Sizes and other numbers that a layer is made with.
import { EspalierError, type Issue } from '../prelude/index.ts'
import { isSize } from '../shape/index.ts'

/** Fails where one of the numbers is no size, naming all of them. */
export const demandSizes = (kind: string, sizes: Readonly<Record<string, unknown>>): void => {
  const [first, ...rest] = Object.entries(sizes)
    .filter(([, n]) => typeof n !== 'number' || !isSize(n))
    .map(
      ([name, n]): Issue => ({
        where: kind,
        must: `${name} must be whole and not negative`,
        was: String(n),
      }),
    )
  if (first !== undefined) throw new EspalierError([first, ...rest])
}

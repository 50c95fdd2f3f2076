// Sizes and other numbers that a layer is made with.
import { EspalierError, fail, type Issue } from '../prelude/index.ts'
import { isSize } from '../shape/index.ts'
import { described } from '../tree/index.ts'

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

interface NumberKind {
  readonly what: string
  readonly holds: (x: number) => boolean
}

const numbers: Readonly<Record<'finite' | 'notNegative' | 'share', NumberKind>> = {
  finite: { what: 'a finite number', holds: Number.isFinite },
  notNegative: { what: 'finite and not negative', holds: (x) => x >= 0 && Number.isFinite(x) },
  share: { what: 'from 0 to 1', holds: (x) => x >= 0 && x <= 1 },
}

/** The number.  Fails where it is not of that kind. */
export const demandNumber = (
  where: string,
  name: string,
  x: unknown,
  of: keyof typeof numbers,
): number =>
  typeof x === 'number' && numbers[of].holds(x)
    ? x
    : fail({ where, must: `${name} must be ${numbers[of].what}`, was: described(x) })

// Sizes that a layer is made with.
import { type Fill, failAll, fill, shown } from '../prelude/index.ts'
import { isSize, type WrittenSize } from '../shape/index.ts'

/** A size, or the sentence of {@link demandSizes} in the place of a literal that is none. */
export type SizeArg<Kind, Name, N, Other> = WrittenSize<
  N,
  Other,
  Fill<
    typeof unsized,
    {
      kind: Kind
      name: Name
      n: N
      what: typeof sizes.whole.what
      advice: typeof sizes.whole.advice
    }
  >
>

const unsized = {
  where: '{kind}',
  must: '{name} must be {what}',
  was: '{n}',
  do: '{advice}',
} as const

const sizes = {
  whole: { what: 'whole and not negative', advice: 'write a number such as 8' },
  large: { what: 'at most 9007199254740991', advice: 'write a smaller one' },
} as const
const sizeWords = (n: unknown): (typeof sizes)[keyof typeof sizes] =>
  typeof n === 'number' && n > 1 && Number.isInteger(n) ? sizes.large : sizes.whole

/** Fails where one of the numbers is no size, naming all of them. */
export const demandSizes = (kind: string, given: Readonly<Record<string, unknown>>): void => {
  failAll(
    Object.entries(given)
      .filter(([, n]) => typeof n !== 'number' || !isSize(n))
      .map(([name, n]) => fill(unsized, { kind, name, n: shown(n), ...sizeWords(n) })),
  )
}

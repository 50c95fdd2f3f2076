// Sizes that a layer is made with.
import { type Fill, failAll, fill, shown } from '../prelude/index.ts'
import { isSize, type WrittenSize } from '../shape/index.ts'

/** A size, or the sentence of {@link demandSizes} in the place of a literal that is none. */
export type SizeArg<Kind, Name, N, Other> = WrittenSize<
  N,
  Other,
  Fill<typeof unsized, { kind: Kind; name: Name; what: typeof whole; n: N }>
>

const unsized = { where: '{kind}', must: '{name} must be {what}', was: '{n}' } as const

const large = 'at most 9007199254740991'
const whole = 'whole and not negative'
const whatSize = (n: unknown): string =>
  typeof n === 'number' && n > 1 && Number.isInteger(n) ? large : whole

/** Fails where one of the numbers is no size, naming all of them. */
export const demandSizes = (kind: string, sizes: Readonly<Record<string, unknown>>): void => {
  failAll(
    Object.entries(sizes)
      .filter(([, n]) => typeof n !== 'number' || !isSize(n))
      .map(([name, n]) => fill(unsized, { kind, name, what: whatSize(n), n: shown(n) })),
  )
}

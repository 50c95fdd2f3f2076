// Options that are numbers: what they must be, said once.
import { fail } from '../prelude/index.ts'

type Options = Readonly<Record<string, number | null | undefined>>

const mustBe = (
  where: string,
  options: Options,
  holds: (x: number) => boolean,
  what: string,
): void => {
  for (const [name, x] of Object.entries(options))
    if (x !== undefined && x !== null && !holds(x))
      fail({ where, must: `${name} must be ${what}`, was: String(x), do: 'correct it' })
}

/** Fails at an option that is not finite. */
export const mustBeFinite = (where: string, options: Options): void =>
  mustBe(where, options, Number.isFinite, 'a finite number')

/** Fails at an option that is negative or not finite. */
export const mustNotBeNegative = (where: string, options: Options): void =>
  mustBe(where, options, (x) => x >= 0 && Number.isFinite(x), 'finite and not negative')

/** Fails at an option that is not positive and finite. */
export const mustBePositive = (where: string, options: Options): void =>
  mustBe(where, options, (x) => x > 0 && Number.isFinite(x), 'positive and finite')

/** Fails at a decay outside [0, 1). */
export const mustBeDecay = (where: string, options: Options): void =>
  mustBe(where, options, (x) => x >= 0 && x < 1, 'from 0 up to, not including, 1')

/** Fails at a number of steps that is not whole and positive. */
export const mustBeSteps = (where: string, options: Options): void =>
  mustBe(where, options, (x) => Number.isInteger(x) && x > 0, 'a positive integer')

/** Fails at a number of steps that is not whole, or negative. */
export const mustBeStepsOrNone = (where: string, options: Options): void =>
  mustBe(where, options, (x) => Number.isInteger(x) && x >= 0, 'an integer, 0 or more')

// Random programs as data: well typed, for each step picks its operands among the values of the right shape.
import fc from 'fast-check'
import { vocabulary } from './vocabulary.ts'

export type Step =
  | { readonly kind: 'word'; readonly word: string; readonly picks: readonly number[] }
  | {
      readonly kind: 'scan'
      readonly start: number
      readonly xs: number
      readonly reverse: boolean
      readonly body: Steps
    }
  | {
      readonly kind: 'cond'
      readonly predicate: number
      readonly operand: number
      readonly onTrue: Steps
      readonly onFalse: Steps
    }
  | { readonly kind: 'while'; readonly start: number; readonly limit: number; readonly body: Steps }
  | { readonly kind: 'call' | 'checkpoint'; readonly body: Steps }
  | { readonly kind: 'customJvp' | 'customVjp'; readonly operand: number }
export type Steps = readonly Step[]

/** Steps in segments, which may each become one equation. */
export type Recipe = readonly Steps[]

export interface Language {
  /** Only what differs smoothly, so that differences are derivatives. */
  readonly smooth: boolean
  /** Only what has tangents. */
  readonly tangents: boolean
}

const pick = fc.nat(7)

const stepOf = ({ smooth, tangents }: Language, depth: number): fc.Arbitrary<Step> => {
  const words = Object.entries(vocabulary).flatMap(([word, { rough }]) =>
    smooth && rough === true ? [] : [word],
  )
  const word = fc.record({
    kind: fc.constant('word' as const),
    word: fc.constantFrom(...words),
    picks: fc.tuple(pick, pick),
  })
  const custom = fc.record({
    kind: tangents
      ? fc.constant('customJvp' as const)
      : fc.constantFrom('customJvp' as const, 'customVjp' as const),
    operand: pick,
  })
  if (depth === 0) return fc.oneof({ arbitrary: word, weight: 9 }, { arbitrary: custom, weight: 1 })
  const body = stepsOf({ smooth, tangents }, depth - 1, 4)
  const scan = fc.record({
    kind: fc.constant('scan' as const),
    start: pick,
    xs: pick,
    reverse: fc.boolean(),
    body,
  })
  const cond = fc.record({
    kind: fc.constant('cond' as const),
    predicate: pick,
    operand: pick,
    onTrue: body,
    onFalse: body,
  })
  const loop = fc.record({
    kind: fc.constant('while' as const),
    start: pick,
    limit: fc.integer({ min: 1, max: 4 }),
    body,
  })
  const applied = fc.record({
    kind: fc.constantFrom('call' as const, 'checkpoint' as const),
    body,
  })
  return fc.oneof(
    { arbitrary: word, weight: 12 },
    { arbitrary: custom, weight: 1 },
    { arbitrary: scan, weight: 2 },
    { arbitrary: cond, weight: 2 },
    { arbitrary: loop, weight: 1 },
    { arbitrary: applied, weight: 2 },
  )
}

const stepsOf = (language: Language, depth: number, most: number): fc.Arbitrary<Steps> =>
  fc.array(stepOf(language, depth), { minLength: 1, maxLength: most })

export const recipes = (language: Language): fc.Arbitrary<Recipe> =>
  fc.array(stepsOf(language, 2, 4), { minLength: 1, maxLength: 4 })

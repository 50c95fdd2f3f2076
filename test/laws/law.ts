// What the laws have in common: they run over every sample of every primitive, and count what they ran.
import { expect, test } from 'vitest'
import { list, type Op, type Operands, type Params } from '../../src/language/ir/index.ts'
import {
  bind,
  type Mask,
  type Rules,
  type Table,
  type Value,
} from '../../src/language/level/index.ts'
import { primitives } from '../../src/language/primitives/index.ts'
import type { Body } from '../../src/language/trace/index.ts'
import { type ArrayType, isFloat, showType } from '../../src/shape/index.ts'
import { sameBits } from '../../src/tensor/index.ts'
import { array } from '../language/arrays.ts'
import { plain, type Sample, samples } from '../language/samples.ts'

const table: Table = primitives
export const ops: readonly Op[] = Object.keys(primitives) as readonly Op[] // total by type

export const rulesOf = <P extends Op>(op: P): Rules<P> => table[op]
export const samplesOf = <P extends Op>(op: P): readonly Sample<P>[] => samples[op]

export type Values = readonly Value[]

/** The primitive as a function of its operands. */
export const applying =
  <P extends Op>(op: P, params: Params<P>): Body =>
  (...operands) =>
    list(bind<P>(table[op], params, ...(operands as unknown as Operands<P, Value>))) // a sample's operands

/** Of a customLinear there is only the transpose. */
export const runs = (op: Op): boolean => op !== 'customLinear'

/** A law of these primitives: `check` gives how many cases a sample is. Fails under the floor. */
export const law = (
  name: string,
  { of = ops, floor }: { readonly of?: readonly Op[]; readonly floor: number },
  check: <P extends Op>(op: P, sample: Sample<P>) => number,
): void => {
  let cases = 0
  for (const op of of)
    test(`${op}: ${name}`, () => {
      let own = 0
      for (const sample of samplesOf(op)) own += check(op, sample)
      cases += own
      expect(own).toBeGreaterThan(0)
    })
  test(`${name}: at least ${floor} cases`, () => {
    console.log(`${name}: ${cases} cases`)
    expect(cases).toBeGreaterThanOrEqual(floor)
  })
}

/** Fails, showing both, unless the arrays are the same to the bit. */
export const same = (actual: Values, expected: Values): void => {
  const agrees =
    actual.length === expected.length &&
    actual.every((x, i) => {
      const y = expected[i]
      return y !== undefined && sameBits(x, y)
    })
  if (!agrees) expect(shown(actual)).toEqual(shown(expected))
}
const shown = (values: Values): readonly string[] =>
  values.map((x) => `${showType(x)} ${[...x].map((e) => (Object.is(e, -0) ? '-0' : `${e}`))}`)

export const elements = (x: Value): readonly number[] => [...x].map(Number)
export const finite = (values: Values): boolean =>
  values.every((x) => !isFloat(x.dtype) || elements(x).every(Number.isFinite))

/** Every way to choose some of these. */
export const masks = (choices: readonly boolean[]): readonly Mask[] =>
  choices
    .reduce<readonly Mask[]>(
      (found, may) =>
        found.flatMap((mask) =>
          may
            ? [
                [...mask, false],
                [...mask, true],
              ]
            : [[...mask, false]],
        ),
      [[]],
    )
    .filter((mask) => mask.some(Boolean))
/** Small whole numbers, other ones from each seed, so that sums of them are exact. */
export const whole = (x: ArrayType, seed: number): Value =>
  array(x.dtype, x.shape, ...[3, -2, 5, 1, -4, 2, -1, 7, -3].slice(seed % 9), 6, -5)
/** Fractions, other ones from each seed. */
export const fractional = (x: ArrayType, seed: number): Value => plain(x.dtype, x.shape, seed % 12)

export { differentiable, reversible } from '../language/samples/derivative.ts'

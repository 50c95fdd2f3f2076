// Probabilities along an axis, and their logarithms.
import * as ops from '../../ops/index.ts'
import { type Fill, type Others, optionsOf, type outside } from '../../prelude/index.ts'
import { type AxisOf, axisOf, type IsOpen, type Sizes } from '../../shape/index.ts'
import type { AnyTensor } from '../../tensor/index.ts'
import { isOpen, placeOf } from '../dims.ts'
import { pure, spec } from '../meaning.ts'
import type { Arg, None, Out, Par, Pure, Takes } from '../spec.ts'

type WithAxis<S, A extends number> =
  IsOpen<S> extends true
    ? S
    : AxisOf<'', S, A> extends infer Found
      ? Found extends string
        ? Found
        : S
      : never

interface Along<K extends string, A extends number> extends Pure {
  readonly kind: K
  readonly axis: A
  readonly [Out]: WithAxis<Arg<this>, A>
  readonly [Par]: None
  readonly [Takes]: 'float'
}

export interface Softmax<A extends number> extends Along<'softmax', A> {}
export interface LogSoftmax<A extends number> extends Along<'logSoftmax', A> {}

export interface AxisOption<A> {
  /** Counted from the end if negative; the last unless given. */
  readonly axis?: A
}

const whole = 'an integer'
const last = 'write -1 for the last'
const anInteger: Others = { what: whole, holds: Number.isInteger, do: last }

/** The axis, or the sentence of a number that is none. */
type Whole<K, A extends number> = `${A}` extends `${string}.${string}`
  ? Fill<typeof outside, { where: K; name: 'axis'; what: typeof whole; x: A; advice: typeof last }>
  : A

const along = <K extends string, A extends number>(
  kind: K,
  options: AxisOption<A>,
  forward: (x: AnyTensor, axis: number) => AnyTensor,
): Along<K, A> => {
  const { axis } = optionsOf<AxisOption<A>>(kind, { axis: anInteger }, options)
  const given = axis ?? (-1 as A) // the default of A
  return spec<Along<K, A>>(
    { kind, axis: given },
    pure({
      label: `${kind}(${given})`,
      takes: 'float',
      out: (x, place) => {
        if (!isOpen(x)) axisOf(placeOf(place), x as Sizes, given) // names and unknowns are shown as they are
        return x
      },
      forward: (x) => forward(x, given),
    }),
  )
}

/** eˣ / Σ eˣ along an axis. */
export const softmax = <const A extends number = -1>(
  options: AxisOption<Whole<'softmax', A>> = {},
): Softmax<A> => along('softmax', options as AxisOption<A>, ops.softmax) // where it compiles

/** The logarithm of {@link softmax}. */
export const logSoftmax = <const A extends number = -1>(
  options: AxisOption<Whole<'logSoftmax', A>> = {},
): LogSoftmax<A> => along('logSoftmax', options as AxisOption<A>, ops.logSoftmax) // where it compiles

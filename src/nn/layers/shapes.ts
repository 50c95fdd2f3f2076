// Layers that change or state a shape, and compute nothing.
import { isRight } from 'fp-ts/lib/Either.js'
import * as ops from '../../ops/index.ts'
import { attempt, type Fill, fail, fill, type Issue } from '../../prelude/index.ts'
import {
  checkedTarget,
  type FlattenShape,
  flattenShape,
  type ReshapeShape,
  reshapeShape,
  type ShowShape,
  type Sizes,
  type WrittenTarget,
} from '../../shape/index.ts'
import { type Dim, type Dims, type Place, placeOf, showDims, sizeOf } from '../dims.ts'
import { pure, spec } from '../meaning.ts'
import {
  checkedPattern,
  type MatchOf,
  match,
  type Pattern,
  type ShapeOf,
  type ShowPattern,
  shapeOf,
  showPattern,
} from '../pattern.ts'
import type { Arg, None, Out, Par, Pure, Takes } from '../spec.ts'

interface Shaping extends Pure {
  readonly [Par]: None
  readonly [Takes]: 'any'
}

/** The sentence of an operation without the operation's name, in whose place the layer's path comes. */
type Unplaced<R> = R extends `${string}: ${infer Sentence}` ? `: ${Sentence}` : R

/** Runs a shape rule of an operation; its mistakes are this place's. */
const within = <T>(place: Place, rule: () => T): T => {
  const answer = attempt(rule)
  if (isRight(answer)) return answer.right
  const [first, ...rest] = answer.left
  const here = (issue: Issue): Issue => ({ ...issue, where: placeOf(place) })
  return fail(here(first), ...rest.map(here))
}

export interface Flatten extends Shaping {
  readonly kind: 'flatten'
  readonly [Out]: Unplaced<FlattenShape<Arg<this>>>
}

/** All axes but the first become one: [n, …] → [n, m]. */
export const flatten: Flatten = spec<Flatten>(
  { kind: 'flatten' },
  pure({
    label: 'flatten',
    takes: 'any',
    out: (x, place): Dims => {
      const [first, ...rest] = x
      if (first === '...') return ['?', '?']
      return within(place, () => (first === undefined ? flattenShape([]) : [first, sizeOf(rest)]))
    },
    forward: (x) => ops.flatten(x),
  }),
)

export interface Reshape<T extends Sizes> extends Shaping {
  readonly kind: 'reshape'
  readonly shape: T
  readonly [Out]: Unplaced<ReshapeShape<Arg<this>, T>>
}

/** The same elements under another shape; one size may be -1, to be inferred.
 *  @example reshape([-1, 28, 28]).shape // => [-1, 28, 28] */
export const reshape = <const T extends Sizes>(shape: WrittenTarget<T>): Reshape<T> => {
  const sizes = shape as Sizes // where it compiles
  checkedTarget(sizes)
  const target: Sizes = Object.freeze([...sizes])
  return spec<Reshape<T>>(
    { kind: 'reshape', shape: target as unknown as T }, // the same sizes
    pure({
      label: `reshape([${target.join(', ')}])`,
      takes: 'any',
      out: (x, place) =>
        x.every((n) => typeof n === 'number')
          ? within(place, () => reshapeShape(x, target))
          : target.map((n): Dim => (n === -1 ? '?' : n)),
      forward: (x) => ops.reshape(x, target),
    }),
  )
}

const other = {
  where: '{place}',
  must: 'input must be {shape}',
  was: '{was}',
  do: 'reshape it',
} as const

type Stated<S, P> =
  MatchOf<P, S> extends infer Found
    ? Found extends false
      ? Fill<typeof other, { place: ''; shape: ShowPattern<P>; was: ShowShape<S> }>
      : ShapeOf<P, Found>
    : never

export interface Input<P extends Pattern> extends Shaping {
  readonly kind: 'input'
  readonly shape: P
  readonly [Out]: Stated<Arg<this>, P>
}

/** States the shape of the input, so that what follows is checked against it: sizes, names, and a first '...' for any axes.
 *  @example input(['batch', 28, 28]).shape // => ['batch', 28, 28] */
export const input = <const P extends Pattern>(shape: P): Input<P> => {
  const pattern = checkedPattern('input', 'shape', shape)
  return spec<Input<P>>(
    { kind: 'input', shape: pattern as P }, // the same parts
    pure({
      label: `input(${showPattern(pattern)})`,
      takes: 'any',
      out: (x, place) => {
        const found = match(pattern, x)
        if (found !== undefined) return shapeOf(pattern, found)
        const words = { place: placeOf(place), shape: showPattern(pattern), was: showDims(x) }
        return fail(fill(other, words))
      },
      forward: (x) => x,
    }),
  )
}

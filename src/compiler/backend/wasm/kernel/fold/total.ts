// What a fold keeps while it runs: quads that take in elements, and that join. DESIGN §6.
import type { DType } from '../../../../../shape/index.ts'
import type { Folding } from '../../../../ir/index.ts'
import { op } from '../../assembler/index.ts'
import type { Site } from '../../library.ts'
import {
  compare,
  first,
  kept,
  later,
  literal,
  operate,
  type Quad,
  select,
} from '../../quad/index.ts'

/** The largest so far, or the sum; of an argMax the index too. */
export type State = readonly Quad[]

export interface Total {
  /** The dtype of the result. */
  readonly dtype: DType
  /** The dtype of each quad of a state. */
  readonly dtypes: readonly DType[]
  /** What an element is that changes nothing. */
  readonly neutral: number
  /** Of no elements, as if the next one stood at an index. */
  readonly start: (site: Site, index: Quad) => State
  /** One element more in each lane, whose indices come after those before. */
  readonly take: (site: Site, state: State, x: Quad, index: Quad) => State
  /** Two states of other elements each as one. */
  readonly join: (site: Site, left: State, right: State) => State
  /** The state of one element. */
  readonly of: (site: Site, x: Quad, index: Quad) => State
  readonly result: (site: Site, state: State) => Quad
}

const lowest: Readonly<Record<DType, number>> = {
  f32: Number.NEGATIVE_INFINITY,
  f64: Number.NEGATIVE_INFINITY,
  i32: -2147483648,
  u32: 0,
  bool: 0,
}
const highest: Readonly<Record<DType, number>> = {
  f32: Number.POSITIVE_INFINITY,
  f64: Number.POSITIVE_INFINITY,
  i32: 2147483647,
  u32: 4294967295,
  bool: 1,
}

const only = ([quad]: State): Quad => {
  if (quad === undefined) throw new RangeError('a state has a quad')
  return quad
}

const ofOne = (op: 'add' | 'max' | 'min', dtype: DType, neutral: number): Total => {
  const join = (site: Site, left: State, right: State): State => [
    operate(site, op, dtype, only(left), only(right)),
  ]
  return {
    dtype,
    dtypes: [dtype],
    neutral,
    start: (site) => [literal(site, dtype, neutral)],
    take: (site, state, x) => join(site, state, [x]),
    join,
    of: (_, x) => [x],
    result: (_, state) => only(state),
  }
}

/** The largest or smallest of f32, found among their bits as whole numbers: the largest and the smallest signed, and the
 *  largest unsigned. Signed, numbers from +0 on stand in order, and those from −0 down in reverse, below them. */
const ofBits = (op: 'max' | 'min'): Total => {
  const triple = (state: State): readonly [Quad, Quad, Quad] => {
    const [most, least, magnitude] = state
    if (most === undefined || least === undefined || magnitude === undefined)
      throw new RangeError('a state has three quads')
    return [most, least, magnitude]
  }
  const as = (dtype: DType, { parts }: Quad): Quad => ({ dtype, parts })
  const of = (x: Quad): State => [as('i32', x), as('i32', x), as('u32', x)]
  const join = (site: Site, left: State, right: State): State => {
    const [[a, b, c], [x, y, z]] = [triple(left), triple(right)]
    return [
      operate(site, 'max', 'i32', a, x),
      operate(site, 'min', 'i32', b, y),
      operate(site, 'max', 'u32', c, z),
    ]
  }
  const neutral = op === 'max' ? lowest.f32 : highest.f32
  return {
    dtype: 'f32',
    dtypes: ['i32', 'i32', 'u32'],
    neutral,
    start: (site) => of(kept(site, literal(site, 'f32', neutral))),
    take: (site, state, x) => join(site, state, of(x)),
    join,
    of: (_, x) => of(x),
    result: (site, state) => {
      const [most, least, magnitude] = triple(state)
      const zero = literal(site, 'i32', 0)
      // NaN of either sign is beyond infinity
      const hasNaN = operate(
        site,
        'or',
        'bool',
        compare('gt', most, as('i32', literal(site, 'f32', Number.POSITIVE_INFINITY))),
        compare('gt', magnitude, as('u32', literal(site, 'f32', Number.NEGATIVE_INFINITY))),
      )
      const found =
        op === 'max'
          ? select(compare('ge', most, zero), most, least)
          : select(compare('lt', as('i32', magnitude), zero), as('i32', magnitude), least)
      return select(hasNaN, literal(site, 'f32', Number.NaN), as('f32', found))
    },
  }
}

/** The best element and its index: the first of equals, NaN first. */
const ofBest = (dtype: DType, direction: 'gt' | 'lt', neutral: number): Total => {
  const isFloat = dtype === 'f32' || dtype === 'f64'
  /** Whether x goes before y wherever it stands. */
  const better = (x: Quad, y: Quad): Quad => {
    if (!isFloat) return compare(direction, x, y)
    // not on the other side of y, which is a number: x is better, or NaN
    const worse = compare(direction === 'gt' ? 'le' : 'ge', x, y)
    return { dtype: 'bool', parts: [op('v128.andnot', first(compare('eq', y, y)), first(worse))] }
  }
  const equal = (site: Site, x: Quad, y: Quad): Quad => {
    if (!isFloat) return compare('eq', x, y)
    const both = operate(site, 'and', 'bool', compare('ne', x, x), compare('ne', y, y))
    return operate(site, 'or', 'bool', compare('eq', x, y), both)
  }
  const pair = (state: State): readonly [Quad, Quad] => {
    const [value, index] = state
    if (value === undefined || index === undefined) throw new RangeError('a state has two quads')
    return [value, index]
  }
  const chosen = (site: Site, test: Quad, left: State, right: State): State => {
    const [[x, i], [y, j], where] = [pair(left), pair(right), kept(site, test)]
    return [select(where, x, y), select(where, i, j)]
  }
  return {
    dtype: 'i32',
    dtypes: [dtype, 'i32'],
    neutral,
    start: (site, index) => [literal(site, dtype, neutral), index],
    take: (site, state, x, index) => {
      const [best] = pair(state)
      return chosen(site, better(x, best), [x, index], state)
    },
    join: (site, left, right) => {
      const [[x, i], [y, j]] = [pair(left), pair(right)]
      const earlier = operate(site, 'and', 'bool', equal(site, x, y), compare('lt', i, j))
      return chosen(site, operate(site, 'or', 'bool', better(x, y), earlier), left, right)
    },
    of: (_, x, index) => [x, index],
    result: (_, state) => pair(state)[1],
  }
}

export const totalOf = (how: Folding, dtype: DType): Total => {
  switch (how) {
    case 'sum':
      return ofOne('add', dtype, 0)
    case 'max':
      return dtype === 'f32' ? ofBits('max') : ofOne('max', dtype, lowest[dtype])
    case 'min':
      return dtype === 'f32' ? ofBits('min') : ofOne('min', dtype, highest[dtype])
    case 'argMax':
      return ofBest(dtype, 'gt', lowest[dtype])
    case 'argMin':
      return ofBest(dtype, 'lt', highest[dtype])
  }
}

/** The lanes of a state from `by` on as the first. */
export const laterLanes = (state: State, by: 1 | 2): State => state.map((quad) => later(quad, by))

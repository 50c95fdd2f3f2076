// Einstein summation: a letter for each axis, `ij,jk->ik`; letters that the result does not have are summed.
import { demandText, type Fill, fail, fill } from '../prelude/index.ts'
import { type Sizes, showShape } from './array-type.ts'
import type { DimEq, IsOpen, Meet, Same, Shape, ShowDim, ShowShape } from './dim.ts'

/** The letters of the operands' axes and of the result's. */
export interface Equation {
  readonly terms: readonly (readonly string[])[]
  readonly result: readonly string[]
}

const form = {
  where: 'einsum',
  must: 'equation must be terms of letters, and one result after ->',
  was: "'{equation}'",
  do: "write it as 'ij,jk->ik'",
} as const

const operands = {
  where: "einsum '{equation}'",
  must: 'operands must be as many as terms, {terms}',
  was: '{count}',
  do: 'separate the terms by commas, one for each operand',
} as const

const letters = {
  where: "einsum '{equation}'",
  must: "term '{term}' must have a letter for each axis of {shape}",
  was: '{count}',
  do: 'write as many letters as axes',
} as const

const sizes = {
  where: "einsum '{equation}'",
  must: 'sizes of {letter} must be equal',
  was: '{m} and {n}',
  do: 'give one of them another letter',
} as const

const unknown = {
  where: "einsum '{equation}'",
  must: 'letters of the result must stand in a term',
  was: '{letter}',
  do: 'leave it out, or add it to a term',
} as const

const twice = {
  where: "einsum '{equation}'",
  must: 'letters of the result must differ',
  was: '{letter} twice',
  do: 'write it once',
} as const

/** The letters of an equation; spaces do not count. */
export const parseEinsum = (equation: string): Equation => {
  const [left = '', right, ...more] = demandText('einsum', 'equation', equation)
    .split('->')
    .map((text) => text.replaceAll(' ', ''))
  const terms = left.split(',')
  const valid = [...terms, right ?? ''].every((text) => /^[a-zA-Z]*$/.test(text))
  return right === undefined || more.length > 0 || !valid
    ? fail(fill(form, { equation }))
    : { terms: terms.map((term) => [...term]), result: [...right] }
}

const resultOf = (
  equation: string,
  result: readonly string[],
  bound: ReadonlyMap<string, number>,
): Sizes =>
  result.map((letter, i) => {
    if (result.indexOf(letter) < i) fail(fill(twice, { equation, letter }))
    return bound.get(letter) ?? fail(fill(unknown, { equation, letter }))
  })

/** The sizes that the letters of the result stand for. */
export const einsumShape = (equation: string, shapes: readonly Sizes[]): Sizes => {
  const { terms, result } = parseEinsum(equation)
  if (terms.length !== shapes.length)
    fail(fill(operands, { equation, terms: terms.length, count: shapes.length }))
  const bound = new Map<string, number>()
  shapes.forEach((shape, i) => {
    const term = terms[i] ?? []
    if (term.length !== shape.length) {
      const words = { equation, term: term.join(''), count: term.length }
      fail(fill(letters, { ...words, shape: showShape(shape) }))
    }
    term.forEach((letter, axis) => {
      const n = shape[axis] ?? 1
      const m = bound.get(letter) ?? n
      if (m !== n) fail(fill(sizes, { equation, letter, m, n }))
      bound.set(letter, n)
    })
  })
  return resultOf(equation, result, bound)
}

type Lower =
  | 'a'
  | 'b'
  | 'c'
  | 'd'
  | 'e'
  | 'f'
  | 'g'
  | 'h'
  | 'i'
  | 'j'
  | 'k'
  | 'l'
  | 'm'
  | 'n'
  | 'o'
  | 'p'
  | 'q'
  | 'r'
  | 's'
  | 't'
  | 'u'
  | 'v'
  | 'w'
  | 'x'
  | 'y'
  | 'z'
type Letter = Lower | Uppercase<Lower>

/** The letters of a text, `false` where something else stands among them. */
type LettersOf<
  Text,
  Done extends readonly string[] = [],
> = Text extends `${infer Head}${infer Tail}`
  ? Head extends Letter
    ? LettersOf<Tail, [...Done, Head]>
    : Head extends ' '
      ? LettersOf<Tail, Done>
      : false
  : Done

/** The letters of each term, `false` where one has something else. */
type TermsOf<Text, Done extends Shape = []> = Text extends `${infer Head},${infer Tail}`
  ? LettersOf<Head> extends infer Letters
    ? Letters extends false
      ? false
      : TermsOf<Tail, [...Done, Letters]>
    : never
  : LettersOf<Text> extends infer Letters
    ? Letters extends false
      ? false
      : [...Done, Letters]
    : never

type Text<Letters, Done extends string = ''> = Letters extends readonly [
  infer Head extends string,
  ...infer Tail,
]
  ? Text<Tail, `${Done}${Head}`>
  : Done

/** What is known of the letters after one more operand with as many axes, or a sentence; an open one leaves them unknown. */
type BindTerm<E, Letters, Dims, Bound> = Letters extends readonly [
  infer L extends string,
  ...infer Ls,
]
  ? Dims extends readonly [infer N, ...infer Ns]
    ? L extends keyof Bound
      ? DimEq<Bound[L], N, Dims> extends false
        ? Fill<
            typeof sizes,
            { equation: E; letter: L; m: ShowDim<Bound[L], Dims>; n: ShowDim<N, Dims> }
          >
        : BindTerm<E, Ls, Ns, Rebound<Bound, L, Meet<Bound[L], N, Dims>>>
      : BindTerm<E, Ls, Ns, Bound & { [Key in L]: N }>
    : BindTerm<E, Ls, Dims, L extends keyof Bound ? Bound : Bound & { [Key in L]: number }>
  : Bound

type BindShape<E, Term extends Shape, S extends Shape, Bound> =
  IsOpen<S> extends true
    ? BindTerm<E, Term, S, Bound>
    : Term['length'] extends S['length']
      ? BindTerm<E, Term, S, Bound>
      : Fill<
          typeof letters,
          { equation: E; term: Text<Term>; shape: ShowShape<S>; count: Term['length'] }
        >

type Rebound<Bound, L extends keyof Bound, D> =
  Same<Bound[L], D> extends true ? Bound : { [Key in keyof Bound]: Key extends L ? D : Bound[Key] }

type BindAll<E, Terms, Shapes, Bound = unknown> = Terms extends readonly [
  infer Term extends Shape,
  ...infer Ts,
]
  ? Shapes extends readonly [infer S extends Shape, ...infer Ss]
    ? BindShape<E, Term, S, Bound> extends infer Next
      ? Next extends string
        ? Next
        : BindAll<E, Ts, Ss, Next>
      : never
    : never
  : Bound

type Result<E, Letters, Bound, Seen = never, Done extends Shape = []> = Letters extends readonly [
  infer L extends string,
  ...infer Ls,
]
  ? L extends Seen
    ? Fill<typeof twice, { equation: E; letter: L }>
    : L extends keyof Bound
      ? Result<E, Ls, Bound, Seen | L, [...Done, Bound[L]]>
      : Fill<typeof unknown, { equation: E; letter: L }>
  : Done

type Bound<E, Terms, Letters, Shapes extends Shape> = Terms extends Shape
  ? Letters extends Shape
    ? Terms['length'] extends Shapes['length']
      ? BindAll<E, Terms, Shapes> extends infer All
        ? All extends string
          ? All
          : Result<E, Letters, All>
        : never
      : Fill<typeof operands, { equation: E; terms: Terms['length']; count: Shapes['length'] }>
    : Fill<typeof form, { equation: E }>
  : Fill<typeof form, { equation: E }>

/** The sizes that the letters of the result stand for, or a sentence of {@link einsumShape}. */
export type EinsumShape<E extends string, Shapes extends Shape> = string extends E
  ? number[]
  : IsOpen<Shapes> extends true
    ? number[]
    : E extends `${infer Left}->${infer Right}`
      ? Bound<E, TermsOf<Left>, LettersOf<Right>, Shapes>
      : Fill<typeof form, { equation: E }>

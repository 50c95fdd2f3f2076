// Shapes as types. A dim is a literal size, `number` (unknown until run time) or `number | 'batch'` (unknown, with a name);
// a shape may be open: `[...number[], 8]`. Equality here means "may be equal": what types cannot decide, run time does.

/** A shape at the type level. Its dims have no constraint, so that a conditional type on a size parameter is not deferred. */
export type Shape = readonly unknown[]

/** `Box<A> extends Box<B>` is decided for a type parameter against itself, where `A extends B` is deferred. */
export interface Box<T> {
  readonly box: T
}

/** Whether two types are one. The lists make a type parameter differ from every other type at once, where other forms wait to
 *  know it: so inside a generic type compare two of its parameters, never one with a constant, which would be settled there. */
export type Same<A, B> =
  (<T>() => T extends [A] ? 1 : 2) extends <T>() => T extends [B] ? 1 : 2 ? true : false

/** A type, and whether it fits: see {@link Fits}. */
interface Fitting<A, Fitted> {
  readonly type: A
  readonly fits: Fitted
}

/** `unknown`; waits until Once is known. */
type When<Once> = Once extends unknown ? unknown : never

/** `true` where A is assignable to B, else `boolean`; decided for type parameters too, as soon as Once is known. Their comparison in
 *  a conditional type waits for them; the constraint of an inferred type does not: where it is not met, it is what is inferred. */
type Fits<A, B, Once> = When<Once> & Fitting<A, true> extends
  | (infer Found extends Fitting<B, boolean>)
  | object
  ? Found['fits']
  : never

/** Whether one of two types, such as dtypes, may be the other; decided for a type parameter against itself. */
export type MayBe<A, B> = Box<A> extends Box<B> ? true : Box<B> extends Box<A> ? true : false

/** Whether two dims may be equal: one size, an unknown and anything, a name and any size, but never two names or two type
 *  parameters. Decided as soon as Once is known: inside a generic type give it a parameter that its user knows, such as a shape. */
export type DimEq<A, B, Once> =
  Fits<A, B, Once> extends true ? true : Fits<B, A, Once> extends true ? true : false

/** The more specific of two dims that may be equal: a literal before a name before an unknown. */
export type Meet<A, B, Once> =
  Same<A, B> extends true
    ? A
    : Fits<number, A, Once> extends true
      ? Fits<number, B, Once> extends true
        ? A | B
        : B
      : A

/** How a literal number is written. */
type Numeral = `${bigint}` | `${number}.${number}` | `${number}e${string}`

/** A dim as messages show it: its size, its name, or `?`, as of a type parameter; Once as for {@link DimEq}. */
export type ShowDim<D, Once = D> =
  Fits<number, D, Once> extends true
    ? [Extract<D, string>] extends [never]
      ? '?'
      : `${Extract<D, string>}`
    : Fits<D, string, Once> extends true
      ? D & string
      : Fits<`${D & number}`, Numeral, Once> extends true
        ? `${D & number}`
        : '?'

type ShowDims<S, Once, Text extends string = '', Comma extends string = ''> = S extends readonly [
  infer Head,
  ...infer Tail,
]
  ? ShowDims<Tail, Once, `${Text}${Comma}${ShowDim<Head, Once>}`, ', '>
  : S extends readonly []
    ? Text
    : `${Text}${Comma}...${ShowLast<S, Once>}`

type ShowLast<S, Once, Text extends string = ''> = S extends readonly [...infer Init, infer Last]
  ? ShowLast<Init, Once, `, ${ShowDim<Last, Once>}${Text}`>
  : Text

/** A shape as messages show it: `[2, batch, ?]`, open axes as `...`; the type-level twin of `showShape`. */
export type ShowShape<S> = `[${ShowDims<S, S>}]`

/** `f32[2, 3]`: the type-level twin of `showType`. */
export type ShowType<S, D> = `${D & string}${ShowShape<S>}`

/** Whether the rank is unknown. */
export type IsOpen<S> = S extends Shape ? (number extends S['length'] ? true : false) : true

/** The same tuple, not readonly: as results are shown. */
export type Plain<S> = { -readonly [I in keyof S]: S[I] }

/** As many dims, none of them known. */
export type Unknown<S> = { -readonly [I in keyof S]: number }

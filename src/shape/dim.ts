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

/** Whether two dims may be equal: one size, an unknown and anything, a name and any size, but never two names. */
export type DimEq<A, B> = Box<A> extends Box<B> ? true : Box<B> extends Box<A> ? true : false

/** The more specific of two dims that may be equal: a literal before a name before an unknown. */
export type Meet<A, B> =
  Same<A, B> extends true ? A : number extends A ? (number extends B ? A | B : B) : A

/** A dim as messages show it: its size, its name, or `?`. */
export type ShowDim<D> = number extends D
  ? [Extract<D, string>] extends [never]
    ? '?'
    : `${Extract<D, string>}`
  : D extends string | number
    ? `${D}`
    : '?'

type ShowDims<S, Text extends string, Comma extends string = ''> = S extends readonly [
  infer Head,
  ...infer Tail,
]
  ? ShowDims<Tail, `${Text}${Comma}${ShowDim<Head>}`, ', '>
  : S extends readonly []
    ? Text
    : `${Text}${Comma}...${ShowLast<S>}`

type ShowLast<S, Text extends string = ''> = S extends readonly [...infer Init, infer Last]
  ? ShowLast<Init, `, ${ShowDim<Last>}${Text}`>
  : Text

/** A shape as messages show it: `[2, batch, ?]`, open axes as `...`; the type-level twin of `showShape`. */
export type ShowShape<S> = `[${ShowDims<S, ''>}]`

/** `f32[2, 3]`: the type-level twin of `showType`. */
export type ShowType<S, D> = `${D & string}${ShowShape<S>}`

/** Whether the rank is unknown. */
export type IsOpen<S> = S extends Shape ? (number extends S['length'] ? true : false) : true

/** The same tuple, not readonly: as results are shown. */
export type Plain<S> = { -readonly [I in keyof S]: S[I] }

/** As many dims, none of them known. */
export type Unknown<S> = { -readonly [I in keyof S]: number }

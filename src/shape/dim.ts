// Shapes as types. A dim is a literal size, `number` (unknown until run time) or `number | 'batch'` (unknown, with a name);
// a shape may be open: `[...number[], 8]`. Equality here means "may be equal": what types cannot decide, run time does.

/** A shape at the type level. Its dims have no constraint, so that a conditional type on a size parameter is not deferred. */
export type Shape = readonly unknown[]

/** Invariant-free wrapper: `Box<A> extends Box<B>` is decided for a type parameter against itself, and against a literal. */
export interface Box<T> {
  readonly box: T
}

type NameOf<D> = Extract<D, string>

/** Two names may be equal unless both are there and differ. */
type NamesMeet<A, B> = [NameOf<A>] extends [never]
  ? true
  : [NameOf<B>] extends [never]
    ? true
    : Box<NameOf<A>> extends Box<NameOf<B>>
      ? true
      : false

/** Whether two dims may be equal. Identity comes first: it is decided even for type parameters. */
export type DimEq<A, B> =
  Box<A> extends Box<B>
    ? true
    : number extends A
      ? number extends B
        ? NamesMeet<A, B>
        : true
      : number extends B
        ? true
        : false

/** The more specific of two dims that may be equal: a literal before a name before an unknown. */
export type Meet<A, B> = number extends A
  ? [NameOf<A>] extends [never]
    ? B
    : number extends B
      ? A
      : B
  : A

/** A dim as messages show it: its size, its name, or `?`. */
export type ShowDim<D> = number extends D
  ? [NameOf<D>] extends [never]
    ? '?'
    : `${NameOf<D>}`
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

// Arithmetic of sizes as types, on decimal digits: 768 * 3072 costs hundreds of instantiations, where tuples of that length cost
// millions. Sizes are literals, whole and not negative; `number`, an unknown size, gives `number`.
import type { Difference, Next, Order, Product, Sum } from './integer-tables.ts'

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'
type Bit = '0' | '1'

type Reverse<Text, Done extends string = ''> = Text extends `${infer Head}${infer Tail}`
  ? Reverse<Tail, `${Head}${Done}`>
  : Done

/** A text of digits without its leading zeros, as a number. */
type Parse<Text> = Text extends `0${infer Tail}`
  ? Tail extends ''
    ? 0
    : Parse<Tail>
  : Text extends `${infer N extends number}`
    ? N
    : never

// Written backwards, the least significant digit stands first.

type AddBackwards<
  A,
  B,
  Carry extends Bit = '0',
  Done extends string = '',
> = A extends `${infer a extends Digit}${infer As}`
  ? B extends `${infer b extends Digit}${infer Bs}`
    ? Sum[Carry][a][b] extends `${infer C extends Bit}${infer Digit}`
      ? AddBackwards<As, Bs, C, `${Done}${Digit}`>
      : never
    : Carry extends '0'
      ? `${Done}${A}`
      : AddBackwards<A, '1', '0', Done>
  : B extends ''
    ? Carry extends '0'
      ? Done
      : `${Done}1`
    : AddBackwards<B, '', Carry, Done>

/** 'negative' where B is the larger. */
type SubtractBackwards<
  A,
  B,
  Borrow extends Bit = '0',
  Done extends string = '',
> = A extends `${infer a extends Digit}${infer As}`
  ? B extends `${infer b extends Digit}${infer Bs}`
    ? Difference[Borrow][a][b] extends `${infer C extends Bit}${infer Digit}`
      ? SubtractBackwards<As, Bs, C, `${Done}${Digit}`>
      : never
    : Borrow extends '0'
      ? `${Done}${A}`
      : SubtractBackwards<A, '1', '0', Done>
  : B extends ''
    ? Borrow extends '0'
      ? Done
      : 'negative'
    : 'negative'

type TimesDigit<
  A,
  B extends Digit,
  Carry extends Exclude<Digit, '9'> = '0',
  Done extends string = '',
> = A extends `${infer a extends Digit}${infer As}`
  ? Product[Carry][a][B] extends `${infer C extends Exclude<Digit, '9'>}${infer Digit}`
    ? TimesDigit<As, B, C, `${Done}${Digit}`>
    : never
  : Carry extends '0'
    ? Done
    : `${Done}${Carry}`

type Times10<A> = A extends '' ? '' : `0${A & string}`

/** A backwards, B forwards: Horner's scheme over the digits of B. */
type MultiplyBackwards<A, B, Done = ''> = B extends `${infer b extends Digit}${infer Bs}`
  ? MultiplyBackwards<
      A,
      Bs,
      b extends '0'
        ? Times10<Done>
        : AddBackwards<Times10<Done>, b extends '1' ? A : TimesDigit<A, b>>
    >
  : Done

/** One step of long division: how often B goes into the remainder, and what is left. */
type DigitOfQuotient<Rest, B, Q extends Digit = '0'> =
  SubtractBackwards<Rest, B> extends infer Less
    ? Less extends 'negative'
      ? [Q, Rest]
      : DigitOfQuotient<Less, B, Next[Q]>
    : never

/** A forwards, B and the remainder backwards. */
type DivideDigits<
  A,
  B,
  Rest extends string = '',
  Quotient extends string = '',
> = A extends `${infer Head}${infer Tail}`
  ? DigitOfQuotient<`${Head}${Rest}`, B> extends [infer Q extends Digit, infer R extends string]
    ? DivideDigits<Tail, B, R, `${Quotient}${Q}`>
    : never
  : [Quotient, Rest]

/** Which text is the longer, else which is first by its digits. */
type CompareLengths<A, B> = A extends `${string}${infer As}`
  ? B extends `${string}${infer Bs}`
    ? CompareLengths<As, Bs>
    : '>'
  : B extends ''
    ? '='
    : '<'

type CompareDigits<A, B> = A extends `${infer a extends Digit}${infer As}`
  ? B extends `${infer b extends Digit}${infer Bs}`
    ? Order[a][b] extends '='
      ? CompareDigits<As, Bs>
      : Order[a][b]
    : '>'
  : '='

type Compare<A, B> =
  CompareLengths<A, B> extends infer Length
    ? Length extends '='
      ? CompareDigits<A, B>
      : Length
    : never

export type Add<A extends number, B extends number> = number extends A | B
  ? number
  : A extends 0
    ? B
    : B extends 0
      ? A
      : Parse<Reverse<AddBackwards<Reverse<`${A}`>, Reverse<`${B}`>>>>

/** A − B, `never` where B is the larger. */
export type Sub<A extends number, B extends number> = number extends A | B
  ? number
  : B extends 0
    ? A
    : SubtractBackwards<Reverse<`${A}`>, Reverse<`${B}`>> extends infer D
      ? D extends 'negative'
        ? never
        : Parse<Reverse<D>>
      : never

export type Mul<A extends number, B extends number> = A extends 1
  ? B
  : B extends 1
    ? A
    : A extends 0
      ? 0
      : B extends 0
        ? 0
        : number extends A | B
          ? number
          : Parse<Reverse<MultiplyBackwards<Reverse<`${A}`>, `${B}`>>>

/** `[⌊A / B⌋, A mod B]`; B is not 0. */
export type DivMod<A extends number, B extends number> = B extends 1
  ? [A, 0]
  : B extends 0
    ? [never, never]
    : number extends A | B
      ? [number, number]
      : DivideDigits<`${A}`, Reverse<`${B}`>> extends [infer Q, infer R]
        ? [Parse<Q>, Parse<Reverse<R>>]
        : never

/** Whether A < B; `boolean` where one is unknown. */
export type Lt<A extends number, B extends number> = number extends A | B
  ? boolean
  : Compare<`${A}`, `${B}`> extends '<'
    ? true
    : false

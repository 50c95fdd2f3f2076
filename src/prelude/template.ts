// A sentence with holes, written once: the error thrown at run time and the message in the editor are both filled from it,
// so that they cannot differ.
import type { Issue, Sentence } from './issue.ts'

type HolesIn<Text> = Text extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | HolesIn<Rest>
  : never

/** The names of the holes of a template: an issue whose parts hold `{name}`. */
export type Holes<T extends Issue> = HolesIn<T[keyof T]>

/** The template with a word in each hole.
 *  @example fill({ where: '{op}', must: 'must be positive', was: '{x}', do: 'write 1' }, { op: 'scale', x: 0 }) // => { where: 'scale', must: 'must be positive', was: '0', do: 'write 1' } */
export const fill = <const T extends Issue>(
  { where, must, was, do: advice }: T,
  words: Readonly<Record<Holes<T>, string | number>>,
): Issue => {
  // a hole of T is a key of words
  const filled = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, hole: string) => String(words[hole as Holes<T>]))
  return { where: filled(where), must: filled(must), was: filled(was), do: filled(advice) }
}

type FillText<
  Text,
  Words,
  Done extends string = '',
> = Text extends `${infer Head}{${infer Hole}}${infer Rest}`
  ? FillText<Rest, Words, `${Done}${Head}${Words[Hole & keyof Words] & (string | number)}`>
  : `${Done}${Text & string}`

/** The sentence of a template with a word in each hole: the type-level twin of {@link fill}. */
export type Fill<T extends Issue, Words> = Sentence<
  FillText<T['where'], Words>,
  FillText<T['must'], Words>,
  FillText<T['was'], Words>,
  FillText<T['do'], Words>
>

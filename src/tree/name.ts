// Which names a child may have, by value and by type: the rules that make every path readable in one way.
import type { Issue, Sentence } from '../prelude/index.ts'
import { described } from './node.ts'

/** What is wrong with a name, or undefined: not empty, not `__proto__`, no `.`, no `*`, no number, no lone surrogate. */
export const nameIssue = (where: string, name: string): Issue | undefined => {
  const issue = (must: string, advice: string): Issue => ({
    where,
    must: `a name must ${must}`,
    was: `'${name}'`,
    do: advice,
  })
  if (typeof name !== 'string')
    return {
      where,
      must: 'a name must be a string',
      was: described(name),
      do: 'write it in quotes',
    }
  if (name === '') return issue('not be empty', 'write a letter')
  if (name === '__proto__') return issue("not be '__proto__'", 'choose another')
  if (name.includes('.')) return issue("hold no '.'", 'nest instead')
  if (name.includes('*')) return issue("hold no '*'", 'a pattern uses it')
  if (Number.isFinite(Number(name))) return issue('be no number', 'add a letter')
  if (loneSurrogate.test(name)) return issue('be well-formed Unicode', 'remove the lone surrogate')
  return undefined
}

const loneSurrogate = /\p{Surrogate}/u

/** The sentence of {@link nameIssue}, or never where the name is good. (Types do not see surrogates.) */
export type NameFault<Where extends string, N extends string> = N extends ''
  ? NameSentence<Where, 'not be empty', N, 'write a letter'>
  : N extends '__proto__'
    ? NameSentence<Where, "not be '__proto__'", N, 'choose another'>
    : N extends `${string}.${string}`
      ? NameSentence<Where, "hold no '.'", N, 'nest instead'>
      : N extends `${string}*${string}`
        ? NameSentence<Where, "hold no '*'", N, 'a pattern uses it'>
        : N extends `${number}`
          ? NameSentence<Where, 'be no number', N, 'add a letter'>
          : never

type NameSentence<
  Where extends string,
  Must extends string,
  N extends string,
  Do extends string,
> = Sentence<Where, `a name must ${Must}`, `'${N}'`, Do>

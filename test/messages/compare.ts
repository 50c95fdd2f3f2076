// What a type test expects, against what the compiler said.
import { type Diagnostic, saying } from './diagnostic.ts'
import { expectationsOf } from './expectation.ts'

/** How many sentences were asked for, and where something else was said. */
export interface Report {
  readonly sentences: number
  readonly faults: readonly string[]
}

/** Each refusal of the test must be one diagnostic, which says its sentence (or the whole text, where the sentence begins with
 *  TypeScript's own number); all else must be accepted. */
export const compare = (file: string, test: string, said: readonly Diagnostic[]): Report => {
  const expectations = expectationsOf(test)
  const unsaid = expectations.flatMap(({ says, first, last }) => {
    const heard = said
      .filter(({ line }) => line >= first && line <= last)
      .map((one) => (/^TS\d/.test(says) ? one.text : saying(one)))
    return heard.length === 1 && heard[0] === says
      ? []
      : [`${file}:${first}: must say\n  ${says}\nwas\n  ${heard.join('\n  ') || 'nothing'}`]
  })
  const unasked = said
    .filter(({ line }) => !expectations.some(({ first, last }) => line >= first && line <= last))
    .map(({ line, text }) => `${file}:${line}: must be accepted\nwas\n  ${text}`)
  return { sentences: expectations.length, faults: [...unsaid, ...unasked] }
}

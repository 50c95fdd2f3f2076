// What a type test expects the compiler to say: the line `//! …` above each expectError.

/** A sentence, and the lines of the statement that must be refused with it. */
export interface Expectation {
  readonly says: string
  readonly first: number
  readonly last: number
}

/** The statement that begins at a line goes on while lines are indented deeper, or close what it opened. */
const lastLineFrom = (lines: readonly string[], first: number): number => {
  const indent = /^\s*/.exec(lines[first] ?? '')?.[0] ?? ''
  const next = lines.findIndex(
    (line, i) => i > first && !(line.startsWith(`${indent} `) || /^\s*[)\]}]/.test(line)),
  )
  return next === -1 ? lines.length - 1 : next - 1
}

const saidIn = (line: string | undefined): string | undefined =>
  /^\s*\/\/! (.+)$/.exec(line ?? '')?.[1]

/** The sentence above a line. TypeScript's own may have several lines, each after `//!`, as they are indented. */
const saidAbove = (lines: readonly string[], i: number): string | undefined => {
  const last = saidIn(lines[i - 1])
  const before = last === undefined ? undefined : saidAbove(lines, i - 1)
  return before === undefined ? last : `${before}\n${last}`
}

/** The expectations of a type test; lines count from 1. A refusal without its sentence expects what nobody says. */
export const expectationsOf = (text: string): readonly Expectation[] => {
  const lines = text.split('\n')
  return lines.flatMap((line, i) => {
    if (saidIn(line) !== undefined) return [] // one of several
    const said = saidAbove(lines, i)
    const refuses = /^\s*expectError[<(]/.test(line)
    if (!refuses && said === undefined) return []
    const says = refuses
      ? (said ?? 'a sentence on the line above, after //!')
      : 'an expectError below'
    return [{ says, first: i + 1, last: lastLineFrom(lines, i) + 1 }]
  })
}

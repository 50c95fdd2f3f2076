// What the compiler said, read from its command line: any version has one.

export interface Diagnostic {
  readonly file: string
  readonly line: number
  /** `TS2345: Argument of type …` */
  readonly text: string
  /** Whether it goes on in indented lines. */
  readonly long: boolean
}

/** The diagnostics that tsc printed, without colours. */
export const diagnosticsOf = (output: string): readonly Diagnostic[] => {
  const lines = output.split('\n')
  return lines.flatMap((line, i) => {
    const found = /^(.+?)\((\d+),\d+\): error (TS\d+: .*)$/.exec(line)
    if (found === null) return []
    const [, file = '', number = '', text = ''] = found
    return [{ file, line: Number(number), text, long: /^\s/.test(lines[i + 1] ?? '') }]
  })
}

/** The sentence of a message that is the type of a parameter or property; the whole text where none is. */
export const saying = ({ text, long }: Diagnostic): string => {
  const sentence = /type '"((?:(?!type '").)*)"(?: \| undefined)?'\.$/.exec(text)?.[1]
  return sentence === undefined || long ? text : sentence.replaceAll('\\"', '"')
}

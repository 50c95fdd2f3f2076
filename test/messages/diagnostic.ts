// What the compiler said, read from its command line: any version has one.

export interface Diagnostic {
  readonly file: string
  readonly line: number
  /** `TS2345: Argument of type …`, and the lines that it goes on in, as they are indented. */
  readonly text: string
}

/** The diagnostics that tsc printed, without colours. */
export const diagnosticsOf = (output: string): readonly Diagnostic[] => {
  const lines = output.split('\n')
  return lines.flatMap((line, i) => {
    const found = /^(.+?)\((\d+),\d+\): error (TS\d+: .*)$/.exec(line)
    if (found === null) return []
    const [, file = '', number = '', text = ''] = found
    const after = lines.slice(i + 1)
    const end = after.findIndex((next) => !/^\s/.test(next))
    return [{ file, line: Number(number), text: [text, ...after.slice(0, end)].join('\n') }]
  })
}

/** The sentence of a message of one line that is the type of a parameter or property; the whole text where none is. */
export const saying = ({ text }: Diagnostic): string => {
  const sentence = /type '"((?:(?!type '").)*)"(?: \| undefined)?'\.$/.exec(text)?.[1]
  return sentence === undefined || text.includes('\n') ? text : sentence.replaceAll('\\"', '"')
}

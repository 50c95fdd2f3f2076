// A page becomes a module, line for line: prose becomes empty lines, `// => value` and `// throws: message`
// become assertions, so that what fails at build/pages/docs/shapes.md.ts:9 stands at docs/shapes.md:9.
import ts from '@tsd/typescript'

/** A line of a page, with the language of the block that holds it. */
interface Line {
  readonly text: string
  readonly block: string | undefined
}

const fence = '```'

const linesOf = (text: string): readonly Line[] => {
  let block: string | undefined
  return text.split('\n').map((line) => {
    const isFence = line.startsWith(fence)
    const here = { text: line, block: isFence ? undefined : block }
    if (isFence) block = block === undefined ? line.slice(fence.length).trim() : undefined
    return here
  })
}

/** The languages of a page's blocks, in order. */
export const blocksOf = (page: string): readonly string[] => {
  const fences = page.split('\n').filter((line) => line.startsWith(fence))
  return fences.filter((_, i) => i % 2 === 0).map((line) => line.slice(fence.length).trim())
}

/** What a comment claims of the statement before it. */
export interface Claim {
  readonly kind: 'value' | 'error'
  /** From 1, as editors count. */
  readonly line: number
  /** Where the comment starts in the text. */
  readonly start: number
  /** The value as an expression, or the message of the error. */
  readonly says: string
}

const claim = /\/\/ (=>|throws:) (.+)$/
// a claim goes on in comments that stand alone and are indented further
const more = /^\s*\/\/ {2,}(\S.*)$/

/** The claims of a program, each with all of its lines. */
export const claimsOf = (program: string): readonly Claim[] => {
  const lines = program.split('\n')
  let offset = 0
  return lines.flatMap((text, i) => {
    const start = offset
    offset += text.length + 1
    const found = claim.exec(text)
    if (found === null) return []
    const [, arrow, first = ''] = found
    const rest = lines.slice(i + 1)
    const end = rest.findIndex((line) => !more.test(line))
    const following = rest
      .slice(0, end === -1 ? rest.length : end)
      .map((line) => more.exec(line)?.[1] ?? '')
    const kind = arrow === '=>' ? 'value' : 'error'
    const says = [first, ...following].join(kind === 'value' ? ' ' : '\n')
    return [{ kind, line: i + 1, start: start + found.index, says }] as const
  })
}

interface Edit {
  readonly at: number
  readonly text: string
}

const statementsOf = (file: ts.SourceFile): readonly ts.Statement[] => {
  const found: ts.Statement[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) || ts.isVariableStatement(node)) found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** The edits that make a claim about the statement that ends before it an assertion. */
const asserted = (
  { kind, line, start, says }: Claim,
  file: ts.SourceFile,
  statements: readonly ts.Statement[],
): readonly Edit[] => {
  const statement = statements.find(
    ({ end }) => end <= start && /^[\s;]*$/.test(file.text.slice(end, start)),
  )
  const refuse = (must: string): never => {
    throw new Error(`line ${line}: ${must}`)
  }
  if (statement === undefined) return refuse('a claim must follow a statement')
  const from = statement.getStart(file)
  if (kind === 'error')
    return [
      { at: from, text: `$page.throws(${line}, () => { ` },
      { at: statement.end, text: ` }, ${JSON.stringify(says)});` },
    ]
  if (ts.isExpressionStatement(statement)) {
    // a const, so that no context changes the type that the expression has by itself
    const end = statement.expression.end
    return [
      { at: from, text: `const $${line} = (` },
      { at: end, text: `); $page.shows(${line}, $${line}, (${says}));` },
    ]
  }
  const name = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations.at(-1)?.name
    : undefined
  return name !== undefined && ts.isIdentifier(name)
    ? [{ at: statement.end, text: `; $page.shows(${line}, ${name.text}, (${says}));` }]
    : refuse('a value must be claimed of an expression or of one name')
}

/** The program with its claims as assertions; no line moves. */
export const withAssertions = (program: string): string => {
  const file = ts.createSourceFile('page.ts', program, ts.ScriptTarget.ES2022, true)
  const statements = statementsOf(file)
  const edits = claimsOf(program).flatMap((one) => asserted(one, file, statements))
  return [...edits]
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, text: add }) => text.slice(0, at) + add + text.slice(at), program)
}

/** The `text` blocks that directly follow a `ts` block: what that block printed, by the line of its fence. */
const outputsOf = (lines: readonly Line[]): ReadonlyMap<number, string> => {
  const outputs = new Map<number, string>()
  let last: string | undefined
  for (const [i, { text, block }] of lines.entries()) {
    if (text === `${fence}text` && last === 'ts') {
      const rest = lines.slice(i + 1)
      const end = rest.findIndex((line) => line.block === undefined)
      outputs.set(
        i,
        rest
          .slice(0, end)
          .map((line) => line.text)
          .join('\n'),
      )
    }
    if (block !== undefined) last = block
    else if (text !== '' && !text.startsWith(fence)) last = undefined
  }
  return outputs
}

/** A page as a module that imports `reader`, the path of reader.ts. */
export const compilePage = (path: string, text: string, reader: string): string => {
  const lines = linesOf(text)
  if (!text.startsWith('#')) throw new Error(`${path}: must start with its title`)
  const program = lines.map((line) => (line.block === 'ts' ? line.text : '')).join('\n')
  const outputs = outputsOf(lines)
  const body = withAssertions(program).split('\n')
  return body
    .map((line, i) => {
      const output = outputs.get(i)
      if (i === 0) return preamble(path, reader)
      if (output !== undefined) return `$page.printed(${i + 1}, ${JSON.stringify(output)});`
      return lines[i]?.text === `${fence}ts` ? '$page.begins();' : line
    })
    .join('\n')
}

/** The first line of a module made of a page: what its assertions call, and the console that they hear. */
export const preamble = (path: string, reader: string): string =>
  `import { read as $read } from ${JSON.stringify(reader)}; const $page = $read(${JSON.stringify(path)}); const console = $page.console;`

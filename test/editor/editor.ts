// The editor over a file of a user: TypeScript's language service, asked what may be written at a place and what is shown there.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ts from '@tsd/typescript'
import { consumerOptions, emitDeclarations } from '../messages/compiler.ts'

/** What an editor says of a file; the place is where `¦` stands in its text. */
export interface Editor {
  /** The strings that may be written there, in alphabetical order. */
  readonly completionsAt: (text: string) => readonly string[]
  /** The type of what stands there, as it is shown on hover, on one line. */
  readonly hoverAt: (text: string) => string
}

const offered: ReadonlySet<string> = new Set([
  ts.ScriptElementKind.string,
  ts.ScriptElementKind.memberVariableElement,
])

const home = 'build/editor'
const file = resolve(home, 'src/main.ts')

/** Opens a file beside fresh declarations of the package. */
export const openEditor = (head: string): Editor => {
  mkdirSync(resolve(home, 'src'), { recursive: true })
  emitDeclarations(`${home}/dist`)
  const project = `${home}/tsconfig.json`
  writeFileSync(project, JSON.stringify(consumerOptions(['src'])))
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(project, ts.sys.readFile).config,
    ts.sys,
    home,
  )
  let [content, version] = ['', 0]
  const service = ts.createLanguageService({
    readFile: ts.sys.readFile,
    fileExists: ts.sys.fileExists,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    getCompilationSettings: () => ({ ...options, noErrorTruncation: true }),
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? `${version}` : '0'),
    getScriptSnapshot: (name) =>
      name === file
        ? ts.ScriptSnapshot.fromString(content)
        : ts.sys.fileExists(name)
          ? ts.ScriptSnapshot.fromString(readFileSync(name, 'utf8'))
          : undefined,
    getCurrentDirectory: () => resolve(home),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  })
  const open = (text: string): number => {
    const [before = '', after = ''] = text.split('¦')
    content = `${head}${before}${after}`
    version += 1
    return head.length + before.length
  }
  return {
    completionsAt: (text) => {
      const found = service.getCompletionsAtPosition(file, open(text), {})
      return (found?.entries ?? [])
        .filter(({ kind }) => offered.has(kind))
        .map(({ name }) => name)
        .sort()
    },
    hoverAt: (text) =>
      ts
        .displayPartsToString(service.getQuickInfoAtPosition(file, open(text))?.displayParts)
        .replaceAll(/\s+/g, ' '),
  }
}

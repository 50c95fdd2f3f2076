// The command line of any TypeScript, and the declarations of the package as its users get them.
import { spawnSync } from 'node:child_process'

export const compilers = {
  '7.0': 'node_modules/typescript/bin/tsc',
  '6.0': 'node_modules/@tsd/typescript/typescript/bin/tsc',
} as const

/** What tsc prints, without colours. */
export const tsc = (compiler: string, ...flags: readonly string[]): string =>
  spawnSync(process.execPath, [compiler, '--pretty', 'false', ...flags], { encoding: 'utf8' })
    .stdout

/** The declarations of src/ as it stands. */
export const emitDeclarations = (folder: string): void => {
  const flags = ['--emitDeclarationOnly', '--declarationMap', 'false', '--outDir', folder]
  const errors = tsc(compilers['7.0'], '-p', 'tsconfig.build.json', ...flags)
  if (errors !== '') throw new Error(`src must compile (was\n${errors})`)
}

/** The options of a project in build/…/ that uses the package: as strict as the package itself. */
export const consumerOptions = (include: readonly string[]): object => ({
  extends: '../../tsconfig.json',
  compilerOptions: {
    paths: {},
    types: [],
    declaration: false,
    isolatedDeclarations: false,
    noUnusedLocals: false,
    skipLibCheck: true,
  },
  include,
})

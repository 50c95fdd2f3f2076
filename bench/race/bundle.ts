// Espalier's runner as one file, which any Node can run.
import { resolve } from 'node:path'
import { build } from 'esbuild'

/** Bundles a file of bench/ with the library it measures; gives the path. */
export const bundled = async (entry: string, outfile: string): Promise<string> => {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  })
  return resolve(outfile)
}

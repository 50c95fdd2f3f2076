// Espalier as a runner: node espalier.mjs plain|wide|fast threads
import { availableParallelism } from 'node:os'
import { engine } from 'espalier'
import { operations } from './operations.ts'
import { serve } from './serve.ts'
import { steps } from './steps.ts'

const [mode = 'plain', count = '1'] = process.argv.slice(2)
const version = process.versions.node

// what the engine can be told
const told: Readonly<Record<string, unknown>> = engine
const configure = told.configure as ((settings: object) => void) | undefined

if (mode === 'plain' && configure === undefined)
  await serve({ version, threads: availableParallelism() }, { ...steps, ...operations })
else if (configure === undefined)
  console.log(JSON.stringify({ refused: `there is no ${mode} mode yet` }))
else {
  configure({ wideVectors: mode !== 'plain', threads: Number(count) })
  await serve({ version, threads: Number(count) }, { ...steps, ...operations })
}

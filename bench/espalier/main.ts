// Espalier as a runner: node espalier.mjs plain|wide|fast threads
import { availableParallelism } from 'node:os'
import { engine } from 'espalier'
import { operations } from './operations.ts'
import { serve } from './serve.ts'
import { steps } from './steps.ts'

const [mode = 'plain', count = '1'] = process.argv.slice(2)

/** What the engine is told in each mode. */
const settings: Readonly<Record<string, object>> = {
  plain: { threads: Number(count) },
  wide: { threads: Number(count), wideVectors: true },
}

/** How many threads there are, or why this mode is not there. */
const configured = (): number | string => {
  const told: Readonly<Record<string, unknown>> = engine
  const configure = told.configure as ((settings: object) => void) | undefined // or not yet
  const wanted = settings[mode]
  if (wanted === undefined) return `there is no ${mode} mode yet`
  if (configure === undefined)
    return mode === 'plain' ? availableParallelism() : `there is no ${mode} mode yet`
  try {
    configure(wanted)
    return Number(count)
  } catch (error) {
    return String(error)
  }
}

const threads = configured()
if (typeof threads === 'string') console.log(JSON.stringify({ refused: threads }))
else await serve({ version: process.versions.node, threads }, { ...steps, ...operations })

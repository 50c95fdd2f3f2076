// Espalier as a runner: node espalier.mjs plain|wide|fast threads
import { operations } from './operations.ts'
import { configured, threads } from './running.ts'
import { serve } from './serve.ts'
import { steps } from './steps.ts'

const refused = configured()
if (refused !== undefined) console.log(JSON.stringify({ refused }))
else await serve({ version: process.versions.node, threads }, { ...steps, ...operations })

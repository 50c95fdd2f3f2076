// What one TypeScript says of every mistake, and whether it sees the shape rules as the values do.
//   node scripts/run.mjs test/messages/main.ts node_modules/typescript/bin/tsc
import { mkdirSync, writeFileSync } from 'node:fs'
import { check, layOut } from './check.ts'
import { consumerOptions, tsc } from './compiler.ts'

const compiler = process.argv[3]
if (compiler === undefined)
  throw new Error('messages: must be given a compiler (was none); name its tsc')

layOut()
const { sentences, faults } = check(compiler)

mkdirSync('build/agreement-table', { recursive: true })
writeFileSync(
  'build/agreement-table/tsconfig.json',
  JSON.stringify(consumerOptions(['../../test/shape/agreement/agree.ts'])),
)
const disagreements = tsc(compiler, '-p', 'build/agreement-table')

console.log(`${sentences} sentences, ${faults.length} faults`)
console.log([...faults, disagreements].join('\n\n'))
process.exitCode = faults.length === 0 && disagreements === '' ? 0 : 1

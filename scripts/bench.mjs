// Runs the benchmarks: bench/*.bench.ts, each in a process of its own so that none warms another.
//   npm run bench                        all of them
//   npm run bench -- sentence            those whose name contains a word; what follows is theirs
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

const [word = '', ...rest] = process.argv.slice(2)
const files = readdirSync('bench').filter(
  (name) => name.endsWith('.bench.ts') && name.includes(word),
)
if (files.length === 0)
  throw new Error(`bench: must name a file of bench/ (was ${word}); see ls bench/*.bench.ts`)

for (const file of files.sort()) {
  console.log(`\n${file}`)
  const { status } = spawnSync(process.execPath, ['scripts/run.mjs', `bench/${file}`, ...rest], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}

// Records the digests of the portable checks, and says which are new and which have changed.  npm run record
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type Digests, digests } from './digest.ts'

const path = 'test/portable/golden.json'
const before: Digests = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
const after = digests()

for (const [name, digest] of Object.entries(after))
  if (before[name] === undefined) console.log(`new: ${name}`)
  else if (before[name] !== digest) console.log(`changed: ${name}`)
for (const name of Object.keys(before)) if (!(name in after)) console.log(`gone: ${name}`)

writeFileSync(path, `${JSON.stringify(after, null, 2)}\n`)

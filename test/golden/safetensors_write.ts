// Writes our files, with a JSON of what they hold, for safetensors_read.py:
//   node scripts/run.mjs test/golden/safetensors_write.ts
//   python test/golden/safetensors_read.py build/ours/model.safetensors build/ours/model.json    (and the others)
import { mkdirSync, writeFileSync } from 'node:fs'
import { decode } from '../../src/io/index.ts'
import { ours } from './ours/files.ts'

const word = (x: unknown): unknown =>
  typeof x === 'boolean'
    ? Number(x)
    : typeof x !== 'number' || (Number.isFinite(x) && !Object.is(x, -0))
      ? x
      : Object.is(x, -0)
        ? '-0'
        : `${x}`

mkdirSync('build/ours', { recursive: true })
for (const [name, bytes] of Object.entries(ours)) {
  const file = decode(bytes)
  if (file._tag === 'Left') throw new Error(JSON.stringify(file.left))
  const tensors = Object.fromEntries(
    Object.entries(file.right.tensors).map(([path, x]) => [
      path,
      { shape: x.shape, dtype: x.dtype, data: [...x].map(word) },
    ]),
  )
  writeFileSync(`build/ours/${name}.safetensors`, bytes)
  writeFileSync(
    `build/ours/${name}.json`,
    JSON.stringify({ metadata: file.right.metadata, tensors }),
  )
}

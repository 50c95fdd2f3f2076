// Writes the committed table.  node scripts/run.mjs test/shape/agreement/write.ts
import { writeFileSync } from 'node:fs'
import { casesFrom, moduleOf } from './draw.ts'

writeFileSync(
  'test/shape/agreement/table.ts',
  moduleOf(casesFrom(1, 24), 'test/shape/agreement/write.ts'),
)

// The primitives that hold programs. They run programs, so they need the table that they are part of.
import type { ControlOp } from '../../ir/index.ts'
import type { Primitives, Table } from '../../level/index.ts'
import { callRules, checkpointRules } from './call.ts'
import { condRules } from './cond.ts'
import { customJvpRules, customLinearRules, customVjpRules } from './custom.ts'
import { scanRules } from './scan.ts'
import { whileRules } from './while.ts'

export const control = (table: () => Table): Primitives<ControlOp> => ({
  call: callRules(table),
  checkpoint: checkpointRules(table),
  scan: scanRules(table),
  cond: condRules(table),
  while: whileRules(table),
  customJvp: customJvpRules(table),
  customVjp: customVjpRules(table),
  customLinear: customLinearRules(table),
})

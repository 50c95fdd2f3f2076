// Compiles only where the types give what the table says; the compiler's message names the cases where they do not.
import type { table } from './table.ts'
import type { Disagreements } from './types.ts'

export const agree: [Disagreements<typeof table>] extends [never]
  ? true
  : Disagreements<typeof table> = true

// One mistake, one sentence: what the compiler says in types-test/nn.test-d.ts, the library says when that code runs.
import { expect, test } from 'vitest'
import { refusalsOf } from '../messages/refusals.ts'

/** The number of arguments is TypeScript's own sentence; the function of a layer runs when the layer is applied. */
const isLate = (text: string): boolean => /^(TS\d|layer: (its function|state))/.test(text)

test('every refusal of the types is one of the values, in the same words', async () => {
  const said = await refusalsOf('nn')
  expect(said.length).toBeGreaterThanOrEqual(65)
  expect(said.filter(({ types, values }) => !isLate(types) && types !== values)).toEqual([])
  console.log(`types-test/nn.test-d.ts: ${said.length} sentences said at run time too`)
})

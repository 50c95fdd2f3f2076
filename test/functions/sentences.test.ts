// One mistake, one sentence: what the compiler says in types-test/functions.test-d.ts, the library says when that code runs.
import { expect, test } from 'vitest'
import { refusalsOf } from '../messages/refusals.ts'

/** What no run can tell: TypeScript's own sentences, names of dims, what a function was declared to take, and that a number is
 *  one where the run sees which. */
const isOfTypesAlone = (text: string): boolean =>
  /^TS\d|different names|, as the (step|function) takes (it|them)|\(was a number\)/.test(text)

test('every refusal of the types is one of the values, in the same words', async () => {
  const said = await refusalsOf('functions')
  const both = said.filter(({ types }) => !isOfTypesAlone(types))
  expect(both.length).toBeGreaterThanOrEqual(50)
  expect(both.filter(({ types, values }) => types !== values)).toEqual([])
  console.log(`types-test/functions.test-d.ts: ${both.length} sentences said at run time too`)
})

// One mistake, one sentence: what the compiler says in types-test/nn.test-d.ts, the library says when that code runs.
import { expect, test } from 'vitest'
import { refusalsOf } from '../messages/refusals.ts'

/** The number of arguments is TypeScript's own sentence; the function of a layer runs when the layer is applied. */
const isLate = (text: string): boolean => /^(TS\d|layer: (its function|state))/.test(text)

/** Of what stands in the place of a layer the types know less than the run shows: which string, how long an array. */
const isShown = (text: string): boolean => /must be a layer \(was a(?: string|n array)\)/.test(text)

test('every refusal of the types is one of the values, in the same words', async () => {
  const said = await refusalsOf('nn')
  expect(said.length).toBeGreaterThanOrEqual(65)
  const both = said.filter(({ types }) => !isLate(types) && !isShown(types))
  expect(both.filter(({ types, values }) => types !== values)).toEqual([])
  expect(said.filter(({ types }) => isShown(types)).map(({ values }) => values)).toEqual([
    'layer 1: must be a layer (was "relu"); call its constructor, and write the layers one by one or spread them',
    'layer 0: must be a layer (was an array of 2); call its constructor, and write the layers one by one or spread them',
  ])
  console.log(`types-test/nn.test-d.ts: ${said.length} sentences said at run time too`)
})

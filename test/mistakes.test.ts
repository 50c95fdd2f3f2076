// Bad input, and what it says: each case is of another rule, and its whole message is asserted.
import { expect, test } from 'vitest'
import * as files from './mistakes/files.ts'
import * as functions from './mistakes/functions.ts'
import * as layers from './mistakes/layers.ts'
import { type Mistakes, ruleOf, said } from './mistakes/mistake.ts'
import * as models from './mistakes/models.ts'
import * as operations from './mistakes/operations.ts'
import * as options from './mistakes/options.ts'
import * as order from './mistakes/order.ts'
import * as randomness from './mistakes/randomness.ts'
import * as training from './mistakes/training.ts'
import * as trees from './mistakes/trees.ts'
import * as values from './mistakes/values.ts'

type Rooms = Readonly<Record<string, Readonly<Record<string, Mistakes>>>>
const casesOf = (of: Rooms): readonly (readonly [says: string, run: () => unknown])[] =>
  Object.values(of).flatMap((lists) => Object.values(lists).flatMap(Object.entries))

const rooms: Rooms = {
  layers,
  models,
  trees,
  operations,
  functions,
  randomness,
  training,
  files,
}
const { everyKind: _, ...ofLayers } = layers
const { again: __, ...ofModels } = models
const distinct = casesOf({ ...rooms, layers: ofLayers, models: ofModels })
const cases = casesOf({ ...rooms, options, order, values })
const grammar = /^[^:]+: .*must .* \(was .*\); .+$/

for (const [says, run] of cases) test(says, () => expect(said(run)).toBe(says))

test('there are many cases', () => {
  console.log(
    `${distinct.length} mistakes, each of another rule, and ${cases.length - distinct.length} more`,
  )
  expect(distinct.length).toBeGreaterThanOrEqual(200)
})

test('every sentence names its place, the rule, what broke it and what to do', () => {
  const sentences = cases.flatMap(([says]) => says.split('\n'))
  expect(
    sentences.filter((says) => !grammar.test(says) || /\bundefined\b(?!\))/.test(says)),
  ).toEqual([])
})

test('no two cases are of one rule', () => {
  const rules = distinct.map(([says]) => ruleOf(says))
  const twice = distinct.filter(([says], i) => rules.indexOf(ruleOf(says)) < i)
  expect(twice.map(([says]) => says)).toEqual([])
})

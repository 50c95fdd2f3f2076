import { expect, test } from 'vitest'
import { contestants, isAbsent } from '../../bench/race/contestant.ts'
import { chosen, heats } from '../../bench/race/task.ts'

test('without words all heats are run', () => expect(chosen([])).toEqual(heats))
test('a word is a kind, a part of a heat or a task', () => {
  const names = (...words: readonly string[]) => chosen(words).map(({ name }) => name)
  expect([names('gpt2l'), names('lenet5_call'), names('exp 16384')]).toEqual([
    ['gpt2l_sgd', 'gpt2l_adamw'],
    ['lenet5'],
    ['exp 16384'],
  ])
})
test('a sweep is named as one', () => {
  const kinds = (word: string) => [...new Set(chosen([word]).map(({ kind }) => kind))]
  expect([kinds('product'), kinds('sweep of product'), kinds('sweep')]).toEqual([
    ['product'],
    ['sweep'],
    ['sweep'],
  ])
})
test('a sweep goes through all sizes from 1 to 300', () =>
  expect(
    chosen(['sweep of exp']).map(({ tasks }) => [tasks.length, tasks[0], tasks.at(-1)]),
  ).toEqual([[300, 'exp 1', 'exp 300']]))
test('heats have different names', () =>
  expect(new Set(heats.map(({ name }) => name)).size).toBe(heats.length))

test('who is not installed does not race, and says why', () => {
  const places = { bundle: 'x.mjs', python: 'python3', folders: ['no-such-folder'] }
  const absent = contestants(places, 2).filter(isAbsent)
  expect(absent.filter(({ name }) => !name.startsWith('Espalier'))).toEqual([
    { name: 'jax-js', because: '@jax-js/jax not installed' },
    {
      name: 'TensorFlow.js',
      because: '@tensorflow/tfjs and @tensorflow/tfjs-backend-wasm not installed',
    },
  ])
})

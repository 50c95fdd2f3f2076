import { expect, test } from 'vitest'
import { key, keyData, under } from '../../src/random/index.ts'
import { sameBits } from '../../src/tensor/index.ts'
import { messageOf } from '../tree/message.ts'

const hex = (seed: number, path: string): string =>
  [...keyData(under(key(seed), path))].map((x) => Number(x).toString(16).padStart(8, '0')).join(' ')

// the formula is permanent: these never change
const known: readonly (readonly [seed: number, path: string, key: string])[] = [
  [0, '2', 'f5693d9d 4998f955'],
  [0, '2.weight', '24bcacc1 345f9eea'],
  [0, '10', 'b839dc06 21a33dd6'],
  [0, '0.block 1.0.bias', '05431dac a0dc8240'],
  [42, '0.weight', '39f39c35 56f22a13'],
  [42, '重み', 'c01a14db eef7e395'],
]
for (const [seed, path, words] of known)
  test(`the key of ${path} under key(${seed}) is ${words}`, () =>
    expect(hex(seed, path)).toBe(words))

test('a path is a chain of its segments', () => {
  const k = key(7)
  expect(sameBits(under(k, 'a.b.c'), under(under(k, 'a'), 'b.c'))).toBe(true)
})

test('no Unicode form is taken for another', () => expect(hex(0, 'é')).not.toBe(hex(0, 'e\u0301')))

test('an empty segment is refused', () => {
  const path: string = 'enc..weight' // a literal is refused by the compiler
  expect(messageOf(() => under(key(0), path))).toBe(
    "under: path must have no empty segment (was 'enc..weight'); write names with one dot between them",
  )
})

test('a lone surrogate is refused', () =>
  expect(messageOf(() => under(key(0), 'a\ud800'))).toBe(
    'under: path must be well-formed Unicode (was "a\\ud800"); remove the lone surrogate',
  ))

// What the editor offers while a path, a rule or a tie is written, and what it shows on hover.
import { expect, test } from 'vitest'
import { openEditor } from './editor/editor.ts'

const editor = openEditor(`
import { at, init, lens, modify, nn, random, reinit, set } from '../dist/index.js'
const net = nn.sequential(nn.linear(8, 8), nn.relu, nn.residual(nn.linear(8, 8)), nn.ref('0'))
const params = init(net)(random.key(0))
const pair = nn.struct({ enc: nn.linear(4, 8), dec: nn.sequential(nn.linear(8, 4), nn.relu) })
`)
const places = ['dec', 'dec.0', 'dec.0.bias', 'dec.0.weight', 'enc', 'enc.bias', 'enc.weight']

test('a path is offered from the root, name by name', () => {
  for (const call of ["at(params, '¦')", "set(params, '¦')", "modify(params, '¦')"])
    expect(editor.completionsAt(call)).toEqual(['', '0', '2', '3'])
  expect(editor.completionsAt("lens<typeof params>()('¦')")).toEqual(['', '0', '2', '3'])
}, 120_000)

test('behind a point the names below that place are offered, through a reference too', () => {
  expect(editor.completionsAt("at(params, '2.body.¦')")).toEqual(
    expect.arrayContaining(['2.body', '2.body.bias', '2.body.weight']),
  )
  expect(editor.completionsAt("set(params, '3.¦')")).toEqual(
    expect.arrayContaining(['3', '3.bias', '3.weight']),
  )
})

test('the places of a tie are offered whole', () => {
  expect(editor.completionsAt("nn.tie(pair, { '¦' })")).toEqual(places)
  expect(editor.completionsAt("nn.tie(pair, { '¦': 'enc.weight' })")).toEqual(places)
})

test('the names of the leaves are offered in a rule', () =>
  expect(editor.completionsAt("reinit(net, [{ where: nn.kind('linear'), ¦ }])")).toEqual([
    'bias',
    'weight',
  ]))

test('the parameters of a struct are shown as the tree that they are', () =>
  expect(editor.hoverAt('const pai¦rs = init(pair)')).toBe(
    'const pairs: Reader<Key<[]>, { readonly enc: nn.LinearParams<4, 8, "f32">; readonly dec: { readonly 0: nn.LinearParams<8, 4, "f32">; }; }>',
  ))

import { expect, test } from 'vitest'
import { faultsOf } from './faults.ts'

test('only the exact functions of Math pass', () => {
  expect(faultsOf('Math.sqrt(Math.abs(x)) + Math.fround(y)')).toEqual([])
  expect(faultsOf('const a = 1\nMath.exp(a)')).toEqual(['2: Math.exp'])
  expect(faultsOf('Math.PI')).toEqual(['1: Math.PI'])
})

test('Math is not renamed', () => {
  expect(faultsOf('const { exp } = Math')).toEqual(['1: Math other than Math.name'])
  expect(faultsOf("Math['exp'](1)")).toEqual(['1: Math other than Math.name'])
})

test('a power is not written', () => {
  expect(faultsOf('x ** 2')).toEqual(['1: **'])
  expect(faultsOf('x **= 2')).toEqual(['1: **='])
})

test('any is not written, in types of every form', () => {
  expect(faultsOf('const x: any = 1')).toEqual(['1: any'])
  expect(faultsOf('type F = (x: readonly any[]) => void')).toEqual(['1: any'])
})

test('text is not evaluated', () => {
  expect(faultsOf("eval('1')")).toEqual(['1: eval'])
  expect(faultsOf("new Function('return 1')")).toEqual(['1: Function'])
  expect(faultsOf('const make = Function')).toEqual(['1: Function'])
  expect(
    faultsOf("import type { Function } from './a.ts'\nlet f: Function\ntype Function = () => void"),
  ).toEqual([])
})

test('strings, templates and regular expressions are no code', () =>
  expect(
    faultsOf(`const s = ['Math.exp', \`any ** \${1}\`, /eval TODO/] // Math.exp is any`),
  ).toEqual([]))

test('a template’s holes are code', () =>
  expect(faultsOf(`const s = \`\${Math.exp(1)}\``)).toEqual(['1: Math.exp']))

test('nothing is left to do', () => {
  expect(faultsOf('// TODO: more\nf()')).toEqual(['1: TODO'])
  expect(faultsOf('/** Adds. FIXME */\nf()')).toEqual(['1: TODO'])
})

test('code is not commented out', () => {
  expect(faultsOf('// const x = 1\nf()')).toEqual(['1: commented-out code'])
  expect(faultsOf('f() // return x')).toEqual(['1: commented-out code'])
  expect(faultsOf("// import { a } from './a.ts'\nf()")).toEqual(['1: commented-out code'])
  expect(faultsOf('f()\n// g(x);')).toEqual(['2: commented-out code'])
})

test('prose and formulas are no code', () => {
  const comments = [
    '// d tanh x = (1 − tanh² x) dx',
    '// y = f(x)',
    '// return what the user gave, and nothing else',
    '// for each axis of the operand, the size',
    '// if it is known',
    '// exact',
    '// d(x*y) = dx*y + x*dy',
  ]
  expect(faultsOf(`${comments.join('\n')}\nf()`)).toEqual([])
})

import { expect, test } from 'vitest'
import { asWritten, read } from './reader.ts'

class Handle {
  readonly #values: readonly number[]

  constructor(...values: readonly number[]) {
    this.#values = values
  }

  toJSON(): readonly number[] {
    return this.#values
  }
}

test('a handle is shown as its JSON where the page has a literal', () => {
  expect(asWritten(new Handle(1, 2), [1, 2])).toEqual([1, 2])
  expect(asWritten({ a: [new Handle(1)] }, { a: [[1]] })).toEqual({ a: [[1]] })
})

test('a handle stays a handle where the page has one too', () => {
  const handle = new Handle(1)
  expect(asWritten({ a: handle }, { a: new Handle(1) })).toEqual({ a: handle })
})

test('a wrong value, message or output fails with the page’s own line', () => {
  const page = read('docs/page.md')
  expect(() => page.shows(9, 1, 2)).toThrow(/^docs\/page\.md:9: expected 1 to deeply equal 2$/)
  expect(() => page.shows(9, -0, 0)).toThrow(/^docs\/page\.md:9: /)
  expect(() => page.throws(9, () => undefined, 'm')).toThrow(
    "docs/page.md:9: expected 'nothing was thrown' to be 'm'",
  )
  page.console.log({ a: 1 })
  expect(() => page.printed(9, '{ a: 2 }')).toThrow(
    "docs/page.md:9: expected '{ a: 1 }' to be '{ a: 2 }'",
  )
})

test('a true value, message and output pass', () => {
  const page = read('docs/page.md')
  page.console.log('of another block')
  page.begins()
  page.console.log('a  ')
  page.printed(9, 'a')
  page.shows(9, [1], [1])
  page.throws(
    9,
    () => {
      throw new Error('m')
    },
    'm',
  )
})

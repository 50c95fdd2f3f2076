// What the editor says of each mistake, word for word; the consumer's checks ask TypeScript 5.9 and 6.0 too.
import { expect, test } from 'vitest'
import { check, layOut } from './messages/check.ts'
import { compilers } from './messages/compiler.ts'

test('each mistake of the type tests is refused with its sentence', () => {
  layOut()
  const { sentences, faults } = check(compilers['7.0'])
  expect(faults.join('\n\n')).toBe('')
  expect(sentences).toBeGreaterThan(200)
  console.log(`types-test: ${sentences} sentences`)
}, 120_000)

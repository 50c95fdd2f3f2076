// What the editor says of each mistake, word for word, under the compilers at hand; .ci/engines asks TypeScript 5.9 too.
import { expect, test } from 'vitest'
import { check, layOut } from './messages/check.ts'
import { compilers } from './messages/compiler.ts'

layOut()

for (const [version, compiler] of Object.entries(compilers))
  test(`TypeScript ${version} refuses each mistake of the type tests with its sentence`, () => {
    const { sentences, faults } = check(compiler)
    expect(faults.join('\n\n')).toBe('')
    expect(sentences).toBeGreaterThan(0)
    console.log(`types-test: ${sentences} sentences said by TypeScript ${version}`)
  }, 120_000)

import { expect, test } from 'vitest'
import { compileExamples, countExamples } from './example.ts'

const source = `// A file.
/** Twice.
 *  @example twice(2) // => 4 */
/** Half.  @example half(twice(1)) // => 1 */
/** Prose that says @example without a value. */`

test('an example runs on its own line, in a scope of its own, with what the nearest door has', () =>
  expect(
    compileExamples(
      'src/a/a.ts',
      source,
      [
        { specifier: './a.ts', names: ['twice'] },
        { specifier: './index.ts', names: ['twice', 'half'] },
      ],
      './reader.ts',
    ).split('\n'),
  ).toEqual([
    expect.stringMatching(
      /^import \{ twice \} from "\.\/a\.ts"; import \{ half \} from "\.\/index\.ts"; import \{ read as /,
    ),
    '',
    '{ const $3 = (twice(2)); $page.shows(3, $3, (4)); }',
    '{ const $4 = (half(twice(1))); $page.shows(4, $4, (1)); }',
    '',
  ]))

test('examples are counted', () => expect(countExamples(source)).toBe(2))

// Numbers whose bits must be the same in every engine, each as a digest. To add one: a line here, then
// `npm run record`.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { digestOfRun } from '../../examples/shared-model.ts'
import { attempt, EspalierError } from '../../src/index.ts'
import { fail, sentence } from '../../src/prelude/index.ts'
import { exact, floats } from './draws.ts'
import { conversions, functionsOf, sums } from './elements.ts'
import { cotangents, file, loops, results } from './language.ts'
import { rates, runs } from './training.ts'

/** SHA-256 of a text in UTF-8. */
export const ofText = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** SHA-256 of the f64 bytes of numbers, in little-endian order. */
export const ofNumbers = (numbers: readonly number[]): string => {
  const view = new DataView(new ArrayBuffer(8 * numbers.length))
  for (const [i, x] of numbers.entries()) view.setFloat64(8 * i, x, true)
  return bytesToHex(sha256(new Uint8Array(view.buffer)))
}

const count = 1000
const terms: readonly number[] = Array.from({ length: count }, (_, i) => 1 / (i + 1))

/** A chain: each number follows from the one before. */
const chain = (first: number, next: (x: number, i: number) => number): readonly number[] => {
  const numbers = [first]
  for (let i = 1; i < count; i++) numbers.push(next(numbers[i - 1] ?? Number.NaN, i))
  return numbers
}

const mistake = {
  where: 'matmul',
  must: 'inner sizes must be equal',
  was: '2 and 3',
  do: 'transpose one',
}

export const checks: Readonly<Record<string, () => string>> = {
  'a chain of sums in f64': () => ofNumbers(chain(0, (sum, i) => sum + 1 / i)),
  'a chain of sums in f32': () =>
    ofNumbers(chain(0, (sum, i) => Math.fround(sum + Math.fround(1 / i)))),
  'a chain of products and sums in f32': () =>
    ofNumbers(chain(0.5, (x) => Math.fround(Math.fround(3.7 * x) * Math.fround(1 - x)))),
  'subnormal numbers': () => ofNumbers(chain(1e-300, (x) => x / 1.1)),
  'square roots': () => ofNumbers(terms.map(Math.sqrt)),
  'a chain of integer products': () =>
    ofNumbers(chain(1, (x) => Math.imul(x, 0x9e3779b9) ^ (x >>> 15))),
  'leading zeros, signs and floors': () =>
    ofNumbers(terms.flatMap((x, i) => [Math.clz32(i), Math.sign(-i), Math.floor(-1000 * x)])),
  'negative zero': () => ofNumbers([-0, 0, Math.min(0, -0), Math.max(-0, 0)]),
  'elementary functions in f32': () => ofNumbers(functionsOf('f32')),
  'elementary functions in f64': () => ofNumbers(functionsOf('f64')),
  'conversions of elements': () => ofNumbers(conversions()),
  'sums and products in their order': () => ofNumbers(sums()),
  'draws of whole numbers': () => ofNumbers(exact()),
  'draws of f32': () => ofNumbers(floats('f32')),
  'draws of f64': () => ofNumbers(floats('f64')),
  'primitives on their samples': results,
  'cotangents of primitives': cotangents,
  'a compiled loop and its gradient': loops,
  'a file of a model': file,
  'rates of schedules': rates,
  'runs of training': runs,
  'the run that npm start shows': digestOfRun,
  'the sentence of a mistake': () => ofText(sentence(mistake)),
  'a mistake as a value': () => ofText(JSON.stringify(attempt(() => fail(mistake)))),
  'a mistake as an error': () => ofText(new EspalierError([mistake, mistake]).message),
}

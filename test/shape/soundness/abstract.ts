// A call of a shape rule of which the compiler knows less than happens: sizes that are unknown, named or missing.
import type { Case, Random } from '../agreement/draw.ts'
import type { Rule } from '../agreement/rules.ts'

/** What the types are told of a call that runs as its case says. */
export interface AbstractCase {
  readonly concrete: Case
  /** The arguments, as types. */
  readonly types: readonly string[]
  /** What each name stands for. */
  readonly names: Readonly<Record<string, number>>
}

/** What each argument is: a shape, a list of shapes, or something else, whose numbers may be unknown. */
const kinds: Readonly<Record<Rule, readonly ('shape' | 'shapes' | 'other')[]>> = {
  arithmetic: ['other', 'other'],
  attention: ['shape', 'shape', 'shape'],
  broadcast: ['shape', 'shape'],
  broadcastTo: ['shape', 'shape'],
  checked: ['shape'],
  concat: ['shapes', 'other'],
  conv: ['shape', 'shape', 'other'],
  dotGeneral: ['shape', 'shape', 'other'],
  einsum: ['other', 'shapes'],
  expandDims: ['shape', 'other'],
  flatten: ['shape'],
  indexed: ['shape', 'other'],
  keepDims: ['shape', 'other'],
  matmul: ['shape', 'shape'],
  pad: ['shape', 'other'],
  pool: ['shape', 'other', 'other'],
  reduce: ['shape', 'other'],
  reshape: ['shape', 'shape'],
  slice: ['shape', 'other'],
  split: ['shape', 'other', 'other'],
  squeeze: ['shape', 'other'],
  stack: ['shapes', 'other'],
  take: ['shape', 'shape', 'other'],
  takeAlong: ['shape', 'shape', 'other'],
  transpose: ['shape', 'other'],
}

const isList = (x: unknown): x is readonly unknown[] => Array.isArray(x)

const numbersIn = (x: unknown): readonly number[] =>
  typeof x === 'number' ? [x] : isList(x) ? x.flatMap(numbersIn) : []

/** The value's own type, but for numbers here and there. */
const literal = (random: Random, x: unknown): string => {
  if (isList(x)) return `[${x.map((item) => literal(random, item)).join(', ')}]`
  if (typeof x === 'object' && x !== null) {
    const fields = Object.entries(x).map(([key, value]) => `${key}: ${literal(random, value)}`)
    return `{ ${fields.join('; ')} }`
  }
  if (typeof x === 'number') return random.chance(0.1) ? 'number' : `${x}`
  return JSON.stringify(x)
}

/** The case, of which something is unknown. */
export const abstracted = (random: Random, concrete: Case): AbstractCase => {
  const sizes = numbersIn(concrete.args).filter((n) => n > 1 && Number.isInteger(n))
  const [a = 2] = sizes
  const b = sizes.find((n) => n !== a) ?? a + 1
  const names = { a, b }
  const dim = (n: number): string => {
    const name = n === a ? "'a'" : n === b ? "'b'" : 'never'
    return random.pick(
      `${n}`,
      `${n}`,
      `${n}`,
      'number',
      n === a || n === b ? `number | ${name}` : `${n}`,
    )
  }
  const shape = (x: unknown): string => {
    const dims = numbersIn(x).map(dim)
    const open = random.chance(0.1)
      ? ['...number[]', ...dims.slice(random.below(dims.length + 1))]
      : dims
    return `[${open.join(', ')}]`
  }
  const types = concrete.args.map((x, i) => {
    const kind = kinds[concrete.rule][i]
    return kind === 'shape'
      ? shape(x)
      : kind === 'shapes' && isList(x)
        ? `[${x.map(shape).join(', ')}]`
        : literal(random, x)
  })
  return { concrete, types, names }
}

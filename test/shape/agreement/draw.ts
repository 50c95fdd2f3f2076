// Random arguments for every shape rule: right ones, and wrong ones near them.
import type {
  Border,
  Margins,
  PerAxis,
  Range,
  Sizes,
  SlideOptions,
} from '../../../src/shape/index.ts'
import { type Arguments, outcome, type Rule, rules } from './rules.ts'

/** One call of a rule, with the shape it gives or the sentence it fails with. */
export interface Case {
  readonly rule: Rule
  readonly args: Arguments[Rule]
  readonly want: Sizes | string
}

export interface Random {
  /** A whole number from 0, less than n. */
  readonly below: (n: number) => number
  readonly pick: <T>(first: T, ...rest: readonly T[]) => T
  readonly chance: (probability: number) => boolean
}

/** Mulberry32: T. Ettinger's generator of 32 bits. */
export const randomFrom = (seed: number): Random => {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number): number => Math.floor(next() * n)
  return {
    below,
    pick: (first, ...rest) => [first, ...rest][below(rest.length + 1)] ?? first,
    chance: (probability) => next() < probability,
  }
}

type Draws = { readonly [R in Rule]: (random: Random) => Arguments[R] }

const dim = ({ pick }: Random): number => pick(0, 1, 1, 2, 3, 4, 5, 6, 8, 12, 64)

const list = <T>(random: Random, [min, max]: readonly [number, number], item: () => T): T[] =>
  Array.from({ length: min + random.below(max - min + 1) }, item)

const shape = (random: Random, min: number, max: number): number[] =>
  list(random, [min, max], () => dim(random))

/** Nearly the same shape. */
const near = (random: Random, sizes: Sizes): number[] => {
  const at = random.below(Math.max(1, sizes.length))
  return random.pick(
    [...sizes],
    [...sizes],
    sizes.map((n, i) => (i === at ? dim(random) : n)),
    sizes.map(() => 1),
    [dim(random), ...sizes],
    sizes.slice(1),
  )
}

/** An axis, now and then one too far. */
const axis = (random: Random, rank: number): number => random.below(2 * rank + 2) - rank - 1

const axes = (random: Random, rank: number): number | number[] =>
  random.chance(0.5)
    ? axis(random, rank)
    : list(random, [0, 2], () => random.below(2 * rank) - rank)

const shuffled = <T>({ below }: Random, items: readonly T[]): T[] => {
  const rest = [...items]
  return items.flatMap(() => rest.splice(below(rest.length), 1))
}

const withAxes = (random: Random): readonly [Sizes, (number | readonly number[])?] => {
  const sizes = shape(random, 1, 4)
  return random.chance(0.15) ? [sizes] : [sizes, axes(random, sizes.length)]
}

/** A range, in most cases one that lies within n. */
const range = (random: Random, n: number): Range => {
  const position = (): number => random.below(2 * n + 2) - n
  const start = random.below(n + 1)
  const stop = start + random.below(n - start + 1)
  return random.pick<Range>(
    null,
    random.below(n + 1),
    position(),
    [start, stop],
    [start, stop, random.pick(1, 2, 3, 7)],
    [start - n, null],
    [null, stop],
    [null, null, random.pick(0, 1, 2, 3)],
    [position(), position()],
    [position()],
  )
}

/** How a window slides along so many axes, now and then wrongly. */
const sliding = (random: Random, rank: number): SlideOptions => {
  const count = rank + random.pick(0, 0, 0, 0, 0, 0, 0, 1)
  const positive = (): number =>
    random.pick(1, 1, 2, 3, 4, random.pick(1, 2, 3, random.pick(0, -1, 1.5)))
  const each = (): PerAxis =>
    random.chance(0.5) ? positive() : list(random, [count, count], positive)
  const side = (): number => random.pick(0, 1, 2, 3, random.pick(1, -1, 0.5))
  const pair = (): number | readonly [number, number] =>
    random.chance(0.5) ? side() : [side(), side()]
  const margins = (): Margins =>
    random.pick<Margins>('same', 'valid', side(), list(random, [count, count], pair))
  return {
    ...(random.chance(0.5) ? { strides: each() } : {}),
    ...(random.chance(0.6) ? { padding: margins() } : {}),
    ...(random.chance(0.3) ? { dilation: each() } : {}),
  }
}

/** A number of up to six digits, few of them as often as many. */
const whole = ({ below }: Random): number => below(10 ** (1 + below(6)))

const draws: Draws = {
  arithmetic: (random) => {
    const [a, b] = [whole(random), whole(random) + 1]
    return random.chance(0.2) ? [(a % 9999) * b, b] : [a, b]
  },
  attention: (random) => {
    const lead = shape(random, 0, 2)
    const [q, v] = [
      [...lead, dim(random), dim(random)],
      [...lead, dim(random), dim(random)],
    ]
    const k = [...v.slice(0, -1), q.at(-1) ?? 1]
    const far = random.chance(0.15)
    return [random.chance(0.1) ? q.slice(-1) : q, far ? near(random, k) : k, near(random, v)]
  },
  broadcast: (random) => {
    const a = shape(random, 0, 4)
    return [a, near(random, near(random, a))]
  },
  broadcastTo: (random) => {
    const target = shape(random, 0, 4)
    const from = target.slice(random.below(target.length + 1))
    return [random.chance(0.7) ? from.map((n) => random.pick(n, 1)) : near(random, target), target]
  },
  checked: (random) => [list(random, [0, 3], () => random.pick(0, 1, 7, 65536, -1, 1.5))],
  concat: (random) => {
    const first = shape(random, 1, 3)
    const at = axis(random, first.length)
    const cut = at < 0 ? at + first.length : at
    const other = (): number[] => first.map((n, i) => (i === cut ? dim(random) : n))
    const shapes = list(random, [0, 3], () => (random.chance(0.9) ? other() : near(random, first)))
    return [shapes, at]
  },
  conv: (random) => {
    const spatial = list(random, [0, 2], () => random.pick(0, 3, 4, 7, 28, 224))
    const groups = random.pick(1, 1, 1, 2, 3, 4)
    const depth = random.pick(1, 2, 3)
    const features = groups * random.pick(1, 2, 3) + random.pick(0, 0, 0, 0, 1)
    const channels = depth * groups + random.pick(0, 0, 0, 0, 1)
    const kernel = [
      features,
      depth,
      ...spatial.map(() => random.pick(1, 2, 3, 5, random.pick(2, 3, 0))),
    ]
    const x = [dim(random), channels, ...spatial, ...(random.chance(0.1) ? [5] : [])]
    return [
      x,
      kernel,
      {
        ...sliding(random, spatial.length),
        ...(random.chance(0.2)
          ? { inputDilation: random.pick(1, 2, 2, 3, random.pick(2, 0)) }
          : {}),
        ...(groups > 1 || random.chance(0.2) ? { groups } : {}),
      },
    ]
  },
  dotGeneral: (random) => {
    const a = shape(random, 1, 4)
    const left = shuffled(random, [...a.keys()]).slice(0, random.below(a.length + 1))
    const paired = left.map((axis) => a[axis] ?? 1)
    const free = shape(random, 0, 2)
    const b = random.chance(0.1) ? near(random, [...paired, ...free]) : [...paired, ...free]
    const right = left.map((_, i) => (random.chance(0.3) ? i - b.length : i))
    const batches = random.below(left.length + 1)
    const far = random.chance(0.1) ? [axis(random, b.length)] : []
    const contract = [left.slice(batches), [...right.slice(batches), ...far]] as const
    return [
      a,
      b,
      random.chance(0.3)
        ? { contract: [left, right] }
        : { contract, batch: [left.slice(0, batches), right.slice(0, batches)] },
    ]
  },
  einsum: (random) => {
    const sizes: Readonly<Record<string, number>> = { i: dim(random), j: dim(random), k: 2, Q: 12 }
    const term = (): string[] => list(random, [0, 3], () => random.pick('i', 'j', 'k', 'Q'))
    const terms = list(random, [1, 3], term)
    const result = [...new Set([...term(), ...(random.chance(0.1) ? ['z'] : [])])]
    const equation = random.pick(
      `${terms.map((letters) => letters.join('')).join(',')}->${result.join('')}`,
      `${terms.map((letters) => letters.join('')).join(', ')} -> ${result.join('')}`,
      `${terms.map((letters) => letters.join('')).join(',')}->${term().join('')}`,
      random.pick('ij,jk', 'i->j->k', '...i->i', 'i2->i'),
    )
    const shapes = terms.map((letters) => letters.map((letter) => sizes[letter] ?? 1))
    const first = shapes.slice(0, 1).map((one) => (random.chance(0.2) ? near(random, one) : one))
    return [equation, random.chance(0.1) ? shapes.slice(1) : [...first, ...shapes.slice(1)]]
  },
  expandDims: (random) => {
    const sizes = shape(random, 0, 3)
    return [sizes, axis(random, sizes.length + 1)]
  },
  flatten: (random) => [shape(random, 0, 4)],
  indexed: (random) => {
    const sizes = shape(random, 1, 3)
    const index = sizes.map((n) => random.below(2 * n + 1) - n)
    return [sizes, index.slice(random.below(3), random.pick(1, 2, 9))]
  },
  keepDims: withAxes,
  matmul: (random) => {
    const k = dim(random)
    const lead = shape(random, 0, 2)
    const left = random.pick([k], [...lead, dim(random), k], [...lead, dim(random), k])
    const right = random.pick([k], [k, dim(random)], [...near(random, lead), k, dim(random)])
    return [random.chance(0.15) ? near(random, left) : left, right]
  },
  pad: (random) => {
    const sizes = shape(random, 1, 3)
    const side = (): number => random.pick(0, 1, 2, 5, -1, -2)
    const between = (): number => random.pick(0, 0, 1, 3, random.pick(1, -1, 0.5))
    const border = (): Border =>
      random.chance(0.5) ? [side(), side()] : [side(), side(), between()]
    return [sizes, list(random, [sizes.length, sizes.length + random.pick(0, 0, 0, 1)], border)]
  },
  pool: (random) => {
    const sizes = list(random, [0, 4], () => random.pick(1, 3, 4, 7, 28, 224))
    const rank = random.below(sizes.length + 1) + random.pick(0, 0, 0, 1)
    return [
      sizes,
      list(random, [rank, rank], () => random.pick(1, 2, 3, 5, random.pick(2, 3, 0))),
      sliding(random, rank),
    ]
  },
  reduce: withAxes,
  reshape: (random) => {
    const sizes = shape(random, 0, 4)
    const total = sizes.reduce((product, n) => product * n, 1)
    const target = random.pick(
      shuffled(random, sizes),
      near(random, sizes),
      [total],
      [2, total / 2].filter(Number.isInteger),
      [...sizes.slice(0, -1), 3],
      sizes.slice(1),
    )
    const at = random.below(Math.max(1, target.length))
    const inferred = target.map((n, i) => (i === at ? -1 : n))
    return [
      sizes,
      random.pick<Sizes>(target, inferred, inferred, [...inferred, random.pick(-1, 4)]),
    ]
  },
  slice: (random) => {
    const sizes = shape(random, 0, 3)
    const ranges = sizes.slice(random.below(2)).map((n) => range(random, n))
    return [sizes, random.chance(0.1) ? [...ranges, null, null] : ranges]
  },
  split: (random) => {
    const sizes = shape(random, 1, 3)
    return [sizes, random.pick(1, 2, 3, 4, 4, 0, 1.5), axis(random, sizes.length)]
  },
  squeeze: (random) => {
    const sizes = shape(random, 1, 4).map((n) => random.pick(n, 1, 1))
    return random.chance(0.2) ? [sizes] : [sizes, axes(random, sizes.length)]
  },
  stack: (random) => {
    const first = shape(random, 0, 3)
    const one = (): number[] => (random.chance(0.9) ? first : near(random, first))
    return [list(random, [0, 3], one), axis(random, first.length + 1)]
  },
  take: (random) => {
    const sizes = shape(random, 1, 3)
    return [sizes, shape(random, 0, 2), axis(random, sizes.length)]
  },
  takeAlong: (random) => {
    const sizes = shape(random, 1, 3)
    const at = axis(random, sizes.length)
    const cut = at < 0 ? at + sizes.length : at
    const indices = sizes.map((n, i) => (i === cut ? dim(random) : n))
    return [sizes, random.chance(0.7) ? indices : near(random, indices), at]
  },
  transpose: (random) => {
    const sizes = shape(random, 0, 4)
    const order = shuffled(random, [...sizes.keys()]).map((i) =>
      random.chance(0.3) ? i - sizes.length : i,
    )
    const wrong = random.pick(
      order.slice(1),
      order.map(() => axis(random, sizes.length)),
    )
    return random.chance(0.15) ? [sizes] : [sizes, random.chance(0.8) ? order : wrong]
  },
}

/** So many different cases of each rule. */
export const casesFrom = (seed: number, each: number): readonly Case[] => {
  const random = randomFrom(seed)
  const caseOf = (rule: Rule): Case => {
    const args = draws[rule](random)
    return { rule, args, want: outcome(rule, args) }
  }
  return rules.flatMap((rule) => {
    const cases = Array.from({ length: each }, () => caseOf(rule))
    return [...new Map(cases.map((one) => [JSON.stringify(one.args), one])).values()]
  })
}

/** The cases as a module that types can read. */
export const moduleOf = (cases: readonly Case[], origin: string): string =>
  [
    `// GENERATED by ${origin}: what each rule gives, or says, at run time.`,
    '// biome-ignore-all format: one case a line',
    'export const table = [',
    ...cases.map((one) => `  ${JSON.stringify(one)},`),
    '] as const\n',
  ].join('\n')

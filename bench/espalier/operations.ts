// One operation again and again: in a loop inside one program, on inputs that come in turn; and as a call from JavaScript
// each time.
import { apply, init, nn, random, scan, type Tensor } from 'espalier'
import * as ops from 'espalier/ops'
import { compiled } from './running.ts'
import type { Tasks, Work } from './work.ts'

type Any = Tensor<number[]>

/** An operation at some sizes. */
interface Operation<S> {
  /** The shapes of what it takes in turn, and of what it gives. */
  readonly takes: readonly number[]
  readonly gives: readonly number[]
  /** What it takes each time alike: a tree. */
  readonly beside: S
  readonly apply: (x: Any, beside: S) => Any
  /** About how many nanoseconds it takes. */
  readonly nanoseconds: number
}

const key = random.key(0)
const drawn = (...shape: readonly number[]): Any =>
  random.uniform(key, shape, { min: 0.5, max: 1.5 })

/** Inputs that come in turn fill about so many bytes, so that they stay near. */
const nearBytes = 2 ** 19
/** A program runs about so long. */
const programNanoseconds = 1e7

const elements = (shape: readonly number[]): number => shape.reduce((n, m) => n * m, 1)
const between = (low: number, n: number, high: number): number =>
  Math.min(high, Math.max(low, Math.round(n)))

/** All steps in one program, of which one element comes back: its time is the operation's own. */
const looped = <S>({ takes, gives, beside, apply, nanoseconds }: Operation<S>): Work => {
  const ring = between(1, nearBytes / (4 * elements(takes)), 256)
  const rounds = between(1, programNanoseconds / nanoseconds / ring, 1e4)
  const inputs = drawn(ring, ...takes)
  const program = compiled((xs: Any, same: S) => {
    const turn = (_: Any, x: Any) => [apply(x, same), null] as const
    const round = (last: Any) => [scan(turn)(last, xs as never)[0], null] as const
    const [last] = scan(round, { length: rounds })(ops.zeros(gives), null)
    return ops.slice(ops.reshape(last, [elements(gives)]), [0])
  })
  return {
    steps: ring * rounds,
    run: (turns) => {
      for (let i = 0; i < turns; i++) program(inputs, beside)
    },
  }
}

/** A call a step; the result is a tensor each time. */
const called = <S>({ takes, beside, apply }: Operation<S>): Work => {
  const input = drawn(...takes)
  const call = compiled(apply)
  return {
    steps: 1,
    run: (turns) => {
      for (let i = 0; i < turns; i++) call(input, beside)
    },
  }
}

const none = {}
type Sizes = readonly number[]

/** One number to one number, at this many nanoseconds each. */
const each =
  (apply: (x: Any) => Any, nanoseconds: number) =>
  (n = 1) => ({
    takes: [n],
    gives: [n],
    beside: none,
    apply,
    nanoseconds: 5 + n * nanoseconds,
  })

const matrix =
  (gives: (rows: number, columns: number) => Sizes, apply: (x: Any) => Any) =>
  (rows = 1, columns = 1) => ({
    takes: [rows, columns],
    gives: gives(rows, columns),
    beside: none,
    apply,
    nanoseconds: 5 + rows * columns,
  })

const product = (m = 1, k = 1, n = 1): Operation<Any> => ({
  takes: [m, k],
  gives: [m, n],
  beside: drawn(k, n),
  apply: (a, b) => ops.matmul(a, b as never) as Any, // of fitting sizes
  nanoseconds: 10 + (2 * m * k * n) / 50,
})

const layerNorm = (rows = 1, columns = 1) => {
  const layer = nn.layerNorm(columns)
  return {
    ...matrix(
      (r, c) => [r, c],
      (x) => x,
    )(rows, columns),
    beside: init(layer)(key),
    apply: (x: Any, params: never) => apply(layer)(params, x as never) as Any, // of fitting sizes
  }
}

/** The operation in a loop and, named so, as a call. */
const both = <S>(name: string, of: (...sizes: Sizes) => Operation<S>): Tasks => ({
  [name]: (...sizes) => looped(of(...sizes)),
  [`${name}_call`]: (...sizes) => called(of(...sizes)),
})

export const operations: Tasks = {
  ...both('product', product),
  ...both(
    'add',
    each((x) => ops.add(x, x), 0.2),
  ),
  ...both('exp', each(ops.exp, 1)),
  ...both('log', each(ops.log, 1)),
  ...both('tanh', each(ops.tanh, 1)),
  ...both('sum', (n = 1) => ({ ...each((x) => ops.sum(x) as Any, 0.1)(n), gives: [] })),
  ...both(
    'rows',
    matrix(
      (r) => [r],
      (x) => ops.sum(x, 1) as Any,
    ),
  ),
  ...both(
    'columns',
    matrix(
      (_, c) => [c],
      (x) => ops.sum(x, 0) as Any,
    ),
  ),
  ...both(
    'softmax',
    matrix(
      (r, c) => [r, c],
      (x) => ops.softmax(x, -1),
    ),
  ),
  ...both('layerNorm', layerNorm as never),
}

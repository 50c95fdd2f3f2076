// From a recipe to a function of a number, a row and a table to one number.
import type { Value } from '../../../src/language/level/index.ts'
import {
  add,
  and,
  compare,
  concat,
  cos,
  cut,
  full,
  mul,
  number,
  reverse,
  sin,
  sum,
  tanh,
} from '../../../src/language/primitives/index.ts'
import {
  type Body,
  call,
  checkpoint,
  cond,
  customJvp,
  customVjp,
  type Scanned,
  scan,
  whileLoop,
} from '../../../src/language/trace/index.ts'
import type { Recipe, Step, Steps } from './recipe.ts'
import { type Shape, shapes, type Take, vocabulary } from './vocabulary.ts'

type Values = readonly Value[]

/** In what form a program is written; none of them shows in a bit of its gradient. `call` has nothing computed again. */
export type Form = 'plain' | 'call' | 'checkpoint' | 'chunks'

/** The n-th value like this one. */
const pickLike = (values: Values, shape: readonly number[], n: number): Value => {
  const found = values.filter((x) => `${x.shape}` === `${shape}`)
  return found[n % found.length] ?? number(0, 'f64') // there is always one
}
const pickOf = (values: Values, shape: Shape, n: number): Value =>
  pickLike(values, shapes[shape], n)
const lastRow = (values: Values): Value =>
  pickOf(values, 'row', values.filter(({ shape }) => `${shape}` === '3').length - 1)

const taken = (values: Values, takes: readonly Take[], picks: readonly number[]): Values => {
  const first = takes[0] === 'any' ? values[(picks[0] ?? 0) % values.length] : undefined
  return takes.map((take, i) => {
    const n = picks[i] ?? 0
    if (take === 'any' || take === 'same') {
      const like = first ?? pickOf(values, 'number', 0)
      return i === 0 ? like : pickLike(values, like.shape, n)
    }
    return pickOf(values, take, n)
  })
}

/** The values and those that the steps make. */
const follow = (steps: Steps, values: Values, form: Form): Values => {
  const sofar = [...values]
  for (const step of steps) sofar.push(...made(step, sofar, form))
  return sofar
}

const made = (step: Step, values: Values, form: Form): Values => {
  switch (step.kind) {
    case 'word': {
      const word = vocabulary[step.word]
      return word === undefined ? [] : [word.says(...taken(values, word.takes, step.picks))]
    }
    case 'call':
    case 'checkpoint': {
      const apply = step.kind === 'checkpoint' && form !== 'call' ? checkpoint : call
      // what it was given, what it made, and the last of it twice
      const f: Body = (...inputs) => {
        const after = follow(step.body, inputs, form)
        return [...after.slice(values.length), lastRow(after), lastRow(inputs)]
      }
      return form === 'plain' ? f(...values) : apply(step.kind, f)(...values)
    }
    case 'scan': {
      const table = pickOf(values, 'table', step.xs)
      const xs = concat([table, reverse(table, [1])], 0)
      const loop = scan('scan', (carry, x) => {
        const after = follow(step.body, [...values, ...carry, ...x], form)
        return { carry: [tanh(lastRow(after))], ys: [lastRow(after)] }
      })
      const start = pickOf(values, 'row', step.start)
      const { carry, ys } = looped(loop, start, xs, step.reverse, form)
      return [...carry, ...ys.map((y) => mul(cut(y, 0, 0, 2), tanh(cut(y, 0, 2, 4))))]
    }
    case 'cond': {
      const branch =
        (body: Steps): Body =>
        (x) => [lastRow(follow(body, x === undefined ? values : [...values, x], form))]
      const predicate = pickOf(values, 'number', step.predicate)
      return cond(branch(step.onTrue), branch(step.onFalse))(
        compare(predicate, full(predicate, 0.125), 'gt'),
        [pickOf(values, 'row', step.operand)],
      )
    }
    case 'while': {
      // as long as it is large, which may differ from lane to lane
      const large = (n: Value, x: Value): Value =>
        and(
          compare(n, number(3, 'i32'), 'lt'),
          compare(sum(mul(x, x), [0]), number(0.25, 'f64'), 'gt'),
        )
      const body = (n: Value, x: Value): Values => [
        add(n, number(1, 'i32')),
        mul(lastRow(follow(step.body, [...values, x], form)), full(x, 0.75)),
      ]
      const start = pickOf(values, 'row', step.start)
      return whileLoop(large, body, step.limit)([number(0, 'i32'), start]).slice(1)
    }
    case 'customJvp':
      return sineByTangents(pickOf(values, 'row', step.operand))
    case 'customVjp':
      return sineByCotangents(pickOf(values, 'row', step.operand))
  }
}

/** The loop at once, or one step and then three. */
const looped = (
  loop: ReturnType<typeof scan>,
  start: Value,
  xs: Value,
  reversed: boolean,
  form: Form,
): Scanned => {
  if (form !== 'chunks') return loop([start], [xs], { length: 4, reverse: reversed })
  const part = (from: number, to: number, carry: Values): Scanned =>
    loop(carry, [cut(xs, 0, from, to)], { length: to - from, reverse: reversed })
  const first = reversed ? part(1, 4, [start]) : part(0, 1, [start])
  const second = reversed ? part(0, 1, first.carry) : part(1, 4, first.carry)
  const inOrder = reversed ? [...second.ys, ...first.ys] : [...first.ys, ...second.ys]
  return { carry: second.carry, ys: [concat(inOrder, 0)] }
}

const sineByTangents: Body = customJvp(
  'sine',
  (x: Value) => [sin(x)],
  (primals, tangents) => [
    primals.map(sin),
    tangents.map((dx, i) => mul(dx, cos(primals[i] ?? dx))), // one for each
  ],
)
const sineByCotangents: Body = customVjp('sine', (x: Value) => [sin(x)], {
  forward: (x: Value) => [[sin(x)], [cos(x)]],
  backward: (residuals, cotangents) => cotangents.map((ct, i) => mul(ct, residuals[i] ?? ct)), // one for each
})

const segment = (steps: Steps, values: Values, form: Form, captured: boolean): Values => {
  const f: Body = (...inputs) => follow(steps, captured ? values : inputs, form)
  const inputs = captured ? [] : values
  switch (form) {
    case 'plain':
    case 'chunks':
      return f(...values)
    case 'call':
      return call('segment', f)(...inputs)
    case 'checkpoint':
      return checkpoint('segment', f)(...inputs)
  }
}

/** The sum of all elements. */
export const all = (x: Value): Value =>
  sum(
    x,
    x.shape.map((_, axis) => axis),
  )

/** The sum of the last values that the recipe makes. */
export const cooked =
  (recipe: Recipe, form: Form = 'plain'): Body =>
  (...inputs) => {
    const values = recipe.reduce<Values>(
      (sofar, steps, i) => segment(steps, sofar, form, i % 2 === 1),
      inputs,
    )
    return [values.slice(-4).map(all).reduce(add)]
  }

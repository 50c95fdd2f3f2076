// Law 7 at every door: whatever a public function is given, what it throws is an EspalierError whose sentence fits the
// grammar and begins with the function's name, or with that of what it calls for its user: a layer, the user's own function.
import { expect, test } from 'vitest'
import { asks, calls, doors, type Stages } from './doors/calls.ts'
import { faultOf, outcomeOf, spoiledCalls } from './doors/sweep.ts'

/** What the functions of the right calls call. */
const called = ['add', 'exp', 'lt', 'mul']

const layers = ['input', 'layer']
const steps = [
  'apply',
  'fold',
  'foldIn',
  'init',
  'meanSquaredError',
  'train',
  'update',
  'valueAndGrad',
]

/** Functions that are made of others which say what is wrong. */
const others: Readonly<Record<string, readonly string[]>> = {
  apply: layers,
  train: layers,
  sequential: layers,
  struct: layers,
  define: ['scaled', 'param'],
  grownFrom: ['init'],
  grownStateFrom: ['initState'],
  leNet5: ['conv2d', 'linear'],
  gpt2: ['embedding', 'item', 'multiHeadAttention', 'positions', 'repeat'],
  set: ['edit'],
  modify: ['edit'],
  lens: ['edit', 'set'],
  reinit: ['custom', 'under'],
  within: ['segments'],
  monoid: ['map', 'neg', 'zerosLike', 'zipWith'],
  evaluate: ['jit', 'mean'],
  batches: ['entries'],
  globalNorm: ['entries'],
  spirals: ['iota', 'normal'],
  syntheticRegression: ['normal', 'under'],
  save: ['encode'],
  loadModel: ['fromJson'],
  Ref: ['refTo'],
  start: ['entries', 'init'],
  initializer: ['mine'],
  initializers: ['normal', 'zeros'],
  sgd: ['init', 'update'],
  trace: ['init', 'update'],
  fit: [...steps, ...layers, 'entries', 'step'],
  step: [...steps, ...layers],
  statefulStep: [...steps, ...layers],
}

const speaks =
  (name: string, stages: Stages) =>
  (where: string): boolean => {
    const takesFunctions = stages.flat().some((arg) => typeof arg === 'function')
    const names = [name, asks, 'memory', ...(others[name] ?? []), ...(takesFunctions ? called : [])]
    return names.some(
      (one) => where === one || /^\W/.test(where.startsWith(one) ? where.slice(one.length) : 'x'),
    )
  }

/** Whether it is a record of functions of its own; a spec, a door, or a list of what has names of its own, is none. */
const hasMethods = (x: unknown): boolean =>
  typeof x === 'object' &&
  x !== null &&
  !('kind' in x) &&
  !Object.values(doors).includes(x as never) &&
  Object.values(x).some((y) => typeof y === 'function' && !isHeldElsewhere(y))

/** The functions of a door, each at one door: a room's own before the root's. */
const functionsOf = (door: string): readonly (readonly [name: string, f: unknown])[] =>
  Object.entries(doors[door] ?? {}).filter(
    ([name, f]) =>
      (typeof f === 'function' || hasMethods(f)) &&
      (calls[door]?.[name] !== undefined || !isHeldElsewhere(f)),
  )

const isHeldElsewhere = (f: unknown): boolean =>
  Object.entries(doors).some(([door, room]) =>
    Object.entries(room).some(([name, g]) => g === f && calls[door]?.[name] !== undefined),
  )

let count = 0
for (const door of Object.keys(doors))
  for (const [name, f] of functionsOf(door))
    test(`${door}: ${name} says what is wrong with whatever it is given`, async () => {
      const rows = calls[door]?.[name]
      expect(rows, 'must have a right call in test/laws/doors/calls.ts').toBeDefined()
      const faults: string[] = []
      for (const stages of rows ?? []) {
        expect(await outcomeOf(f, stages)).toBe('given')
        for (const { place, stages: bad } of spoiledCalls(stages)) {
          count++
          const fault = faultOf(await outcomeOf(f, bad), speaks(name, stages))
          if (fault !== undefined) faults.push(`${place}: ${fault}`)
        }
      }
      expect(faults).toEqual([])
    })

test('the law has been asked of many calls', () => {
  console.log(`doors: ${count} wrong calls`)
  expect(count).toBeGreaterThanOrEqual(20000)
})

// Optimizers and schedules as optim.json writes them.
import * as optim from '../../src/optim/index.ts'

/** A transformation or a schedule: its name, and options by optax's names. */
export interface Written {
  readonly kind: string
  readonly options: Readonly<Record<string, unknown>>
}

type Options = Readonly<Record<string, unknown>>
type Make<T> = (options: never) => T

const mask = (tree: unknown): ((path: string) => boolean) | undefined =>
  tree === undefined
    ? undefined
    : (path) => (tree as Readonly<Record<string, boolean>>)[path] === true

const isWritten = (x: unknown): x is Written => typeof x === 'object' && x !== null && 'kind' in x

/** The options without those that say nothing; schedules made. */
const said = (options: Options): Options =>
  Object.fromEntries(
    Object.entries(options)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, isWritten(value) ? scheduleOf(value) : value]),
  )

const schedules: Readonly<Record<string, Make<optim.Scheduled>>> = {
  constantSchedule: ({ value }: { value: number }) => optim.constantSchedule(value),
  piecewiseConstantSchedule: optim.piecewiseConstantSchedule,
  exponentialDecay: optim.exponentialDecay,
  cosineDecaySchedule: optim.cosineDecaySchedule,
  linearSchedule: optim.linearSchedule,
  polynomialSchedule: optim.polynomialSchedule,
  warmupCosineDecaySchedule: optim.warmupCosineDecaySchedule,
  warmupExponentialDecaySchedule: optim.warmupExponentialDecaySchedule,
  joinSchedules: ({
    schedules: parts,
    boundaries,
  }: {
    schedules: Written[]
    boundaries: number[]
  }) => {
    const [first, ...rest] = parts.map(scheduleOf)
    if (first === undefined) throw new Error('no schedule')
    return optim.joinSchedules({ schedules: [first, ...rest], boundaries })
  },
}

export const scheduleOf = ({ kind, options }: Written): optim.Scheduled => {
  const make = schedules[kind]
  if (make === undefined) throw new Error(`no schedule is ${kind}`)
  return make(said(options) as never)
}

/** PyTorch's 0 is no momentum. */
const unmoved = ({ momentum, ...options }: Options): Options =>
  momentum === 0 ? options : { momentum, ...options }
const masked = ({ mask: tree, ...options }: Options): Options =>
  tree === undefined ? options : { ...options, mask: mask(tree) }

const transformations: Readonly<Record<string, Make<optim.Optimizer>>> = {
  sgd: (options: Options) => optim.sgd(unmoved(options) as never),
  adam: optim.adam,
  adamw: (options: Options) => optim.adamw(masked(options) as never),
  rmsprop: optim.rmsprop,
  clipByGlobalNorm: ({ maxNorm }: { maxNorm: number }) => optim.clipByGlobalNorm(maxNorm),
  clip: ({ maxDelta }: { maxDelta: number }) => optim.clip(maxDelta),
  addDecayedWeights: ({ weightDecay, ...options }: Options) =>
    optim.addDecayedWeights(weightDecay as number, masked(options)),
  scale: ({ stepSize }: { stepSize: number }) => optim.scale(stepSize),
  scaleByLearningRate: ({ learningRate }: { learningRate: number }) =>
    optim.scaleByLearningRate(learningRate),
}

/** The optimizer of a fixture: one transformation, or a chain of several. */
export const optimizerOf = (parts: readonly Written[]): optim.Optimizer => {
  const made = parts.map(({ kind, options }) => {
    const make = transformations[kind]
    if (make === undefined) throw new Error(`no transformation is ${kind}`)
    return make(said(options) as never)
  })
  const [only] = made
  return only !== undefined && made.length === 1 ? only : optim.chain(...made)
}

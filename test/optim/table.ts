// Every optimizer there is, over its rate; laws are quantified over this table.
import { add, convert, div, mul, rsqrt, sign, sqrt } from '../../src/ops/index.ts'
import {
  adam,
  adamw,
  addDecayedWeights,
  chain,
  clip,
  clipByGlobalNorm,
  identity,
  type LearningRate,
  leafwise,
  type Optimizer,
  rmsprop,
  scale,
  scaleByAdam,
  scaleByLearningRate,
  scaleByRms,
  scaleByStddev,
  sgd,
  trace,
} from '../../src/optim/index.ts'

/** Lion, as a user writes it: Chen et al., Symbolic Discovery of Optimization Algorithms, 2023. */
const lion = leafwise({
  slots: ['m'],
  update: (gradient, { m }) => [
    sign(add(mul(m, 0.9), mul(gradient, 0.1))),
    { m: add(mul(m, 0.99), mul(gradient, 0.01)) },
  ],
})

/** AdaGrad, whose steps grow shorter with the count besides: a rule that reads all it is given but the parameter. */
const adagrad = leafwise({
  slots: ['total'],
  update: (gradient, slots, _, count) => {
    const total = add(slots.total, mul(gradient, gradient))
    const fading = rsqrt(add(mul(convert(count, gradient.dtype), 1e-3), 1))
    return [mul(div(gradient, add(sqrt(total), 1e-8)), fading), { total }]
  },
})

interface Tried {
  readonly make: (rate: LearningRate) => Optimizer
  /** Rates at which it converges on the quadratic and on Rosenbrock's function. */
  readonly quadratic: number
  readonly rosenbrock: number
}

const behind = (first: Optimizer) => (learningRate: LearningRate) =>
  chain(first, scaleByLearningRate(learningRate))

export const optimizers: Readonly<Record<string, Tried>> = {
  sgd: { make: (learningRate) => sgd({ learningRate }), quadratic: 0.3, rosenbrock: 1.2e-3 },
  'sgd with momentum': {
    make: (learningRate) => sgd({ learningRate, momentum: 0.9 }),
    quadratic: 0.1,
    rosenbrock: 2e-4,
  },
  'sgd with nesterov': {
    make: (learningRate) => sgd({ learningRate, momentum: 0.9, nesterov: true }),
    quadratic: 0.1,
    rosenbrock: 2e-4,
  },
  'sgd with dampening': {
    make: (learningRate) => sgd({ learningRate, momentum: 0.9, dampening: 0.5 }),
    quadratic: 0.1,
    rosenbrock: 4e-4,
  },
  adam: { make: (learningRate) => adam({ learningRate }), quadratic: 0.1, rosenbrock: 0.02 },
  'adam with nesterov': {
    make: (learningRate) => adam({ learningRate, nesterov: true }),
    quadratic: 0.1,
    rosenbrock: 0.02,
  },
  adamw: {
    make: (learningRate) => adamw({ learningRate, weightDecay: 1e-6 }),
    quadratic: 0.1,
    rosenbrock: 0.02,
  },
  rmsprop: { make: (learningRate) => rmsprop({ learningRate }), quadratic: 0.05, rosenbrock: 2e-3 },
  'rmsprop with bias correction': {
    make: (learningRate) => rmsprop({ learningRate, biasCorrection: true }),
    quadratic: 0.05,
    rosenbrock: 2e-3,
  },
  'rmsprop, centred, with momentum': {
    make: (learningRate) => rmsprop({ learningRate, centered: true, momentum: 0.5, eps: 1e-4 }),
    quadratic: 0.02,
    rosenbrock: 1e-3,
  },
  identity: { make: behind(identity()), quadratic: 0.3, rosenbrock: 1.2e-3 },
  scale: { make: behind(scale(0.5)), quadratic: 0.6, rosenbrock: 2.4e-3 },
  trace: { make: behind(trace({ decay: 0.5 })), quadratic: 0.3, rosenbrock: 5e-4 },
  scaleByAdam: { make: behind(scaleByAdam()), quadratic: 0.1, rosenbrock: 0.02 },
  scaleByRms: {
    make: behind(scaleByRms({ epsInSqrt: false })),
    quadratic: 0.05,
    rosenbrock: 2e-3,
  },
  scaleByStddev: {
    make: behind(scaleByStddev({ eps: 1e-4 })),
    quadratic: 0.02,
    rosenbrock: 1e-3,
  },
  clip: { make: behind(clip(1)), quadratic: 0.3, rosenbrock: 2e-3 },
  clipByGlobalNorm: { make: behind(clipByGlobalNorm(1)), quadratic: 0.3, rosenbrock: 2e-3 },
  addDecayedWeights: {
    make: behind(addDecayedWeights(1e-6)),
    quadratic: 0.3,
    rosenbrock: 1.2e-3,
  },
  'lion, the user’s': { make: behind(lion), quadratic: 0.1, rosenbrock: 2e-3 },
  'adagrad, the user’s': { make: behind(adagrad), quadratic: 1, rosenbrock: 0.2 },
}

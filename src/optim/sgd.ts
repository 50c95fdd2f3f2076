// Stochastic gradient descent with momentum, as PyTorch has it: the first buffer is the gradient itself.
// Sutskever, Martens, Dahl & Hinton, On the importance of initialization and momentum in deep learning, 2013.
import type { Predicate } from 'fp-ts/lib/Predicate.js'
import { add, eq, mul, where } from '../ops/index.ts'
import { fail } from '../prelude/index.ts'
import { chain } from './chain.ts'
import { addDecayedWeights } from './decay.ts'
import { leafwise } from './leafwise.ts'
import { mustBeDecay } from './option.ts'
import { type LearningRate, type Rate, scaledBy } from './rate.ts'
import type { Chain, Leafwise, Optimizer, Stateless, Transformation } from './transformation.ts'
import { behind, identity } from './whole-tree.ts'

export interface TraceOptions {
  /** How much of the last buffer stays: the momentum. */
  readonly decay: number
  /** Whether the update looks one step ahead. */
  readonly nesterov?: boolean
  /** How much of the gradient is left out of every buffer but the first. */
  readonly dampening?: number
}

/** Gradients added up, older ones fading: trace ← decay · trace + (1 − dampening) · gradient.
 *  Fails for a decay outside [0, 1), and for nesterov with dampening, which nobody has defined. */
export const trace = ({
  decay,
  nesterov = false,
  dampening = 0,
}: TraceOptions): Optimizer<Leafwise<'trace'>> => {
  mustBeDecay('trace', { decay, dampening })
  if (nesterov && dampening !== 0)
    fail({
      where: 'trace',
      must: 'dampening must be 0 with nesterov',
      was: `${dampening}`,
      do: 'choose one of them',
    })
  return leafwise({
    slots: ['trace'],
    update: (gradient, slots, _, count) => {
      const faded = mul(slots.trace, decay)
      const next =
        dampening === 0
          ? add(gradient, faded)
          : where(eq(count, 0), gradient, add(mul(gradient, 1 - dampening), faded))
      return [nesterov ? add(gradient, mul(next, decay)) : next, { trace: next }]
    },
  })
}

/** What is kept for momentum M, where it is given. */
export type Momentum<M> = [M] extends [number]
  ? Leafwise<'trace'>
  : [M] extends [undefined]
    ? Stateless
    : Transformation

export interface SgdOptions<
  L extends LearningRate = LearningRate,
  M extends number | undefined = number | undefined,
> {
  readonly learningRate: L
  readonly momentum?: M
  readonly nesterov?: boolean
  readonly dampening?: number
  /** Added to the gradient before momentum: weightDecay · parameter. */
  readonly weightDecay?: number
  /** The paths whose leaves decay. */
  readonly mask?: Predicate<string>
}

export type Sgd<L, M> = Chain<readonly [Momentum<M>, Rate<L>]>

/** Steps against the gradient, with momentum where it is asked for.  PyTorch's SGD.  Fails as {@link trace} does.
 *  @example sgd({ learningRate: 0.5, momentum: 0.9 }).init(tensor([1]))[0].trace // => tensor([0]) */
export const sgd = <const L extends LearningRate, const M extends number | undefined = undefined>(
  options: SgdOptions<L, M>,
): Optimizer<Sgd<L, M>> => {
  const { learningRate, momentum, nesterov = false, dampening = 0, weightDecay = 0, mask } = options
  if (momentum === undefined && (nesterov || dampening !== 0))
    fail({
      where: 'sgd',
      must: 'momentum must be given for nesterov and dampening',
      was: 'nothing',
      do: 'give momentum, or leave them out',
    })
  const moving =
    momentum === undefined ? identity() : trace({ decay: momentum, nesterov, dampening })
  const first =
    weightDecay === 0
      ? moving
      : behind(addDecayedWeights(weightDecay, mask === undefined ? {} : { mask }), moving)
  return chain(first, scaledBy('sgd', learningRate)) as Optimizer<Sgd<L, M>> // as Momentum says
}

// Stochastic gradient descent with momentum, as PyTorch has it: the first buffer is the gradient itself.
// Sutskever, Martens, Dahl & Hinton, On the importance of initialization and momentum in deep learning, 2013.
import type { Predicate } from 'fp-ts/lib/Predicate.js'
import { add, eq, mul, where } from '../ops/index.ts'
import { aBoolean, aFunction, anything, type Domains, fail, optionsOf } from '../prelude/index.ts'
import { chain } from './chain.ts'
import { decayed } from './decay.ts'
import { leafwise } from './leafwise.ts'
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
 *  Fails for a negative decay, and for nesterov with dampening, which nobody has defined. */
export const trace = (options: TraceOptions): Optimizer<Leafwise<'trace'>> => {
  const domains = { decay: 'notNegative', nesterov: aBoolean, dampening: 'finite' } as const
  const { decay, ...more } = optionsOf<TraceOptions>('trace', domains, options, ['decay'])
  return tracing('trace', { momentum: decay, ...more })
}

/** {@link trace} for an optimizer of another name. */
export const tracing = (
  op: string,
  {
    momentum,
    nesterov = false,
    dampening = 0,
  }: MomentumOptions<number> & { readonly momentum: number },
): Optimizer<Leafwise<'trace'>> => {
  if (nesterov && dampening !== 0)
    fail({
      where: op,
      must: 'dampening must be 0 with nesterov',
      was: `${dampening}`,
      do: 'choose one of them',
    })
  return leafwise({
    slots: ['trace'],
    update: (gradient, slots, _, count) => {
      const faded = mul(slots.trace, momentum)
      const next =
        dampening === 0
          ? add(gradient, faded)
          : where(eq(count, 0), gradient, add(mul(gradient, 1 - dampening), faded))
      return [nesterov ? add(gradient, mul(next, momentum)) : next, { trace: next }]
    },
  })
}

/** What is kept for momentum M, where it is given. */
export type Momentum<M> = [M] extends [number]
  ? Leafwise<'trace'>
  : [M] extends [undefined]
    ? Stateless
    : Transformation

export interface MomentumOptions<M> {
  /** How much of the last buffer stays. */
  readonly momentum?: M
  /** Whether the update looks one step ahead. */
  readonly nesterov?: boolean
  /** How much of the gradient is left out of every buffer but the first. */
  readonly dampening?: number
}

export interface SgdOptions<
  L extends LearningRate = LearningRate,
  M extends number | undefined = number | undefined,
> extends MomentumOptions<M> {
  readonly learningRate: L
  /** Added to the gradient before momentum: weightDecay · parameter. */
  readonly weightDecay?: number
  /** The paths whose leaves decay. */
  readonly mask?: Predicate<string>
}

const domains: Domains<SgdOptions> = {
  learningRate: anything,
  momentum: 'notNegative',
  nesterov: aBoolean,
  dampening: 'finite',
  weightDecay: 'notNegative',
  mask: aFunction,
}

export type Sgd<L, M> = Chain<readonly [Momentum<M>, Rate<L>]>

/** Steps against the gradient, with momentum where it is asked for.  PyTorch's SGD.  Fails as {@link trace} does.
 *  @example sgd({ learningRate: 0.5, momentum: 0.9 }).init(tensor([1]))[0].trace // => tensor([0]) */
export const sgd = <const L extends LearningRate, const M extends number | undefined = undefined>(
  options: SgdOptions<L, M>,
): Optimizer<Sgd<L, M>> => {
  const {
    learningRate,
    weightDecay = 0,
    mask,
    momentum,
    ...more
  } = optionsOf<SgdOptions>('sgd', domains, options, ['learningRate'])
  if (momentum === undefined && (more.nesterov === true || (more.dampening ?? 0) !== 0))
    fail({
      where: 'sgd',
      must: 'momentum must be given for nesterov and dampening',
      was: 'nothing',
      do: 'give momentum, or leave them out',
    })
  const moving = momentum === undefined ? identity() : tracing('sgd', { momentum, ...more })
  const first = weightDecay === 0 ? moving : behind(decayed(weightDecay, mask), moving)
  return chain(first, scaledBy('sgd', learningRate)) as Optimizer<Sgd<L, M>> // as Momentum says
}

// Whether a demand is met, plainly.
import type { Demand } from './demand.ts'
import type { Result } from './race.ts'
import { geometricMean, type Times } from './statistics.ts'

/** Who ran, and on how many threads. */
export interface Ran {
  readonly name: string
  readonly threads: number
}

export interface Verdict {
  readonly contestant: string
  readonly demand: Demand
  /** How many times as fast as the rival, by medians; undefined where a task or all rivals are missing. */
  readonly ratio: number | undefined
  /** The same by the best repetitions: what a quiet machine would show. */
  readonly best: number | undefined
  /** The rivals that were fastest, in the order of the tasks, each once. */
  readonly against: readonly string[]
}

export const isReached = ({ ratio, demand }: Verdict): boolean =>
  ratio !== undefined && ratio >= demand.atLeast

/** Seconds of a task by a contestant, of all threads together where one thread's work counts. */
type Cost = (name: string, task: string) => number | undefined

/** The verdict on one of our own. */
export const judged = (
  demand: Demand,
  own: string,
  results: readonly Result[],
  ran: readonly Ran[],
): Verdict => {
  const costBy =
    (which: keyof Times): Cost =>
    (name, task) => {
      const found = results.find((one) => one.contestant === name && one.task === task)
      const threads = ran.find((one) => one.name === name)?.threads ?? 1
      return found && found.times[which] * (demand.perThread ? threads : 1)
    }
  const byMedian = compared(demand, own, costBy('median'))
  return {
    contestant: own,
    demand,
    ...byMedian,
    best: compared(demand, own, costBy('best')).ratio,
  }
}

const compared = (
  { tasks, rivals }: Demand,
  own: string,
  cost: Cost,
): Pick<Verdict, 'ratio' | 'against'> => {
  const found = tasks.flatMap((task) => {
    const mine = cost(own, task)
    const [first] = rivals
      .flatMap((rival) => {
        const name = rival.name === 'itself' ? own : rival.name
        const time = cost(name, rival.task ?? task)
        return time === undefined ? [] : [{ name, time }]
      })
      .sort((a, b) => a.time - b.time)
    return mine === undefined || first === undefined
      ? []
      : [{ name: first.name, ratio: first.time / mine }]
  })
  const ratios = found.map(({ ratio }) => ratio)
  return {
    ratio: ratios.length === tasks.length ? geometricMean(ratios) : undefined,
    against: [...new Set(found.map(({ name }) => name))],
  }
}

// The race: in each round every contestant gives one repetition of every task of a heat, so that what else the machine does
// befalls all alike.
import type { Runner } from './runner.ts'
import { type Times, timesOf } from './statistics.ts'
import type { Heat } from './task.ts'

export interface Result {
  readonly heat: string
  readonly contestant: string
  readonly task: string
  readonly times: Times
}
/** A task that a contestant has but could not run. */
export interface Failure {
  readonly contestant: string
  readonly task: string
  readonly because: string
}

export interface Results {
  readonly results: readonly Result[]
  readonly failures: readonly Failure[]
}

export interface Rules {
  readonly repetitions: number
  /** How long a repetition is, at least. */
  readonly seconds: number
  /** Told before each repetition. */
  readonly report: (heat: Heat, contestant: string) => void
}

interface Entry {
  readonly runner: Runner
  readonly task: string
  readonly seconds: number[]
}

const unknown = 'has no such task'
/** What a process leaves running for a while, its threads that wait for more, ends before the next begins. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

const enters = ({ contestant }: Runner, { kind }: Heat): boolean =>
  kind !== 'sweep' ||
  (contestant.kind === 'peer' ? contestant.sweeps : contestant.engine === 'node24')

/** The times of one heat. A first round makes tasks ready and does not count. */
export const run = async (
  heat: Heat,
  all: readonly Runner[],
  { repetitions, seconds, report }: Rules,
): Promise<Results> => {
  const runners = all.filter((runner) => enters(runner, heat))
  const failures: Failure[] = []
  let entries: readonly Entry[] = runners.flatMap((runner) =>
    heat.tasks.map((task): Entry => ({ runner, task, seconds: [] })),
  )
  for (let round = 0; round <= repetitions; round++) {
    const lasting: Entry[] = []
    for (const entry of entries) {
      const { runner, task } = entry
      report(heat, runner.contestant.name)
      const answer = await runner.time(task, seconds * heat.share)
      if ('seconds' in answer) {
        if (round > 0) entry.seconds.push(answer.seconds)
        lasting.push(entry)
      } else if (answer.refused !== unknown) {
        failures.push({ contestant: runner.contestant.name, task, because: answer.refused })
      }
      if (heat.share === 1) await pause()
    }
    // nobody always comes after the same one
    entries = [...lasting.slice(1), ...lasting.slice(0, 1)]
  }
  for (const runner of runners) await runner.drop()
  const results = entries.map(({ runner, task, seconds: some }) => ({
    heat: heat.name,
    contestant: runner.contestant.name,
    task,
    times: timesOf(some),
  }))
  return { results, failures }
}

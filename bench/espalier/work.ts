// What a task is to its runner, and how many runs fill a repetition.

/** A task made ready: `run` takes so many turns, each of so many steps, and comes back when the last is done. */
export interface Work {
  /** How many steps a turn has. */
  readonly steps: number
  readonly run: (turns: number) => void
}

/** Tasks by their first word; the others are its sizes. */
export type Tasks = Readonly<Record<string, (...sizes: readonly number[]) => Work>>

const secondsOf = ({ run }: Work, turns: number): number => {
  const start = performance.now()
  run(turns)
  return (performance.now() - start) / 1e3
}

/** The turns that fill so many seconds; finding them warms the task up. */
export const turnsFor = (work: Work, seconds: number): number => {
  work.run(2)
  let turns = 1
  while (secondsOf(work, turns) < seconds) turns *= 2
  return turns
}

/** The seconds of one step, over so many turns. */
export const timed = (work: Work, turns: number): number =>
  secondsOf(work, turns) / turns / work.steps

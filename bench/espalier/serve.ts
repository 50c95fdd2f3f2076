// A runner: a line of JSON asks for a task, a line of JSON answers with the seconds of one of its steps.
import { createInterface } from 'node:readline'
import { type Tasks, timed, turnsFor, type Work } from './work.ts'

interface Made {
  readonly work: Work
  readonly turns: number
}

const answer = (message: object): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

/** Says who runs, then answers until nobody asks. */
export const serve = async (runner: object, tasks: Tasks): Promise<void> => {
  answer(runner)
  const made = new Map<string, Made>()
  const timeOf = (task: string, seconds: number): object => {
    const [kind = '', ...sizes] = task.split(' ')
    const make = tasks[kind]
    if (make === undefined) return { refused: 'has no such task' }
    let one = made.get(task)
    if (one === undefined) {
      const work = make(...sizes.map(Number))
      one = { work, turns: turnsFor(work, seconds) }
      made.set(task, one)
    }
    return { seconds: timed(one.work, one.turns) }
  }
  for await (const line of createInterface(process.stdin)) {
    const { task, seconds } = JSON.parse(line)
    try {
      if (task === undefined) made.clear()
      answer(task === undefined ? {} : timeOf(task, seconds))
    } catch (error) {
      answer({ refused: String(error).split('\n')[0] })
    }
  }
}

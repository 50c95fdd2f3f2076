// A runner in JavaScript: a line of JSON asks for a task, a line of JSON answers with the seconds of one of its steps.
// A task is made by a function of its sizes; it gives a function that takes so many steps and waits for the last of them.
import { createInterface } from 'node:readline'

const answer = (message) => process.stdout.write(`${JSON.stringify(message)}\n`)

const secondsOf = async (run, steps) => {
  const start = performance.now()
  await run(steps)
  return (performance.now() - start) / 1e3
}

/** How many steps fill a repetition; finding it warms the task up. */
const calibrated = async (run, seconds) => {
  await run(2)
  let steps = 1
  while ((await secondsOf(run, steps)) < seconds) steps *= 2
  return steps
}

export const serve = async (peer, tasks) => {
  // what a library prints must not stand between the answers
  console.log = console.info = console.warn = console.error
  answer(peer)
  const made = new Map()
  const timeOf = async (task, seconds) => {
    const [kind, ...sizes] = task.split(' ')
    if (!(kind in tasks)) return { refused: 'has no such task' }
    if (!made.has(task)) {
      const run = await tasks[kind](...sizes.map(Number))
      made.set(task, { run, steps: await calibrated(run, seconds) })
    }
    const { run, steps } = made.get(task)
    return { seconds: (await secondsOf(run, steps)) / steps }
  }
  for await (const line of createInterface(process.stdin)) {
    const { task, seconds } = JSON.parse(line)
    try {
      if (task === undefined) made.clear()
      answer(task === undefined ? {} : await timeOf(task, seconds))
    } catch (error) {
      answer({ refused: String(error).split('\n')[0].slice(0, 200) })
    }
  }
  process.exit(0)
}

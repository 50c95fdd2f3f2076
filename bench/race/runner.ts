// A contestant's process: it is asked for a repetition of a task, and answers with the seconds of a step.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Contestant } from './contestant.ts'

/** What a runner says of itself first. */
export interface Hello {
  readonly version: string
  readonly threads: number
}

/** Seconds of a step, or why there are none. */
export type Answer = { readonly seconds: number } | { readonly refused: string }

export interface Runner {
  readonly contestant: Contestant
  readonly hello: Hello
  readonly time: (task: string, seconds: number) => Promise<Answer>
  /** Forgets the tasks that were made. */
  readonly drop: () => Promise<void>
  readonly stop: () => void
}

/** A runner that does not answer for so long is given up. */
const patience = 600_000

/** The runner of a contestant, or why it cannot run. */
export const start = async (contestant: Contestant): Promise<Runner | string> => {
  const [binary = '', ...args] = contestant.command
  const child = spawn(binary, args, {
    env: { ...process.env, ...contestant.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let complaint = 'it ended'
  child.stderr.on('data', (text) => {
    complaint = String(text).trim().split('\n').at(-1) ?? complaint
  })
  child.stdin.on('error', () => undefined) // its end is seen where its answers end
  const gone = new Promise<object>((resolve) => {
    child.on('error', ({ message }) => resolve({ refused: message }))
    child.on('close', () => resolve({ refused: complaint }))
  })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const answer = async (): Promise<object> => {
    let waiting: NodeJS.Timeout | undefined
    const late = new Promise<object>((resolve) => {
      waiting = setTimeout(() => {
        child.kill()
        resolve({ refused: 'it did not answer' })
      }, patience)
    })
    const line = lines.next().then(({ done, value }) => (done ? gone : JSON.parse(value)))
    const first = await Promise.race([line, gone, late])
    clearTimeout(waiting)
    return first
  }
  const ask = (request: object): Promise<object> => {
    child.stdin.write(`${JSON.stringify(request)}\n`)
    return answer()
  }
  const hello = await answer()
  if ('refused' in hello) return `${hello.refused}`
  return {
    contestant,
    hello: hello as Hello, // as every runner says first
    time: (task, seconds) => ask({ task, seconds }) as Promise<Answer>, // as every runner answers
    drop: async () => void (await ask({})),
    stop: () => child.stdin.end(),
  }
}

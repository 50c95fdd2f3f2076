// A worker: a loop that never ends, which runs the program at hand as one of its threads. It reads the bytes of a module it has
// not seen from the memory: nobody has to tell it anything. As text, for bundlers and loaders then leave it whole.
import { CODE, EPOCH, JOINED, LENGTH, PROGRAM, SLEEPERS } from './board.ts'

/** How many modules a worker keeps. */
const KEPT = 512

const run = `
const run = ({ memory, thread }) => {
  const programs = new Map()
  Atomics.add(new Int32Array(memory.buffer), ${JOINED / 4}, 1)
  for (;;) {
    const words = new Int32Array(memory.buffer, 0, 256)
    const word = (at) => Atomics.load(words, at / 4)
    const epoch = word(${EPOCH})
    const program = word(${PROGRAM})
    if (program !== 0 && !programs.has(program)) {
      const bytes = new Uint8Array(memory.buffer).slice(word(${CODE}), word(${CODE}) + word(${LENGTH}))
      if (word(${PROGRAM}) !== program) continue
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { espalier: { memory } })
      programs.set(program, exports.work)
      if (programs.size > ${KEPT}) programs.delete(programs.keys().next().value)
    }
    if (program !== 0) programs.get(program)(thread, program)
    else {
      Atomics.add(words, ${SLEEPERS / 4}, 1)
      Atomics.wait(words, ${EPOCH / 4}, epoch)
      Atomics.sub(words, ${SLEEPERS / 4}, 1)
    }
  }
}`

/** For hosts with Node's threads. */
export const nodeSource: string = `${run}
run(process.getBuiltinModule('node:worker_threads').workerData)`

/** For hosts with the web's workers. */
export const webSource: string = `${run}
onmessage = ({ data }) => run(data)`

// How this process runs what it measures: espalier.mjs plain|wide|fast threads
import { engine, jit } from 'espalier'

const [given = 'plain', count = '1'] = process.argv.slice(2)
const isFast = given === 'fast'

export const threads: number = Number(count)

/** f compiled in the mode of this process. */
export const compiled = <F extends (...args: never[]) => object>(f: F): F =>
  jit(f, isFast ? { mode: 'fast' } : {})

/** Tells the engine. What is asked for and not to be had is said, not left out. */
export const configured = (): string | undefined => {
  const wideVectors = given !== 'plain'
  engine.configure({ threads, wideVectors })
  return wideVectors && engine.describe().vectors === 'not to be had'
    ? 'this engine has no wide vectors'
    : undefined
}

// Time per call: the median of many short rounds, so that a busy machine matters less.

/** What a benchmark runs, by name. */
export type Subjects = Readonly<Record<string, () => unknown>>

const rounds = 51
const roundMilliseconds = 4

// where results go, or the engine would drop the call whose result is dropped
let kept: unknown

/** The last result, so that {@link kept} is read. */
export const last = (): unknown => kept

const millisecondsOf = (run: () => unknown, calls: number): number => {
  const start = performance.now()
  for (let i = 0; i < calls; i++) kept = run()
  return performance.now() - start
}

/** The calls that fill a round; finding them warms the subject up. */
const callsPerRound = (run: () => unknown): number => {
  let calls = 1
  while (millisecondsOf(run, calls) < roundMilliseconds) calls *= 2
  return calls
}

/** Nanoseconds per call: the median, and the spread between the first and the third quartile. */
export const measure = (
  run: () => unknown,
): { readonly median: number; readonly spread: number } => {
  const calls = callsPerRound(run)
  const times = Array.from(
    { length: rounds },
    () => (millisecondsOf(run, calls) * 1e6) / calls,
  ).sort((a, b) => a - b)
  const at = (share: number): number => times[Math.floor(share * (rounds - 1))] ?? Number.NaN
  return { median: at(0.5), spread: at(0.75) - at(0.25) }
}

const units = [
  { above: 1e6, unit: 'ms', each: 1e6 },
  { above: 1e3, unit: 'µs', each: 1e3 },
  { above: 0, unit: 'ns', each: 1 },
]

const show = (nanoseconds: number): string => {
  const { unit, each } = units.find(({ above }) => nanoseconds >= above) ?? { unit: 'ns', each: 1 }
  return `${(nanoseconds / each).toFixed(1)} ${unit}`
}

/** Measures the subjects one after another and prints a line for each. */
export const compare = (subjects: Subjects): void => {
  const width = Math.max(...Object.keys(subjects).map((name) => name.length))
  for (const [name, run] of Object.entries(subjects)) {
    const { median, spread } = measure(run)
    console.log(`  ${name.padEnd(width)}  ${show(median).padStart(10)}  ± ${show(spread / 2)}`)
  }
}

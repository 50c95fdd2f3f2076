// Espalier beside its peers, all in one interleaved run: docs/performance.md says how to install them.
//   npm run bench -- peers                                all tasks, all who are there
//   npm run bench -- peers step 'exp 16384'               some tasks: by kind, heat or name
//   npm run bench -- peers product --only 'Node 24' --only OpenBLAS --repetitions 15 --seconds 0.2 --threads 2
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import cliProgress from 'cli-progress'
import { bundled } from './race/bundle.ts'
import { type Absent, contestants, isAbsent } from './race/contestant.ts'
import { demands } from './race/demand.ts'
import { drawn } from './race/draw.ts'
import { machine } from './race/machine.ts'
import { speeds, sweeps } from './race/picture.ts'
import { type Failure, type Result, run } from './race/race.ts'
import { type Runner, start } from './race/runner.ts'
import { page, type Race } from './race/table.ts'
import { chosen, type Heat } from './race/task.ts'
import { judged } from './race/verdict.ts'

const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true },
    repetitions: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '0.1' },
    threads: { type: 'string', default: '2' },
    out: { type: 'string', default: 'build/bench' },
  },
})
const heats = chosen(positionals)
if (heats.length === 0)
  throw new Error(`bench: tasks must be some (was ${positionals}); see bench/race/task.ts`)
const [repetitions, seconds, threads] = [values.repetitions, values.seconds, values.threads].map(
  Number,
) as [number, number, number] // as many
const { ESPALIER_PYTHON: python = 'python3', ESPALIER_PEERS: folder } = process.env

const places = {
  bundle: await bundled('bench/espalier/main.ts', 'build/bench/espalier.mjs'),
  python,
  folders: ['engines', ...(folder === undefined ? [] : [folder])],
}
const absent: Absent[] = []
const runners: Runner[] = []
for (const one of contestants(places, threads)) {
  if (values.only !== undefined && !values.only.some((word) => one.name.includes(word))) continue
  const runner = isAbsent(one) ? one.because : await start(one)
  if (typeof runner === 'string') {
    absent.push({ name: one.name, because: runner })
    console.log(`${one.name} does not race: ${runner}`)
  } else {
    runners.push(runner)
    const { version, threads: count } = runner.hello
    console.log(`${one.name} ${version} races on ${count} ${count === 1 ? 'thread' : 'threads'}`)
  }
}

const bar = new cliProgress.SingleBar({
  format: '{bar} {value}/{total} {heat}: {contestant}',
  barCompleteChar: '━',
  barIncompleteChar: '─',
  hideCursor: true,
  noTTYOutput: true,
  notTTYSchedule: 10_000,
})
const turns = heats.reduce((sum, { tasks }) => sum + tasks.length, 0)
bar.start(turns * runners.length * (repetitions + 1), 0, { heat: '', contestant: '' })
let done = 0
const report = (heat: { readonly name: string }, contestant: string): void =>
  bar.update(++done, { heat: heat.name, contestant })

const results: Result[] = []
const failures: Failure[] = []
const here = machine()
const ran = runners.map(({ contestant: { name }, hello }) => ({ name, ...hello }))

/** The race after these heats. */
const raceOf = (over: readonly Heat[]): Race => {
  const heats = over.filter(({ kind }) => kind !== 'sweep')
  const timed = results.filter(({ heat }) => heats.some(({ name }) => name === heat))
  const judging = demands(here).filter(({ tasks }) =>
    tasks.every((task) => heats.some((heat) => heat.tasks.includes(task))),
  )
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: here,
    repetitions,
    seconds,
    ran,
    absent,
    heats: over,
    results,
    failures,
    verdicts: runners.flatMap(({ contestant: own }) =>
      own.kind === 'own'
        ? judging
            .filter(({ mode }) => mode === own.mode)
            .map((demand) => judged(demand, own.name, timed, ran))
        : [],
    ),
  }
}

for (const folder of ['build/bench', values.out]) mkdirSync(folder, { recursive: true })
for (const [i, heat] of heats.entries()) {
  const found = await run(heat, runners, { repetitions, seconds, report })
  results.push(...found.results)
  failures.push(...found.failures)
  const over = heats.slice(0, i + 1)
  done = over.reduce((sum, { tasks }) => sum + tasks.length, 0) * runners.length * (repetitions + 1)
  // a race that is stopped leaves what it has found
  const race = raceOf(over)
  writeFileSync(`${values.out}/peers.md`, page(race))
  writeFileSync('build/bench/peers.json', JSON.stringify(race, undefined, 1))
}
bar.stop()
for (const runner of runners) runner.stop()

const race = raceOf(heats)
if (heats.some(({ kind }) => kind !== 'sweep'))
  writeFileSync(`${values.out}/peers.svg`, await drawn(speeds(race)))
if (heats.some(({ kind }) => kind === 'sweep'))
  writeFileSync(`${values.out}/sweep.svg`, await drawn(sweeps(race)))
console.log(`\n${page(race)}\nwritten to ${values.out}, and all numbers to build/bench/peers.json`)

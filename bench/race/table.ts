// A race as Markdown.
import { cliffs, sizeOf } from './cliff.ts'
import type { Absent } from './contestant.ts'
import { isOwn } from './contestant.ts'
import { described, type Machine } from './machine.ts'
import { table } from './markdown.ts'
import type { Failure, Result } from './race.ts'
import type { Times } from './statistics.ts'
import type { Heat, Kind } from './task.ts'
import { isReached, type Ran, type Verdict } from './verdict.ts'

/** All that is known of a race when it is over. */
export interface Race {
  readonly date: string
  readonly machine: Machine
  readonly repetitions: number
  readonly seconds: number
  readonly ran: readonly (Ran & { readonly version: string })[]
  readonly absent: readonly Absent[]
  readonly heats: readonly Heat[]
  readonly results: readonly Result[]
  readonly failures: readonly Failure[]
  readonly verdicts: readonly Verdict[]
}

/** Microseconds to three digits. */
export const micros = (seconds: number): string => {
  const value = seconds * 1e6
  return value >= 100 ? `${Math.round(value)}` : value.toPrecision(3)
}
const cell = (times: Times | undefined): string =>
  times === undefined ? '–' : `${micros(times.median)} (${micros(times.best)})`

const titles: Readonly<Record<Exclude<Kind, 'sweep'>, string>> = {
  step: 'Training steps',
  product: 'Products',
  operation: 'Operations',
}

const timesTable = (race: Race, kind: Exclude<Kind, 'sweep'>): readonly string[] => {
  const heats = race.heats.filter((heat) => heat.kind === kind)
  const inKind = race.results.filter(({ heat }) => heats.some(({ name }) => name === heat))
  const names = race.ran
    .map(({ name }) => name)
    .filter((name) => inKind.some(({ contestant }) => contestant === name))
  const rows = heats
    .flatMap(({ tasks }) => tasks)
    .map((task) => [
      task,
      ...names.map((name) =>
        cell(inKind.find((one) => one.contestant === name && one.task === task)?.times),
      ),
    ])
  return rows.length === 0
    ? []
    : [`## ${titles[kind]}`, table(['µs a step', ...names], rows, (column) => column > 0)]
}

const ratio = (value: number | undefined): string =>
  value === undefined ? '–' : value.toPrecision(3)

const word = (verdict: Verdict): string => {
  if (verdict.ratio === undefined) return 'not measured'
  return isReached(verdict) ? 'reached' : '**not reached**'
}

const verdictTable = ({ verdicts }: Race): readonly string[] =>
  verdicts.length === 0
    ? []
    : [
        '## What a row must reach',
        table(
          ['', 'must be', 'is', 'by the best', '', 'against'],
          verdicts.map((verdict) => [
            verdict.contestant,
            verdict.demand.says,
            ratio(verdict.ratio),
            ratio(verdict.best),
            word(verdict),
            verdict.against.join(', '),
          ]),
          (column) => column === 2 || column === 3,
        ),
      ]

const scripts: readonly string[] = ['jax-js', 'TensorFlow.js']

/** At how many sizes a peer of the same language is faster. */
const behind = (own: readonly Result[], inHeat: readonly Result[]): number =>
  own.filter(({ task, times }) =>
    inHeat.some(
      (one) =>
        scripts.includes(one.contestant) && one.task === task && one.times.median < times.median,
    ),
  ).length

const sweepTable = (race: Race): readonly string[] => {
  const rows = race.heats
    .filter(({ kind }) => kind === 'sweep')
    .flatMap(({ name }) => {
      const inHeat = race.results.filter(({ heat }) => heat === name)
      return race.ran.flatMap(({ name: contestant }) => {
        const own = inHeat.filter((one) => one.contestant === contestant)
        if (own.length === 0) return []
        const found = cliffs(own)
        const highest = found
          .slice(0, 5)
          .map(({ size, height }) => `${size} (${height.toFixed(1)})`)
        const at = [1, 16, 100, 300].map((size) =>
          cell(own.find(({ task }) => sizeOf(task) === size)?.times),
        )
        const slower = isOwn(contestant) ? `${behind(own, inHeat)}` : '–'
        return [[name, contestant, ...at, slower, `${found.length}`, highest.join(', ')]]
      })
    })
  const head = ['', '', 'µs at 1', 'at 16', 'at 100', 'at 300', 'behind', 'cliffs', 'highest']
  return rows.length === 0
    ? []
    : [
        '## Sizes from 1 to 300',
        `A cliff is a size more than 1.5 times as slow as its neighbours make expect; the highest are named. *Behind*: the sizes at which ${scripts.join(' or ')} is faster.`,
        table(head, rows, (column) => column > 1 && column < 8),
      ]
}

/** The whole race on a page. */
export const page = (race: Race): string => {
  const who = race.ran.map(
    ({ name, version, threads }) =>
      `- ${name} ${version}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
  )
  const not = [
    ...race.absent.map(({ name, because }) => `- ${name} did not race: ${because}`),
    ...race.failures.map(
      ({ contestant, task, because }) => `- ${contestant} did not run ${task}: ${because}`,
    ),
  ]
  return `${[
    '# Espalier and its peers',
    `${race.date}. ${described(race.machine)}. Median (best) of ${race.repetitions} interleaved repetitions of ${race.seconds} s or more.`,
    who.join('\n'),
    ...(not.length === 0 ? [] : [not.join('\n')]),
    ...verdictTable(race),
    ...timesTable(race, 'step'),
    ...timesTable(race, 'product'),
    ...timesTable(race, 'operation'),
    ...sweepTable(race),
  ].join('\n\n')}\n`
}

// A race as a picture: for each task, how fast everyone is beside the fastest peer; and a sweep's times by size.
import type { TopLevelSpec } from 'vega-lite'
import { sizeOf } from './cliff.ts'
import { isOwn } from './contestant.ts'
import type { Race } from './table.ts'

// Okabe and Ito's colours, told apart with any colour vision; ours are the dark ones
const colours = [
  '#000000',
  '#0072b2',
  '#56b4e9',
  '#009e73',
  '#999999',
  '#d55e00',
  '#e69f00',
  '#cc79a7',
  '#f0e442',
  '#7f3b08',
  '#542788',
  '#b35806',
]

export interface Point {
  readonly task: string
  readonly contestant: string
  /** The time of the fastest peer over this one. */
  readonly speed: number
}

/** Everyone's speed in every task that a peer runs too; `_call` and `_scan` stand beside the peers' one way. */
export const points = ({ results, heats }: Pick<Race, 'results' | 'heats'>): readonly Point[] =>
  heats
    .filter(({ kind }) => kind !== 'sweep')
    .flatMap(({ name }) => {
      const inHeat = results.filter(({ heat }) => heat === name)
      const best = Math.min(
        ...inHeat.filter((one) => !isOwn(one.contestant)).map(({ times }) => times.median),
      )
      return Number.isFinite(best)
        ? inHeat.map(({ task, contestant, times }) => ({
            task,
            contestant,
            speed: best / times.median,
          }))
        : []
    })

/** What each task must reach, where one task alone is asked for: the most that is asked of anyone. */
export const asked = (
  race: Pick<Race, 'results' | 'heats' | 'verdicts'>,
): readonly { readonly task: string; readonly speed: number }[] => {
  const all = points(race)
  const marks = race.verdicts.flatMap(({ contestant, demand: { tasks, atLeast }, ratio }) => {
    const own = all.find((one) => one.contestant === contestant && one.task === tasks[0])
    return own === undefined || ratio === undefined || tasks.length !== 1
      ? []
      : [{ task: own.task, speed: (own.speed / ratio) * atLeast }]
  })
  return [...new Set(marks.map(({ task }) => task))].map((task) => ({
    task,
    speed: Math.max(...marks.filter((one) => one.task === task).map(({ speed }) => speed)),
  }))
}

const config = {
  font: 'Helvetica, Arial, DejaVu Sans, sans-serif',
  view: { stroke: null },
  axis: {
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: 400 as const,
    gridColor: '#e6e6e6',
  },
  legend: { labelFontSize: 11, labelLimit: 300, title: null },
}

const scaled = (names: readonly string[]) => ({
  field: 'contestant',
  type: 'nominal' as const,
  scale: { domain: [...names], range: colours.slice(0, names.length) },
})

/** Speeds on a logarithmic line for each task: at 1 stands the fastest peer; a bar is what must be reached. */
export const speeds = (
  race: Pick<Race, 'results' | 'heats' | 'ran' | 'verdicts'>,
): TopLevelSpec => {
  const values = points(race)
  const names = race.ran.map(({ name }) => name)
  const known = new Set(values.map(({ task }) => task))
  const tasks = race.heats.flatMap((heat) => heat.tasks.filter((task) => known.has(task)))
  return {
    title: {
      text: 'Speed beside the fastest peer; a bar is what must be reached',
      anchor: 'start',
      fontSize: 16,
    },
    background: 'white',
    padding: 16,
    width: 560,
    height: { step: 22 },
    layer: [
      {
        data: { values: [{}] },
        mark: { type: 'rule', strokeDash: [4, 3] },
        encoding: { x: { datum: 1 } },
      },
      {
        data: { values: [...asked(race)] },
        mark: { type: 'tick', thickness: 3, color: '#444444', height: 16 },
        encoding: {
          x: { field: 'speed', type: 'quantitative' },
          y: { field: 'task', type: 'nominal', sort: tasks },
        },
      },
      {
        data: { values: [...values] },
        mark: { type: 'point', filled: true, size: 70, opacity: 0.9 },
        encoding: {
          x: {
            field: 'speed',
            type: 'quantitative',
            scale: { type: 'log' },
            axis: { title: 'times as fast, log scale', format: '~g', tickCount: 8 },
          },
          y: { field: 'task', type: 'nominal', sort: tasks, axis: { title: null, grid: true } },
          color: scaled(names),
          shape: {
            condition: { test: "indexof(datum.contestant, 'Espalier') === 0", value: 'circle' },
            value: 'diamond',
          },
        },
      },
    ],
    config,
  }
}

/** Times by size, each operation in a panel. */
export const sweeps = (race: Pick<Race, 'results' | 'heats' | 'ran'>): TopLevelSpec => {
  const values = race.heats
    .filter(({ kind }) => kind === 'sweep')
    .flatMap(({ name }) =>
      race.results
        .filter(({ heat }) => heat === name)
        .map(({ task, contestant, times }) => ({
          operation: name,
          contestant,
          size: sizeOf(task),
          micros: times.best * 1e6,
        })),
    )
  return {
    title: { text: 'Times by size', anchor: 'start', fontSize: 16 },
    background: 'white',
    padding: 16,
    data: { values },
    columns: 2,
    facet: { field: 'operation', type: 'nominal', title: null },
    spec: {
      width: 330,
      height: 200,
      mark: { type: 'line', strokeWidth: 1.5 },
      encoding: {
        x: {
          field: 'size',
          type: 'quantitative',
          scale: { type: 'log', nice: false },
          axis: { grid: false },
        },
        y: {
          field: 'micros',
          type: 'quantitative',
          scale: { type: 'log' },
          axis: { title: 'µs, log scale', format: '~g', tickCount: 5 },
        },
        color: scaled(race.ran.map(({ name }) => name)),
      },
    },
    resolve: { scale: { y: 'independent' } },
    config,
  }
}

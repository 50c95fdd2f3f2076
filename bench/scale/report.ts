// Curves as tables and as a picture.
import type { TopLevelSpec } from 'vega-lite'
import { table } from '../race/markdown.ts'
import type { Measured } from './measure.ts'
import { slope } from './slope.ts'
import type { Curve } from './subject.ts'

export interface Point extends Measured {
  readonly curve: string
  readonly size: number
}

const quantities = {
  'first call, ms': ({ first }: Point) => first * 1e3,
  'step, µs': ({ step }: Point) => step * 1e6,
  'memory, KiB': ({ bytes }: Point) => bytes / 1024,
} as const
const names = Object.keys(quantities) as readonly (keyof typeof quantities)[] // its own

/** The larger half of a curve: where what is constant no longer hides how it grows. */
const growing = (points: readonly Point[]): readonly Point[] =>
  points.slice(Math.floor(points.length / 2))

const three = (value: number): string =>
  value >= 100 ? `${Math.round(value)}` : value.toPrecision(3)

/** A table for each curve; its last row is the power of the size with which the larger half grows. */
export const tables = (curves: readonly Curve[], points: readonly Point[]): string =>
  curves
    .map(({ name, power }) => {
      const own = points.filter(({ curve }) => curve === name)
      const rows = own.map((point) => [
        `${point.size}`,
        `${point.equations}`,
        ...names.map((quantity) => three(quantities[quantity](point))),
        (point.bytes / point.live).toFixed(2),
      ])
      const grows = names.map((quantity) =>
        slope(growing(own).map((point) => [point.size, quantities[quantity](point)])).toFixed(2),
      )
      const head = [name, 'equations', ...names, 'over what lives']
      const work = power === 1 ? 'the work is linear' : `the work grows as ${name} to the ${power}`
      return `## By ${name}: ${work}\n\n${table(head, [...rows, ['grows as', '', ...grows, '']], () => true)}`
    })
    .join('\n\n')

/** All quantities of all curves, both axes logarithmic: a line of slope 1 is linear. */
export const growth = (points: readonly Point[]): TopLevelSpec => ({
  title: { text: 'Time and memory by size', anchor: 'start', fontSize: 16 },
  background: 'white',
  padding: 16,
  data: {
    values: points.flatMap((point) =>
      names.map((quantity) => ({
        curve: point.curve,
        size: point.size,
        quantity,
        value: quantities[quantity](point),
      })),
    ),
  },
  facet: {
    row: { field: 'quantity', type: 'nominal', title: null, sort: [...names] },
    column: { field: 'curve', type: 'nominal', title: null },
  },
  spec: {
    width: 170,
    height: 130,
    mark: { type: 'line', point: true, color: '#0072b2' },
    encoding: {
      x: {
        field: 'size',
        type: 'quantitative',
        scale: { type: 'log' },
        axis: { title: null, tickCount: 4, format: '~g' },
      },
      y: {
        field: 'value',
        type: 'quantitative',
        scale: { type: 'log' },
        axis: { title: null, tickCount: 4, format: '~g' },
      },
    },
  },
  resolve: { scale: { x: 'independent', y: 'independent' } },
  config: { font: 'Helvetica, Arial, DejaVu Sans, sans-serif' },
})

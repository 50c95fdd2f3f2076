// The chart of a run as a value: the loss above, each layer's parameter and gradient norms below.
import type { TopLevelSpec } from 'vega-lite'

/** A number seen at a step of a run. */
export interface Row {
  readonly step: number
  readonly quantity: 'loss' | 'parameter norm' | 'gradient norm'
  /** The path of a layer; any text for the loss. */
  readonly layer: string
  readonly value: number
}

// Okabe and Ito's colours, told apart with any colour vision; the dashes tell the lines apart in grey, and
// being one fewer make 42 pairs
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000']
const dashes = [
  [1, 0],
  [8, 3],
  [2, 3],
  [8, 3, 2, 3],
  [14, 4],
  [5, 5],
]

const ink = '#333333'
const panel = { width: 330, height: 210 }
const gap = 24
const axisExtent = 58
const maximumTicks = 8

/** The powers of ten in which positive values lie, and one beside them at each end. */
const decades = (values: readonly number[]): readonly number[] => {
  const [low, high] = [Math.min(...values), Math.max(...values)].map(Math.log10)
  const first = Math.floor(low ?? 0)
  return Array.from({ length: Math.ceil(high ?? 0) - first + 1 }, (_, i) => 10 ** (first + i))
}

const number = {
  labelExpr: "format(datum.value, datum.value > 0 && datum.value < 1e-3 ? '~e' : '~g')",
}

/** Logarithmic where the values span more than a decade, with ticks at powers of ten. */
const vertical = (values: readonly number[], title: string) => {
  const powers = decades(values)
  const every = Math.ceil(powers.length / maximumTicks)
  const logarithmic = Math.max(...values) / Math.min(...values) > 10
  const axis = { ...number, minExtent: axisExtent, maxExtent: axisExtent }
  return logarithmic
    ? {
        scale: { type: 'log' as const, domain: [powers[0] ?? 1, powers.at(-1) ?? 1] },
        axis: {
          ...axis,
          title: `${title}, log scale`,
          values: powers.filter((_, i) => i % every === 0),
        },
      }
    : {
        scale: { type: 'linear' as const, zero: false },
        axis: { ...axis, title, tickCount: 5 },
      }
}

/** One quantity over the steps. What is not positive has no place on a logarithmic axis and is left out. */
const lines = (rows: readonly Row[], quantity: Row['quantity'], size: typeof panel) => {
  const values = rows.filter((row) => row.quantity === quantity && row.value > 0)
  const y = vertical(
    values.map(({ value }) => value),
    quantity,
  )
  return {
    ...size,
    data: { values },
    mark: { type: 'line' as const, strokeWidth: 2 },
    encoding: {
      x: { field: 'step', type: 'quantitative' as const, axis: { title: 'step', tickMinStep: 1 } },
      y: { field: 'value', type: 'quantitative' as const, ...y },
    },
  }
}

/** {@link lines}, told apart by colour and dash. */
const byLayer = (rows: readonly Row[], quantity: Row['quantity'], layers: readonly string[]) => {
  const { encoding, ...view } = lines(rows, quantity, panel)
  const layer = { field: 'layer', type: 'nominal' as const, legend: { title: 'layer' } }
  const domain = [...layers]
  return {
    ...view,
    encoding: {
      ...encoding,
      color: { ...layer, scale: { domain, range: colours } },
      strokeDash: { ...layer, scale: { domain, range: dashes } },
    },
  }
}

/** The chart of a run. */
export const chart = (rows: readonly Row[], title: string): TopLevelSpec => {
  const norms = rows.filter(({ quantity }) => quantity !== 'loss')
  const layers = [...new Set(norms.map(({ layer }) => layer))]
  const loss = lines(rows, 'loss', { width: 2 * panel.width + gap + axisExtent + 17, height: 170 })
  return {
    title: { text: title, anchor: 'start', color: ink, fontSize: 17, offset: 16 },
    background: 'white',
    padding: 20,
    spacing: 22,
    vconcat: [
      { ...loss, mark: { ...loss.mark, color: ink } },
      {
        spacing: gap,
        hconcat: [
          byLayer(norms, 'parameter norm', layers),
          byLayer(norms, 'gradient norm', layers),
        ],
      },
    ],
    resolve: { scale: { color: 'shared', strokeDash: 'shared' } },
    config: {
      font: 'Helvetica, Arial, DejaVu Sans, sans-serif',
      view: { stroke: null },
      axis: {
        labelColor: ink,
        titleColor: ink,
        domainColor: ink,
        tickColor: ink,
        gridColor: '#e6e6e6',
        labelFontSize: 11,
        titleFontSize: 12,
        titleFontWeight: 400,
      },
      axisX: { grid: false },
      legend: {
        orient: 'bottom',
        titleOrient: 'left',
        titleAnchor: 'middle',
        labelColor: ink,
        titleColor: ink,
        labelFontSize: 12,
        titleFontSize: 12,
        titleFontWeight: 400,
        symbolSize: 600,
        symbolStrokeWidth: 2,
        columnPadding: 24,
        columns: 6,
      },
    },
  }
}

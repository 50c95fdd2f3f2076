// How a run is shown: a progress bar and a curve in the terminal, and a chart of the run as SVG.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import asciichart from 'asciichart'
import cliProgress from 'cli-progress'
import { parse, View } from 'vega'
import { compile } from 'vega-lite'
import { chart, type Row } from './chart.ts'

export interface Progress {
  /** Moves the bar to so many steps, with the loss of the last. */
  readonly at: (done: number, loss: number) => void
  readonly stop: () => void
}

/** A bar for so many steps; without a terminal, a plain line every two seconds and one at the end. */
export const progress = (total: number): Progress => {
  const bar = new cliProgress.SingleBar({
    format: 'training {bar} {value}/{total} steps, loss {loss}',
    barCompleteChar: '━',
    barIncompleteChar: '─',
    hideCursor: true,
    noTTYOutput: true,
  })
  bar.start(total, 0, { loss: '–' })
  return {
    at: (done, loss) => bar.update(done, { loss: loss.toPrecision(4) }),
    stop: () => bar.stop(),
  }
}

const columns = 72

/** At most so many values: each the mean of the run's values that share its column. */
const resampled = (values: readonly number[]): readonly number[] => {
  const count = Math.min(columns, values.length)
  return Array.from({ length: count }, (_, i) => {
    const share = values.slice(
      Math.floor((i * values.length) / count),
      Math.floor(((i + 1) * values.length) / count),
    )
    return share.reduce((sum, x) => sum + x, 0) / share.length
  })
}

/** The values as a line in the terminal, ten rows high. */
export const curve = (values: readonly number[]): string =>
  asciichart.plot([...resampled(values)], {
    height: 9,
    format: (x) => x.toPrecision(3).padStart(10),
  })

/** Draws the chart of a run and writes it to a file. */
export const svg = async (rows: readonly Row[], path: string, title: string): Promise<void> => {
  const view = new View(parse(compile(chart(rows, title)).spec), { renderer: 'none' })
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, await view.toSVG())
}

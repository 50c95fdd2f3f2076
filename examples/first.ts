// Two layers of one weight each, y = outer · inner · x, fitted to y = 6 x by gradient descent on plain numbers.
import type { Row } from './chart.ts'
import { curve, progress, svg } from './report.ts'

const steps = 60
const learningRate = 0.01
const target = 6

interface Run {
  readonly inner: number
  readonly outer: number
  readonly losses: readonly number[]
  readonly rows: readonly Row[]
}

const bar = progress(steps)
const step = ({ inner, outer, losses, rows }: Run, index: number): Run => {
  const error = outer * inner - target
  const loss = error * error
  const gradient = { inner: 2 * error * outer, outer: 2 * error * inner }
  bar.at(index + 1, loss)
  const norm = (quantity: Row['quantity'], layer: string, value: number): Row => ({
    step: index,
    quantity,
    layer,
    value: Math.abs(value),
  })
  return {
    inner: inner - learningRate * gradient.inner,
    outer: outer - learningRate * gradient.outer,
    losses: [...losses, loss],
    rows: [
      ...rows,
      norm('loss', 'loss', loss),
      norm('parameter norm', 'inner', inner),
      norm('parameter norm', 'outer', outer),
      norm('gradient norm', 'inner', gradient.inner),
      norm('gradient norm', 'outer', gradient.outer),
    ],
  }
}

const start: Run = { inner: 0.5, outer: 1.5, losses: [], rows: [] }
const run = Array.from({ length: steps }, (_, i) => i).reduce(step, start)
bar.stop()

console.log(curve(run.losses))
await svg(run.rows, 'build/run.svg', 'Two layers of one weight each')
console.log(`outer · inner = ${run.outer * run.inner}; the run is drawn in build/run.svg`)

// The chapter's shared layer, trained from a seed: one linear layer stands at two places of a model, is stored once, and its
// gradient is the sum over both. Prints the run, and draws it in build/run.svg.
import { digest, engine, entries, grad, toArray } from 'espalier'
import type { Row } from './chart.ts'
import { curve, progress, svg } from './report.ts'
import { batch, first, loss, type Norms, type P, picture, steps, trained } from './shared-model.ts'

/** A leaf on one line. */
const line = (leaf: unknown): string => {
  const text = `${leaf}`
  return text.length > 76 ? `${text.slice(0, 75)}…` : text
}

const show = (title: string, params: P): void => {
  console.log(`\n${title}`)
  const gradients = new Map(entries(grad(loss)(params, batch)))
  for (const [path, leaf] of entries(params))
    console.log(`  ${path.padEnd(15)}${line(leaf)}\n       gradient  ${line(gradients.get(path))}`)
}

// this program owns its process: vectors may be as wide as its engine can make them
engine.configure({ wideVectors: true })

console.log(picture)
show('before', first())

const bar = progress(steps)
const [last, history] = trained((done, losses) => bar.at(done, toArray(losses).at(-1) ?? 0))
bar.stop()

show('after', last.params)
const losses = toArray(history.loss)
console.log(`\nloss\n${curve(losses)}`)

const rows = (
  quantity: Row['quantity'],
  layer: string,
  values: readonly number[],
): readonly Row[] => values.map((value, index) => ({ step: index, quantity, layer, value }))
const ofLayers = (quantity: Row['quantity'], layers: Readonly<Record<string, Norms['0']>>) =>
  Object.entries(layers).flatMap(([layer, values]) => rows(quantity, layer, toArray(values)))
await svg(
  [
    ...rows('loss', 'loss', losses),
    ...ofLayers('parameter norm', history.parameters),
    ...ofLayers('gradient norm', history.gradients),
  ],
  'build/run.svg',
  'A shared layer, trained from seed 42',
)
console.log('\nthe run is drawn in build/run.svg')
console.log(`digest of the final parameters, the same on every machine:\n${digest(last.params)}`)

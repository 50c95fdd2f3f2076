import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chart, type Row } from '../../examples/chart.ts'
import { curve, svg } from '../../examples/report.ts'

const rows: readonly Row[] = [0, 1, 2].flatMap((step): readonly Row[] => [
  { step, quantity: 'loss', layer: 'loss', value: 1 / (step + 1) },
  { step, quantity: 'parameter norm', layer: '0.block 1', value: 1 + step },
  { step, quantity: 'parameter norm', layer: 'shared', value: 2 },
  { step, quantity: 'gradient norm', layer: '0.block 1', value: 0.1 / (step + 1) },
  { step, quantity: 'gradient norm', layer: 'shared', value: step === 2 ? 0 : 10 },
])

const drawn = async (some: readonly Row[]): Promise<string> => {
  const path = 'build/results/report.test.svg'
  await svg(some, path, 'A run')
  return readFileSync(path, 'utf8')
}

test('a chart names its axes, its layers and its scale', async () => {
  const texts = [...(await drawn(rows)).matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(
    ([, text]) => text,
  )
  expect(texts).toEqual(
    expect.arrayContaining([
      'A run',
      'step',
      'loss',
      'parameter norm',
      'gradient norm, log scale',
      'layer',
      '0.block 1',
      'shared',
    ]),
  )
})

test('a chart draws a line for the loss and one for each layer and norm', async () => {
  const paths = (await drawn(rows)).match(/aria-roledescription="line mark"/g)
  expect(paths).toHaveLength(5)
})

test('a zero on a logarithmic axis is left out, and nothing drawn is NaN', async () => {
  expect(await drawn(rows)).not.toContain('NaN')
  expect(JSON.stringify(chart(rows, 'A run'))).not.toContain('"value":0}')
})

test('a run whose loss never changes is drawn', async () => {
  const flat = rows.map((row) => ({ ...row, value: 1 }))
  expect(await drawn(flat)).not.toContain('NaN')
})

test('a curve is ten rows high and fits a terminal, however long the run', () => {
  const lines = curve(Array.from({ length: 1000 }, (_, i) => 1000 - i)).split('\n')
  expect(lines).toHaveLength(10)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(84)
  expect(lines[0]).toContain('994')
  expect(lines[9]).toContain('7.50')
})

test('a short run is not stretched', () =>
  expect(curve([2, 1]).split('\n')[0]?.trimEnd()).toBe('      2.00 ┼╮'))

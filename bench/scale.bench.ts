// Time and memory against batch, width, depth and program size.
//   npm run bench -- scale                       all curves
//   npm run bench -- scale batch --out docs/performance
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { drawn } from './race/draw.ts'
import { described, machine } from './race/machine.ts'
import { measured } from './scale/measure.ts'
import { growth, type Point, tables } from './scale/report.ts'
import { curves } from './scale/subject.ts'

const { values, positionals: words } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: { out: { type: 'string', default: 'build/bench' } },
})
const all = curves.filter(({ name }) => words.length === 0 || words.includes(name))
if (all.length === 0)
  throw new Error(`bench: a curve must be of ${curves.map(({ name }) => name)} (was ${words})`)

const points: Point[] = []
for (const { name, sizes, subject } of all)
  for (const size of sizes) {
    const point = { curve: name, size, ...measured(subject(size)) }
    points.push(point)
    console.log(`${name} ${size}: ${(point.step * 1e6).toFixed(1)} µs a step`)
  }

const page = `# How it grows\n\n${described(machine())}, Node ${process.versions.node}.\n\n${tables(all, points)}\n`
for (const folder of ['build/bench', values.out]) mkdirSync(folder, { recursive: true })
writeFileSync(`${values.out}/scale.md`, page)
writeFileSync(`${values.out}/scale.svg`, await drawn(growth(points)))
writeFileSync('build/bench/scale.json', JSON.stringify(points, undefined, 1))
console.log(`\n${page}\nwritten to ${values.out}, and all numbers to build/bench/scale.json`)

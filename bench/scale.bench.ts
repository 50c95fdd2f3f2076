// Time and memory against batch, width, depth and program size:  npm run bench -- scale [batch …]
import { mkdirSync, writeFileSync } from 'node:fs'
import { drawn } from './race/draw.ts'
import { described, machine } from './race/machine.ts'
import { measured } from './scale/measure.ts'
import { growth, type Point, tables } from './scale/report.ts'
import { curves } from './scale/subject.ts'

const words = process.argv.slice(3)
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
mkdirSync('build/bench', { recursive: true })
writeFileSync('build/bench/scale.md', page)
writeFileSync('build/bench/scale.json', JSON.stringify(points, undefined, 1))
writeFileSync('build/bench/scale.svg', await drawn(growth(points)))
console.log(`\n${page}\nwritten to build/bench/scale.md, .json and .svg`)

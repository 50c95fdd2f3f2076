// What package.json promises: exact versions, a reason for each dependency, and the README's two commands.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const all: Readonly<Record<string, string>> = { ...dependencies, ...devDependencies }

test('every version is exact', () => {
  const loose = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
  expect(loose).toEqual([])
})

test('docs/dependencies.md gives a reason for each dependency, and for nothing else', () => {
  const page = readFileSync('docs/dependencies.md', 'utf8')
  const named = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name)
  expect([...named].sort()).toEqual(Object.keys(all).sort())
})

test('the README has two commands, one that runs the main job and one that tests', () => {
  const block = /^```sh\n([\s\S]*?)^```$/m.exec(readFileSync('README.md', 'utf8'))?.[1] ?? ''
  const commands = block.trim().split('\n')
  expect(commands.map((line) => line.replace(/ *#.*/, ''))).toEqual([
    'npm ci && npm start',
    'npm ci && npm test',
  ])
})

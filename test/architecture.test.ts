// The house: which room may enter which, by whose door, and with which packages.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

interface Room {
  readonly enters: readonly string[]
  readonly packages: readonly string[]
}

const wing = (name: string, ...inner: readonly string[]): readonly string[] =>
  inner.map((room) => `${name}/${room}`)
const language = wing('language', 'ir', 'level', 'primitives', 'evaluate', 'trace', 'transform')
const lower = wing('language', 'ir', 'primitives', 'evaluate')

/** The rooms, bottom up: a room enters only rooms that stand above it here; all may enter prelude. */
const plan: Readonly<Record<string, Room>> = {
  prelude: { enters: [], packages: ['fp-ts'] },
  shape: { enters: [], packages: [] },
  tensor: { enters: ['shape'], packages: [] },
  'language/ir': { enters: ['shape'], packages: [] },
  'language/scalar': { enters: ['shape'], packages: [] },
  'language/level': { enters: ['shape', 'tensor', 'language/ir'], packages: [] },
  'language/primitives': {
    enters: ['shape', 'tensor', ...wing('language', 'ir', 'scalar', 'level')],
    packages: [],
  },
  'language/evaluate': {
    enters: ['shape', 'tensor', ...wing('language', 'ir', 'level', 'primitives')],
    packages: [],
  },
  'language/trace': {
    enters: ['shape', 'tensor', ...wing('language', 'ir', 'level', 'primitives')],
    packages: [],
  },
  'language/transform': {
    enters: ['shape', 'tensor', ...language.slice(0, -1)],
    packages: [],
  },
  'compiler/optimize': { enters: ['shape', 'tensor', ...lower], packages: [] },
  'compiler/ir': { enters: ['shape', ...wing('language', 'ir', 'scalar')], packages: [] },
  'compiler/lower': {
    enters: ['shape', ...wing('language', 'ir', 'scalar', 'primitives'), 'compiler/ir'],
    packages: [],
  },
  'compiler/divide': {
    enters: ['shape', ...wing('language', 'primitives'), 'compiler/ir'],
    packages: [],
  },
  'compiler/plan': { enters: ['shape', 'compiler/ir'], packages: [] },
  'compiler/backend': {
    enters: [
      'shape',
      'tensor',
      ...wing('language', 'ir', 'scalar'),
      ...wing('compiler', 'ir', 'plan'),
    ],
    packages: [],
  },
  'compiler/engine': {
    enters: [
      'shape',
      'tensor',
      ...language,
      ...wing('compiler', 'optimize', 'ir', 'lower', 'divide', 'plan', 'backend'),
    ],
    packages: [],
  },
  ops: { enters: ['shape', 'tensor', ...language, 'compiler/engine'], packages: [] },
  tree: { enters: ['shape', 'tensor', 'ops'], packages: ['fp-ts', 'immer', '@noble/hashes'] },
  functions: {
    enters: ['shape', 'tensor', ...language, 'compiler/engine', 'ops', 'tree'],
    packages: [],
  },
  random: { enters: ['shape', 'tensor', ...language.slice(0, 3), 'ops'], packages: [] },
  nn: { enters: ['shape', 'tensor', 'ops', 'tree', 'random'], packages: ['fp-ts'] },
  loss: { enters: ['shape', 'tensor', 'ops'], packages: [] },
  optim: { enters: ['shape', 'tensor', 'ops', 'tree'], packages: ['fp-ts'] },
  train: {
    enters: ['shape', 'tensor', 'ops', 'tree', 'functions', 'random', 'nn', 'loss', 'optim'],
    packages: ['fp-ts'],
  },
  io: { enters: ['shape', 'tensor', 'ops', 'tree', 'nn'], packages: ['fp-ts'] },
}
const map: Readonly<Record<string, Room>> = Object.fromEntries(
  Object.entries(plan).map(([name, { enters, packages }]) => [
    name,
    { enters: name === 'prelude' ? [] : ['prelude', ...enters], packages },
  ]),
)
const rooms: readonly string[] = Object.keys(map)

interface File {
  readonly path: string
  readonly room: string
  readonly text: string
}
interface Import {
  readonly from: File
  readonly to: string
}

/** Folders that hold rooms. */
const wings: readonly string[] = ['language', 'compiler']

/** src/shape/matmul.ts is in the room shape, src/language/ir/hash.ts in language/ir, src/index.ts in none. */
const roomOf = (path: string): string => {
  const [first = '', second = ''] = path.split('/').slice(1, -1)
  return wings.includes(first) ? join(first, second) : first
}

const files: readonly File[] = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('src', name))
  .map((path) => ({ path, room: roomOf(path), text: readFileSync(path, 'utf8') }))

const imports: readonly Import[] = files.flatMap((from) =>
  [...from.text.matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, name = '']) => ({
    from,
    to: name.startsWith('.') ? join(dirname(from.path), name) : name,
  })),
)
const inner: readonly Import[] = imports.filter(({ to }) => to.startsWith('src/'))
const outer: readonly Import[] = imports.filter(({ to }) => !to.startsWith('src/'))
const crossings: readonly Import[] = inner.filter(({ from, to }) => roomOf(to) !== from.room)

const arrows = (some: readonly Import[]): readonly string[] =>
  some.map(({ from, to }) => `${from.path} → ${to}`)

test('the test reads the house', () => {
  expect(files.length).toBeGreaterThanOrEqual(4)
  expect(inner.length).toBeGreaterThanOrEqual(files.length - 1)
  expect(crossings.length).toBeGreaterThanOrEqual(0)
})

test('the map names every room', () => {
  const seen = new Set(files.map(({ room }) => room).filter((room) => room !== ''))
  expect([...seen].filter((room) => !rooms.includes(room))).toEqual([])
})

test('the map has no cycles', () => {
  const upward = rooms.flatMap((room, i) =>
    (map[room]?.enters ?? []).filter((other) => !rooms.slice(0, i).includes(other)),
  )
  expect(upward).toEqual([])
})

test('a room enters only the rooms that the map allows it', () => {
  const allowed = ({ from, to }: Import): boolean =>
    from.room === '' || (map[from.room]?.enters ?? []).includes(roomOf(to))
  expect(arrows(crossings.filter((crossing) => !allowed(crossing)))).toEqual([])
})

test('a room is entered by its index.ts', () => {
  const doors = rooms.map((room) => join('src', room, 'index.ts'))
  expect(arrows(crossings.filter(({ to }) => !doors.includes(to)))).toEqual([])
})

test('a room imports only the packages that the map allows it', () => {
  const allowed = ({ from, to }: Import): boolean =>
    (map[from.room]?.packages ?? []).some((name) => to === name || to.startsWith(`${name}/`))
  expect(outer).not.toEqual([])
  expect(arrows(outer.filter((one) => !allowed(one)))).toEqual([])
})

test('a room has its tests', () => {
  const seen = rooms.filter((room) => existsSync(join('src', room)))
  expect(seen.filter((room) => !existsSync(join('test', room)))).toEqual([])
})

test('package.json has a door for each public room that stands', () => {
  const open = ['nn', 'tree', 'ops', 'loss', 'random', 'optim', 'train', 'io']
  const stands = open.filter((room) => existsSync(join('src', room, 'index.ts')))
  const door = (path: string): object => ({
    types: `./dist/${path}index.d.ts`,
    default: `./dist/${path}index.js`,
  })
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(exports).toEqual({
    '.': door(''),
    ...Object.fromEntries(stands.map((room) => [`./${room}`, door(`${room}/`)])),
    './package.json': './package.json',
  })
})

test('no lock file names a registry', () => {
  for (const lock of ['package-lock.json', 'engines/package-lock.json'])
    expect(readFileSync(lock, 'utf8')).not.toContain('"resolved"')
})

/** `shape, language/{ir, level}` as the names of three rooms. */
const namesIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/([\w/]+)\/\{([^}]+)\}|[\w/]+/g)].flatMap(([name, first, inner]) =>
    first === undefined || inner === undefined ? [name] : wing(first, ...inner.split(', ')),
  )

test('docs/architecture.md shows this map', () => {
  const [, table = ''] = readFileSync('docs/architecture.md', 'utf8').split('## The rooms')
  const rows = [...table.matchAll(/^\| `([\w/]+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm)]
  const shown = rows.map(([, room = '', enters = '', packages = '']) => [
    room,
    [...namesIn(enters)].sort(),
    packages.match(/[\w@][\w@/-]*/g) ?? [],
  ])
  const held = Object.entries(plan).map(([room, { enters, packages }]) => [
    room,
    [...enters].sort(),
    packages,
  ])
  expect(shown).toEqual(held)
})

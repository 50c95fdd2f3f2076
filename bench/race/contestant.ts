// Who races: Espalier on some engines in some modes, and its peers; each a process that is asked for one repetition at a time.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** How Espalier runs: as any host runs it, with wide vectors where the engine has them, with fused multiply-add. */
export type Mode = 'plain' | 'wide' | 'fast'
export type Engine = 'node20' | 'node24' | 'node26'

/** The names that demands use. */
export type PeerName =
  | 'PyTorch'
  | 'PyTorch compiled'
  | 'JAX'
  | 'jax-js'
  | 'TensorFlow.js'
  | 'OpenBLAS'
  | 'OpenBLAS 256'

interface Process {
  readonly name: string
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}
export interface Own extends Process {
  readonly kind: 'own'
  readonly engine: Engine
  readonly mode: Mode
}
export interface Peer extends Process {
  readonly kind: 'peer'
  readonly name: PeerName
  /** Whether it sweeps all sizes: not where it compiles each for long. */
  readonly sweeps: boolean
}
export type Contestant = Own | Peer
/** Who does not race, and why. */
export interface Absent {
  readonly name: string
  readonly because: string
}

export interface Places {
  /** Espalier's runner, bundled. */
  readonly bundle: string
  /** The Python that has the peers. */
  readonly python: string
  /** Folders in whose node_modules engines and peers may be. */
  readonly folders: readonly string[]
}

const found = (folders: readonly string[], path: string): string | undefined =>
  folders.map((folder) => join(folder, 'node_modules', path)).find(existsSync)

/** The binary of an engine: of an npm package, or the one that runs this if it is of that version. */
const engineAt = (engine: Engine, folders: readonly string[]): string | undefined =>
  found(folders, `${engine}/bin/node`) ??
  (process.version.startsWith(`v${engine.slice(4)}.`) ? process.execPath : undefined)

const rows: readonly (readonly [Engine, Mode])[] = [
  ['node24', 'wide'],
  ['node26', 'wide'],
  ['node24', 'fast'],
  ['node24', 'plain'],
  ['node20', 'plain'],
]

/** Whether a name is one of ours. */
export const isOwn = (name: string): boolean => name.startsWith('Espalier')

const titleOf = (engine: Engine, mode: Mode): string => `Espalier, Node ${engine.slice(4)}, ${mode}`

const own = ({ bundle, folders }: Places, threads: number): readonly (Own | Absent)[] =>
  rows.map(([engine, mode]) => {
    const name = titleOf(engine, mode)
    const binary = engineAt(engine, folders)
    return binary === undefined
      ? { name, because: `${engine} is not installed` }
      : {
          kind: 'own',
          name,
          engine,
          mode,
          command: [binary, bundle, mode, `${threads}`],
          environment: {},
        }
  })

const peers = ({ python, folders }: Places, threads: number): readonly (Peer | Absent)[] => {
  const count = `${threads}`
  const limits = {
    OMP_NUM_THREADS: count,
    MKL_NUM_THREADS: count,
    OPENBLAS_NUM_THREADS: count,
  }
  const inPython = (
    name: PeerName,
    script: string,
    sweeps: boolean,
    ...rest: readonly string[]
  ): Peer => ({
    kind: 'peer',
    name,
    command: [python, `bench/peers/${script}`, count, ...rest],
    environment: limits,
    sweeps,
  })
  const node = engineAt('node24', folders) ?? process.execPath
  const inNode = (name: PeerName, script: string, ...needs: readonly string[]): Peer | Absent => {
    const folder = folders.find((one) =>
      needs.every((need) => existsSync(join(one, 'node_modules', need))),
    )
    return folder === undefined
      ? { name, because: `${needs.join(' and ')} not installed` }
      : {
          kind: 'peer',
          name,
          command: [node, `bench/peers/${script}`, folder],
          environment: {},
          sweeps: true,
        }
  }
  const blas = inPython('OpenBLAS', 'openblas.py', false)
  return [
    inPython('PyTorch', 'pytorch.py', true),
    inPython('PyTorch compiled', 'pytorch.py', false, 'compile'),
    inPython('JAX', 'jax_cpu.py', false),
    inNode('jax-js', 'jax-js.mjs', '@jax-js/jax'),
    inNode('TensorFlow.js', 'tfjs.mjs', '@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'),
    blas,
    {
      ...blas,
      name: 'OpenBLAS 256',
      environment: { ...limits, OPENBLAS_CORETYPE: 'Haswell' },
    },
  ]
}

/** All who could race, with who cannot. */
export const contestants = (places: Places, threads: number): readonly (Contestant | Absent)[] => [
  ...own(places, threads),
  ...peers(places, threads),
]

export const isAbsent = (one: Contestant | Absent): one is Absent => 'because' in one

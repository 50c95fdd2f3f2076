// Workers of the host: Node's threads, or the web's in a page that may share memory. They never keep a process alive.
import type { Memory } from '../host.ts'
import { nodeSource, webSource } from './worker.ts'

/** What a worker is told when it starts. */
interface Start {
  readonly memory: Memory
  /** Its number; the thread that calls is 0. */
  readonly thread: number
}

interface NodeThreads {
  readonly Worker: new (
    source: object,
    options: { readonly workerData: Start; readonly execArgv: readonly [] },
  ) => { unref(): void; on(event: 'error', then: () => void): void }
}
interface NodeSystem {
  readonly availableParallelism: () => number
}
interface WebWorker {
  postMessage(message: Start): void
}

/** The parts of a host that are asked for here: each may be missing. */
interface Host {
  readonly process?: { getBuiltinModule?(name: string): unknown }
  readonly navigator?: { readonly hardwareConcurrency?: number }
  readonly Worker?: new (address: string) => WebWorker
  readonly Blob?: new (parts: readonly string[], type: { readonly type: string }) => object
  readonly URL?: { new (address: string): object; createObjectURL(blob: object): string }
  readonly SharedArrayBuffer?: unknown
  readonly crossOriginIsolated?: boolean
}

export interface Hiring {
  /** How many threads the host runs at once. */
  readonly parallelism: number
  readonly hire: (start: Start) => void
}

const onNode = ({ process, URL }: Host): Hiring | undefined => {
  const threads = process?.getBuiltinModule?.('node:worker_threads') as NodeThreads | undefined // or not Node
  const system = process?.getBuiltinModule?.('node:os') as NodeSystem | undefined // as above
  if (threads === undefined || system === undefined || URL === undefined) return undefined
  return {
    parallelism: system.availableParallelism(),
    hire: (workerData) => {
      const source = new URL(`data:text/javascript,${encodeURIComponent(nodeSource)}`)
      const worker = new threads.Worker(source, { workerData, execArgv: [] })
      // a worker that the host cannot run is one that never joins
      worker.on('error', () => undefined)
      worker.unref()
    },
  }
}

const onWeb = ({ Worker, Blob, URL, navigator, crossOriginIsolated }: Host): Hiring | undefined => {
  if (!crossOriginIsolated || Worker === undefined || Blob === undefined || URL === undefined)
    return undefined
  return {
    parallelism: navigator?.hardwareConcurrency ?? 1,
    hire: (start) => {
      const source = new Blob([webSource], { type: 'text/javascript' })
      new Worker(URL.createObjectURL(source)).postMessage(start)
    },
  }
}

/** How this host gives workers, or undefined if it has none, or cannot share memory with them. */
export const hiring = (): Hiring | undefined => {
  const host: object = globalThis
  const parts = host as Host // each is looked for, where the language's own library lacks it
  return parts.SharedArrayBuffer === undefined ? undefined : (onNode(parts) ?? onWeb(parts))
}

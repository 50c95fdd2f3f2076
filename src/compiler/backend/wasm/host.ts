// What is asked of the host: memory, and modules made to run. Declared here, for the language's own library lacks it.
declare const WebAssembly: {
  readonly Memory: new (type: {
    readonly initial: number
    readonly maximum: number
    readonly shared?: boolean
  }) => Memory
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: Exports }
  readonly validate: (bytes: Uint8Array) => boolean
}

declare const performance: { now(): number }

/** Milliseconds from some start. */
export const clock = (): number => performance.now()

export interface Memory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer
  /** Adds pages of 64 KiB. */
  grow(pages: number): number
}
/** The functions of an instance, by name. */
export type Exports = Readonly<Record<string, (...operands: readonly number[]) => void>>

/** Memory of so many pages of 64 KiB at first and at most. */
export const memory = (initial: number, maximum: number, shared = false): Memory =>
  new WebAssembly.Memory({ initial, maximum, shared })

/** The functions of a module over this memory. */
export const instantiate = (bytes: Uint8Array, over: Memory): Exports =>
  new WebAssembly.Instance(new WebAssembly.Module(bytes), { espalier: { memory: over } }).exports

/** Whether this host has WebAssembly and knows all instructions of a module. */
export const isValid = (bytes: Uint8Array): boolean =>
  'WebAssembly' in globalThis && WebAssembly.validate(bytes)

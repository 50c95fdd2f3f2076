// What a handle holds: elements, elements that still lie where they were computed, or what a level of the language knows.

/** An array's elements, row-major. Bools are 0 and 1; a key is two words. Never handed to a user. */
export type Data = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array

/** What is read of them: a few that a program gave are plain numbers, which take a tenth of the time to make. */
export type Elements = Data | readonly number[]

/** What a level of the language knows about a value it follows. */
export interface Traced {
  readonly level: object
  /** The data behind the value, or an error that says why they cannot be read here. */
  read(): Elements
}

/** Elements that are copied when somebody reads them, or when their place is needed. A loop that owns its state drops what
 *  nobody will read: that is never copied. */
export class Deferred {
  #copy: (() => Elements) | undefined
  #elements: Elements | undefined

  constructor(copy: () => Elements) {
    this.#copy = copy
  }

  read(): Elements {
    this.settle()
    if (this.#elements === undefined) throw new RangeError('elements must not be read after drop')
    return this.#elements
  }

  /** Copies them now, for their place is needed. */
  settle(): void {
    this.#elements ??= this.#copy?.()
    this.#copy = undefined
  }

  /** Says that nobody will read them. */
  drop(): void {
    this.#copy = undefined
  }
}

export type Content = Elements | Deferred | Traced

export const isElements = (content: Content): content is Elements =>
  ArrayBuffer.isView(content) || Array.isArray(content)

export const isTraced = (content: Content): content is Traced =>
  !isElements(content) && !(content instanceof Deferred)

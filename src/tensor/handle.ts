// What a user holds: a frozen handle on an array whose data are private, or on a value that a
// transformation follows. Nothing here says how values are computed.
import { fail, shownAs } from '../prelude/index.ts'
import { type ElementType, showType } from '../shape/index.ts'
import { type Content, Deferred, type Elements, isElements, isTraced } from './content.ts'
import { printed } from './print.ts'

/** The content of a handle: for the rooms below the public door. */
export let contentOf: (handle: Handle) => Content
/** The number of a handle, which no other has: equal numbers prove equal content, and keep nothing alive. */
export let serialOf: (handle: Handle) => number

let count = 0

/** A frozen handle: shape and dtype are public, the content is not. */
export class Handle {
  readonly shape: readonly number[]
  readonly dtype: ElementType
  readonly #content: Content
  readonly #serial: number = ++count

  constructor(shape: readonly number[], dtype: ElementType, content: Content) {
    this.shape = Object.isFrozen(shape) ? shape : Object.freeze([...shape])
    this.dtype = dtype
    this.#content = content
    Object.freeze(this)
  }

  static {
    contentOf = (handle) => handle.#content
    serialOf = (handle) => handle.#serial
    // Node and Deno print by this symbol; isolated declarations admit no such method name
    Object.defineProperty(Handle.prototype, Symbol.for('nodejs.util.inspect.custom'), {
      value(this: Handle): string {
        return this.toString()
      },
    })
    Object.defineProperty(Handle.prototype, shownAs, {
      get(this: Handle): string {
        return showType(this)
      },
    })
  }

  /** The elements, row-major: numbers, booleans for bool, pairs of words for keys. */
  *[Symbol.iterator](): IterableIterator<Element> {
    yield* elements(this)
  }

  /** Shape, dtype and elements, as JSON can hold them. */
  toJSON(): {
    readonly dtype: ElementType
    readonly shape: readonly number[]
    readonly values: readonly Element[]
  } {
    return { dtype: this.dtype, shape: this.shape, values: [...elements(this)] }
  }

  /** Where JavaScript wants a number, as in `x > 2`, that of a scalar; where it wants a text, {@link toString}.
   *  Fails for any other shape, and while the value is traced. */
  [Symbol.toPrimitive](hint: string): string | number | boolean {
    if (hint === 'string') return this.toString()
    if (this.shape.length > 0 || this.dtype === 'key')
      return fail({
        where: 'item',
        must: 'must be a scalar, to stand for its number',
        was: showType(this),
        do: 'use the functions of espalier/ops, as in gt(x, 2)',
      })
    const [element = 0] = dataOf(this)
    return this.dtype === 'bool' ? element !== 0 : element
  }

  get [Symbol.toStringTag](): string {
    return this.dtype === 'key' ? 'Key' : 'Tensor'
  }

  toString(): string {
    const content = this.#content
    return isTraced(content)
      ? showType(this)
      : `${showType(this)} ${printed(this.shape, [...elements(this)])}`
  }
}

/** One element as a user sees it. */
export type Element = number | boolean | readonly [number, number]

/** Copies elements that still lie where they were computed. */
export const settle = (handle: Handle): void => {
  const content = contentOf(handle)
  if (content instanceof Deferred) content.settle()
}

/** Says that nobody will read the handle. */
export const drop = (handle: Handle): void => {
  const content = contentOf(handle)
  if (content instanceof Deferred) content.drop()
}

/** The data of a handle; a traced value gives its primal's, or says why it has none. */
export const dataOf = (handle: Handle): Elements => {
  const content = contentOf(handle)
  return isElements(content) ? content : content.read()
}

const elements = (handle: Handle): readonly Element[] => {
  const data = dataOf(handle)
  if (handle.dtype === 'bool') return Array.from(data, (x) => x !== 0)
  if (handle.dtype !== 'key') return Array.from(data)
  return Array.from({ length: data.length / 2 }, (_, i) => [data[2 * i] ?? 0, data[2 * i + 1] ?? 0])
}

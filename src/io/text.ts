// Texts of files: UTF-8, which every engine has and the language does not name, and JSON.

interface Host {
  readonly TextEncoder: new () => { encode(text: string): Uint8Array }
  readonly TextDecoder: new (
    label: 'utf-8',
    options: { readonly fatal: true; readonly ignoreBOM: true },
  ) => { decode(bytes: Uint8Array): string }
}
const host = (): Host => globalThis as unknown as Host // a standard of every engine

export const encodeText = (text: string): Uint8Array => new (host().TextEncoder)().encode(text)

/** The text of these bytes; undefined where they are not UTF-8. */
export const decodeText = (bytes: Uint8Array): string | undefined => {
  try {
    return new (host().TextDecoder)('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The value of a JSON text; undefined where it is none. */
export const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Whether UTF-8 can say a text: it has no half of a pair of surrogates. (JSON can write one as an escape.)
 *  @example isWellFormed('\ud800') // => false */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text)

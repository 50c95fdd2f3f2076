// UTF-8, which every engine has and the language does not name; and the one fault that JSON.parse does not see.

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

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g

/** The names that stand twice in the outermost object of a JSON text: JSON.parse keeps the last and says nothing.
 *  @example repeatedNames('{"a": 1, "b": {"a": 2}, "a": 3}') // => ['a'] */
export const repeatedNames = (json: string): readonly string[] => {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  let depth = 0
  let previous = ''
  for (const [part] of json.matchAll(token)) {
    const isName = depth === 1 && part.startsWith('"') && (previous === '{' || previous === ',')
    if (isName) {
      const name = String(parsed(part))
      ;(seen.has(name) ? repeated : seen).add(name)
    }
    if (part === '{' || part === '[') depth++
    if (part === '}' || part === ']') depth--
    previous = part
  }
  return [...repeated]
}

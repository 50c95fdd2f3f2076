// What JSON.parse does not say of a text: it keeps the last of two equal names, and 4.0 is 4 to it.

/** What stands in a JSON text that a strict reader refuses. */
export interface JsonSurvey {
  /** The names that stand twice in one object, each below those of the objects around it. */
  readonly repeated: readonly (readonly string[])[]
  /** Where a number is written with a point or an exponent: the names around it. */
  readonly fractional: readonly (readonly string[])[]
  /** How deep arrays and objects stand in each other. */
  readonly depth: number
}

/** An object that is being read: the names that it has had, and the one whose value stands there. */
interface Open {
  /** How often each name was met, in an object. */
  readonly names: Map<string, number> | undefined
  name: string | undefined
  /** Whether a fraction under that name has been noted. */
  noted: boolean
}

/** Looks at a text that JSON.parse has read, in one pass. Below `deepest` levels names are not told apart.
 *  @example survey('{"a": {"b": 1, "b": 2}}').repeated // => [['a', 'b']] */
export const survey = (json: string, deepest = 512): JsonSurvey => {
  const repeated: (readonly string[])[] = []
  const fractional: (readonly string[])[] = []
  const open: Open[] = []
  let depth = 0
  let levels = 0
  let isName = false
  const path = (): readonly string[] => open.flatMap(({ name }) => name ?? [])
  const mark = /["{}[\],]|\d[.eE]/g
  for (let found = mark.exec(json); found !== null; found = mark.exec(json)) {
    const [sign] = found
    const here = open.at(-1)
    if (sign === '"') {
      const end = closing(json, found.index)
      mark.lastIndex = end + 1
      if (isName && here?.names !== undefined && levels === open.length) {
        here.name = textOf(json.slice(found.index, end + 1))
        here.noted = false
        const met = here.names.get(here.name) ?? 0
        if (met === 1) repeated.push(path())
        here.names.set(here.name, met + 1)
      }
      isName = false
    } else if (sign === '{' || sign === '[') {
      levels++
      depth = Math.max(depth, levels)
      if (levels <= deepest)
        open.push({ names: sign === '{' ? new Map() : undefined, name: undefined, noted: false })
      isName = sign === '{'
    } else if (sign === '}' || sign === ']') {
      if (levels === open.length) open.pop()
      levels--
      isName = false
    } else if (sign === ',') isName = here?.names !== undefined
    else if (here !== undefined && !here.noted) {
      here.noted = true
      fractional.push(path())
    }
  }
  return { repeated, fractional, depth }
}

/** Where the text ends that a quotation mark begins. */
const closing = (json: string, start: number): number => {
  let end = json.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(json, end)) end = json.indexOf('"', end + 1)
  return end === -1 ? json.length : end
}

const isEscaped = (json: string, at: number): boolean => {
  let before = at
  while (json[before - 1] === '\\') before--
  return (at - before) % 2 === 1
}

const textOf = (quoted: string): string =>
  quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1)

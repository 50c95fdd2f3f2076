// Whether what the types say of a call is true of what happens.
import type { AbstractCase } from './abstract.ts'

/** The dims of a shape as the compiler prints it. */
const dimsOf = (printed: string): readonly string[] =>
  printed.endsWith('[]') && printed !== '[]'
    ? [`...${printed}`]
    : printed
        .slice(1, -1)
        .split(',')
        .map((dim) => dim.trim())
        .filter((dim) => dim !== '')

const agrees = (dim: string, n: number, names: AbstractCase['names']): boolean => {
  const name = /"(\w+)"/.exec(dim)?.[1]
  return name === undefined ? dim === 'number' || dim === `${n}` : names[name] === n
}

/** What is false about the printed type of a result, or null: it refuses a call that runs, or promises another shape. */
export const falsehood = ({ concrete, names }: AbstractCase, printed: string): string | null => {
  const { want } = concrete
  if (typeof want === 'string') return null
  if (printed.startsWith('"')) return 'it is refused, but runs'
  const dims = dimsOf(printed)
  const gap = dims.findIndex((dim) => dim.startsWith('...'))
  const missing = gap === -1 ? 0 : want.length - (dims.length - 1)
  const between = /^\.\.\.(.*)\[\]$/.exec(dims[gap] ?? '')?.[1] ?? 'nothing'
  const full =
    gap === -1
      ? dims
      : [
          ...dims.slice(0, gap),
          ...Array.from({ length: Math.max(0, missing) }, () => between),
          ...dims.slice(gap + 1),
        ]
  if (full.length !== want.length) return 'it has another rank'
  return full.every((dim, i) => agrees(dim, want[i] ?? -1, names)) ? null : 'it has other sizes'
}

// What JSON can say, and who reports what it cannot.
import type { Issue } from '../../prelude/index.ts'

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json }

export type JsonRecord = { readonly [name: string]: Json }

/** A plain record. */
export const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> => {
  if (typeof x !== 'object' || x === null || Array.isArray(x)) return false
  const prototype: unknown = Object.getPrototypeOf(x)
  return prototype === Object.prototype || prototype === null
}

/** A value in few words, for messages. */
export const shown = (x: unknown): string => {
  if (x === undefined) return 'nothing'
  if (typeof x === 'function') return 'a function'
  if (typeof x === 'number') return Object.is(x, -0) ? '-0' : String(x)
  const text =
    typeof x === 'object' ? JSON.stringify(x) : typeof x === 'string' ? `"${x}"` : String(x)
  return text.length > 40 ? `${text.slice(0, 37)}…` : text
}

/** The issues that were found, and where the reader is: a layer by its path. */
export interface Report {
  readonly op: 'toJson' | 'fromJson'
  readonly path: string
  readonly issues: Issue[]
}

/** The same report, from the place of a child. */
export const inside = (report: Report, name: string): Report => ({
  ...report,
  path: report.path === '' ? name : `${report.path}.${name}`,
})

export const placeOf = ({ op, path }: Pick<Report, 'op' | 'path'>): string =>
  path === '' ? op : `${op}: layer ${path}`

/** Notes an issue at the report's place; gives nothing. */
export const refuse = (report: Report, must: string, was: unknown, advice?: string): undefined => {
  report.issues.push({
    where: placeOf(report),
    must,
    was: shown(was),
    ...(advice === undefined ? {} : { do: advice }),
  })
  return undefined
}

// What JSON can say, and who reports what it cannot.
import { brief, type Issue } from '../../prelude/index.ts'

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json }

export type JsonRecord = { readonly [name: string]: Json }

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

/** Notes an issue at the report's place, about this value; gives nothing. */
export const refuse = (report: Report, must: string, was: unknown, advice: string): undefined =>
  note(report, must, brief(was), advice)

/** The same in words. */
export const note = (report: Report, must: string, was: string, advice: string): undefined => {
  report.issues.push({ where: placeOf(report), must, was, do: advice })
  return undefined
}

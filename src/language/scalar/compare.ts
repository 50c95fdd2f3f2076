// Comparison of elements of one dtype: a bool, 0 or 1. NaN is unordered: all are 0 but ne; −0 equals +0.
import type { Binary } from './arithmetic.ts'

export type Comparison = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge'

export const compare: Readonly<Record<Comparison, Binary>> = {
  eq: (x, y) => (x === y ? 1 : 0),
  ne: (x, y) => (x !== y ? 1 : 0),
  lt: (x, y) => (x < y ? 1 : 0),
  le: (x, y) => (x <= y ? 1 : 0),
  gt: (x, y) => (x > y ? 1 : 0),
  ge: (x, y) => (x >= y ? 1 : 0),
}

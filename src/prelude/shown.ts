// A value in few words, as messages show what was given.

/** Under this symbol a class says how messages show what it makes. */
export const shownAs: unique symbol = Symbol('shown')

/** @example shown('a') // => '"a"' */
export const shown = (x: unknown): string => {
  if (x === undefined) return 'nothing'
  if (typeof x === 'string') return JSON.stringify(x)
  if (typeof x === 'function') return isFunction(x) ? 'a function' : 'a class'
  if (typeof x === 'bigint') return `${x}n`
  if (typeof x !== 'object' || x === null) return Object.is(x, -0) ? '-0' : String(x)
  if (Array.isArray(x)) return `an array of ${x.length}`
  if (isPlain(x)) return 'an object'
  if (shownAs in x) return String(x[shownAs])
  const name = kindOf(x)
  return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`
}

/** Whether a value may be called: a class may not. (It is one whose prototype cannot be replaced.) */
export const isFunction = (x: unknown): x is (...args: never[]) => unknown =>
  typeof x === 'function' && Object.getOwnPropertyDescriptor(x, 'prototype')?.writable !== false

/** Whether a value is a record: an object that no class made. */
export const isPlain = (x: unknown): x is Readonly<Record<string, unknown>> => {
  if (typeof x !== 'object' || x === null) return false
  const prototype: unknown = Object.getPrototypeOf(x)
  return prototype === Object.prototype || prototype === null
}

/** What an object says it is, else the name of its class. */
const kindOf = (x: object): string => {
  const tag = Object.prototype.toString.call(x).slice('[object '.length, -1)
  return tag === 'Object' ? (x.constructor?.name ?? 'foreign object') : tag
}

// Totality where TypeScript has no expression for it.

/** Unreachable: the compiler has seen every case of a closed union. */
export const assertNever = (impossible: never): never => {
  throw new TypeError(`unreachable: ${JSON.stringify(impossible)}`)
}

// The state of one call: read and written by path, in program order. It lives as long as the call.

export interface Ledger {
  readonly training: boolean
  readonly read: (path: readonly string[]) => unknown
  readonly write: (path: readonly string[], state: unknown) => void
  /** The state as it stands now. */
  readonly all: () => unknown
}

type Fields = Readonly<Record<string, unknown>>

/** A ledger that begins with this state. */
export const openLedger = (state: unknown, training: boolean): Ledger => {
  let tree = state
  return {
    training,
    read: (path) => path.reduce((node, name) => (node as Fields)[name], tree), // the state was checked against its spec
    write: (path, node) => {
      tree = put(tree as Fields, path, node) // as it was opened
    },
    all: () => tree,
  }
}

const put = (tree: Fields, [name, ...rest]: readonly string[], node: unknown): unknown =>
  name === undefined
    ? node
    : Object.freeze({ ...tree, [name]: put(tree[name] as Fields, rest, node) }) // checked likewise

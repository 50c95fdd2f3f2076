// A space with one of its axes as the last, along which quads lie.
import type { Sizes } from '../../../../shape/index.ts'

export interface Arranged {
  readonly space: Sizes
  /** Strides in the new order; that of the one axis more stays behind them. */
  readonly moved: (strides: readonly number[]) => readonly number[]
}

/** A space of no axes has one of 1. */
export const withLast = (space: Sizes, axis: number): Arranged => {
  const rank = space.length
  const order = rank === 0 ? [-1] : [...[...space.keys()].filter((a) => a !== axis), axis]
  return {
    space: order.map((a) => space[a] ?? 1),
    moved: (strides) => [...order.map((a) => strides[a] ?? 0), strides[rank] ?? 0],
  }
}

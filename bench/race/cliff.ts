// Cliffs: sizes at which an operation is much slower than at their neighbours.
import type { Result } from './race.ts'

export interface Cliff {
  readonly size: number
  /** How many times slower than it should be: at once slower than the next larger size, or more work than it has. */
  readonly height: number
}

/** How a task's work grows: products with the cube of their size, all others with the size. */
export const workOf = (task: string): number => {
  const [kind, ...sizes] = task.split(' ')
  const size = Number(sizes.at(-1))
  return kind === 'product' ? size ** 3 : size
}

/** The size of a task of a sweep. */
export const sizeOf = (task: string): number => Number(task.split(' ').at(-1))

/** Between neighbours a smaller size costs no more than the larger, and an element of the larger no more than one of the
 *  smaller: the cliffs are where the ratio is above 1.5, the highest first. */
export const cliffs = (results: readonly Pick<Result, 'task' | 'times'>[]): readonly Cliff[] => {
  const sorted = [...results].sort((a, b) => sizeOf(a.task) - sizeOf(b.task))
  const found = sorted.slice(1).map((large, i): Cliff => {
    const small = sorted[i] ?? large
    const time = large.times.best / small.times.best
    const work = workOf(large.task) / workOf(small.task)
    return time < 1
      ? { size: sizeOf(small.task), height: 1 / time }
      : { size: sizeOf(large.task), height: time / work }
  })
  return found.filter(({ height }) => height > 1.5).sort((a, b) => b.height - a.height)
}

// Batches of rows: which rows are together is a function of key, epoch and step alone, so that a run can be told again.
import { slice, take } from '../ops/index.ts'
import { aBoolean, anything, type Domains, fail, optionsOf, shown } from '../prelude/index.ts'
import { foldIn, permutation } from '../random/index.ts'
import { type AnyTensor, type Handle, isKey, type Key, type Tensor } from '../tensor/index.ts'
import { flattenTree, unflattenTree } from '../tree/index.ts'
import {
  type BatchRows,
  type DataFault,
  type Rows,
  rowsOf,
  type SizeFault,
  sizeOf,
} from './rows.ts'

export interface BatchOptions<N, Drop extends boolean = boolean> {
  /** How many rows a batch has. */
  readonly size: N
  /** What rows are shuffled by, anew in each epoch; null leaves them in order. */
  readonly key: Key | null
  /** How often all rows are gone through: once unless given; may be infinite. */
  readonly epochs?: number
  /** Whether the rows that fill no whole batch are left out of an epoch: if not, its last batch is smaller. */
  readonly dropLast?: Drop
}

/** Batches one after another; each time from the first. */
export interface Batches<B> extends Iterable<B> {
  /** How many there are in all. */
  readonly count: number
  /** How many there are in an epoch. */
  readonly perEpoch: number
  /** The batch of an epoch and a step of it, both from 0. */
  readonly at: (epoch: number, step: number) => B
}

type Checked<Fault, T> = Fault extends string ? Fault : T

/** The rows of a tree in batches: its leaves' first axes are equal, and rows of one number belong together.
 *  Fails where they are not, and for a size that no batch can have.
 *  @example batches({ x: tensor([1, 2, 3, 4, 5]) }, { size: 2, key: null }).at(0, 2) // => { x: tensor([5]) } */
export const batches = <T, const N extends number, const Drop extends boolean = false>(
  data: Checked<DataFault<T>, T>,
  options: BatchOptions<Checked<SizeFault<T, N, Drop>, N>, Drop>,
): Batches<Rows<T, BatchRows<T, N, Drop>>> => {
  const named = optionsOf<BatchOptions<unknown>>('batches', domains, options, ['size', 'key'])
  const { key, epochs = 1, dropLast = false } = named
  const rows = rowsOf(data)
  const size = sizeOf(named.size, rows, dropLast)
  const { leaves, structure } = flattenTree(data, 'batches')
  const perEpoch = dropLast ? Math.floor(rows / size) : Math.ceil(rows / size)
  const orderOf = (epoch: number): Order =>
    key === null ? null : permutation(foldIn(key, epoch), rows)
  const batch = (order: Order, step: number): Rows<T, BatchRows<T, N, Drop>> => {
    const [from, to] = [step * size, Math.min((step + 1) * size, rows)]
    const cuts = leaves.map((leaf) => cut(leaf, from, to, order))
    return unflattenTree(structure, cuts) as Rows<T, BatchRows<T, N, Drop>> // so many rows of each leaf
  }
  return Object.freeze({
    count: perEpoch === 0 || epochs === 0 ? 0 : epochs * perEpoch,
    perEpoch,
    at: (epoch: number, step: number) => {
      demandPlace('epoch', epoch, epochs)
      demandPlace('step', step, perEpoch)
      return batch(orderOf(epoch), step)
    },
    *[Symbol.iterator]() {
      for (let epoch = 0; epoch < epochs && perEpoch > 0; epoch++) {
        const order = orderOf(epoch)
        for (let step = 0; step < perEpoch; step++) yield batch(order, step)
      }
    },
  })
}

const domains: Domains<BatchOptions<unknown>> = {
  size: anything,
  key: {
    what: 'one key, or null',
    holds: (x) => x === null || (isKey(x) && x.shape.length === 0),
    do: 'make one with random.key, or keep the order with null',
  },
  epochs: {
    what: 'an integer, 0 or more, or Infinity',
    holds: (x) =>
      x === Number.POSITIVE_INFINITY || (typeof x === 'number' && Number.isInteger(x) && x >= 0),
    do: 'write 1, or leave it out for no end',
  },
  dropLast: aBoolean,
}

/** The rows in their order of an epoch; null where it is that of the data. */
type Order = Tensor<[number], 'i32'> | null

const cut = (leaf: Handle, from: number, to: number, order: Order): Handle => {
  const x = leaf as AnyTensor // keys are cut and taken as tensors are
  return order === null ? slice(x, [[from, to]]) : take(x, slice(order, [[from, to]]))
}

const demandPlace = (name: string, place: number, end: number): void => {
  if (end === 0)
    fail({
      where: 'batches',
      must: `${name} must be that of a batch, and there is none`,
      was: shown(place),
      do: 'give more rows, or keep the last batch',
    })
  if (!(Number.isInteger(place) && place >= 0 && place < end))
    fail({
      where: 'batches',
      must: `${name} must be an integer from 0 to ${end - 1}`,
      was: shown(place),
      do: 'count from 0',
    })
}

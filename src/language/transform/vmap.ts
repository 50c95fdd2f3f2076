// One program for all lanes of a batch: every operation on a batched value is applied to the whole batch.
import { fail } from '../../prelude/index.ts'
import { showType } from '../../shape/index.ts'
import { contentOf, type Elements, Handle, isTraced } from '../../tensor/index.ts'
import { replay } from '../evaluate/index.ts'
import {
  mapOperands,
  mapResults,
  type Op,
  type Operands,
  type Params,
  type Program,
  type Results,
} from '../ir/index.ts'
import {
  type Followed,
  type Interpreters,
  type Level,
  type Mask,
  nextSerial,
  type Rules,
  type Value,
} from '../level/index.ts'
import { lead } from '../primitives/index.ts'
import { trace } from '../trace/index.ts'

/** One lane of a batch, in the hands of the function: the batch is axis 0 of what it holds. */
class Lane implements Followed {
  readonly level: BatchLevel
  readonly batch: Value

  constructor(level: BatchLevel, batch: Value) {
    this.level = level
    this.batch = batch
  }

  read(): Elements {
    return fail({
      where: this.level.name,
      must: 'must not read a value that differs from lane to lane',
      was: `a read of ${showType({ shape: this.batch.shape.slice(1), dtype: this.batch.dtype })}`,
      do: 'use cond or where',
    })
  }
}

class BatchLevel implements Level {
  readonly serial: number = nextSerial()
  readonly name: string
  open = true
  readonly #size: number
  readonly #interpreters: () => Interpreters

  constructor(name: string, size: number, interpreters: () => Interpreters) {
    this.name = name
    this.#size = size
    this.#interpreters = interpreters
  }

  apply<P extends Op>(
    rules: Rules<P>,
    params: Params<P>,
    operands: Operands<P, Value>,
  ): Results<P, Value> {
    const site = {
      operands: mapOperands<P, Value, Value>(operands, (x) => this.batchOf(x) ?? x),
      batched: mapOperands<P, Value, boolean>(operands, (x) => this.batchOf(x) !== undefined),
      size: this.#size,
    }
    // the operation itself first, so that a mistake in a lane is told in the lane's own shapes
    rules.type(operands, params)
    const results =
      rules.kind === 'firstOrder'
        ? rules.batch(site, params)
        : rules.batch(site, params, this.#interpreters())
    return mapResults<P, Value, Value>(results, (y) => this.lane(y))
  }

  lane(batch: Value): Value {
    return new Handle(batch.shape.slice(1), batch.dtype, new Lane(this, batch))
  }

  batchOf(value: Value): Value | undefined {
    const content = contentOf(value)
    return isTraced(content) && content instanceof Lane && content.level === this
      ? content.batch
      : undefined
  }
}

export interface Batch {
  readonly batched: Mask
  readonly size: number
  /** What messages call it: `vmap(f)`. */
  readonly name?: string
}

/** f on each lane of the batched inputs; every result has the batch as its axis 0. */
export const vmap =
  (interpreters: () => Interpreters) =>
  (
    f: (...inputs: readonly Value[]) => readonly Value[],
    inputs: readonly Value[],
    { batched, size, name = 'vmap' }: Batch,
  ): readonly Value[] => {
    const level = new BatchLevel(name, size, interpreters)
    try {
      const outputs = f(...inputs.map((x, i) => (batched[i] ? level.lane(x) : x)))
      return outputs.map((y) => level.batchOf(y) ?? lead(y, size))
    } finally {
      level.open = false
    }
  }

/** The program on batched inputs; all results are batched. */
export const vmapProgram =
  (interpreters: () => Interpreters) =>
  (program: Program, batched: Mask, size: number): Program => {
    const types = program.inputs.map(({ type: { shape, dtype } }, i) => ({
      shape: batched[i] ? [size, ...shape] : shape,
      dtype,
    }))
    const run = (...inputs: readonly Value[]): readonly Value[] =>
      vmap(interpreters)((...xs) => replay(program, xs), inputs, { batched, size })
    return trace('vmap', run, types).program
  }

// A value with its tangent, as the levels of jvp and linearize follow it.
import { contentOf, dataOf, type Elements, Handle, isTraced } from '../../tensor/index.ts'
import {
  mapOperands,
  mapResults,
  type Op,
  type Operands,
  type Params,
  type Results,
} from '../ir/index.ts'
import type { Control } from '../level/index.ts'
import {
  type Followed,
  type Level,
  nextSerial,
  type Rules,
  type Tangent,
  type Value,
} from '../level/index.ts'
import { type Pushed, push } from './push.ts'

/** Reading a differentiated value gives its primal. */
class Dual implements Followed {
  readonly level: DualLevel
  readonly primal: Value
  readonly tangent: Value

  constructor(level: DualLevel, primal: Value, tangent: Value) {
    this.level = level
    this.primal = primal
    this.tangent = tangent
  }

  read(): Elements {
    return dataOf(this.primal)
  }
}

/** How control flow is differentiated: `jvp` in one loop, `linearize` in two. */
export type Through = <P extends Op>(
  rules: Control<P>,
  params: Params<P>,
  site: { readonly operands: Operands<P, Value>; readonly tangents: Operands<P, Tangent> },
) => Pushed<P>

/** Applies operations to primals, and their derivatives to tangents. */
export class DualLevel implements Level {
  readonly serial: number = nextSerial()
  readonly name: string
  open = true
  readonly #through: Through

  constructor(name: string, through: Through) {
    this.name = name
    this.#through = through
  }

  apply<P extends Op>(
    rules: Rules<P>,
    params: Params<P>,
    operands: Operands<P, Value>,
  ): Results<P, Value> {
    const site = {
      operands: mapOperands<P, Value, Value>(operands, (x) => this.primalOf(x)),
      tangents: mapOperands<P, Value, Tangent>(operands, (x) => this.tangentOf(x)),
    }
    const [results, tangents] = push<P>(rules, params, site, (control) =>
      this.#through(control, params, site),
    )
    const duals: readonly Tangent[] = [...(tangents as readonly Tangent[])] // results are a list
    return mapResults<P, Value, Value>(results, (y, i) => this.pair(y, duals[i] ?? null))
  }

  pair(primal: Value, tangent: Tangent): Value {
    return tangent === null
      ? primal
      : new Handle(primal.shape, primal.dtype, new Dual(this, primal, tangent))
  }

  primalOf(value: Value): Value {
    return this.#dual(value)?.primal ?? value
  }

  tangentOf(value: Value): Tangent {
    return this.#dual(value)?.tangent ?? null
  }

  #dual(value: Value): Dual | undefined {
    const content = contentOf(value)
    return isTraced(content) && content instanceof Dual && content.level === this
      ? content
      : undefined
  }
}

/** f on primals that carry these tangents; the results' primals and tangents. */
export const pushThrough = (
  level: DualLevel,
  f: (...inputs: readonly Value[]) => readonly Value[],
  primals: readonly Value[],
  tangents: readonly Tangent[],
): readonly [results: readonly Value[], tangents: readonly Tangent[]] => {
  try {
    const outputs = f(...primals.map((x, i) => level.pair(x, tangents[i] ?? null)))
    return [outputs.map((y) => level.primalOf(y)), outputs.map((y) => level.tangentOf(y))]
  } finally {
    level.open = false
  }
}

// The level that writes down instead of computing: every operation on its values becomes an equation.
import { fail } from '../../prelude/index.ts'
import { type ArrayType, showType } from '../../shape/index.ts'
import { contentOf, type Elements, Handle, isTraced } from '../../tensor/index.ts'
import {
  type Equation,
  mapOperands,
  mapResults,
  type Op,
  type Operands,
  type Params,
  type Program,
  type Results,
  type Var,
} from '../ir/index.ts'
import {
  type Followed,
  type Level,
  levelOf,
  nextSerial,
  type Rules,
  type Value,
} from '../level/index.ts'
import { namedOnce, primitives } from '../primitives/index.ts'

/** A variable of the program being recorded, in the hands of the function that is traced. */
class Recorded implements Followed {
  readonly level: Recorder
  readonly variable: Var

  constructor(level: Recorder, variable: Var) {
    this.level = level
    this.variable = variable
  }

  read(): Elements {
    const { name, open } = this.level
    return fail({
      where: name,
      must: open
        ? 'must not read a value while it is traced'
        : 'must not read a value that is no longer traced',
      was: `a read of ${showType(this.variable.type)}`,
      do: open ? 'use cond, whileLoop or scan' : 'return the value from the function',
    })
  }
}

export class Recorder implements Level {
  readonly serial: number = nextSerial()
  readonly name: string
  open = true
  readonly #equations: Equation[] = []
  readonly #captured = new Map<Value, Var>()
  #variables = 0

  constructor(name: string) {
    this.name = name
  }

  /** A new input of the program. */
  input(type: ArrayType): Value {
    return this.#handle(this.#fresh(type))
  }

  apply<P extends Op>(
    rules: Rules<P>,
    params: Params<P>,
    operands: Operands<P, Value>,
  ): Results<P, Value> {
    const types = rules.type(operands, params)
    const results = mapResults<P, ArrayType, Var>(types, (type) => this.#fresh(type))
    const variables = mapOperands<P, Value, Var>(operands, (x) => this.variableOf(x))
    const [named, own] = namedOnce(primitives, rules, variables, params)
    const equation = { op: rules.op, params: own, operands: named, results }
    this.#equations.push(Object.freeze(equation) as unknown as Equation) // its parts belong to one P
    return mapResults<P, Var, Value>(results, (v) => this.#handle(v))
  }

  /** The variable of a value: its own, or a new one for a value from outside, which is captured. */
  variableOf(value: Value): Var {
    const content = contentOf(value)
    if (content instanceof Recorded && content.level === this) return content.variable
    const level = levelOf(value)
    if (level !== undefined && !level.open)
      return fail({
        where: this.name,
        must: `must not be given a value that was made inside ${level.name}`,
        was: `used after ${level.name} ended`,
        do: 'return the value from the function',
      })
    const known = this.#captured.get(value)
    if (known !== undefined) return known
    const variable = this.#fresh({ shape: value.shape, dtype: value.dtype })
    this.#captured.set(value, variable)
    return variable
  }

  /** Whether this recorder made the value. */
  owns(value: Value): boolean {
    const content = contentOf(value)
    return isTraced(content) && content.level === this
  }

  /** Ends the recording: the program, its captured values first among the inputs. */
  close(inputs: readonly Value[], outputs: readonly Value[]): Recording {
    const results = outputs.map((x) => this.variableOf(x))
    const parameters = inputs.map((x) => this.variableOf(x))
    this.open = false
    const program: Program = Object.freeze({
      inputs: Object.freeze([...this.#captured.values(), ...parameters]),
      equations: Object.freeze(this.#equations),
      outputs: Object.freeze(results),
    })
    return { program, captured: [...this.#captured.keys()] }
  }

  #fresh(type: ArrayType): Var {
    return { id: this.#variables++, type: { shape: type.shape, dtype: type.dtype } }
  }

  #handle(variable: Var): Value {
    return new Handle(variable.type.shape, variable.type.dtype, new Recorded(this, variable))
  }
}

export interface Recording {
  readonly program: Program
  /** The values from outside that the program's first inputs stand for. */
  readonly captured: readonly Value[]
}

// Control flow over lists of values: bodies are traced, and what they take from outside becomes operands.
import { fail } from '../../prelude/index.ts'
import { type ArrayType, sameType, showType } from '../../shape/index.ts'
import type { Program } from '../ir/index.ts'
import { bind, levelOf, type Value } from '../level/index.ts'
import { forwarding, ignoring, primitives, split } from '../primitives/index.ts'
import { recent } from './recent.ts'
import type { Recording } from './recorder.ts'
import { trace } from './trace.ts'

type Values = readonly Value[]
export type Body = (...inputs: Values) => Values
type Tracer = (types: readonly ArrayType[]) => Recording

/** The traces of one function, one for each of the most recent lists of input types. They are kept if what they take from
 *  outside is concrete: a value that a transformation follows is another one the next time. */
const tracer = (name: string, f: Body): Tracer => {
  const known = recent<{ readonly types: readonly ArrayType[]; readonly recording: Recording }>()
  return (types) => {
    const found = known.find((entry) => sameTypes(entry.types, types))
    if (found !== undefined) return found.recording
    const recording = trace(name, f, types)
    if (recording.captured.every((x) => levelOf(x) === undefined)) known.add({ types, recording })
    return recording
  }
}

const sameTypes = (a: readonly ArrayType[], b: readonly ArrayType[]): boolean =>
  a.length === b.length && a.every((type, i) => sameType(type, b[i] ?? type))

const typesOf = (values: Values): readonly ArrayType[] =>
  values.map(({ shape, dtype }) => ({ shape, dtype }))

/** Programs that share operands: each takes what all of them capture, and then its own inputs. */
const sharing = (
  recordings: readonly Recording[],
): { readonly programs: readonly Program[]; readonly captured: Values } => {
  const captured = recordings.flatMap((recording) => recording.captured)
  let before = 0
  const programs = recordings.map(({ program, captured: own }) => {
    const start = before
    before += own.length
    const types = typesOf(captured)
    const after = ignoring(program, own.length, types.slice(before))
    return ignoring(after, 0, types.slice(0, start))
  })
  return { programs, captured }
}

const applying =
  (op: 'call' | 'checkpoint') =>
  (name: string, f: Body): Body => {
    const traced = tracer(name, f)
    return (...inputs) => {
      const { program, captured } = traced(typesOf(inputs))
      const { program: body, results } = forwarding(program)
      const operands = [...captured, ...inputs]
      return results(operands, bind(primitives[op], { name, body }, ...operands))
    }
  }

/** f as one equation. */
export const call: (name: string, f: Body) => Body = applying('call')
/** f, whose inner values are computed again for its derivative. */
export const checkpoint: (name: string, f: Body) => Body = applying('checkpoint')

export interface Loop {
  readonly length: number
  readonly reverse: boolean
}
export interface Scanned {
  readonly carry: Values
  readonly ys: Values
}

/** (carry, x) → (carry, y) along the leading axis of xs; one trace for each list of types. */
export const scan = (
  name: string,
  step: (carry: Values, x: Values) => Scanned,
): ((start: Values, xs: Values, loop: Loop) => Scanned) => {
  const tracers = new Map<number, Tracer>()
  const traced = (carries: number): Tracer => {
    const made =
      tracers.get(carries) ??
      tracer(name, (...inputs) => {
        const { carry, ys } = step(inputs.slice(0, carries), inputs.slice(carries))
        return [...carry, ...ys]
      })
    tracers.set(carries, made)
    return made
  }
  return (start, xs, { length, reverse }) => {
    const types = xs.map(({ shape, dtype }) => ({ shape: shape.slice(1), dtype }))
    const { program: body, captured } = traced(start.length)([...typesOf(start), ...types])
    const params = { body, length, captures: captured.length, carries: start.length, reverse }
    const [carry = [], ys = []] = split(
      bind(primitives.scan, params, ...captured, ...start, ...xs),
      start.length,
    )
    return { carry, ys }
  }
}

/** One of two functions of the same operands, chosen by a predicate. `names` stand in messages. */
export const cond = (
  onTrue: Body,
  onFalse: Body,
  names: readonly [onTrue: string, onFalse: string] = ['cond', 'cond'],
): ((predicate: Value, operands: Values) => Values) => {
  const [whenTrue, whenFalse] = [tracer(names[0], onTrue), tracer(names[1], onFalse)]
  return (predicate, operands) => {
    const types = typesOf(operands)
    const { programs, captured } = sharing([whenTrue(types), whenFalse(types)])
    const [first, second] = programs
    return first === undefined || second === undefined
      ? []
      : bind(
          primitives.cond,
          { onTrue: first, onFalse: second },
          predicate,
          ...captured,
          ...operands,
        )
  }
}

/** body, as long as test holds of the carry; at most `limit` times. `names` stand in messages. */
export const whileLoop = (
  test: (...carry: Values) => Value,
  body: Body,
  limit: number | null,
  names: readonly [test: string, body: string] = ['whileLoop', 'whileLoop'],
): ((start: Values) => Values) => {
  const [tests, bodies] = [tracer(names[0], (...carry) => [test(...carry)]), tracer(names[1], body)]
  return (start) => {
    const types = typesOf(start)
    const [tested, looped] = [tests(types), bodies(types)]
    const captures = [tested.captured.length, looped.captured.length] as const
    return bind(
      primitives.while,
      { test: tested.program, body: looped.program, captures, limit },
      ...tested.captured,
      ...looped.captured,
      ...start,
    )
  }
}

/** f with a rule for its tangents, linear in them. Fails where the rule's results are not those of f. */
export const customJvp = (
  name: string,
  f: Body,
  rule: (primals: Values, tangents: Values) => readonly [ys: Values, dys: Values],
): Body => {
  const bodies = tracer(name, f)
  const rules = tracer(name, (...inputs) => {
    const [ys, dys] = rule(inputs.slice(0, inputs.length / 2), inputs.slice(inputs.length / 2))
    return [...ys, ...dys]
  })
  return (...inputs) => {
    const types = typesOf(inputs)
    const { programs, captured } = sharing([bodies(types), rules([...types, ...types])])
    const [body, tangents] = programs
    if (body === undefined || tangents === undefined) return []
    mustGive(name, 'results and their tangents', tangents, [...body.outputs, ...body.outputs])
    const params = { name, body, rule: tangents, captures: captured.length }
    return bind(primitives.customJvp, params, ...captured, ...inputs)
  }
}

/** f with a rule for its cotangents. Fails where a rule's results are not what f needs. */
export const customVjp = (
  name: string,
  f: Body,
  rules: {
    readonly forward: (...inputs: Values) => readonly [ys: Values, residuals: Values]
    readonly backward: (residuals: Values, cotangents: Values) => Values
  },
): Body => {
  const bodies = tracer(name, f)
  const forwards = tracer(name, (...inputs) => rules.forward(...inputs).flat())
  return (...inputs) => {
    const types = typesOf(inputs)
    const [plain, forward] = [bodies(types), forwards(types)]
    const outputs = plain.program.outputs.map(({ type }) => type)
    const residuals = forward.program.outputs.slice(outputs.length).map(({ type }) => type)
    const backward = trace(
      name,
      (...values) =>
        rules.backward(values.slice(0, residuals.length), values.slice(residuals.length)),
      [...residuals, ...outputs],
    )
    const { programs, captured } = sharing([plain, forward, backward])
    const [body, ahead, back] = programs
    if (body === undefined || ahead === undefined || back === undefined) return []
    mustGive(
      name,
      'the results of the function first',
      { ...ahead, outputs: ahead.outputs.slice(0, outputs.length) },
      body.outputs,
    )
    mustGive(name, 'a cotangent for each argument', back, body.inputs.slice(captured.length))
    const params = { name, body, forward: ahead, backward: back, captures: captured.length }
    return bind(primitives.customVjp, params, ...captured, ...inputs)
  }
}

const mustGive = (
  name: string,
  what: string,
  { outputs }: Program,
  wanted: readonly { readonly type: ArrayType }[],
): void => {
  const shown = (variables: readonly { readonly type: ArrayType }[]): string =>
    variables.map(({ type }) => showType(type)).join(', ')
  if (shown(outputs) !== shown(wanted))
    fail({
      where: name,
      must: `rule must give ${what}, ${shown(wanted)}`,
      was: shown(outputs),
      do: 'return them in that order, of those types',
    })
}

// Every argument of a right call replaced by every wrong value, and what each such call says.
import { EspalierError, type Issue, sentence } from '../../../src/prelude/index.ts'
import { type Untyped, untyped } from '../../mistakes/mistake.ts'
import { asks, type Stages, whole } from './calls.ts'
import { wrong } from './wrong.ts'

/** A call that is wrong in one place, and that place. */
interface Spoiled {
  readonly place: string
  readonly stages: Stages
}

const replaced = (items: readonly unknown[], place: number, item: unknown): readonly unknown[] =>
  items.map((one, i) => (i === place ? item : one))

const isOpen = (x: unknown): x is Readonly<Record<string, unknown>> =>
  typeof x === 'object' &&
  x !== null &&
  !whole.has(x) &&
  !('kind' in x && 'options' in x) &&
  (Array.isArray(x) || Object.getPrototypeOf(x) === Object.prototype)

/** The value with each wrong one in its place, and in the place of what it holds. */
function* spoiled(x: unknown, place: string, depth: number): Generator<readonly [string, unknown]> {
  if (x === asks) return
  for (const [name, bad] of Object.entries(wrong)) yield [`${place} = ${name}`, bad]
  if (depth === 0 || !isOpen(x)) return
  for (const [name, child] of Object.entries(x))
    for (const [inner, bad] of spoiled(child, `${place}.${name}`, depth - 1)) {
      const changed = { ...x, [name]: bad }
      yield [inner, Array.isArray(x) ? Object.assign([...x], changed) : changed]
    }
}

/** The wrong calls beside a right one: a spoiled argument, one that is left out, one too many. */
export function* spoiledCalls(stages: Stages): Generator<Spoiled> {
  for (const [i, args] of stages.entries()) {
    if (typeof args === 'string') continue
    const at = (changed: readonly unknown[]): Stages => replaced(stages, i, changed) as Stages
    for (const n of args.keys())
      if (args[0] !== asks || n > 0)
        yield { place: `call ${i}, ${n} arguments`, stages: at(args.slice(0, n)) }
    yield { place: `call ${i}, one argument more`, stages: at([...args, 5]) }
    for (const [n, arg] of args.entries())
      for (const [place, bad] of spoiled(arg, `call ${i}, argument ${n}`, 2))
        yield { place, stages: at(replaced(args, n, bad)) }
  }
}

const isClass = (f: unknown): boolean => /^class/.test(Function.prototype.toString.call(f))

/** What a call comes to: nothing, its issues, or an error that is not the library's. */
export type Outcome = 'given' | readonly Issue[] | Error

export const outcomeOf = async (f: unknown, stages: Stages): Promise<Outcome> => {
  try {
    let result: unknown = f
    for (const args of stages) {
      if (typeof args === 'string') {
        result = untyped(result)[args]
        continue
      }
      if (typeof result !== 'function') return 'given'
      result = isClass(result)
        ? Reflect.construct(result as Untyped as never, args)
        : untyped(result)(...args)
    }
    const answer: unknown = await result
    return isLeft(answer) ? answer.left : 'given'
  } catch (error) {
    if (error instanceof EspalierError) return error.issues
    return error instanceof Error ? error : new Error(String(error))
  }
}

const isLeft = (x: unknown): x is { readonly left: readonly Issue[] } =>
  typeof x === 'object' && x !== null && '_tag' in x && x._tag === 'Left'

const grammar = /^[^\n]+?: [^\n]*\bmust [^\n]+ \(was [^\n]+\); [^\n]+$/

/** What is wrong with what a call says, or undefined: an error that is not the library's, a sentence outside the grammar, or
 *  one that begins with nobody's name. */
export const faultOf = (
  outcome: Outcome,
  speaks: (where: string) => boolean,
): string | undefined => {
  if (outcome === 'given') return undefined
  if (outcome instanceof Error) return `${outcome.name}: ${outcome.message}`.slice(0, 100)
  const bad = outcome.find((issue) => !grammar.test(sentence(issue)) || !speaks(issue.where))
  return bad === undefined ? undefined : sentence(bad).slice(0, 160)
}

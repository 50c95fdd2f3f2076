// Choices and loops on values that are known only when the program runs.
import { type Body, cond as condOf, whileLoop as whileOf } from '../language/trace/index.ts'
import {
  anything,
  demandFunction,
  demandNoMore,
  type Fill,
  fail,
  fill,
  isFunction,
  isPlain,
  optionsOf,
  refuse,
} from '../prelude/index.ts'
import { isSize } from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { type Described, described, flattenValues, unflattenTree } from '../tree/index.ts'
import {
  type Argument,
  demandLike,
  type Given,
  mustBeSame,
  mustStay,
  type SameFault,
  type StayFault,
} from './difference.ts'
import { argumentsOf, lift, named, perType, type TreeFunction } from './lift.ts'
import type { Start } from './scan.ts'

const bool = {
  where: '{op}',
  must: '{what} must be bool[]',
  was: '{given}',
  do: 'compare tensors, or use if on a plain value',
} as const

type Predicate = Tensor<[], 'bool'>
type PredicateFault<Op, What, T> = [T] extends [Predicate]
  ? never
  : Fill<
      typeof bool,
      {
        readonly op: Op
        readonly what: What
        readonly given: boolean extends T ? 'a boolean' : Described<T>
      }
    >

const demandPredicate = (op: string, what: string, given: unknown): void => {
  const isBool = described(given) === 'bool[]'
  if (!isBool) fail(fill(bool, { op, what, given: described(given) }))
}

/** In what order a choice is given: others put the predicate first. */
const order = 'cond(onTrue, onFalse)(predicate, …)'

/** A choice between two functions of the same operands. */
export type Branched<A extends readonly unknown[], R> = <const P>(
  predicate: Argument<P, Predicate, PredicateFault<'cond', 'predicate', P>>,
  ...operands: A
) => R

/** The first function where the predicate holds, the second elsewhere, on the same operands.
 *  Fails where they give different structures or types.
 *  @example cond((x: Tensor<[]>) => x, (x: Tensor<[]>) => neg(x))(gt(scalar(-2), 0), scalar(-2)) // => scalar(2) */
export const cond = <
  A extends readonly unknown[],
  const R1,
  B extends readonly unknown[] = A,
  const R2 = R1,
>(
  onTrue: (...operands: A) => R1,
  onFalse: Given<(...operands: B) => R2, SameFault<R1, R2>>,
  ...more: readonly []
): Branched<A, R1> => {
  if (!isFunction(onTrue)) refuse('cond', 'onTrue must be a function', onTrue, `write ${order}`)
  demandFunction('cond', 'onFalse', onFalse)
  demandNoMore('cond', [onTrue, onFalse], more, order)
  const branches = perType('cond', (structure) => {
    const first = lift('cond', onTrue as TreeFunction, structure) // called with trees of this structure alone
    const other = onFalse as TreeFunction // where the call compiles
    const second = lift('cond', other, structure)
    const agreeing: Body = (...inputs) => {
      const results = second.body(...inputs)
      demandLike(mustBeSame, first.result(), second.result()) // the first branch is traced first
      return results
    }
    return {
      run: condOf(first.body, agreeing, [named('cond', onTrue), named('cond', other)]),
      result: first.result,
    }
  })
  return (predicate, ...operands) => {
    demandPredicate('cond', 'predicate', predicate)
    const { made, leaves } = branches(operands)
    const results = made.run(predicate as Predicate, leaves) // the branches are traced here, and then know their structure
    return unflattenTree(made.result().structure, results) as R1 // what both branches give
  }
}

const senseless = {
  where: 'whileLoop',
  must: 'limit must be whole and not negative, or null',
  was: '{given}',
  do: 'round it',
} as const

interface LoopOptions {
  /** How often the body runs at most: without it there is no reverse derivative. */
  readonly limit?: number | null
}

type Test<T> = PredicateFault<'whileLoop', 'test', T>

/** A loop from a start to the last carry. */
export type Looped<C> = <const I>(init: Start<'whileLoop', C, I>) => C

/** The carry after the body has been applied as long as the test holds, at most `limit` times.
 *  With a limit it can be differentiated in reverse.  Fails where the carry does not keep its structure and types.
 *  @example whileLoop((n: Tensor<[]>) => lt(n, 100), (n) => mul(n, 2))(scalar(3)) // => scalar(192) */
export const whileLoop = <C, const T = Predicate, const C2 = C>(
  test: Given<(carry: C) => T, Test<T>>,
  body: Given<(carry: C) => C2, StayFault<'whileLoop', C, C2>>,
  options?: LoopOptions,
  ...more: readonly []
): Looped<C> => {
  demandFunction('whileLoop', 'test', test)
  demandFunction('whileLoop', 'body', body)
  demandNoMore('whileLoop', [test, body, options], more, 'whileLoop(test, body)(init)')
  if (options !== undefined && !isPlain(options))
    refuse('whileLoop', 'options must be one record', options, 'write whileLoop(test, body)(init)')
  const { limit = null } = optionsOf<LoopOptions>('whileLoop', { limit: anything }, options)
  if (limit !== null && !isSize(limit)) fail(fill(senseless, { given: described(limit) }))
  const [holds, next] = [test as TreeFunction, body as TreeFunction] // where the call compiles
  const loops = perType('whileLoop', (structure) => {
    const [form = structure] = argumentsOf(structure) // there is one
    const run = whileOf(
      (...leaves) => {
        const held = holds(unflattenTree(form, leaves))
        demandPredicate('whileLoop', 'test', held)
        return held as Predicate
      },
      (...leaves) => {
        const after = flattenValues(next(unflattenTree(form, leaves)), 'whileLoop')
        demandLike(mustStay('whileLoop'), { structure: form, leaves }, after)
        return after.leaves
      },
      limit,
      [named('whileLoop', holds), named('whileLoop', next)],
    )
    return { run, form }
  })
  return (init) => {
    const { made, leaves } = loops([init])
    return unflattenTree(made.form, made.run(leaves)) as C // the loop keeps structure and types
  }
}

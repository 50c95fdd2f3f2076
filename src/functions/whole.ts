// Functions kept whole: one equation of a program, under their own name.
import { type Body, call as callOf, checkpoint as checkpointOf } from '../language/trace/index.ts'
import { demandNoMore } from '../prelude/index.ts'
import { lift, named, overTrees, perType, type TreeFunction } from './lift.ts'

type AnyFunction = (...args: never[]) => unknown

/** f of trees by way of a function of values that is made once for each type of the arguments. */
const wrapped = <F extends AnyFunction>(f: F, name: string, make: (body: Body) => Body): F => {
  const made = perType(name, (structure) => {
    const { body, result } = lift(name, f as unknown as TreeFunction, structure) // called with trees of this structure alone
    return { run: make(body), result }
  })
  return overTrees(made) as unknown as F // takes and gives what f does
}

/** f as one equation of a program: it keeps its name when the program is printed, and its derivative is one too. */
export const call = <F extends AnyFunction>(f: F, ...more: readonly []): F => {
  demandNoMore('call', [f], more, 'call(f)(x, …)')
  const name = named('call', f)
  return wrapped(f, name, (body) => callOf(name, body))
}

/** f, whose inner values are computed again for its derivative instead of being kept: memory for time.
 *  Chen, Xu, Zhang & Guestrin, Training Deep Nets with Sublinear Memory Cost, 2016. */
export const checkpoint = <F extends AnyFunction>(f: F, ...more: readonly []): F => {
  demandNoMore('checkpoint', [f], more, 'checkpoint(f)(x, …)')
  const name = named('checkpoint', f)
  return wrapped(f, name, (body) => checkpointOf(name, body))
}

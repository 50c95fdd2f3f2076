// A step folded over leading axes: (carry, x) → (carry, y), traced once for each type, run as one loop.
import { scan as scanOf } from '../language/trace/index.ts'
import { fail, type Issue } from '../prelude/index.ts'
import { isSize, sameType, showType } from '../shape/index.ts'
import type { Handle } from '../tensor/index.ts'
import { isHandle } from '../tensor/index.ts'
import {
  flattenValues,
  type Structure,
  sameStructure,
  structureIssue,
  unflattenTree,
} from '../tree/index.ts'
import { perStructure, type TreeFunction } from './lift.ts'
import type { CarryFault, Differ, Form, Lead, LeadOf } from './types.ts'

type Stacked<Xs, X> =
  Differ<LeadOf<Xs>> extends true
    ? `scan: leading axes must be equal (was ${LeadOf<Xs> & number}); cut the longer`
    : Xs extends Lead<number, X>
      ? Xs
      : `scan: inputs must be those of the step with a leading axis (was ${FormOf<Xs>}); stack them`
type FormOf<T> = T extends Handle
  ? Form<T>
  : T extends object
    ? { [K in keyof T]: T[K] extends Handle ? Form<T[K]> : 'a tree' }[keyof T] & string
    : 'another value'
type Start<C2, C> = C2 extends C
  ? C2
  : `scan: carry must be that of the step, ${Form<C>} (was ${Form<C2>}); give one of that type`

export interface ScanOptions {
  /** From the last x to the first; ys keep the places of their xs. */
  readonly reverse?: boolean
  /** The number of steps, where xs has no tensor to tell it. */
  readonly length?: number
}

interface Looped {
  readonly run: ReturnType<typeof scanOf>
  /** The structure of what a step gives beside the carry. */
  readonly output: () => Structure
}

/** The last carry and the stacked outputs of a step folded over the leading axes of xs.
 *  Fails where leading axes differ, and where the carry does not keep its structure and types.
 *  @example scan((sum: Tensor<[]>, x: Tensor<[]>) => [add(sum, x), sum])(scalar(0), tensor([1, 2, 3]))[0] // => scalar(6) */
export const scan = <C, X, C2, Y>(
  step: [CarryFault<'scan', C, C2>] extends [never]
    ? (carry: C, x: X) => readonly [C2, Y]
    : CarryFault<'scan', C, C2>,
  options: ScanOptions = {},
): (<I, Xs>(init: Start<I, C>, xs: Stacked<Xs, X>) => [C, Lead<LeadOf<Xs>, Y>]) => {
  const looped = perStructure((structure) => loopOf(step as TreeFunction, structure)) // where the call compiles
  return <I, Xs>(init: Start<I, C>, xs: Stacked<Xs, X>) => {
    const start = flattenValues(init, 'scan')
    const scanned = flattenValues(xs, 'scan')
    const { structure } = flattenValues([init, xs], 'scan')
    const { run, output } = looped(structure)
    const length = lengthOf(scanned.leaves, options.length)
    const { carry, ys } = run(start.leaves, scanned.leaves, {
      length,
      reverse: options.reverse ?? false,
    })
    const last = unflattenTree(start.structure, carry) as C // the step keeps the carry's structure and types
    return [last, unflattenTree(output(), ys) as Lead<LeadOf<Xs>, Y>] // what a step gave, stacked
  }
}

const loopOf = (step: TreeFunction, structure: Structure): Looped => {
  const [carryForm, xForm] = structure.kind === 'list' ? structure.children : []
  let output: Structure | undefined
  const run = scanOf('scan', (carry, x) => {
    const result = step(
      unflattenTree(carryForm ?? structure, carry),
      unflattenTree(xForm ?? structure, x),
    )
    const [next, y] = Array.isArray(result) && result.length === 2 ? result : notAPair(result)
    const after = flattenValues(next, 'scan')
    const difference = sameStructure(carryForm ?? structure, after.structure)
    if (difference !== undefined) fail(structureIssue('scan: carry', difference))
    for (const [i, leaf] of after.leaves.entries()) {
      const before = carry[i]
      if (before !== undefined && !sameType(before, leaf)) fail(changed('scan', before, leaf))
    }
    const flat = flattenValues(y, 'scan')
    output = flat.structure
    return { carry: after.leaves, ys: flat.leaves }
  })
  return { run, output: () => output ?? structure }
}

const notAPair = (result: unknown): never =>
  fail({
    where: 'scan',
    must: 'step must give a pair [carry, y]',
    was: isHandle(result) ? showType(result) : 'another value',
    do: 'return null as y where there is none',
  })

/** The issue of a carry that changes its type. */
export const changed = (where: string, before: Handle, after: Handle): Issue => ({
  where,
  must: `carry must stay ${showType(before)}`,
  was: `${showType(after)} after a step`,
  do: 'return it unchanged in shape and dtype',
})

const lengthOf = (xs: readonly Handle[], given: number | undefined): number => {
  const scalar = xs.find(({ shape }) => shape.length === 0)
  if (scalar !== undefined)
    fail({
      where: 'scan',
      must: 'inputs must be those of the step with a leading axis',
      was: showType(scalar),
      do: 'stack them',
    })
  const sizes = [
    ...new Set([...xs.map(({ shape }) => shape[0] ?? 0), ...(given === undefined ? [] : [given])]),
  ]
  const [length] = sizes
  if (length === undefined)
    return fail({
      where: 'scan',
      must: 'must be told its length',
      was: 'no input',
      do: 'give { length }',
    })
  if (!isSize(length))
    fail({
      where: 'scan',
      must: 'length must be whole and not negative',
      was: `${length}`,
      do: 'count the steps',
    })
  if (sizes.length > 1)
    fail({
      where: 'scan',
      must: 'leading axes must be equal',
      was: sizes.join(' and '),
      do: 'cut the longer',
    })
  return length
}

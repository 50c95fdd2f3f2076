// The linear side of a loop: its linearization, a loop of its own over what the first one left, and the loop back.
import type { Params, Program, Var } from '../../ir/index.ts'
import { list, prune } from '../../ir/index.ts'
import type { Control, Interpreters, Mask, Tangent, Value } from '../../level/index.ts'
import { orZeros, zeros } from '../axes.ts'
import { addTangents } from '../elementwise.ts'
import { all, either, isPresent, placed, present, split } from './programs.ts'

export type ScanParams = Params<'scan'>
type Scan = (params: ScanParams, operands: readonly Value[]) => readonly Value[]

/** A scan's operands, or what there is one of for each: captures, carries, scanned. */
export const parts = <T>(
  items: readonly T[],
  { captures, carries }: ScanParams,
): readonly [captured: readonly T[], carry: readonly T[], scanned: readonly T[]] => {
  const [first = [], second = [], rest = []] = split(items, captures, carries)
  return [first, second, rest]
}

/** Which carries have a tangent, given which of a step's results have: the least mask that lasts. */
export const lasting = (start: Mask, step: (carry: Mask) => Mask): Mask => {
  let mask = start
  for (;;) {
    const next = either(mask, step(mask))
    if (next.every((holds, i) => holds === mask[i])) return mask
    mask = next
  }
}

/** Tangents of the carries in a mask, zeros written out. */
export const carriedTangents = (
  start: readonly Value[],
  tangents: readonly Tangent[],
  mask: Mask,
): readonly Value[] => start.flatMap((x, i) => (mask[i] ? [orZeros(tangents[i] ?? null, x)] : []))

/** Where a residual of the body comes from. */
type Origin =
  | { readonly kind: 'capture'; readonly index: number }
  | { readonly kind: 'scanned'; readonly index: number }
  /** Depends on captures alone: computed once, before the loop. */
  | { readonly kind: 'invariant' }
  /** Another at each step: kept. */
  | { readonly kind: 'step' }

const originsOf = (
  known: Program,
  residuals: readonly Var[],
  params: ScanParams,
): readonly Origin[] => {
  const [captured, , scanned] = parts(known.inputs, params)
  const invariant = invariantsOf(known, captured)
  return residuals.map((residual): Origin => {
    const capture = captured.findIndex(({ id }) => id === residual.id)
    if (capture >= 0) return { kind: 'capture', index: capture }
    const x = scanned.findIndex(({ id }) => id === residual.id)
    if (x >= 0) return { kind: 'scanned', index: x }
    return { kind: invariant.has(residual.id) ? 'invariant' : 'step' }
  })
}

/** The variables that depend on these inputs alone. */
const invariantsOf = (program: Program, inputs: readonly Var[]): ReadonlySet<number> => {
  const ids = new Set(inputs.map(({ id }) => id))
  for (const { operands, results } of program.equations)
    if (list(operands).every(({ id }) => ids.has(id)))
      for (const { id } of list(results)) ids.add(id)
  return ids
}

/** The results of a scan, and their tangents as one linear scan of the tangents. */
export const linearized = (
  scan: Scan,
  {
    operands,
    tangents,
  }: { readonly operands: readonly Value[]; readonly tangents: readonly Tangent[] },
  params: ScanParams,
  { linearize, replay }: Interpreters,
): readonly [readonly Value[], readonly Tangent[]] => {
  const { body, carries } = params
  const [mc, start, mx] = parts(isPresent(tangents), params)
  const carry = lasting(start, (mask) =>
    linearize(body, [...mc, ...mask, ...mx]).results.slice(0, carries),
  )
  const wanted = [...carry, ...all(body.outputs.slice(carries), false)]
  const { known, linear, residuals, results } = linearize(body, [...mc, ...carry, ...mx], wanted)
  const [outputs = [], left = []] = split(known.outputs, body.outputs.length)
  const origins = originsOf(known, left, params)
  const of = <T>(items: readonly T[], kind: Origin['kind']): readonly T[] =>
    items.filter((_, i) => origins[i]?.kind === kind)

  // the loop itself, which also keeps what changes from step to step
  const [captured, first, scanned] = parts(operands, params)
  const ys = scan(
    { ...params, body: prune({ ...known, outputs: [...outputs, ...of(left, 'step')] }) },
    operands,
  )
  const [primals = [], kept = []] = split(ys, body.outputs.length)
  const [capturedVars] = parts(known.inputs, params)
  const outside = prune({
    inputs: capturedVars,
    equations: known.equations,
    outputs: of(left, 'invariant'),
  })
  const invariants = outside.outputs.length === 0 ? [] : replay(outside, captured)
  const at = (items: readonly Value[], kind: 'capture' | 'scanned'): readonly Value[] =>
    origins.flatMap((origin) =>
      origin.kind === kind ? items.slice(origin.index, origin.index + 1) : [],
    )

  // the loop over tangents
  const [rv = [], dv = []] = split(linear.inputs, residuals)
  const [dc, dk, dx] = parts(tangents, params)
  const carried = carriedTangents(first, dk, carry)
  const [dcv = [], dkv = [], dxv = []] = split(dv, present(dc).length, carried.length)
  const captures = [...of(rv, 'capture'), ...of(rv, 'invariant'), ...dcv]
  const loop: ScanParams = {
    body: {
      inputs: [...captures, ...dkv, ...of(rv, 'step'), ...of(rv, 'scanned'), ...dxv],
      equations: linear.equations,
      outputs: linear.outputs,
    },
    length: params.length,
    captures: captures.length,
    carries: carried.length,
    reverse: params.reverse,
  }
  const dys = scan(loop, [
    ...at(captured, 'capture'),
    ...invariants,
    ...present(dc),
    ...carried,
    ...kept,
    ...at(scanned, 'scanned'),
    ...present(dx),
  ])
  return [primals, placed(dys, results)]
}

/** The loop back: it carries the cotangents of the captures that any arrives at, starting from what was gathered, and
 *  those of carries. */
export const transposed = (
  scan: Scan,
  site: Parameters<Control<'scan'>['transpose']>[0],
  params: ScanParams,
  { transpose }: Interpreters,
): readonly Tangent[] => {
  const [captured, start, scanned] = parts(site.operands, params)
  const [capturedTypes, startTypes] = parts(site.types, params)
  const [gathered, gatheredStart, gatheredScanned] = parts(site.gathered, params)
  const [ctCarry = [], ctYs = []] = split(site.cotangents, params.carries)
  const [linearCaptures, linearScanned] = [
    captured.map((x) => x === null),
    scanned.map((x) => x === null),
  ]
  const carries = all(start)
  const sites = {
    linear: [...linearCaptures, ...carries, ...linearScanned],
    cotangents: [...carries, ...isPresent(ctYs)],
  }
  const none = all(params.body.inputs, false)
  const [reached] = parts(transpose(params.body, { ...sites, gathered: none }).totals, params)
  const carriedBack = [...reached, ...all(start, false), ...all(scanned, false)]
  const { program, totals } = transpose(params.body, {
    ...sites,
    gathered: carriedBack,
    totals: [...reached, ...carries, ...all(scanned, false)],
  })
  const accumulators = capturedTypes.flatMap((type, i) =>
    reached[i] ? [orZeros(gathered[i] ?? null, type)] : [],
  )
  const [knownCaptured, knownScanned] = [present(captured), present(scanned)]
  const [kc = [], kx = [], acc = [], ctk = [], cty = []] = split(
    program.inputs,
    knownCaptured.length,
    knownScanned.length,
    accumulators.length,
    params.carries,
  )
  const loop: ScanParams = {
    body: { ...program, inputs: [...kc, ...acc, ...ctk, ...kx, ...cty] },
    length: params.length,
    captures: kc.length,
    carries: acc.length + ctk.length,
    reverse: !params.reverse,
  }
  const results = scan(loop, [
    ...knownCaptured,
    ...accumulators,
    ...startTypes.map((type, i) => ctCarry[i] ?? zeros(type)),
    ...knownScanned,
    ...present(ctYs),
  ])
  const [ctCaptured = [], ctStart = [], ctScanned = []] = split(results, acc.length, ctk.length)
  const ofScanned = placed(ctScanned, totals.slice(params.captures + params.carries))
  const joined = (contribution: Tangent, sofar: Tangent): Tangent =>
    contribution === null ? sofar : addTangents(sofar, contribution)
  return [
    ...placed(ctCaptured, reached).map((total, i) => total ?? gathered[i] ?? null),
    ...start.map((x, i) =>
      x === null ? joined(ctStart[i] ?? null, gatheredStart[i] ?? null) : null,
    ),
    ...scanned.map((x, i) =>
      x === null ? joined(ofScanned[i] ?? null, gatheredScanned[i] ?? null) : null,
    ),
  ]
}

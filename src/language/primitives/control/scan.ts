// A loop of known length: (captures, carry, x) → (carry, y), x and y with a leading axis outside the loop.
import { fail } from '../../../prelude/index.ts'
import { sameType, showType } from '../../../shape/index.ts'
import {
  bind,
  type Control,
  type Interpreters,
  type Mask,
  type Table,
  type Tangent,
  type Value,
} from '../../level/index.ts'
import { lead, moveAxis } from '../axes.ts'
import { stacked } from '../declare.ts'
import { run } from '../run.ts'
import { part, partType, stacking } from '../storage.ts'
import { all, chosen, isPresent, mustCarry, mustTake, placed, present, split } from './programs.ts'
import {
  carriedTangents,
  lasting,
  linearized,
  parts,
  type ScanParams,
  transposed,
} from './scan-linear.ts'

interface Differentiated {
  readonly params: ScanParams
  readonly carry: Mask
  readonly ys: Mask
}

/** The scan of a body and its tangents. */
const withTangents = (
  tangents: readonly Tangent[],
  params: ScanParams,
  jvp: Interpreters['jvp'],
): Differentiated => {
  const { body, carries } = params
  const [captured, start, scanned] = parts(isPresent(tangents), params)
  const results = (carry: Mask): Mask => jvp(body, [...captured, ...carry, ...scanned]).results
  const carry = lasting(start, (mask) => results(mask).slice(0, carries))
  const mask = [...captured, ...carry, ...scanned]
  const wanted = [...carry, ...all(body.outputs.slice(carries), false)]
  const { program, results: given } = jvp(body, mask, wanted)
  const [primals = [], duals = []] = split(program.inputs, body.inputs.length)
  const [pc, pk, px] = parts(primals, params)
  const [dc = [], dk = [], dx = []] = split(
    duals,
    chosen(captured, captured).length,
    chosen(carry, carry).length,
  )
  const [ys = [], dys = []] = split(program.outputs, body.outputs.length)
  const [dcarry = [], drest = []] = split(dys, dk.length)
  const [carried = [], rest = []] = split(ys, carries)
  return {
    params: {
      ...params,
      body: {
        inputs: [...pc, ...dc, ...pk, ...dk, ...px, ...dx],
        equations: program.equations,
        outputs: [...carried, ...dcarry, ...rest, ...drest],
      },
      captures: params.captures + dc.length,
      carries: carries + dk.length,
    },
    carry,
    ys: given.slice(carries),
  }
}

export const scanRules = (table: () => Table): Control<'scan'> => {
  const scan = (params: ScanParams, operands: readonly Value[]): readonly Value[] =>
    bind(table().scan, params, ...operands)

  return {
    kind: 'control',
    op: 'scan',
    type: (operands, params) => {
      const { body, length, carries } = params
      const [captured, carry, scanned] = parts(operands, params)
      for (const x of scanned)
        if (x.shape[0] !== length)
          fail({
            where: 'scan',
            must: `leading axes must be equal`,
            was: `${length} and ${showType(x)}`,
            do: 'cut the longer',
          })
      mustTake('scan', body, [...captured, ...carry, ...scanned.map((x) => partType(x, 1))])
      mustCarry('scan', body, carries)
      for (const [i, x] of carry.entries()) {
        const next = body.outputs[i]?.type
        if (next !== undefined && !sameType(next, x))
          fail({
            where: 'scan',
            must: `carry must stay ${showType(x)}`,
            was: `${showType(next)} after a step`,
            do: 'return it unchanged in shape and dtype',
          })
      }
      return [...carry, ...body.outputs.slice(carries).map(({ type }) => stacked(type, length))]
    },
    once: (operands, params, once) => {
      const [captured = [], rest = []] = split(operands, params.captures)
      const { values, share } = once(captured)
      return [
        [...values, ...rest],
        { ...params, body: share(params.body), captures: values.length },
      ]
    },
    evaluate: (operands, params, types) => {
      const { body, length, carries, reverse } = params
      const [captured, start, scanned] = parts(operands, params)
      const outputs = types.slice(carries).map((type) => stacking([length], partType(type, 1)))
      let carry = start
      for (let i = 0; i < length; i++) {
        const step = reverse ? length - 1 - i : i
        const xs = scanned.map((x) => part(x, 1, step))
        const results = run(table(), body, [...captured, ...carry, ...xs])
        carry = results.slice(0, carries)
        for (const [j, { data }] of results.slice(carries).entries()) outputs[j]?.put(step, data)
      }
      return [...carry.map(({ data }) => data), ...outputs.map(({ data }) => data)]
    },
    jvp: ({ operands, tangents }, params, { jvp }) => {
      const { params: wide, carry: mask, ys } = withTangents(tangents, params, jvp)
      const [captured, start, scanned] = parts(operands, params)
      const [dc, dk, dx] = parts(tangents, params)
      const results = scan(wide, [
        ...captured,
        ...present(dc),
        ...start,
        ...carriedTangents(start, dk, mask),
        ...scanned,
        ...present(dx),
      ])
      const [carry = [], dcarry = [], rest = [], drest = []] = split(
        results,
        params.carries,
        wide.carries - params.carries,
        ys.length,
      )
      return [
        [...carry, ...rest],
        [...placed(dcarry, mask), ...placed(drest, ys)],
      ]
    },
    linearize: ({ operands, tangents }, params, interpreters) =>
      linearized(scan, { operands, tangents }, params, interpreters),
    transpose: (site, params, interpreters) => transposed(scan, site, params, interpreters),
    batch: ({ operands, batched, size: n }, params, { batch }) => {
      const { body, carries } = params
      const [captured, start, scanned] = parts(batched, params)
      const touched = batched.some(Boolean)
      // all results of a batched body are batched, so all carries are, if any operand is
      const carry = all(start, touched)
      const [c, k, x] = parts(operands, params)
      const program = batch(body, [...captured, ...carry, ...scanned], n)
      const results = scan({ ...params, body: program }, [
        ...c,
        ...k.map((value, i) => (start[i] ? value : lead(value, n))),
        ...x.map((value, i) => (scanned[i] ? moveAxis(value, 0, 1) : value)),
      ])
      return results.map((y, i) => (i < carries ? y : moveAxis(y, 1, 0)))
    },
  }
}

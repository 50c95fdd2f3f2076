// Elements by number along an axis: gather ⇄ scatterAdd. Closed under adjoints.
//
// x is [batch…, before…, n, after…], indices [batch…, i…], what is gathered [batch…, before…, i…, after…]:
// `batch` leading axes are shared, `axis` is the place of n.
import { fail } from '../../prelude/index.ts'
import { type ArrayType, type Sizes, sameType, showType, strides } from '../../shape/index.ts'
import { bind, type NdArray, type Primitives, type Value } from '../level/index.ts'
import { binary, outsideOf } from './arithmetic.ts'
import { full, lead, moveAxis } from './axes.ts'
import { facts, firstOrder, mustBeOf, ofShape } from './declare.ts'
import { places } from './index-space.ts'
import { collect, copied } from './storage.ts'

export interface Along {
  readonly axis: number
  readonly batch: number
}
/** What an index that is out of range gives: NaN (integers their minimum, u32 its maximum), or 0. */
export type Outside = 'nan' | 'zero'

export const gather = (
  x: Value,
  indices: Value,
  params: Along & { readonly outside: Outside },
): Value => bind(place.gather, params, x, indices)[0]
/** x with updates added in row-major order; those out of range are dropped. */
export const scatterAdd = (x: Value, indices: Value, updates: Value, along: Along): Value =>
  bind(place.scatterAdd, along, x, indices, updates)[0]

const gatheredShape = (x: ArrayType, indices: ArrayType, { axis, batch }: Along): Sizes => [
  ...x.shape.slice(0, axis),
  ...indices.shape.slice(batch),
  ...x.shape.slice(axis + 1),
]

const mustFit = (where: string, x: ArrayType, indices: ArrayType, { axis, batch }: Along): void => {
  mustBeOf(where, 'integer', indices)
  if (!(axis in x.shape))
    fail({
      where,
      must: `axis must be below the rank ${x.shape.length}`,
      was: `${axis}`,
      do: 'count it from 0',
    })
  if (axis < batch)
    fail({
      where,
      must: `axis must not be one of the ${batch} that are shared`,
      was: `${axis}`,
      do: 'choose a later one',
    })
  if (`${x.shape.slice(0, batch)}` !== `${indices.shape.slice(0, batch)}`)
    fail({
      where,
      must: `the first ${batch} axes must be equal`,
      was: `${showType(x)} and ${showType(indices)}`,
      do: 'broadcast the indices along them',
    })
}

/** For each element of the gathered shape, its place in x; −1 where its index is out of range. */
const gatheredPlaces = (x: ArrayType, indices: NdArray, along: Along): Int32Array => {
  const { axis, batch } = along
  const shape = gatheredShape(x, indices, along)
  const inner = indices.shape.length - batch
  const step = strides(x.shape)
  const own = strides(indices.shape)
  const after = x.shape.slice(axis + 1)
  const bases = places(shape, [
    ...step.slice(0, axis),
    ...indices.shape.slice(batch).map(() => 0),
    ...step.slice(axis + 1),
  ])
  const which = places(shape, [
    ...own.slice(0, batch),
    ...x.shape.slice(batch, axis).map(() => 0),
    ...own.slice(batch, batch + inner),
    ...after.map(() => 0),
  ])
  const [n, stride] = [x.shape[axis] ?? 0, step[axis] ?? 1]
  return bases.map((base, i) => {
    const index = indices.data[which[i] ?? 0] ?? -1
    return index >= 0 && index < n ? base + index * stride : -1
  })
}

export const place: Primitives<'gather' | 'scatterAdd'> = {
  gather: firstOrder({
    op: 'gather',
    facts: facts(),
    type: ([x, indices], along) => {
      mustFit('gather', x, indices, along)
      return [ofShape(x, gatheredShape(x, indices, along))]
    },
    evaluate: ([x, indices], params) => {
      const filler = params.outside === 'nan' ? outsideOf(x.dtype) : 0
      return [collect(x, gatheredPlaces(x, indices, params), [filler, filler])]
    },
    // an element that is out of range does not depend on x
    jvp: ({ tangents: [dx], operands: [, indices] }, params) => [
      dx && gather(dx, indices, { ...params, outside: 'zero' }),
    ],
    transpose: ({ cotangents: [ct], operands: [, indices], types: [x] }, { axis, batch }) => [
      ct && indices && scatterAdd(full(x, 0), indices, ct, { axis, batch }),
      null,
    ],
    batch: ({ operands: [x, indices], batched: [bx, bi] }, params) => {
      const { axis, batch } = params
      if (bx && bi) return [gather(x, indices, { ...params, axis: axis + 1, batch: batch + 1 })]
      if (bx) {
        // the lanes become the first of the axes before `axis`
        const y = gather(moveAxis(x, 0, batch), indices, { ...params, axis: axis + 1 })
        return [moveAxis(y, batch, 0)]
      }
      const y = gather(x, moveAxis(indices, 0, batch), params)
      return [moveAxis(y, axis, 0)]
    },
  }),
  scatterAdd: firstOrder({
    op: 'scatterAdd',
    facts: facts(),
    type: ([x, indices, updates], along) => {
      mustBeOf('scatterAdd', 'number', x)
      mustFit('scatterAdd', x, indices, along)
      const wanted = ofShape(x, gatheredShape(x, indices, along))
      if (!sameType(updates, wanted))
        fail({
          where: 'scatterAdd',
          must: `updates must be ${showType(wanted)}`,
          was: showType(updates),
          do: 'convert or reshape them',
        })
      return [x]
    },
    evaluate: ([x, indices, updates], along) => {
      const add = binary('add', x.dtype)
      const result = copied(x)
      for (const [i, at] of gatheredPlaces(x, indices, along).entries())
        if (at >= 0) result[at] = add(result[at] ?? 0, updates.data[i] ?? 0)
      return [result]
    },
    jvp: 'linear',
    transpose: ({ cotangents: [ct], operands: [x, indices, updates] }, along) => [
      x === null ? ct : null,
      null,
      ct && updates === null && indices !== null
        ? gather(ct, indices, { ...along, outside: 'zero' })
        : null,
    ],
    batch: ({ operands: [x, i, u], batched: [bx, bi, bu], size: n }, { axis, batch }) => [
      scatterAdd(bx ? x : lead(x, n), bi ? i : lead(i, n), bu ? u : lead(u, n), {
        axis: axis + 1,
        batch: batch + 1,
      }),
    ],
  }),
}

/** The elements of x at these indices along one axis, lane by lane: indices have the shape of the result. */
export const takeAlong = (x: Value, indices: Value, axis: number): Value => {
  const last = x.shape.length - 1
  const [moved, at] = [moveAxis(x, axis, last), moveAxis(indices, axis, last)]
  return moveAxis(gather(moved, at, { axis: last, batch: last, outside: 'nan' }), last, axis)
}

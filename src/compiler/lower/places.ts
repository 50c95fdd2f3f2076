// Primitives that read and write at places known only at run time.
import { outsideOf } from '../../language/primitives/index.ts'
import type { DType } from '../../shape/index.ts'
import type { Access } from '../ir/index.ts'
import { fixed, type Index, identity, placeOf } from './affine.ts'
import { fewer } from './axes.ts'
import { type Draft, draft, literal, type Place } from './draft.ts'
import { computed, type Lazy } from './lazy.ts'
import type { Lowering } from './lowering.ts'
import { operand, type Rules, typeOf } from './rule.ts'
import { written } from './views.ts'

/** A whole number kept from 0 to `last`. */
const clamped = (to: Draft, x: number, dtype: DType, last: number): number => {
  const most = to.node({ kind: 'binary', op: 'min', dtype, x, y: literal(to, dtype, last) })
  if (dtype === 'u32') return most
  return to.node({ kind: 'binary', op: 'max', dtype, x: most, y: literal(to, dtype, 0) })
}

/** Whether a whole number is from 0 to below `length`. */
const within = (to: Draft, x: number, dtype: DType, length: number): number => {
  // as unsigned numbers, negative ones are too large
  const unsigned = dtype === 'u32' ? x : to.node({ kind: 'bits', dtype: 'u32', from: dtype, x })
  const y = literal(to, 'u32', length)
  return to.node({ kind: 'compare', dtype: 'bool', of: 'u32', direction: 'lt', x: unsigned, y })
}

interface Along {
  readonly axis: number
  readonly batch: number
}

/** The access to x's element for an index of the gathered shape, and whether there is one. */
const found = (
  place: Place,
  indices: Lazy,
  { axis, batch }: Along,
  along: Index,
  to: Draft,
  { at }: Lowering,
): { readonly access: Access; readonly inside: number } => {
  const inner = indices.shape.length - batch
  const index = at(indices, [...along.slice(0, batch), ...along.slice(axis, axis + inner)], to)
  const rest = [...along.slice(0, axis), fixed(0), ...along.slice(axis + inner)]
  const length = place.shape[axis] ?? 0
  const moved = [
    {
      index: clamped(to, index, indices.dtype, Math.max(0, length - 1)),
      stride: place.strides[axis] ?? 0,
    },
  ]
  const affine = placeOf(rest, place.strides, place.offset)
  return {
    access: to.access(place.block, place.dtype, affine, moved),
    inside: within(to, index, indices.dtype, length),
  }
}

/** Where a block starts along each axis, kept inside. */
const starts = (
  place: Place,
  at: readonly Lazy[],
  sizes: readonly number[],
  to: Draft,
  lowering: Lowering,
): Access['moved'] =>
  at.map((start, axis) => ({
    index: clamped(
      to,
      lowering.at(start, [], to),
      start.dtype,
      (place.shape[axis] ?? 0) - (sizes[axis] ?? 0),
    ),
    stride: place.strides[axis] ?? 0,
  }))

export const places: Rules<'gather' | 'scatterAdd' | 'dynamicSlice' | 'dynamicUpdate'> = {
  gather: (operands, { params, results }, lowering) => {
    const [x, indices] = [operand(operands, 0), operand(operands, 1)]
    const type = typeOf(results)
    const filler = params.outside === 'nan' ? outsideOf(type.dtype) : 0
    return [
      computed(type, 4 + indices.cost, (along, to) => {
        if (x.shape[params.axis] === 0) return literal(to, type.dtype, filler)
        const { access, inside } = found(
          lowering.store(x).place,
          indices,
          params,
          along,
          to,
          lowering,
        )
        return to.node({
          kind: 'select',
          dtype: type.dtype,
          test: inside,
          x: to.node({ kind: 'load', ...access }),
          y: literal(to, type.dtype, filler),
        })
      }),
    ]
  },
  scatterAdd: (operands, { params, results }, lowering) => {
    const [x, indices, updates] = [operand(operands, 0), operand(operands, 1), operand(operands, 2)]
    return [
      written(typeOf(results), lowering, (target) => {
        lowering.write(x, target)
        if (updates.shape.includes(0) || x.shape[params.axis] === 0) return
        const to = draft()
        const along = identity(updates.shape)
        const value = lowering.at(updates, along, to)
        const { access, inside } = found(target, indices, params, along, to, lowering)
        to.stores.push({ ...access, value, adds: true, where: inside })
        const looped = { space: updates.shape, nodes: to.nodes, stores: to.stores }
        lowering.run({ kind: 'map', ...fewer(looped) }, to)
      }),
    ]
  },
  dynamicSlice: ([x, ...at], { params: { sizes }, results }, lowering) => {
    if (x === undefined) return []
    return [
      computed(typeOf(results), 1, (along, to) => {
        const { place } = lowering.store(x)
        const affine = placeOf(along, place.strides, place.offset)
        const moved = starts(place, at, sizes, to, lowering)
        return to.node({ kind: 'load', ...to.access(place.block, place.dtype, affine, moved) })
      }),
    ]
  },
  dynamicUpdate: ([x, update, ...at], { results }, lowering) => {
    if (x === undefined || update === undefined) return []
    return [
      written(typeOf(results), lowering, (target) => {
        lowering.write(x, target)
        if (update.shape.includes(0)) return
        const to = draft()
        const along = identity(update.shape)
        const value = lowering.at(update, along, to)
        const moved = starts(target, at, update.shape, to, lowering)
        const affine = placeOf(along, target.strides, target.offset)
        const access = to.access(target.block, target.dtype, affine, moved)
        to.stores.push({ ...access, value, adds: false, where: undefined })
        const looped = { space: update.shape, nodes: to.nodes, stores: to.stores }
        lowering.run({ kind: 'map', ...fewer(looped) }, to)
      }),
    ]
  },
}

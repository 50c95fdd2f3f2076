// Primitives that move elements: views where an index map serves, writes into parts of the result where it does not.
import { size } from '../../shape/index.ts'
import type { Index } from './affine.ts'
import { fixed, scaled } from './affine.ts'
import type { Place } from './draft.ts'
import { computed, type Lazy } from './lazy.ts'
import { isDense, type Lowering, lying } from './lowering.ts'
import { reshaped, stridesUnder } from './reshape.ts'
import { operand, type Rules, typeOf } from './rule.ts'

type Type = Pick<Lazy, 'shape' | 'dtype'>

/** x at another index; where x lies in memory, so does the view. */
const view = (
  x: Lazy,
  type: Type,
  { at }: Lowering,
  index: (along: Index) => Index,
  place: (of: Place) => Place | undefined,
): Lazy => {
  const lies = x.place && place(x.place)
  return lies === undefined
    ? computed(type, x.cost, (along, to) => at(x, index(along), to))
    : lying({ ...lies, shape: type.shape })
}

export const views: Rules<
  | 'constant'
  | 'iota'
  | 'broadcast'
  | 'reshape'
  | 'transpose'
  | 'reverse'
  | 'slice'
  | 'pad'
  | 'concat'
> = {
  constant: (_, { params: { value }, results }, { constant }) => {
    const type = typeOf(results)
    const [only] = value.values
    if (only === undefined || value.values.length !== 1) return [constant(type, value.values)]
    return [
      computed(type, 0, (_index, to) =>
        to.node({ kind: 'literal', dtype: type.dtype, value: only }),
      ),
    ]
  },
  iota: (_, { params: { axis, dtype }, results }) => {
    const type = typeOf(results)
    return [
      computed(type, 1, (index, to) => {
        const count = to.node({ kind: 'index', dtype: 'i32', ...(index[axis] ?? fixed(0)) })
        if (dtype === 'i32') return count
        if (dtype === 'u32') return to.node({ kind: 'bits', dtype, from: 'i32', x: count })
        return to.node({ kind: 'convert', dtype, from: 'i32', x: count })
      }),
    ]
  },
  broadcast: (operands, { params: { axes }, results }, lowering) => {
    const x = operand(operands, 0)
    const type = typeOf(results)
    const kept = <T>(along: readonly T[]): readonly T[] => along.filter((_, i) => !axes.includes(i))
    // what costs more than a load is not computed once for each repetition
    const repeats = size(type.shape) > size(x.shape)
    const source = repeats && x.cost > 0 ? lowering.store(x) : x
    return [
      view(source, type, lowering, kept, (place) => {
        let next = 0
        return {
          ...place,
          strides: type.shape.map((_, i) => (axes.includes(i) ? 0 : (place.strides[next++] ?? 0))),
        }
      }),
    ]
  },
  reshape: (operands, { results }, lowering) => {
    const x = operand(operands, 0)
    return [reshape(x, typeOf(results), lowering)]
  },
  transpose: (operands, { params: { permutation }, results }, lowering) => {
    const x = operand(operands, 0)
    const type = typeOf(results)
    const from = type.shape.map((_, i) => permutation[i] ?? i)
    const index = (along: Index): Index => {
      const moved: (typeof along)[number][] = []
      for (const [i, axis] of from.entries()) moved[axis] = along[i] ?? fixed(0)
      return moved
    }
    const turned = view(x, type, lowering, index, (place) => ({
      ...place,
      strides: from.map((axis) => place.strides[axis] ?? 0),
    }))
    if (x.fill === undefined || turned.place !== undefined) return [turned]
    const fill = (target: Place): void => {
      const strides = x.shape.map((_, axis) => target.strides[from.indexOf(axis)] ?? 0)
      lowering.write(x, { ...target, shape: x.shape, strides })
    }
    return [{ ...turned, fill }]
  },
  reverse: (operands, { params: { axes }, results }, lowering) => {
    const x = operand(operands, 0)
    const last = (axis: number): number => (x.shape[axis] ?? 1) - 1
    return [
      view(
        x,
        typeOf(results),
        lowering,
        (along) => along.map((i, axis) => (axes.includes(axis) ? scaled(i, -1, last(axis)) : i)),
        (place) => ({
          ...place,
          offset: axes.reduce(
            (sum, axis) => sum + last(axis) * (place.strides[axis] ?? 0),
            place.offset,
          ),
          strides: place.strides.map((n, axis) => (axes.includes(axis) ? -n : n)),
        }),
      ),
    ]
  },
  slice: (operands, { params: { start, stride }, results }, lowering) => {
    const x = operand(operands, 0)
    return [
      view(
        x,
        typeOf(results),
        lowering,
        (along) => along.map((i, axis) => scaled(i, stride[axis] ?? 1, start[axis] ?? 0)),
        (place) => ({
          ...place,
          offset: start.reduce(
            (sum, n, axis) => sum + n * (place.strides[axis] ?? 0),
            place.offset,
          ),
          strides: place.strides.map((n, axis) => n * (stride[axis] ?? 1)),
        }),
      ),
    ]
  },
  pad: (operands, { params, results }, lowering) => [
    padded(operand(operands, 0), operand(operands, 1), typeOf(results), params, lowering),
  ],
  concat: (operands, { params: { axis }, results }, lowering) => [
    written(typeOf(results), lowering, (target) => {
      let offset = target.offset
      for (const x of operands) {
        lowering.write(x, { ...target, shape: x.shape, offset })
        offset += (x.shape[axis] ?? 0) * (target.strides[axis] ?? 0)
      }
    }),
  ],
}

/** More than an element is worth that is computed again, and less than makes a kernel large. */
const WRITTEN = 32

/** An array that comes to be by writes, or as part of the kernel that makes more of it. */
export const written = (
  type: Type,
  { at, store }: Lowering,
  fill: (target: Place) => void,
  host?: Lazy['host'],
): Lazy => {
  const self: Lazy = {
    ...type,
    cost: WRITTEN,
    host,
    place: undefined,
    node: (index, to) => at(store(self), index, to),
    fill,
  }
  return self
}

interface Padding {
  readonly low: readonly number[]
  readonly high: readonly number[]
  readonly interior: readonly number[]
}

/** x with filler around and between its elements; a negative low or high cuts. */
export const padded = (
  x: Lazy,
  filler: Lazy,
  type: Type,
  padding: Padding,
  lowering: Lowering,
): Lazy =>
  written(type, lowering, (target) => {
    const rank = filler.shape.length
    const fill = computed(type, filler.cost, (along, to) =>
      lowering.at(filler, along.slice(along.length - rank), to),
    )
    lowering.write(fill, target)
    const inside = paddedPart(x, type, padding)
    if (inside === undefined) return
    const part = computed({ shape: inside.shape, dtype: x.dtype }, x.cost, (along, to) =>
      lowering.at(
        x,
        along.map((i, axis) => scaled(i, 1, inside.from[axis] ?? 0)),
        to,
      ),
    )
    lowering.write(part, {
      ...target,
      shape: inside.shape,
      offset: inside.at.reduce(
        (sum, n, axis) => sum + n * (target.strides[axis] ?? 0),
        target.offset,
      ),
      strides: target.strides.map((n, axis) => n * (1 + (padding.interior[axis] ?? 0))),
    })
  })

interface Part {
  readonly shape: readonly number[]
  /** The first element of x that is not cut away. */
  readonly from: readonly number[]
  /** Where it stands in the result. */
  readonly at: readonly number[]
}

/** The elements of x that a pad, which may cut, keeps; undefined if there are none. */
const paddedPart = (
  x: Lazy,
  type: Type,
  {
    low,
    interior,
  }: {
    readonly low: readonly number[]
    readonly high: readonly number[]
    readonly interior: readonly number[]
  },
): Part | undefined => {
  const axes = x.shape.map((n, axis) => {
    const [before, pitch] = [low[axis] ?? 0, 1 + (interior[axis] ?? 0)]
    const length = type.shape[axis] ?? 0
    const from = before >= 0 ? 0 : Math.ceil(-before / pitch)
    // element i stands at before + i · pitch, and below length
    const end = Math.min(n, Math.floor((length - 1 - before) / pitch) + 1)
    return { from, count: Math.max(0, end - from), at: before + from * pitch }
  })
  if (axes.some(({ count }) => count === 0)) return undefined
  return {
    shape: axes.map(({ count }) => count),
    from: axes.map(({ from }) => from),
    at: axes.map(({ at }) => at),
  }
}

/** x under another shape of as many elements: where its index would take a division, x is stored, where any shape serves. */
export const reshape = (x: Lazy, type: Type, lowering: Lowering): Lazy => {
  if (size(type.shape) === 0) return computed(type, 0, () => 0) // has no element to ask for
  const under = (of: Place): Place | undefined => {
    const strides = stridesUnder(of.shape, of.strides, type.shape)
    return strides && { ...of, shape: type.shape, strides }
  }
  const lies = x.place && under(x.place)
  if (lies !== undefined) return lying(lies)
  return {
    ...computed(type, x.cost, (index, to) => {
      const along = reshaped(x.shape, type.shape, index)
      if (along !== undefined) return lowering.at(x, along, to)
      const { place } = dense(x, lowering)
      return lowering.at(lying(under(place) ?? place), index, to) // any shape serves a dense place
    }),
    fill:
      x.fill &&
      ((target) => {
        const strides = stridesUnder(target.shape, target.strides, x.shape)
        if (strides === undefined)
          lowering.write(lying(under(dense(x, lowering).place) ?? target), target)
        else lowering.write(x, { ...target, shape: x.shape, strides })
      }),
  }
}

/** x stored row-major: as it lies, or copied. */
export const dense = (x: Lazy, lowering: Lowering): Lazy & { readonly place: Place } => {
  const stored = lowering.store(x)
  return isDense(stored.shape, stored.place.strides) ? stored : lowering.copy(stored.place)
}

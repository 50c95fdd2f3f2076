// Comparing, choosing and converting elements; passing them on without their derivative.
import { fail } from '../../prelude/index.ts'
import {
  byteWidth,
  type DType,
  type ElementType,
  isFloat,
  showType,
  size,
} from '../../shape/index.ts'
import { allocate } from '../../tensor/index.ts'
import type { Direction } from '../ir/index.ts'
import { bind, type Primitives, type Value } from '../level/index.ts'
import { compare as comparisons, convert as conversions } from '../scalar/index.ts'
import { lead, zeros } from './axes.ts'
import { recast } from './bits.ts'
import { facts, firstOrder, mustAgree, mustBeOf, ofDtype } from './declare.ts'
import { copied, wordsOf } from './storage.ts'

export const compare = (x: Value, y: Value, direction: Direction): Value =>
  bind(choice.compare, { direction }, x, y)[0]
export const select = (predicate: Value, onTrue: Value, onFalse: Value): Value =>
  bind(choice.select, {}, predicate, onTrue, onFalse)[0]
export const convert = (x: Value, dtype: DType): Value =>
  x.dtype === dtype ? x : bind(choice.convert, { dtype }, x)[0]
/** The same bits as another dtype; to another width it adds or removes a last axis, low word first. */
export const bitCast = (x: Value, dtype: ElementType): Value =>
  x.dtype === dtype ? x : bind(choice.bitCast, { dtype }, x)[0]

/** x, whose derivative is zero from here on. */
export const stopGradient = (x: Value): Value => bind(choice.stopGradient, {}, x)[0]

export const choice: Primitives<'compare' | 'select' | 'convert' | 'bitCast' | 'stopGradient'> = {
  stopGradient: firstOrder({
    op: 'stopGradient',
    facts: facts({ elementwise: true, cheap: true }),
    type: ([x]) => [x],
    evaluate: ([x]) => [copied(x)],
    jvp: 'zero',
    transpose: null,
    batch: ({ operands: [x] }) => [stopGradient(x)],
  }),
  compare: firstOrder({
    op: 'compare',
    facts: facts({ elementwise: true }),
    type: ([x, y]) => {
      mustBeOf('compare', 'ordered', x)
      mustAgree('compare', x, y)
      return [ofDtype(x, 'bool')]
    },
    evaluate: ([x, y], { direction }, [z]) => {
      const holds = comparisons[direction]
      const data = allocate('bool', size(z.shape))
      for (let i = 0; i < data.length; i++) data[i] = holds(x.data[i] ?? 0, y.data[i] ?? 0)
      return [data]
    },
    jvp: 'zero',
    transpose: null,
    batch: ({ operands: [x, y], batched: [bx, by], size: n }, { direction }) => [
      compare(bx ? x : lead(x, n), by ? y : lead(y, n), direction),
    ],
  }),
  select: firstOrder({
    op: 'select',
    facts: facts({ elementwise: true }),
    type: ([predicate, x, y]) => {
      mustBeOf('select', 'any', x)
      mustAgree('select', x, y)
      mustAgree('select', predicate, ofDtype(x, 'bool'))
      return [x]
    },
    evaluate: ([predicate, x, y], _none, [z]) => {
      const words = wordsOf(z.dtype)
      const data = allocate(z.dtype, size(z.shape))
      for (let i = 0; i < data.length; i++) {
        const from = predicate.data[Math.floor(i / words)] === 0 ? y : x
        data[i] = from.data[i] ?? 0
      }
      return [data]
    },
    jvp: 'linear',
    transpose: ({ cotangents: [ct], operands: [predicate, x, y], types: [, type] }) => {
      if (ct === null || predicate === null) return [null, null, null]
      return [
        null,
        x === null ? select(predicate, ct, zeros(type)) : null,
        y === null ? select(predicate, zeros(type), ct) : null,
      ]
    },
    batch: ({ operands: [p, x, y], batched: [bp, bx, by], size: n }) => [
      select(bp ? p : lead(p, n), bx ? x : lead(x, n), by ? y : lead(y, n)),
    ],
  }),
  convert: firstOrder({
    op: 'convert',
    facts: facts({ elementwise: true, cheap: true }),
    type: ([x], { dtype }) => {
      mustBeOf('convert', 'ordered', x)
      return [ofDtype(x, dtype)]
    },
    evaluate: ([x], { dtype }, [y]) => {
      const data = allocate(dtype, size(y.shape))
      if (x.dtype === 'key') return [data] // keys are refused by `type`
      const f = conversions[x.dtype][dtype]
      for (let i = 0; i < data.length; i++) data[i] = f(x.data[i] ?? 0)
      return [data]
    },
    jvp: 'linear',
    transpose: ({ cotangents: [ct], types: [x] }) => [
      ct && isFloat(x.dtype) ? convert(ct, x.dtype) : null,
    ],
    batch: ({ operands: [x] }, { dtype }) => [convert(x, dtype)],
  }),
  bitCast: firstOrder({
    op: 'bitCast',
    facts: facts({ elementwise: true, cheap: true }),
    type: ([x], { dtype }) => {
      const [from, to] = [byteWidth(x.dtype), byteWidth(dtype)]
      if (from === 1 || to === 1)
        fail({
          where: 'bitCast',
          must: 'must not involve bool',
          was: `${x.dtype} to ${dtype}`,
          do: 'use convert',
        })
      if (from === to) return [ofDtype(x, dtype)]
      if (from > to) return [{ shape: [...x.shape, from / to], dtype }]
      if (x.shape.at(-1) !== to / from)
        fail({
          where: 'bitCast',
          must: `last axis must be ${to / from} words`,
          was: showType(x),
          do: `reshape it to end in ${to / from}`,
        })
      return [{ shape: x.shape.slice(0, -1), dtype }]
    },
    evaluate: ([x], _dtype, [y]) => [recast(x, y)],
    jvp: 'zero',
    transpose: null,
    batch: ({ operands: [x] }, { dtype }) => [bitCast(x, dtype)],
  }),
}

// Primitives that work on each element alone become single nodes.
import type { BinaryOp, Op, UnaryOp, Var } from '../../language/ir/index.ts'
import { list } from '../../language/ir/index.ts'
import { primitives } from '../../language/primitives/index.ts'
import type { Index } from './affine.ts'
import { fixed, isFixed } from './affine.ts'
import type { Draft } from './draft.ts'
import { computed, type Lazy } from './lazy.ts'
import { type Lowering, lying } from './lowering.ts'
import { operand, type Rule, type Rules, typeOf } from './rule.ts'
import { dense } from './views.ts'

/** A costly step, in steps of an element. */
const COSTLY = 16
const costOf = (op: UnaryOp | BinaryOp | 'threefry'): number =>
  primitives[op].facts.costly ? COSTLY : 1

const total = (operands: readonly Lazy[]): number =>
  operands.reduce((sum, { cost }) => sum + cost, 0)

const unary = <P extends UnaryOp>(op: P): Rule<P> => {
  const rule: Rule<Op> = ([x], equation, { at }) => {
    if (x === undefined) return []
    const type = typeOf(list<Var>(equation.results))
    return [
      computed(type, costOf(op) + x.cost, (index, to) =>
        to.node({ kind: 'unary', op, dtype: type.dtype, x: at(x, index, to) }),
      ),
    ]
  }
  return rule as unknown as Rule<P> // all of UnaryOp have one signature
}

const binary = <P extends BinaryOp>(op: P): Rule<P> => {
  const rule: Rule<Op> = ([x, y], equation, { at }) => {
    if (x === undefined || y === undefined) return []
    const type = typeOf(list<Var>(equation.results))
    return [
      computed(type, costOf(op) + x.cost + y.cost, (index, to) =>
        to.node({
          kind: 'binary',
          op,
          dtype: type.dtype,
          x: at(x, index, to),
          y: at(y, index, to),
        }),
      ),
    ]
  }
  return rule as unknown as Rule<P> // all of BinaryOp have one signature
}

type Choice = 'compare' | 'select' | 'convert' | 'bitCast' | 'stopGradient' | 'threefry'

export const elementwise: Rules<UnaryOp | BinaryOp | Choice> = {
  neg: unary('neg'),
  abs: unary('abs'),
  sign: unary('sign'),
  floor: unary('floor'),
  sqrt: unary('sqrt'),
  rsqrt: unary('rsqrt'),
  exp: unary('exp'),
  expm1: unary('expm1'),
  log: unary('log'),
  log1p: unary('log1p'),
  sin: unary('sin'),
  cos: unary('cos'),
  tanh: unary('tanh'),
  erf: unary('erf'),
  erfInv: unary('erfInv'),
  not: unary('not'),
  add: binary('add'),
  sub: binary('sub'),
  mul: binary('mul'),
  div: binary('div'),
  rem: binary('rem'),
  pow: binary('pow'),
  max: binary('max'),
  min: binary('min'),
  and: binary('and'),
  or: binary('or'),
  xor: binary('xor'),
  shiftLeft: binary('shiftLeft'),
  shiftRightLogical: binary('shiftRightLogical'),
  shiftRightArithmetic: binary('shiftRightArithmetic'),
  stopGradient: (operands) => operands,
  compare: (operands, equation, { at }) => {
    const [x, y] = [operand(operands, 0), operand(operands, 1)]
    const { direction } = equation.params
    return [
      computed(typeOf(list<Var>(equation.results)), 1 + total(operands), (index, to) =>
        to.node({
          kind: 'compare',
          dtype: 'bool',
          of: x.dtype,
          direction,
          x: at(x, index, to),
          y: at(y, index, to),
        }),
      ),
    ]
  },
  select: (operands, equation, { at }) => {
    const [test, x, y] = [operand(operands, 0), operand(operands, 1), operand(operands, 2)]
    const type = typeOf(list<Var>(equation.results))
    return [
      computed(type, 1 + total(operands), (index, to) =>
        to.node({
          kind: 'select',
          dtype: type.dtype,
          // both words of a key have one predicate
          test: at(test, index.slice(0, test.shape.length), to),
          x: at(x, index, to),
          y: at(y, index, to),
        }),
      ),
    ]
  },
  convert: (operands, equation, { at }) => {
    const x = operand(operands, 0)
    const type = typeOf(list<Var>(equation.results))
    return [
      computed(type, 1 + x.cost, (index, to) =>
        to.node({ kind: 'convert', dtype: type.dtype, from: x.dtype, x: at(x, index, to) }),
      ),
    ]
  },
  bitCast: (operands, equation, lowering) => {
    const x = operand(operands, 0)
    const type = typeOf(list<Var>(equation.results))
    if (type.dtype === x.dtype) return [x] // a key and its words
    const [from, to] = [x.dtype === 'f64', type.dtype === 'f64']
    if (from === to)
      return [
        computed(type, x.cost, (index, draft) =>
          draft.node({
            kind: 'bits',
            dtype: type.dtype,
            from: x.dtype,
            x: lowering.at(x, index, draft),
          }),
        ),
      ]
    return [recast(x, type, lowering)]
  },
  threefry: ([key, high, low], _, lowering) =>
    key === undefined || high === undefined || low === undefined
      ? []
      : [threefry(key, high, low, lowering)],
}

/** The bits of elements of another width, read where they lie. */
const recast = (x: Lazy, type: Pick<Lazy, 'shape' | 'dtype'>, lowering: Lowering): Lazy => {
  const wide = type.dtype === 'f64'
  const lies = (): Lazy => {
    const { place } = dense(x, lowering)
    const factor = wide ? 0.5 : 2
    const strides = wide ? place.strides.slice(0, -1) : place.strides
    return lying({
      block: place.block,
      dtype: type.dtype,
      shape: type.shape,
      offset: place.offset * factor,
      strides: wide ? strides.map((n) => n * factor) : [...strides.map((n) => n * factor), 1],
    })
  }
  return computed(type, x.cost, (index, to) => lowering.at(lies(), index, to))
}

/** Threefry's two words come of one computation: stored, both are written at once. */
const threefry = (key: Lazy, high: Lazy, low: Lazy, lowering: Lowering): Lazy => {
  const word = (at: Index, which: 0 | 1, to: Draft): number =>
    to.node({
      kind: 'threefry',
      dtype: 'u32',
      word: which,
      operands: [
        lowering.at(key, [...at, fixed(0)], to),
        lowering.at(key, [...at, fixed(1)], to),
        lowering.at(high, at, to),
        lowering.at(low, at, to),
      ],
    })
  const words: Lazy = {
    shape: key.shape,
    dtype: 'u32',
    cost: costOf('threefry') + key.cost + high.cost + low.cost,
    host: undefined,
    place: undefined,
    node: (index, to) => {
      const last = index.at(-1) ?? fixed(0)
      if (!isFixed(last)) return lowering.at(lowering.store(words), index, to)
      return word(index.slice(0, -1), last.offset === 0 ? 0 : 1, to)
    },
    fill: (target) =>
      lowering.writeEach(target, target.shape.slice(0, -1), (at, to) => [
        { value: word(at, 0, to), index: [...at, fixed(0)] },
        { value: word(at, 1, to), index: [...at, fixed(1)] },
      ]),
  }
  return words
}

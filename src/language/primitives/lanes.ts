// What all elementwise primitives have in common: operands of one shape, a loop, and a batch rule.
import { size } from '../../shape/index.ts'
import { allocate } from '../../tensor/index.ts'
import type { BinaryOp, FirstOrderOp, UnaryOp } from '../ir/index.ts'
import type { FirstOrder, Value } from '../level/index.ts'
import { binary, unary } from './arithmetic.ts'
import { lead } from './axes.ts'
import { type Domain, facts, mustAgree, mustBeOf } from './declare.ts'

interface Calculus<P extends FirstOrderOp> {
  readonly on: Domain
  readonly jvp: FirstOrder<P>['jvp']
  readonly transpose?: FirstOrder<P>['transpose']
  readonly commutative?: boolean
  readonly costly?: boolean
}
type UnaryLike = 'neg'
type BinaryLike = 'add'

/** The rules of an operation on one operand, given what it computes with and its calculus. */
export const unaryRules = <P extends UnaryOp>(
  op: P,
  apply: (x: Value) => Value,
  { on, jvp, transpose = null, costly = false }: Calculus<UnaryLike>,
): FirstOrder<P> => {
  const rules: Omit<FirstOrder<UnaryLike>, 'op'> = {
    kind: 'firstOrder',
    facts: facts({ elementwise: true, costly }),
    type: ([x]) => {
      mustBeOf(op, on, x)
      return [x]
    },
    evaluate: ([x], _none, [y]) => {
      const f = unary(op, x.dtype)
      const data = allocate(y.dtype, size(y.shape))
      for (let i = 0; i < data.length; i++) data[i] = f(x.data[i] ?? 0)
      return [data]
    },
    jvp,
    transpose,
    batch: ({ operands: [x] }) => [apply(x)],
  }
  return { ...rules, op } as unknown as FirstOrder<P> // all of UnaryOp have one signature
}

/** The rules of an operation on two operands of one type. */
export const binaryRules = <P extends BinaryOp>(
  op: P,
  apply: (x: Value, y: Value) => Value,
  { on, jvp, transpose = null, commutative = false, costly = false }: Calculus<BinaryLike>,
): FirstOrder<P> => {
  const rules: Omit<FirstOrder<BinaryLike>, 'op'> = {
    kind: 'firstOrder',
    facts: facts({ elementwise: true, commutative, costly }),
    type: ([x, y]) => {
      mustBeOf(op, on, x)
      mustAgree(op, x, y)
      return [x]
    },
    evaluate: ([x, y], _none, [z]) => {
      const f = binary(op, x.dtype)
      const data = allocate(z.dtype, size(z.shape))
      for (let i = 0; i < data.length; i++) data[i] = f(x.data[i] ?? 0, y.data[i] ?? 0)
      return [data]
    },
    jvp,
    transpose,
    batch: ({ operands, batched, size: n }) => {
      const [x, y] = operands
      return [apply(batched[0] ? x : lead(x, n), batched[1] ? y : lead(y, n))]
    },
  }
  return { ...rules, op } as unknown as FirstOrder<P> // all of BinaryOp have one signature
}

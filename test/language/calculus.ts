// Derivatives of functions over lists of values, as the tests of the language take them.
import type { Value } from '../../src/language/level/index.ts'
import { full } from '../../src/language/primitives/index.ts'
import type { Body } from '../../src/language/trace/index.ts'
import { jvp, vjp } from '../../src/language/transform/index.ts'
import { isFloat } from '../../src/shape/index.ts'

/** The gradient of the sum of the results, by each input that is a float; +0 where nothing arrives. */
export const gradient =
  (f: Body): Body =>
  (...xs) => {
    const mask = xs.map(({ dtype }) => isFloat(dtype))
    const [ys, pullback] = vjp(f, xs, mask)
    const totals = pullback(ys.map((y) => (isFloat(y.dtype) ? full(y, 1) : null)))
    return xs.flatMap((x, i) => (mask[i] ? [totals[i] ?? full(x, 0)] : []))
  }

/** The tangents of the results in these directions; +0 where there is none. */
export const tangents =
  (f: Body, ...dxs: readonly Value[]): Body =>
  (...xs) => {
    const [ys, dys] = jvp(f, xs, dxs)
    return ys.map((y, i) => dys[i] ?? full(y, 0))
  }

/** A function of one value to one value, as a body. */
export const mapping =
  (f: (x: Value) => Value): Body =>
  (...xs) =>
    xs.map(f)

// Einstein summation, from left to right: each operand joins the product of those before it.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import { type EinsumShape, einsumShape, parseEinsum, type Shape } from '../shape/index.ts'
import type { AnyTensor, Tensor } from '../tensor/index.ts'
import { type Different, mustShareDtype, type OutsideOf } from './domain.ts'
import { operandOf } from './unary.ts'
import { type Checked, reshaped, type ShapeOr, typed } from './value.ts'

/** An array whose axes have letters, each its own. */
interface Lettered {
  readonly value: Value
  readonly letters: readonly string[]
}

/** The diagonal of two axes: both last, made one, of which every (n + 1)th element stays. */
const diagonal = ({ value, letters }: Lettered, letter: string): Lettered => {
  const first = letters.indexOf(letter)
  const second = letters.indexOf(letter, first + 1)
  if (second < 0) return { value, letters }
  const axes = letters.map((_, axis) => axis)
  const others = axes.filter((axis) => axis !== first && axis !== second)
  const turned = language.transpose(value, [...others, first, second])
  const outer = turned.shape.slice(0, -2)
  const n = turned.shape.at(-1) ?? 0
  const joined = reshaped(turned, [...outer, n * n])
  const start = joined.shape.map(() => 0)
  const stride = [...outer.map(() => 1), n + 1]
  return diagonal(
    {
      value: language.slice(joined, start, joined.shape, stride),
      letters: [...others.flatMap((axis) => letters[axis] ?? []), letter],
    },
    letter,
  )
}

/** Sums the letters that nothing needs. */
const summed = ({ value, letters }: Lettered, needed: ReadonlySet<string>): Lettered => ({
  value: language.sum(
    value,
    letters.flatMap((letter, axis) => (needed.has(letter) ? [] : [axis])),
  ),
  letters: letters.filter((letter) => needed.has(letter)),
})

/** The product of two; shared letters that are needed later are batched, the others contracted in the order of the left. */
const multiplied = (x: Lettered, y: Lettered, needed: ReadonlySet<string>): Lettered => {
  const shared = x.letters.filter((letter) => y.letters.includes(letter))
  const batch = shared.filter((letter) => needed.has(letter))
  const contract = shared.filter((letter) => !needed.has(letter))
  const axes = ({ letters }: Lettered, some: readonly string[]): readonly number[] =>
    some.map((letter) => letters.indexOf(letter))
  const free = ({ letters }: Lettered): readonly string[] =>
    letters.filter((letter) => !shared.includes(letter))
  return {
    value: language.dot(x.value, y.value, {
      contract: [axes(x, contract), axes(y, contract)],
      batch: [axes(x, batch), axes(y, batch)],
    }),
    letters: [...batch, ...free(x), ...free(y)],
  }
}

const chained = (equation: string, values: readonly Value[]): Value => {
  const { terms, result } = parseEinsum(equation)
  const [first, ...rest] = values.map((value, i): Lettered => {
    const letters = terms[i] ?? []
    const own = [...new Set(letters)].reduce<Lettered>(diagonal, { value, letters })
    return summed(own, new Set([...terms.filter((_, j) => j !== i).flat(), ...result]))
  })
  if (first === undefined) return language.number(1, 'f32') // an equation has a term, and a term an operand
  const product = rest.reduce(
    (left, right, i) => multiplied(left, right, new Set([...terms.slice(i + 2).flat(), ...result])),
    first,
  )
  return language.transpose(
    product.value,
    result.map((letter) => product.letters.indexOf(letter)),
  )
}

type ShapesOf<Xs> = { [I in keyof Xs]: Xs[I] extends Tensor<infer S, unknown> ? S : never }

/** The sentence of the first operand whose dtype is wrong beside that of the first, or null. */
type DtypeFault<Xs, S = never, D = never> = Xs extends readonly [infer Head, ...infer Tail]
  ? Head extends Tensor<infer T, infer E>
    ? OutsideOf<'einsum', 'number', T, E> extends infer Fault
      ? Fault extends string
        ? Fault
        : [D] extends [never]
          ? DtypeFault<Tail, T, E>
          : Different<'einsum', S, D, T, E> extends infer Other
            ? Other extends string
              ? Other
              : DtypeFault<Tail, S, D>
            : never
      : never
    : null
  : null

type FirstDtype<Xs> = Xs extends readonly [Tensor<Shape, infer D>, ...unknown[]] ? D : unknown

type Einsum<E extends string, Xs> =
  DtypeFault<Xs> extends infer Fault
    ? Fault extends string
      ? Fault
      : ShapesOf<Xs> extends infer Shapes
        ? Shapes extends Shape
          ? EinsumShape<E, Shapes>
          : never
        : never
    : never

/** Products summed over letters: each operand has a letter for each axis, and letters that the result lacks are summed.
 *  @example einsum('ij,kj->ik', ones([2, 3]), ones([4, 3])).shape // => [2, 4]
 *  @example einsum('ii->', tensor([[1, 2], [3, 4]])) // => tensor(5) */
export const einsum = <const E extends string, const Xs extends readonly AnyTensor[]>(
  equation: Checked<Einsum<E, Xs>, E>,
  ...operands: Xs
): Tensor<ShapeOr<Einsum<E, Xs>>, FirstDtype<Xs>> => {
  const values = operands.map((x) => operandOf('einsum', 'number', x))
  const [first] = values
  for (const value of values) if (first !== undefined) mustShareDtype('einsum', first, value)
  const given = equation as string // where the call compiles
  einsumShape(
    given,
    values.map(({ shape }) => shape),
  )
  return typed(chained(given, values))
}

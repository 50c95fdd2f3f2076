// The affine map y = x Wᵀ + b.
import { add, matmul, transpose } from '../../ops/index.ts'
import { anything, optionsOf } from '../../prelude/index.ts'
import type { DimEq, ShowDim } from '../../shape/index.ts'
import type { Tensor } from '../../tensor/index.ts'
import { type Dim, leading, type NotLast, withLast } from '../dims.ts'
import type { Initializer, InitializerLike } from '../initializer.ts'
import { torchUniform } from '../initializers/kaiming.ts'
import { branch } from '../layout.ts'
import { pure, spec } from '../meaning.ts'
import { fieldsOf, given, givenOrFalse, leaf } from '../parts.ts'
import { demandSizes, type SizeArg } from '../sizes.ts'
import type { Arg, Dt, Out, Par, Pure, Spec, Takes } from '../spec.ts'

export interface LinearParams<I extends number, O extends number, D = 'f32'> {
  readonly weight: Tensor<[O, I], D>
  readonly bias: Tensor<[O], D>
}

export interface LinearWeight<I extends number, O extends number, D = 'f32'> {
  readonly weight: Tensor<[O, I], D>
}

type Label<I, O, Once> = `linear(${ShowDim<I, Once>}, ${ShowDim<O, Once>})`

type LinearOut<S, I extends number, O extends number> = S extends readonly [...infer B, infer L]
  ? DimEq<L, I, S> extends false
    ? NotLast<S, Label<I, O, S>, I, 'linear(', `, ${ShowDim<O, S>})`>
    : [...B, O]
  : S extends readonly []
    ? NotLast<S, Label<I, O, S>, I, 'linear(', `, ${ShowDim<O, S>})`>
    : [...number[], O]

interface Common<I extends number, O extends number> extends Pure {
  readonly kind: 'linear'
  readonly in: I
  readonly out: O
  readonly weight?: Initializer
  readonly [Out]: LinearOut<Arg<this>, I, O>
  readonly [Takes]: 'float'
}

export interface Linear<I extends number, O extends number> extends Common<I, O> {
  readonly bias?: Initializer
  readonly [Par]: LinearParams<I, O, this[typeof Dt]>
}

export interface LinearNoBias<I extends number, O extends number> extends Common<I, O> {
  readonly bias: false
  readonly [Par]: LinearWeight<I, O, this[typeof Dt]>
}

export interface LinearOptions<B> {
  /** What the weight begins as: U(±1/√in) unless given. */
  readonly weight?: InitializerLike
  /** The same of the bias; false leaves it out. */
  readonly bias?: B
}

/** y = x Wᵀ + b over the last axis: [..., in] → [..., out]; weight [out, in], bias [out].
 *  @example linear(4, 8) // => { kind: 'linear', in: 4, out: 8 } */
export const linear = <
  I extends number,
  O extends number,
  B extends InitializerLike | false = InitializerLike,
>(
  inputs: SizeArg<'linear', 'in', I, B>,
  outputs: SizeArg<'linear', 'out', O, B>,
  options: LinearOptions<B> = {},
): [B] extends [false] ? LinearNoBias<I, O> : Linear<I, O> => {
  demandSizes('linear', { in: inputs, out: outputs })
  return linearOf(inputs as number, outputs as number, options) as never // of the one type or the other, by bias
}

const linearOf = (
  inputs: number,
  outputs: number,
  options: LinearOptions<InitializerLike | false>,
): Spec => {
  const named = optionsOf<LinearOptions<InitializerLike | false>>(
    'linear',
    { weight: anything, bias: anything },
    options,
  )
  const weight = given('linear', 'weight', named.weight)
  const bias = givenOrFalse('linear', 'bias', named.bias)
  const fans = { fanIn: inputs, fanOut: outputs }
  const plan = branch([
    leaf('linear', 'weight', [outputs, inputs], fans, weight ?? torchUniform),
    ...(bias === false ? [] : [leaf('linear', 'bias', [outputs], fans, bias ?? torchUniform)]),
  ])
  const label = `linear(${inputs}, ${outputs})`
  const repair = (last: Dim): string => `linear(${last}, ${outputs})`
  return spec<Linear<number, number>>(
    fieldsOf({ kind: 'linear', in: inputs, out: outputs, weight, bias }) as never, // an absent option is undefined
    pure({
      label,
      plan,
      takes: 'float',
      out: (x, place) => [
        ...leading(withLast(x, place, { layer: label, size: inputs, repair })),
        outputs,
      ],
      forward: (x, { params }) => {
        const { weight: w, bias: b } = params as unknown as LinearParams<number, number, unknown>
        const y = matmul(x, transpose(w))
        return b === undefined ? y : add(y, b)
      },
    }),
  )
}

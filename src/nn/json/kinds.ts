// The layers of the library by their kinds, and how each is made of its fields.
import { type Child, checkedNames } from '../children.ts'
import { initializedBy } from '../containers/initialized.ts'
import { ref } from '../containers/ref.ts'
import { repeat } from '../containers/repeat.ts'
import { residual } from '../containers/residual.ts'
import { sequentialOf } from '../containers/sequential.ts'
import { struct } from '../containers/struct.ts'
import { tie } from '../containers/tie.ts'
import {
  elu,
  gelu,
  leakyRelu,
  logSigmoid,
  relu,
  selu,
  sigmoid,
  silu,
  softplus,
  tanh,
} from '../layers/activations.ts'
import { batchNorm } from '../layers/batch-norm.ts'
import { conv1d, conv2d } from '../layers/conv.ts'
import { dropout } from '../layers/dropout.ts'
import { embedding } from '../layers/embedding.ts'
import { layerNorm } from '../layers/layer-norm.ts'
import { linear } from '../layers/linear.ts'
import { multiHeadAttention } from '../layers/multi-head-attention.ts'
import { avgPool, globalPool, maxPool } from '../layers/pool.ts'
import { positions } from '../layers/positions.ts'
import { rmsNorm } from '../layers/rms-norm.ts'
import { flatten, input, reshape } from '../layers/shapes.ts'
import { logSoftmax, softmax } from '../layers/softmax.ts'
import type { Spec } from '../spec.ts'
import {
  type Field,
  flag,
  initializer,
  initializerOrFalse,
  initializersByPath,
  integer,
  integers,
  margins,
  number,
  oneOf,
  pattern,
  perAxis,
  size,
  sizes,
  text,
  ties,
  truths,
} from './fields.ts'

type Fields<T> = { readonly [K in keyof T]: Field<T[K]> }

/** How a kind of layer is read. */
export interface Kind {
  readonly required: Readonly<Record<string, Field<unknown>>>
  readonly optional: Readonly<Record<string, Field<unknown>>>
  /** Whether it has no children, one, or any number. */
  readonly children: 'none' | 'one' | 'many'
  /** The name of an only child; null where it has none. */
  readonly child: 'body' | null
  /** The spec of these fields, which have been read. */
  readonly build: (fields: Readonly<Record<string, unknown>>, children: readonly Child[]) => Spec
}

const layer = <R, O>(
  required: Fields<R>,
  optional: Fields<O>,
  build: (fields: R & Partial<O>) => Spec,
): Kind => ({
  required,
  optional,
  children: 'none',
  child: null,
  build: (fields) => build(fields as R & Partial<O>), // as the fields were read
})

const value = (spec: Spec): Kind => layer({}, {}, () => spec)

const around = <R>(
  required: Fields<R>,
  build: (body: never, fields: R) => Spec,
  child: Kind['child'] = null,
): Kind => ({
  required,
  optional: {},
  children: 'one',
  child,
  build: (fields, [child]) => build(child?.[1] as never, fields as R), // one child, and fields, were read
})

const slide = { strides: perAxis, padding: margins, dilation: perAxis }
const kernel = { in: size, out: size, kernel: sizes }
const convolution = { ...slide, groups: size, weight: initializer, bias: initializerOrFalse }
const norm = { eps: number, weight: initializerOrFalse, bias: initializerOrFalse }

export const kinds: Readonly<Record<string, Kind>> = {
  relu: value(relu),
  sigmoid: value(sigmoid),
  tanh: value(tanh),
  silu: value(silu),
  softplus: value(softplus),
  logSigmoid: value(logSigmoid),
  selu: value(selu),
  flatten: value(flatten),
  leakyRelu: layer({}, { negativeSlope: number }, leakyRelu),
  elu: layer({}, { alpha: number }, elu),
  gelu: layer({}, { approximate: oneOf('none', 'tanh') }, gelu),
  softmax: layer({}, { axis: integer }, softmax),
  logSoftmax: layer({}, { axis: integer }, logSoftmax),
  reshape: layer({ shape: integers }, {}, ({ shape }) => reshape(shape)),
  input: layer({ shape: pattern }, {}, ({ shape }) => input(shape)),
  dropout: layer({ p: number }, {}, ({ p }) => dropout(p)),
  linear: layer(
    { in: size, out: size },
    { weight: initializer, bias: initializerOrFalse },
    ({ in: i, out: o, ...options }) => linear(i, o, options),
  ),
  embedding: layer(
    { count: size, size },
    { weight: initializer },
    ({ count, size: n, ...options }) => embedding(count, n, options),
  ),
  layerNorm: layer({ shape: sizes }, norm, ({ shape, ...options }) => layerNorm(shape, options)),
  batchNorm: layer(
    { size },
    { ...norm, axis: integer, momentum: number },
    ({ size: n, ...options }) => batchNorm(n, options),
  ),
  rmsNorm: layer(
    { shape: sizes },
    { eps: number, weight: initializerOrFalse },
    ({ shape, ...options }) => rmsNorm(shape, options),
  ),
  positions: layer(
    { count: size, size },
    { weight: initializer },
    ({ count, size: n, ...options }) => positions(count, n, options),
  ),
  multiHeadAttention: layer(
    { size, heads: size },
    { causal: flag, mask: truths, bias: flag },
    ({ size: n, heads, ...options }) => multiHeadAttention(n, heads as never, options),
  ),
  // what these constructors check by type they check again
  conv1d: layer(kernel, convolution, ({ in: i, out: o, kernel: k, ...options }) =>
    conv1d(i, o, k as never, options as never),
  ),
  conv2d: layer(kernel, convolution, ({ in: i, out: o, kernel: k, ...options }) =>
    conv2d(i, o, k as never, options as never),
  ),
  maxPool: layer({ window: sizes }, slide, ({ window, ...options }) =>
    maxPool(window as never, options as never),
  ),
  avgPool: layer({ window: sizes }, { ...slide, countIncludePad: flag }, ({ window, ...options }) =>
    avgPool(window as never, options as never),
  ),
  globalPool: layer({}, { reduce: oneOf('mean', 'max') }, globalPool),
  ref: layer({ path: text }, {}, ({ path }) => ref(path)),
  sequential: {
    required: {},
    optional: {},
    children: 'many',
    child: null,
    build: (_, children) => sequentialOf(checkedNames('sequential', children)),
  },
  struct: {
    required: {},
    optional: {},
    children: 'many',
    child: null,
    build: (_, children) => {
      const named = checkedNames(
        'struct',
        children.map(([name, spec]) => [name ?? '', spec]),
      )
      return struct(Object.fromEntries(named))
    },
  },
  residual: around({}, (body) => residual(body), 'body'),
  repeat: around({ times: size, names: text }, (body, { times, names }) =>
    repeat(times, body, { names }),
  ),
  initialized: around({ initializers: initializersByPath }, (spec, { initializers }) =>
    initializedBy(spec as Spec, initializers),
  ),
  tied: around({ rules: ties }, (spec, { rules }) => tie(spec as Spec, rules as never)),
}

/** What the name of a child adds to the path of its container: nothing where the container is the same layer in another way. */
export const childSegment = (
  kind: string,
  names: unknown,
  [name]: readonly [name: string | null, ...rest: unknown[]],
  index: number,
): string | undefined => {
  if (kind === 'tied' || kind === 'initialized') return undefined
  return kind === 'repeat' ? String(names ?? '*') : (name ?? `${index}`)
}

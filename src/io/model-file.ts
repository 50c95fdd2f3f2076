// Models as files: the spec stands beside the weights, so that a file needs no program to be read. Nothing of it is ever
// evaluated: a spec is data, and its kinds are those of the library and those that are named.
import { chain, type Either, isLeft, left, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import {
  type AnySpec,
  declaredShapes,
  type FromJsonOptions,
  fromJson,
  grownFrom,
  type Params,
  type Spec,
  toJson,
} from '../nn/index.ts'
import { EspalierError, fail, type Issue } from '../prelude/index.ts'
import { isFloat, showShape, showType } from '../shape/index.ts'
import { decode, type TensorFile } from './safetensors.ts'
import { fitted, type SaveOptions, save } from './tree-file.ts'

/** Where the spec stands among the texts of a file. */
export const specKey = 'espalier'

/** The bytes of a model: its parameters, and its spec as JSON beside them.
 *  Fails for a spec that JSON cannot say, by layer. */
export const saveModel = <S extends Spec>(
  spec: S,
  params: Params<S> | Params<S, 'f64'>,
  options: SaveOptions = {},
): Uint8Array => {
  const json = toJson(spec)
  if (isLeft(json)) {
    const [first, ...rest] = json.left
    throw new EspalierError([first, ...rest])
  }
  return save(params, {
    ...options,
    metadata: { ...options.metadata, [specKey]: JSON.stringify(json.right) },
  })
}

export interface LoadedModel {
  readonly spec: AnySpec
  readonly params: Params<AnySpec>
}

/** The model of a file: its spec, and its parameters. The Left lists all that is wrong with the file, with the spec, or with
 *  the parameters that the spec declares; their sizes are compared before anything of the spec's is allocated. */
export const loadModel = (
  bytes: Uint8Array,
  options: FromJsonOptions = {},
): Either<NonEmptyArray<Issue>, LoadedModel> =>
  pipe(
    decode(bytes),
    chain((file) =>
      pipe(
        specOf(file, options),
        chain((spec) => withParams(spec, file)),
      ),
    ),
  )

const specOf = (
  { metadata }: TensorFile,
  options: FromJsonOptions,
): Either<NonEmptyArray<Issue>, AnySpec> => {
  const text = metadata[specKey]
  return text === undefined
    ? left([
        {
          where: 'loadModel',
          must: `file must have a spec under '${specKey}'`,
          was: 'none',
          do: 'write it with saveModel, or read the tensors with load',
        },
      ])
    : fromJson(text, options)
}

const withParams = (spec: AnySpec, file: TensorFile): Either<NonEmptyArray<Issue>, LoadedModel> => {
  const { tensors } = file
  const [first, ...rest] = [...declaredShapes(spec)].flatMap(([path, shape]): readonly Issue[] => {
    const tensor = Object.hasOwn(tensors, path) ? tensors[path] : undefined
    if (
      tensor !== undefined &&
      isFloat(tensor.dtype) &&
      showShape(tensor.shape) === showShape(shape)
    )
      return []
    return [
      {
        where: 'loadModel',
        must: `'${path}' must be f32 or f64${showShape(shape)}, as the spec declares`,
        was: tensor === undefined ? 'nothing' : showType(tensor),
        do: 'save the model again',
      },
    ]
  })
  if (first !== undefined) return left([first, ...rest])
  // every path was found above
  const like = grownFrom(
    spec,
    (path) =>
      tensors[path] ?? fail({ where: 'loadModel', must: 'must have every leaf', was: path }),
  )
  return pipe(
    fitted(like, file),
    map((params) => ({ spec, params: params as LoadedModel['params'] })), // grown from this spec
  )
}

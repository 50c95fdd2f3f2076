// Models as files: the spec stands beside the weights, so that a file needs no program to be read. Nothing of it is ever
// evaluated: a spec is data, and its kinds are those of the library and those that are named.
import { chain, type Either, isLeft, left, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import {
  type AnySpec,
  declaredShapes,
  declaredState,
  demandModel,
  type FromJsonOptions,
  fromJson,
  grownFrom,
  grownStateFrom,
  type Params,
  type Spec,
  type State,
  toJson,
} from '../nn/index.ts'
import {
  anything,
  type Domains,
  EspalierError,
  fail,
  type Issue,
  optionsOf,
} from '../prelude/index.ts'
import { isFloat, type Sizes, showShape, showType } from '../shape/index.ts'
import { Handle } from '../tensor/index.ts'
import { type Flat, flat } from '../tree/index.ts'
import { aliasesKey, readAliases } from './aliases.ts'
import { decode, demandBytes, type TensorFile } from './safetensors.ts'
import { fitted, type SaveOptions, saveDomains, saved } from './tree-file.ts'

/** Where the spec stands among the texts of a file. */
export const specKey = 'espalier'

export interface SaveModelOptions<S extends Spec> extends SaveOptions {
  /** What the layers remember, where they remember anything: stored under the names of `initState`, beside the parameters. */
  readonly state?: State<S> | State<S, 'f64'>
}

/** The bytes of a model: its parameters, its state where it is given, and its spec as JSON beside them.
 *  Fails for a spec that JSON cannot say, by layer, and for trees that are not this model's.
 *  @example load({})(saveModel(relu, {})) // => { _tag: 'Right', right: {} } */
export const saveModel = <S extends Spec>(
  spec: S,
  params: Params<S> | Params<S, 'f64'>,
  given?: SaveModelOptions<S>,
): Uint8Array => {
  const domains: Domains<SaveModelOptions<Spec>> = { ...saveDomains, state: anything }
  const { state, ...options } = optionsOf<SaveModelOptions<Spec>>('saveModel', domains, given)
  demandModel('saveModel', spec, params, state)
  const json = toJson(spec)
  if (isLeft(json)) {
    const [first, ...rest] = json.left
    throw new EspalierError([first, ...rest])
  }
  // no layer has a parameter and a state of one name
  return saved('saveModel', params, options, state === undefined ? {} : flat(state), {
    [specKey]: JSON.stringify(json.right),
  })
}

export interface LoadedModel {
  readonly spec: AnySpec
  readonly params: Params<AnySpec>
  /** Where the file has one. */
  readonly state?: State<AnySpec>
}

/** The model of a file: its spec, its parameters, and its state if one was saved. The Left lists all that is wrong with the
 *  file, with the spec, or with the tensors: every path that is missing, unexpected, mis-shaped, of mixed dtypes or in conflict.
 *  Sizes, and how many layers there are, are compared with the file before anything is made of the spec.
 *  @example loadModel(saveModel(relu, {})) // => { _tag: 'Right', right: { spec: relu, params: {} } } */
export const loadModel = (
  bytes: Uint8Array,
  options?: Omit<FromJsonOptions, 'leaves'>,
): Either<NonEmptyArray<Issue>, LoadedModel> => {
  const given = optionsOf<Omit<FromJsonOptions, 'leaves'>>(
    'loadModel',
    { kinds: anything },
    options,
  )
  return pipe(
    decode(demandBytes('loadModel', bytes)),
    chain((file) =>
      pipe(
        specOf(file, given),
        chain((spec) => modelOf(spec, file)),
      ),
    ),
  )
}

const specOf = (
  { tensors, metadata }: TensorFile,
  options: FromJsonOptions,
): Either<NonEmptyArray<Issue>, AnySpec> => {
  const text = metadata[specKey]
  if (text === undefined)
    return left([
      {
        where: 'loadModel',
        must: `file must have a spec under '${specKey}'`,
        was: 'none',
        do: 'write it with saveModel, or read the tensors with load',
      },
    ])
  // a tied leaf of the spec is an alias in the file, which may name many at once
  const { aliases } = readAliases(metadata[aliasesKey])
  const { kinds } = options
  return fromJson(text, {
    ...(kinds === undefined ? {} : { kinds }),
    leaves: Object.keys(tensors).length * (1 + aliases.size),
  })
}

const modelOf = (spec: AnySpec, file: TensorFile): Either<NonEmptyArray<Issue>, LoadedModel> => {
  const states = declaredState(spec)
  const stored = [...states.keys()].some((path) => Object.hasOwn(file.tensors, path))
  const declared = new Map([...declaredShapes(spec), ...(stored ? states : [])])
  const issues = unlike(declared, file.tensors)
  const tensors: Flat = { ...placeholders(declared.keys()), ...file.tensors } // what is missing was told
  const at = (path: string): Flat[string] =>
    tensors[path] ??
    fail({
      where: 'loadModel',
      must: 'must have every leaf',
      was: path,
      do: 'save the model again',
    })
  const own = Object.fromEntries(Object.entries(tensors).filter(([path]) => !states.has(path)))
  const params = fitted(grownFrom(spec, at), { ...file, tensors: own }, 'loadModel')
  const [first, ...rest] = [...issues, ...(isLeft(params) ? params.left : [])]
  if (first !== undefined) return left([first, ...rest])
  return pipe(
    params,
    map((tree) => ({
      spec,
      params: tree as LoadedModel['params'], // grown from this spec
      ...(stored ? { state: grownStateFrom(spec, at) as State<AnySpec> } : {}), // likewise
    })),
  )
}

/** Stands for what is missing: nothing of a size that the file only claims is allocated. */
const placeholders = (paths: Iterable<string>): Flat =>
  Object.fromEntries([...paths].map((path) => [path, placeholder]))
const placeholder = new Handle([], 'f32', new Float32Array(1)) as Flat[string] // f32 is no key

/** What the spec declares and the file has not, or in another shape or dtype. */
const unlike = (
  declared: ReadonlyMap<string, Sizes>,
  tensors: TensorFile['tensors'],
): readonly Issue[] => {
  const present = [...declared].flatMap(([path]) =>
    Object.hasOwn(tensors, path) ? [[path, tensors[path]] as const] : [],
  )
  const [leader, like] = present.find(([, x]) => x !== undefined && isFloat(x.dtype)) ?? []
  const issue = (must: string, was: string, advice: string): Issue => ({
    where: 'loadModel',
    must,
    was,
    do: advice,
  })
  return [...declared].flatMap(([path, shape]): readonly Issue[] => {
    const tensor = Object.hasOwn(tensors, path) ? tensors[path] : undefined
    if (
      tensor === undefined ||
      !isFloat(tensor.dtype) ||
      showShape(tensor.shape) !== showShape(shape)
    )
      return [
        issue(
          `'${path}' must be f32 or f64${showShape(shape)}, as the spec declares`,
          tensor === undefined ? 'nothing' : showType(tensor),
          'save the model again',
        ),
      ]
    return like === undefined || tensor.dtype === like.dtype
      ? []
      : [
          issue(
            `'${path}' must be ${like.dtype}, as '${leader}' is`,
            tensor.dtype,
            'convert one of them',
          ),
        ]
  })
}

// Trees as files: a shared leaf is stored once, its aliases beside it, and a file is read into the structure of a tree.
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { isSpec } from '../nn/index.ts'
import {
  aBoolean,
  anything,
  type Domains,
  fail,
  failAll,
  type Issue,
  optionsOf,
  refuse,
} from '../prelude/index.ts'
import { described, type Flat, flat, refs, resolveAll, statics, unflat } from '../tree/index.ts'
import { aliasesKey, aliasText, conflictsOf } from './aliases.ts'
import {
  type DecodeOptions,
  decode,
  decodeDomains,
  demandBytes,
  encode,
  type TensorFile,
} from './safetensors.ts'

export interface SaveOptions {
  /** Stores a shared leaf under each of its names too, for readers that know no aliases: PyTorch's load_state_dict. */
  readonly expandAliases?: boolean
  readonly metadata?: Readonly<Record<string, string>>
}

/** The bytes of a tree, in the format of safetensors: leaves and constants under their canonical paths.
 *  Fails at a reference that leads nowhere, and at all that is no tensor: a number would be lost.
 *  @example decode(save({ w: tensor([1, 2]) })) // => { _tag: 'Right', right: { tensors: { w: tensor([1, 2]) }, metadata: {} } } */
export const save = (tree: unknown, options?: SaveOptions): Uint8Array =>
  saved('save', tree, optionsOf<SaveOptions>('save', saveDomains, options))

export const saveDomains: Domains<SaveOptions> = { expandAliases: aBoolean, metadata: anything }

/** The same, with other tensors and texts beside the tree's.  Fails for a text of the user's under a name of the library's. */
export const saved = (
  where: string,
  tree: unknown,
  { expandAliases = false, metadata = {} }: SaveOptions,
  beside: Flat = {},
  own: Readonly<Record<string, string>> = {},
): Uint8Array => {
  demandTensors(where, tree)
  const aliases = refs(tree, where)
  const texts = aliases.length === 0 ? own : { ...own, [aliasesKey]: aliasText(aliases) }
  const taken = Object.keys(Object(metadata)).find((name) => Object.hasOwn(texts, name))
  if (taken !== undefined)
    fail({
      where,
      must: 'metadata must have names of its own',
      was: `'${taken}', which the library writes`,
      do: 'rename it',
    })
  const leaves = flat(expandAliases ? resolveAll(tree, where) : tree)
  return encode({ tensors: { ...leaves, ...beside }, metadata: { ...metadata, ...texts } })
}

/** Fails, with all of its places, for a tree that holds anything that a file cannot. */
const demandTensors = (where: string, tree: unknown): void => {
  if (isSpec(tree))
    fail({
      where,
      must: 'the tree must be one of tensors',
      was: `the spec ${tree.kind}`,
      do: 'give its parameters, or use saveModel and loadModel',
    })
  failAll(
    statics(tree, where).map(
      ([path, value]): Issue => ({
        where,
        must: path === '' ? 'the tree must be one of tensors' : `'${path}' must be a tensor`,
        was: described(value),
        do: path === '' ? 'give a record of them' : 'make it a scalar, or leave it out',
      }),
    ),
  )
}

/** The tree of a file, in the structure of `like`, its references included.  The Left lists all that is wrong with the
 *  file, and otherwise every path that is missing, unexpected, of another shape or dtype, or in conflict with a reference.
 *  Where `only` says which tensors are read, the others are no surprise.
 *  @example pipe(save({ w: tensor([1, 2]) }), load({ w: tensor([0, 0]) })) // => { _tag: 'Right', right: { w: tensor([1, 2]) } } */
export const load = <T>(
  like: T,
  options?: DecodeOptions,
): ((bytes: Uint8Array) => Either<NonEmptyArray<Issue>, T>) => {
  if (like instanceof Uint8Array)
    refuse('load', 'the tree must be one of tensors', like, 'write load(like)(bytes)')
  demandTensors('load', like)
  const given = optionsOf<DecodeOptions>('load', decodeDomains, options)
  return (bytes) => {
    const file = decode(demandBytes('load', bytes), given)
    return isLeft(file) ? file : fitted(like, file.right)
  }
}

/** The tensors of a file in the structure of a tree. */
export const fitted = <T>(
  like: T,
  { tensors, metadata }: TensorFile,
  where = 'load',
): Either<NonEmptyArray<Issue>, T> => {
  const tree = unflat(like)(tensors)
  const [first, ...rest] = [
    ...conflictsOf(like, metadata[aliasesKey]),
    ...(isLeft(tree) ? tree.left : []),
  ].map((issue) => ({ ...issue, where }))
  return first === undefined ? tree : left([first, ...rest])
}

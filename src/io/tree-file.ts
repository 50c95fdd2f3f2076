// Trees as files: a shared leaf is stored once, its aliases beside it, and a file is read into the structure of a tree.
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type { Issue } from '../prelude/index.ts'
import { type Alias, flat, refs, resolveAll, unflat } from '../tree/index.ts'
import { decode, encode, type TensorFile } from './safetensors.ts'
import { parsed } from './text.ts'

/** Where the aliases stand among the texts of a file: `{ alias: target }`, or `{ alias: [target, 'transposed'] }`. */
export const aliasesKey = 'espalier.aliases'

export interface SaveOptions {
  /** Stores a shared leaf under each of its names too, for readers that know no aliases: PyTorch's load_state_dict. */
  readonly expandAliases?: boolean
  readonly metadata?: Readonly<Record<string, string>>
}

const aliasText = (aliases: readonly Alias[]): string =>
  JSON.stringify(
    Object.fromEntries(
      aliases.map(({ path, target, via }) => [path, via === 'same' ? target : [target, via]]),
    ),
  )

/** The bytes of a tree, in the format of safetensors: leaves and constants under their canonical paths.
 *  Fails at a reference that leads nowhere. */
export const save = (
  tree: unknown,
  { expandAliases = false, metadata = {} }: SaveOptions = {},
): Uint8Array => {
  const aliases = refs(tree, 'save')
  const texts = aliases.length === 0 ? metadata : { ...metadata, [aliasesKey]: aliasText(aliases) }
  return encode({ tensors: flat(expandAliases ? resolveAll(tree) : tree), metadata: texts })
}

/** The tree of a file, in the structure of `like`, its references included.  The Left lists all that is wrong with the
 *  file, and otherwise every path that is missing, unexpected, of another shape or dtype, or in conflict with a reference. */
export const load =
  <T>(like: T): ((bytes: Uint8Array) => Either<NonEmptyArray<Issue>, T>) =>
  (bytes) => {
    const file = decode(bytes)
    return isLeft(file) ? file : fitted(like, file.right)
  }

/** The tensors of a file in the structure of a tree. */
export const fitted = <T>(
  like: T,
  { tensors, metadata }: TensorFile,
): Either<NonEmptyArray<Issue>, T> => {
  const conflicts = conflictsOf(refs(like, 'load'), metadata[aliasesKey])
  const tree = unflat(like)(tensors)
  const [first, ...rest] = [
    ...conflicts,
    ...(isLeft(tree) ? tree.left.map((issue) => ({ ...issue, where: 'load' })) : []),
  ]
  return first === undefined ? tree : left([first, ...rest])
}

/** Aliases of the file that are no references of the tree, or lead elsewhere there. A file that names none agrees. */
const conflictsOf = (own: readonly Alias[], text: string | undefined): readonly Issue[] => {
  if (text === undefined) return []
  const stored = parsed(text)
  if (typeof stored !== 'object' || stored === null)
    return [conflict(`${aliasesKey} must be a JSON object`, text, 'save the file again')]
  const shown = (target: unknown): string =>
    Array.isArray(target) ? target.join(', ') : `${target}`
  const known = new Map(
    own.map(({ path, target, via }) => [path, via === 'same' ? target : `${target}, ${via}`]),
  )
  return Object.entries(stored).flatMap(([path, target]) => {
    const there = known.get(path)
    if (there === shown(target)) return []
    return [
      conflict(
        `'${path}' must be ${there === undefined ? 'a value of its own' : `a reference to '${there}'`}, as in the tree`,
        `a reference to '${shown(target)}' in the file`,
        there === undefined ? 'tie it in the model too' : 'tie both alike',
      ),
    ]
  })
}

const conflict = (must: string, was: string, advice: string): Issue => ({
  where: 'load',
  must,
  was,
  do: advice,
})

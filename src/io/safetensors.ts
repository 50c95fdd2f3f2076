// safetensors: tensors by name and texts beside them, as bytes. https://github.com/huggingface/safetensors
import { chain, type Either, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type { Predicate } from 'fp-ts/lib/Predicate.js'
import {
  aFunction,
  cut,
  type Domains,
  fail,
  failAll,
  type Issue,
  optionsOf,
} from '../prelude/index.ts'
import { byteWidth, type DType, showType, size } from '../shape/index.ts'
import { type AnyTensor, bytesOf, Handle } from '../tensor/index.ts'
import { byCodePoint, described } from '../tree/index.ts'
import { readData } from './bytes.ts'
import { type Header, nameOf, readHeader } from './header.ts'
import { encodeText, isWellFormed } from './text.ts'

export interface TensorFile {
  readonly tensors: Readonly<Record<string, AnyTensor>>
  readonly metadata: Readonly<Record<string, string>>
}

/** The order of dtypes in a file, as the reference implementation has it: what is wider stands first, so that each is aligned. */
const rank: Readonly<Record<DType, number>> = { f64: 0, f32: 1, u32: 2, i32: 3, bool: 4 }

/** The bytes of tensors by name, and of texts beside them. The same tensors give the same bytes.
 *  Fails, with all that is wrong, for what is no tensor, for a key, for a name that the format keeps for itself, and for a
 *  text that UTF-8 cannot say.
 *  @example encode({ tensors: { w: tensor([1, 2]) }, metadata: {} }).length // => 72 */
export const encode = (file: TensorFile): Uint8Array => {
  const { tensors, metadata } = checkedFile(file)
  // as the reference implementation: by dtype, and then by the bytes of the name
  const entries = Object.entries(tensors).sort(
    ([a, x], [b, y]) => rank[x.dtype] - rank[y.dtype] || byCodePoint(a, b),
  )
  let length = 0
  const places = entries.map(([name, { shape, dtype }]) => {
    const begin = length
    length += size(shape) * byteWidth(dtype)
    return [name, { dtype: nameOf[dtype], shape, data_offsets: [begin, length] }] as const
  })
  const texts = Object.keys(metadata).length === 0 ? [] : [['__metadata__', metadata] as const]
  const json = encodeText(
    `{${[...texts, ...places].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)}}`,
  )
  const padded = 8 * Math.ceil(json.length / 8)
  const bytes = new Uint8Array(8 + padded + length)
  new DataView(bytes.buffer).setUint32(0, padded, true)
  bytes.set(json, 8)
  bytes.fill(32, 8 + json.length, 8 + padded) // spaces
  let at = 8 + padded
  for (const [, tensor] of entries) {
    bytes.set(bytesOf(tensor), at)
    at += size(tensor.shape) * byteWidth(tensor.dtype)
  }
  return bytes
}

/** The file, where it is one.  Fails with all that is wrong. */
const checkedFile = (file: TensorFile): TensorFile => {
  const { tensors, metadata } = Object(file) as { readonly [K in keyof TensorFile]?: unknown } // or nothing of it
  if (typeof tensors !== 'object' || tensors === null)
    return fail(refused('tensors must be a record', described(tensors), 'name each tensor'))
  if (typeof metadata !== 'object' || metadata === null)
    return fail(refused('metadata must be a record of texts', described(metadata), 'write {}'))
  failAll([
    ...Object.entries(tensors).flatMap(([name, tensor]) => tensorIssues(name, tensor)),
    ...Object.entries(metadata).flatMap(([name, text]) => textIssues(name, text)),
  ])
  return file
}

const refused = (must: string, was: string, advice: string): Issue => ({
  where: 'encode',
  must,
  was,
  do: advice,
})

const tensorIssues = (name: string, tensor: unknown): readonly Issue[] => {
  if (name === '__metadata__') return [refused('names must not be __metadata__', name, 'rename it')]
  if (!isWellFormed(name))
    return [refused(`'${cut(name)}' must be well-formed Unicode`, 'a lone surrogate', 'rename it')]
  if (!(tensor instanceof Handle))
    return [
      refused(`'${cut(name)}' must be a tensor`, described(tensor), 'make it one with tensor'),
    ]
  return tensor.dtype === 'key'
    ? [refused(`'${cut(name)}' must hold numbers`, showType(tensor), 'save keyData of the key')]
    : []
}

const textIssues = (name: string, text: unknown): readonly Issue[] => {
  if (typeof text !== 'string')
    return [refused(`metadata '${cut(name)}' must be a text`, described(text), 'write it as JSON')]
  return isWellFormed(name) && isWellFormed(text)
    ? []
    : [
        refused(
          `metadata '${cut(name)}' must be well-formed Unicode`,
          'a lone surrogate',
          'remove it',
        ),
      ]
}

export interface DecodeOptions {
  /** The names of the tensors to be read. Others are neither allocated nor told of, so they may be of a dtype that the library lacks. */
  readonly only?: Predicate<string>
}

export const decodeDomains: Domains<DecodeOptions> = { only: aFunction }

/** The tensors and texts of a file, or everything that is wrong with it. Nothing is allocated before all is checked.
 *  Fails where it is given anything but bytes, and for options that it has not.
 *  @example decode(encode({ tensors: { w: tensor([1, 2]) }, metadata: {} })) // => { _tag: 'Right', right: { tensors: { w: tensor([1, 2]) }, metadata: {} } } */
export const decode = (
  bytes: Uint8Array,
  options?: DecodeOptions,
): Either<NonEmptyArray<Issue>, TensorFile> => {
  const { only = () => true } = optionsOf<DecodeOptions>('decode', decodeDomains, options)
  return pipe(
    readHeader(demandBytes('decode', bytes), only),
    chain((header) => contents(bytes, header)),
  )
}

/** The bytes.  Fails for anything else: other views have other elements. */
export const demandBytes = (where: string, bytes: unknown): Uint8Array =>
  isBytes(bytes)
    ? bytes
    : fail({
        where,
        must: 'file must be a Uint8Array',
        was: described(bytes),
        do: 'write new Uint8Array(buffer)',
      })

/** Also those of another realm, and Node's buffers. */
const isBytes = (x: unknown): x is Uint8Array =>
  ArrayBuffer.isView(x) && Object.prototype.toString.call(x) === '[object Uint8Array]'

const contents = (
  bytes: Uint8Array,
  { places, metadata, start }: Header,
): Either<NonEmptyArray<Issue>, TensorFile> => {
  const [first, ...rest] = places.flatMap(({ name, dtype, begin, end }): readonly Issue[] =>
    dtype === 'bool' && bytes.subarray(start + begin, start + end).some((byte) => byte > 1)
      ? [
          {
            where: 'safetensors',
            must: `data of '${cut(name)}' must be 0 or 1, as its dtype is BOOL`,
            was: 'another byte',
            do: 'get the file again',
          },
        ]
      : [],
  )
  if (first !== undefined) return left([first, ...rest])
  const tensors = places.map(({ name, dtype, shape, begin }) => [
    name,
    new Handle(shape, dtype, readData(bytes, start + begin, { shape, dtype })) as AnyTensor, // dtype is no key
  ])
  return right(
    Object.freeze({
      tensors: Object.freeze(Object.fromEntries(tensors) as TensorFile['tensors']),
      metadata,
    }),
  )
}

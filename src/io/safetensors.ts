// safetensors: tensors by name and texts beside them, as bytes. https://github.com/huggingface/safetensors
import { chain, type Either, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { fail, type Issue } from '../prelude/index.ts'
import { byteWidth, type DType, showType, size } from '../shape/index.ts'
import { type AnyTensor, bytesOf, Handle } from '../tensor/index.ts'
import { readData } from './bytes.ts'
import { type Header, nameOf, readHeader } from './header.ts'
import { encodeText } from './text.ts'

export interface TensorFile {
  readonly tensors: Readonly<Record<string, AnyTensor>>
  readonly metadata: Readonly<Record<string, string>>
}

/** The bytes of tensors by name, and of texts beside them. The same tensors give the same bytes.
 *  Fails for a name that the format keeps for itself. */
export const encode = ({ tensors, metadata }: TensorFile): Uint8Array => {
  // as the reference implementation: wider elements first, so that each is aligned, and then by name
  const entries = Object.entries(tensors).sort(
    ([a, x], [b, y]) => byteWidth(y.dtype) - byteWidth(x.dtype) || (a < b ? -1 : 1),
  )
  let length = 0
  const places = entries.map(([name, tensor]) => {
    if (name === '__metadata__')
      fail({ where: 'encode', must: 'names must not be __metadata__', was: name, do: 'rename it' })
    const begin = length
    length += size(tensor.shape) * byteWidth(tensor.dtype)
    const dtype = nameOf[dtypeOf(name, tensor)]
    return [name, { dtype, shape: tensor.shape, data_offsets: [begin, length] }] as const
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

const dtypeOf = (name: string, tensor: Handle): DType =>
  tensor.dtype === 'key'
    ? fail({
        where: 'encode',
        must: `'${name}' must hold numbers`,
        was: showType(tensor),
        do: 'save keyData of the key',
      })
    : tensor.dtype

/** The tensors and texts of a file, or everything that is wrong with it. Nothing is allocated before all is checked. */
export const decode = (bytes: Uint8Array): Either<NonEmptyArray<Issue>, TensorFile> =>
  pipe(
    readHeader(bytes),
    chain((header) => contents(bytes, header)),
  )

const contents = (
  bytes: Uint8Array,
  { places, metadata, start }: Header,
): Either<NonEmptyArray<Issue>, TensorFile> => {
  const [first, ...rest] = places.flatMap(({ name, dtype, begin, end }): readonly Issue[] =>
    dtype === 'bool' && bytes.subarray(start + begin, start + end).some((byte) => byte > 1)
      ? [
          {
            where: 'safetensors',
            must: `data of '${name}' must be 0 or 1, as its dtype is BOOL`,
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
  return right({ tensors: Object.fromEntries(tensors) as TensorFile['tensors'], metadata })
}

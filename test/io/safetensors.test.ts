import { readFileSync } from 'node:fs'
import { isLeft, isRight, right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { decode, encode } from '../../src/io/index.ts'
import { sentence } from '../../src/prelude/index.ts'
import { type AnyTensor, Handle } from '../../src/tensor/index.ts'
import { ours } from '../golden/ours/files.ts'
import { read, type Stored } from '../golden/read.ts'

interface Fixture {
  readonly valid: readonly {
    readonly file: string
    readonly metadata: Readonly<Record<string, string>>
    readonly tensors: Readonly<Record<string, Stored>>
    readonly unread?: Readonly<Record<string, string>>
  }[]
  readonly malformed: readonly { readonly file: string; readonly why: string }[]
}
const { valid, malformed } = read<Fixture>('safetensors.json')
const file = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(`test/golden/safetensors/${name}`))

const storage = {
  f32: Float32Array,
  f64: Float64Array,
  i32: Int32Array,
  u32: Uint32Array,
  bool: Uint8Array,
} as const
const tensorOf = ({ shape, dtype, data }: Stored): Handle =>
  new Handle(shape, dtype, storage[dtype].from(data as readonly number[]))

for (const { file: name, metadata, tensors, unread } of valid) {
  if (unread === undefined)
    test(`${name}, written by Python, is read to the bit`, () => {
      const result = decode(file(name))
      expect(isRight(result)).toBe(true)
      if (isLeft(result)) return
      expect(Object.keys(result.right.tensors).sort()).toEqual(Object.keys(tensors).sort())
      for (const [path, stored] of Object.entries(tensors))
        expect(result.right.tensors[path]).toEqual(tensorOf(stored))
      expect(result.right.metadata).toEqual(metadata)
    })
}

/** What is said of each malformed file; those of `refusals` are all there are. */
const refusals: Readonly<Record<string, readonly string[]>> = {
  'bad-empty.safetensors': [
    'safetensors: file must have at least 8 bytes (was 0); get the file again',
  ],
  'bad-short.safetensors': [
    'safetensors: file must have at least 8 bytes (was 3); get the file again',
  ],
  'bad-length-only.safetensors': [
    'safetensors: header must end within the file (was 64 bytes in a file of 8); get the file again',
  ],
  'bad-truncated-header.safetensors': [
    'safetensors: header must end within the file (was 61 bytes in a file of 30); get the file again',
  ],
  'bad-truncated-data.safetensors': [
    'safetensors: data must be 8 bytes, as the header says (was 5); get the file again',
  ],
  'bad-header-beyond-file.safetensors': [
    'safetensors: header must end within the file (was 100000 bytes in a file of 77); get the file again',
  ],
  'bad-header-huge.safetensors': [
    'safetensors: header must be at most 100000000 bytes (was 18446744073709552000); get the file again',
  ],
  'bad-header-not-object.safetensors': [
    'safetensors: header must begin with \'{\' (was " {\\"w\\": {"); get the file again',
  ],
  'bad-header-array.safetensors': [
    'safetensors: header must begin with \'{\' (was "[1, 2]"); get the file again',
  ],
  'bad-header-empty.safetensors': [
    'safetensors: header must begin with \'{\' (was ""); get the file again',
  ],
  'bad-header-not-json.safetensors': [
    'safetensors: header must be a JSON object (was "{\\"w\\":"); get the file again',
  ],
  'bad-header-not-utf8.safetensors': [
    'safetensors: header must be UTF-8 (was other bytes); get the file again',
  ],
  'bad-header-trailing.safetensors': [
    'safetensors: header must be a JSON object (was "{\\"w\\": {\\"dtype\\": \\"F32\\", \\""); get the file again',
  ],
  'bad-duplicate-name.safetensors': [
    "safetensors: 'w' must stand once (was twice); save the file again",
  ],
  'bad-duplicate-name-hidden.safetensors': [
    "safetensors: 'w' must stand once (was twice); save the file again",
  ],
  'bad-trailing-data.safetensors': [
    'safetensors: data must be 8 bytes, as the header says (was 12); get the file again',
  ],
  'bad-overlap.safetensors': [
    "safetensors: data of 'b' must begin at byte 8, where those before it end (was 4, an overlap); save the file again",
  ],
  'bad-same-bytes.safetensors': [
    "safetensors: data of 'b' must begin at byte 8, where those before it end (was 0, an overlap); save the file again",
  ],
  'bad-hole.safetensors': [
    "safetensors: data of 'b' must begin at byte 4, where those before it end (was 8, a hole); save the file again",
  ],
  'bad-hole-at-start.safetensors': [
    "safetensors: data of 'a' must begin at byte 0, where those before it end (was 4, a hole); save the file again",
  ],
  'bad-beyond-data.safetensors': [
    'safetensors: data must be 16 bytes, as the header says (was 8); get the file again',
  ],
  'bad-reversed-offsets.safetensors': [
    "safetensors: data_offsets of 'w' must be two ascending bytes (was [8,0]); save the file again",
  ],
  'bad-shape-mismatch.safetensors': [
    "safetensors: data of 'w' must be as long as f32[3] takes (was 8 bytes); get the file again",
  ],
  'bad-shape-huge.safetensors': [
    "safetensors: shape of 'w' must be a list of sizes (was [9007199254740992]); save the file again",
  ],
  'bad-shape-overflow.safetensors': [
    "safetensors: data of 'w' must be as long as f32[8589934592, 8589934592] takes (was 8 bytes); get the file again",
  ],
  'bad-shape-negative.safetensors': [
    "safetensors: shape of 'w' must be a list of sizes (was [-2]); save the file again",
  ],
  'bad-shape-fraction.safetensors': [
    "safetensors: shape of 'w' must be a list of sizes (was [1.5]); save the file again",
  ],
  'bad-shape-missing.safetensors': [
    "safetensors: shape of 'w' must be a list of sizes (was none); save the file again",
  ],
  'bad-shape-not-array.safetensors': [
    "safetensors: shape of 'w' must be a list of sizes (was 2); save the file again",
  ],
  'bad-offset-negative.safetensors': [
    "safetensors: data_offsets of 'w' must be two ascending bytes (was [-8,0]); save the file again",
  ],
  'bad-offset-fraction.safetensors': [
    "safetensors: data_offsets of 'w' must be two ascending bytes (was [0,8.5]); save the file again",
  ],
  'bad-offsets-one.safetensors': [
    "safetensors: data_offsets of 'w' must be two ascending bytes (was [0]); save the file again",
  ],
  'bad-offsets-missing.safetensors': [
    "safetensors: data_offsets of 'w' must be two ascending bytes (was none); save the file again",
  ],
  'bad-dtype-unknown.safetensors': [
    'safetensors: dtype of \'w\' must be F32, F64, I32, U32 or BOOL (was "F31"); save the file again',
  ],
  'bad-dtype-lower-case.safetensors': [
    'safetensors: dtype of \'w\' must be F32, F64, I32, U32 or BOOL (was "f32"); save the file again',
  ],
  'bad-dtype-missing.safetensors': [
    "safetensors: dtype of 'w' must be F32, F64, I32, U32 or BOOL (was none); save the file again",
  ],
  'bad-entry-not-object.safetensors': [
    "safetensors: 'w' must be an object (was 3); save the file again",
  ],
  'bad-metadata-not-strings.safetensors': [
    'safetensors: __metadata__ must be an object of texts (was {"epoch":3}); save the file again',
  ],
  'bad-metadata-not-object.safetensors': [
    'safetensors: __metadata__ must be an object of texts (was "x"); save the file again',
  ],
  'bad-bool-not-bool.safetensors': [
    "safetensors: data of 'w' must be 0 or 1, as its dtype is BOOL (was another byte); get the file again",
  ],
}

test('every malformed file has its sentences', () =>
  expect(Object.keys(refusals).sort()).toEqual(malformed.map(({ file: name }) => name).sort()))

for (const { file: name, why } of malformed)
  test(`${name} is refused: ${why}`, () => {
    const result = decode(file(name))
    expect(isLeft(result) && result.left.map(sentence)).toEqual(refusals[name])
  })

test('dtypes that the library lacks are all named at once', () => {
  const result = decode(file('other-dtypes.safetensors'))
  expect(isLeft(result) && result.left.map(sentence)).toEqual([
    'safetensors: dtype of \'num_batches_tracked\' must be F32, F64, I32, U32 or BOOL (was "I64"); convert it before saving, or read the others with only',
    'safetensors: dtype of \'brain\' must be F32, F64, I32, U32 or BOOL (was "BF16"); convert it before saving, or read the others with only',
    'safetensors: dtype of \'half\' must be F32, F64, I32, U32 or BOOL (was "F16"); convert it before saving, or read the others with only',
  ])
})

test('a tensor of a dtype that the library lacks blocks no other, where only says what is read', () => {
  const result = decode(file('other-dtypes.safetensors'), {
    only: (name) => !['num_batches_tracked', 'brain', 'half'].includes(name),
  })
  const { tensors } = valid.find(({ file: name }) => name === 'other-dtypes.safetensors') ?? {}
  expect(isRight(result) && Object.keys(result.right.tensors).sort()).toEqual(
    Object.keys(tensors ?? {}).sort(),
  )
  for (const [path, stored] of Object.entries(tensors ?? {}))
    expect(isRight(result) && result.right.tensors[path]).toEqual(tensorOf(stored))
})

/** A file of this header and this many bytes of data. */
const written = (header: string, length = 0): Uint8Array => {
  const text = new TextEncoder().encode(header)
  const bytes = new Uint8Array(8 + text.length + length)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, 8)
  return bytes
}
const said = (header: string, length = 0): readonly string[] => {
  const result = decode(written(header, length))
  return isLeft(result) ? result.left.map(sentence) : []
}

test('texts of eight million characters are read', () => {
  const note = '\\"x'.repeat(2_000_000)
  const result = decode(encode({ tensors: {}, metadata: { note } }))
  expect(isRight(result) && result.right.metadata.note === note).toBe(true)
})

test('a header nested a million levels deep is refused in few words', () =>
  expect(said(`{"w":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`)).toEqual([
    `safetensors: 'w' must be an object (was ${'['.repeat(79)}…); save the file again`,
  ]))

test('two hundred thousand holes are all told', () => {
  const entries = Array.from(
    { length: 200_000 },
    (_, i) => `"${i}":{"dtype":"F32","shape":[0],"data_offsets":[${i + 1},${i + 1}]}`,
  )
  expect(said(`{${entries}}`)).toHaveLength(200_000)
})

test('what a sentence quotes of a file is short', () =>
  expect(
    said(
      `{"w":{"dtype":"${'F'.repeat(1000)}","shape":${'['.repeat(500)}${']'.repeat(500)},"data_offsets":[0,8]}}`,
      8,
    ),
  ).toEqual([
    `safetensors: dtype of 'w' must be F32, F64, I32, U32 or BOOL (was "${'F'.repeat(78)}…); save the file again`,
    `safetensors: shape of 'w' must be a list of sizes (was ${'['.repeat(79)}…); save the file again`,
  ]))

test('a field that stands twice in one entry is refused, as is a text that does', () =>
  expect(
    said(
      '{"__metadata__":{"a":"1","a":"1"},"w":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}',
      8,
    ),
  ).toEqual([
    "safetensors: a of '__metadata__' must stand once (was twice); save the file again",
    "safetensors: dtype of 'w' must stand once (was twice); save the file again",
  ]))

test('a size with a point or an exponent is refused, as by the reference', () =>
  expect(said('{"w":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8e0]}}', 8)).toEqual([
    "safetensors: numbers in shape of 'w' must have neither point nor exponent (was one of them); save the file again",
    "safetensors: numbers in data_offsets of 'w' must have neither point nor exponent (was one of them); save the file again",
  ]))

test('half a pair of surrogates is refused, read or written', () => {
  expect(
    said(
      '{"__metadata__":{"a":"\\ud800"},"\\udc00":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}',
    ),
  ).toEqual([
    "safetensors: 'a' of __metadata__ must be well-formed Unicode (was a lone surrogate); save the file again",
    "safetensors: '\udc00' must be well-formed Unicode (was a lone surrogate); rename it",
  ])
  expect(() =>
    encode({ tensors: { '\ud800': w }, metadata: { '\ud800': 'a', b: '\udc00' } }),
  ).toThrow(
    `encode: '\ud800' must be well-formed Unicode (was a lone surrogate); rename it
encode: metadata '\ud800' must be well-formed Unicode (was a lone surrogate); remove it
encode: metadata 'b' must be well-formed Unicode (was a lone surrogate); remove it`,
  )
})
const w = new Handle([1], 'f32', new Float32Array(1)) as AnyTensor

test('metadata may be null, as other writers have it', () =>
  expect(decode(written('{"__metadata__":null}'))).toEqual(right({ tensors: {}, metadata: {} })))

test('what is decoded is frozen', () => {
  const result = decode(file('metadata.safetensors'))
  expect(
    isRight(result) &&
      [result.right, result.right.tensors, result.right.metadata].every(Object.isFrozen),
  ).toBe(true)
})

test('tensors stand by dtype and by the bytes of their names, as the reference writes them', () => {
  const i32 = new Handle([1], 'i32', new Int32Array(1)) as AnyTensor
  const result = decode(
    encode({ tensors: { a: i32, '\u{1f600}': w, '\uff5e': w, b: w }, metadata: {} }),
  )
  expect(isRight(result) && Object.keys(result.right.tensors)).toEqual([
    'b',
    '\uff5e',
    '\u{1f600}',
    'a',
  ])
})

test('what is encoded is decoded to the bit, and encoded again to the same bytes', () => {
  const tensors = Object.fromEntries(
    valid
      .filter(({ unread }) => unread === undefined)
      .flatMap(({ file: name, tensors: all }) =>
        Object.entries(all).map(([path, stored]) => [
          `${name}.${path}`,
          tensorOf(stored) as AnyTensor,
        ]),
      ),
  )
  const bytes = encode({ tensors, metadata: { note: '重み " \\ \n' } })
  const back = decode(bytes)
  expect(back).toEqual(right({ tensors, metadata: { note: '重み " \\ \n' } }))
  expect(isRight(back) && encode(back.right)).toEqual(bytes)
})

test('a file cut anywhere is refused, never thrown', () => {
  const whole = file('mlp.safetensors')
  for (let length = 0; length < whole.length; length++)
    expect(isLeft(decode(whole.subarray(0, length)))).toBe(true)
})

for (const [name, bytes] of Object.entries(ours))
  test(`${name}.safetensors is written as it was when Python read it`, () =>
    expect(bytes).toEqual(file(`../ours/${name}.safetensors`)))

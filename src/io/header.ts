// The header of a safetensors file: names, dtypes, shapes and places, checked before anything is allocated.
// https://github.com/huggingface/safetensors, "Format"
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type { Issue } from '../prelude/index.ts'
import { byteWidth, type DType, type Sizes, showShape } from '../shape/index.ts'
import { decodeText, parsed, repeatedNames } from './text.ts'

export interface Place {
  readonly name: string
  readonly dtype: DType
  readonly shape: Sizes
  /** Bytes from the start of the data. */
  readonly begin: number
  readonly end: number
}

export interface Header {
  readonly places: readonly Place[]
  readonly metadata: Readonly<Record<string, string>>
  /** Where the data start, in bytes from the start of the file. */
  readonly start: number
}

/** A longer header is refused, as the reference implementation does. */
const longest = 100_000_000
const where = 'safetensors'

const dtypes: Readonly<Record<string, DType>> = {
  F32: 'f32',
  F64: 'f64',
  I32: 'i32',
  U32: 'u32',
  BOOL: 'bool',
}
export const nameOf: Readonly<Record<DType, string>> = {
  f32: 'F32',
  f64: 'F64',
  i32: 'I32',
  u32: 'U32',
  bool: 'BOOL',
}

type Checked<A> = Either<NonEmptyArray<Issue>, A>
const wrong = (must: string, was: string, advice = 'get the file again'): Issue => ({
  where,
  must,
  was,
  do: advice,
})
const refused = <A>(must: string, was: string, advice?: string): Checked<A> =>
  left([wrong(must, was, advice)])

/** The header of a file, or everything that is wrong with it. */
export const readHeader = (bytes: Uint8Array): Checked<Header> => {
  if (bytes.length < 8) return refused('file must have at least 8 bytes', `${bytes.length}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 4294967296
  if (length > longest) return refused(`header must be at most ${longest} bytes`, `${length}`)
  if (8 + length > bytes.length)
    return refused(
      'header must end within the file',
      `${length} bytes in a file of ${bytes.length}`,
    )
  const text = decodeText(bytes.subarray(8, 8 + length))
  if (text === undefined) return refused('header must be UTF-8', 'other bytes')
  if (!text.startsWith('{'))
    return refused("header must begin with '{'", JSON.stringify(text.slice(0, 8)))
  const value = parsed(text)
  if (!isRecord(value))
    return refused('header must be a JSON object', JSON.stringify(text.slice(0, 24)))
  const doubled = repeatedNames(text).map((name) =>
    wrong(`'${name}' must stand once`, 'twice', 'save the file again'),
  )
  return gathered(value, doubled, 8 + length, bytes.length - 8 - length)
}

const gathered = (
  value: Readonly<Record<string, unknown>>,
  doubled: readonly Issue[],
  start: number,
  length: number,
): Checked<Header> => {
  const { __metadata__: metadata = {}, ...tensors } = value
  const issues = [...doubled]
  if (!isRecord(metadata) || !Object.values(metadata).every((text) => typeof text === 'string'))
    issues.push(
      wrong(
        '__metadata__ must be an object of texts',
        JSON.stringify(metadata),
        'save the file again',
      ),
    )
  const places: Place[] = []
  for (const [name, entry] of Object.entries(tensors)) {
    const found = placeOf(name, entry)
    if (Array.isArray(found)) issues.push(...found)
    else places.push(found as Place) // placeOf gives a place or a list of issues
  }
  if (issues.length === 0) issues.push(...misplaced(places, length))
  const [first, ...rest] = issues
  return first === undefined
    ? right({ places, metadata: metadata as Header['metadata'], start }) // texts, as checked above
    : left([first, ...rest])
}

/** A tensor's place, or what is wrong with its entry. */
const placeOf = (name: string, entry: unknown): Place | readonly Issue[] => {
  if (!isRecord(entry))
    return [wrong(`'${name}' must be an object`, JSON.stringify(entry), 'save the file again')]
  const { dtype, shape, data_offsets: offsets } = entry
  const kind = typeof dtype === 'string' && Object.hasOwn(dtypes, dtype) ? dtypes[dtype] : undefined
  const sizes = counts(shape)
  const ends = counts(offsets)
  const issues: Issue[] = []
  if (kind === undefined)
    issues.push(
      wrong(
        `dtype of '${name}' must be F32, F64, I32, U32 or BOOL`,
        JSON.stringify(dtype) ?? 'none',
        'convert it before saving',
      ),
    )
  if (sizes === undefined)
    issues.push(
      wrong(
        `shape of '${name}' must be a list of sizes`,
        JSON.stringify(shape) ?? 'none',
        'save the file again',
      ),
    )
  const [begin, end] = ends ?? []
  if (begin === undefined || end === undefined || ends?.length !== 2 || end < begin)
    issues.push(
      wrong(
        `data_offsets of '${name}' must be two ascending bytes`,
        JSON.stringify(offsets) ?? 'none',
        'save the file again',
      ),
    )
  else if (
    kind !== undefined &&
    sizes !== undefined &&
    exactSize(sizes) * byteWidth(kind) !== end - begin
  )
    issues.push(
      wrong(
        `data of '${name}' must be as long as ${kind}${showShape(sizes)} takes`,
        `${end - begin} bytes`,
        'get the file again',
      ),
    )
  if (
    issues.length > 0 ||
    kind === undefined ||
    sizes === undefined ||
    begin === undefined ||
    end === undefined
  )
    return issues
  return { name, dtype: kind, shape: sizes, begin, end }
}

/** The number of elements; infinite where it is more than can be counted. */
const exactSize = (shape: Sizes): number => {
  if (shape.includes(0)) return 0
  const product = shape.reduce((n, m) => n * m, 1)
  return Number.isSafeInteger(product) ? product : Number.POSITIVE_INFINITY
}

/** Data must follow each other without overlaps or holes, and fill the file. */
const misplaced = (places: readonly Place[], length: number): readonly Issue[] => {
  const inOrder = [...places].sort((a, b) => a.begin - b.begin || a.end - b.end)
  let reached = 0
  const issues: Issue[] = []
  for (const { name, begin, end } of inOrder) {
    if (begin !== reached)
      issues.push(
        wrong(
          `data of '${name}' must begin at byte ${reached}, where those before it end`,
          `${begin}, ${begin < reached ? 'an overlap' : 'a hole'}`,
          'save the file again',
        ),
      )
    reached = Math.max(reached, end)
  }
  if (issues.length === 0 && reached !== length)
    issues.push(wrong(`data must be ${reached} bytes, as the header says`, `${length}`))
  return issues
}

const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> =>
  typeof x === 'object' && x !== null && !Array.isArray(x)

const counts = (x: unknown): readonly number[] | undefined =>
  Array.isArray(x) && x.every((n) => Number.isSafeInteger(n) && n >= 0 && !Object.is(n, -0))
    ? (x as readonly number[]) // every element is a number
    : undefined

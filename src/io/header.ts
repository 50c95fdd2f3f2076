// The header of a safetensors file: names, dtypes, shapes and places, checked before anything is allocated.
// https://github.com/huggingface/safetensors, "Format"
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { brief, cut, type Issue, isPlain, survey } from '../prelude/index.ts'
import { byteWidth, type DType, type Sizes, showShape } from '../shape/index.ts'
import { decodeText, isWellFormed, parsed } from './text.ts'

export interface Place {
  readonly name: string
  readonly dtype: DType
  readonly shape: Sizes
  /** Bytes from the start of the data. */
  readonly begin: number
  readonly end: number
}

export interface Header {
  /** Those of the tensors that are wanted. */
  readonly places: readonly Place[]
  readonly metadata: Readonly<Record<string, string>>
  /** Where the data start, in bytes from the start of the file. */
  readonly start: number
}

/** The name under which texts stand among tensors. */
const textsName = '__metadata__'
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
/** The dtypes of the format that the library lacks: their tensors may stand in a file, unread. */
const unread: readonly string[] = [
  ...['F16', 'BF16', 'I8', 'U8', 'I16', 'U16', 'I64', 'U64', 'C64'],
  ...['F8_E4M3', 'F8_E5M2', 'F8_E8M0', 'F6_E2M3', 'F6_E3M2', 'F4'],
]

type Checked<A> = Either<NonEmptyArray<Issue>, A>
const wrong = (must: string, was: string, advice = 'get the file again'): Issue => ({
  where,
  must,
  was,
  do: advice,
})
const refused = <A>(must: string, was: string, advice?: string): Checked<A> =>
  left([wrong(must, was, advice)])
const quoted = (name: string): string => `'${cut(name)}'`

/** The header of a file, or everything that is wrong with it. Tensors that are not wanted may be of any dtype of the format. */
export const readHeader = (
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Checked<Header> => {
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
  if (!isPlain(value))
    return refused('header must be a JSON object', JSON.stringify(text.slice(0, 24)))
  return gathered(value, faultsOf(text, value), 8 + length, bytes.length - 8 - length, wanted)
}

type Fields = Readonly<Record<string, unknown>>

/** What the text says and its value does not: names that stand twice, and numbers like 4.0. */
const faultsOf = (text: string, value: Fields): readonly Issue[] => {
  const { repeated, fractional } = survey(text)
  const place = ([name = '', ...inner]: readonly string[]): string =>
    inner.length === 0 ? quoted(name) : `${cut(inner.join('.'))} of ${quoted(name)}`
  const isWhole = ([name = '', field = '']: readonly string[]): boolean => {
    const entry = value[name]
    return isPlain(entry) && counts(entry[field]) !== undefined // others are told of below
  }
  return [
    ...repeated.map((path) =>
      wrong(`${place(path)} must stand once`, 'twice', 'save the file again'),
    ),
    ...fractional
      .filter(isWhole)
      .map((path) =>
        wrong(
          `numbers in ${place(path)} must have neither point nor exponent`,
          'one of them',
          'save the file again',
        ),
      ),
  ]
}

const gathered = (
  value: Fields,
  faults: readonly Issue[],
  start: number,
  length: number,
  wanted: (name: string) => boolean,
): Checked<Header> => {
  const metadata = value[textsName] ?? {} // Python writes null for none
  const entries = Object.entries(value).flatMap(([name, entry]) =>
    name === textsName ? [] : [placeOf(name, entry, wanted(name))],
  )
  const places = entries.flatMap(({ place }) => place ?? [])
  const issues = [
    ...faults,
    ...metadataFaults(metadata),
    ...entries.flatMap((entry) => entry.issues),
  ]
  const [first, ...rest] = issues.length > 0 ? issues : misplaced(places, length)
  if (first !== undefined) return left([first, ...rest])
  return right({
    // of a dtype that the library has, or it was told
    places: places.filter((place): place is Place => wanted(place.name)),
    metadata: Object.freeze({ ...(metadata as Header['metadata']) }), // texts, as checked above
    start,
  })
}

const metadataFaults = (metadata: unknown): readonly Issue[] => {
  if (!isPlain(metadata) || !Object.values(metadata).every((text) => typeof text === 'string'))
    return [
      wrong('__metadata__ must be an object of texts', brief(metadata), 'save the file again'),
    ]
  return Object.entries(metadata).flatMap(([name, text]) =>
    isWellFormed(name) && isWellFormed(String(text))
      ? []
      : [
          wrong(
            `${quoted(name)} of __metadata__ must be well-formed Unicode`,
            'a lone surrogate',
            'save the file again',
          ),
        ],
  )
}

/** Where a tensor stands, of a dtype that the library may lack. */
type AnyPlace = Omit<Place, 'dtype'> & { readonly dtype: DType | undefined }

/** A tensor's place, and what is wrong with its entry. */
const placeOf = (
  name: string,
  entry: unknown,
  wanted: boolean,
): { readonly place?: AnyPlace; readonly issues: readonly Issue[] } => {
  if (!isPlain(entry))
    return {
      issues: [wrong(`${quoted(name)} must be an object`, brief(entry), 'save the file again')],
    }
  const { dtype: written, shape: listed, data_offsets: offsets } = entry
  const dtype =
    typeof written === 'string' && Object.hasOwn(dtypes, written) ? dtypes[written] : undefined
  const shape = counts(listed)
  const ends = counts(offsets)
  const issues: Issue[] = []
  if (!isWellFormed(name))
    issues.push(
      wrong(`${quoted(name)} must be well-formed Unicode`, 'a lone surrogate', 'rename it'),
    )
  const lacking = unread.some((other) => other === written)
  if (dtype === undefined && (wanted || !lacking))
    issues.push(
      wrong(
        `dtype of ${quoted(name)} must be F32, F64, I32, U32 or BOOL`,
        written === undefined ? 'none' : brief(written),
        lacking ? 'convert it before saving, or read the others with only' : 'save the file again',
      ),
    )
  if (shape === undefined)
    issues.push(
      wrong(
        `shape of ${quoted(name)} must be a list of sizes`,
        listed === undefined ? 'none' : brief(listed),
        'save the file again',
      ),
    )
  const [begin, end] = ends ?? []
  const ascending = begin !== undefined && end !== undefined && ends?.length === 2 && begin <= end
  if (!ascending)
    issues.push(
      wrong(
        `data_offsets of ${quoted(name)} must be two ascending bytes`,
        offsets === undefined ? 'none' : brief(offsets),
        'save the file again',
      ),
    )
  if (shape === undefined || !ascending) return { issues }
  if (dtype !== undefined && exactSize(shape) * byteWidth(dtype) !== end - begin)
    issues.push(
      wrong(
        `data of ${quoted(name)} must be as long as ${cut(`${dtype}${showShape(shape)}`)} takes`,
        `${end - begin} bytes`,
        'get the file again',
      ),
    )
  return { place: { name, dtype, shape: Object.freeze(shape), begin, end }, issues }
}

/** The number of elements; infinite where it is more than can be counted. */
const exactSize = (shape: Sizes): number => {
  if (shape.includes(0)) return 0
  const product = shape.reduce((n, m) => n * m, 1)
  return Number.isSafeInteger(product) ? product : Number.POSITIVE_INFINITY
}

/** Data must follow each other without overlaps or holes, and fill the file. */
const misplaced = (places: readonly AnyPlace[], length: number): readonly Issue[] => {
  const inOrder = [...places].sort((a, b) => a.begin - b.begin || a.end - b.end)
  let reached = 0
  const issues: Issue[] = []
  for (const { name, begin, end } of inOrder) {
    if (begin !== reached)
      issues.push(
        wrong(
          `data of ${quoted(name)} must begin at byte ${reached}, where those before it end`,
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

const counts = (x: unknown): readonly number[] | undefined =>
  Array.isArray(x) && x.every((n) => Number.isSafeInteger(n) && n >= 0 && !Object.is(n, -0))
    ? (x as readonly number[]) // every element is a number
    : undefined

// Mistakes in files: safetensors, trees read into another structure, specs as JSON.
import * as room from '../../src/io/index.ts'
import * as specRoom from '../../src/nn/index.ts'
import { zeros } from '../../src/ops/index.ts'
import { key } from '../../src/random/index.ts'
import { refTo } from '../../src/tree/index.ts'
import { type Mistakes, untypedRoom } from './mistake.ts'

const { fromJson, initializer, linear, relu, toJson } = specRoom
const io = untypedRoom(room)
const w = zeros([2])
const saved = room.save({ w })

/** A file of this header and this many bytes of data. */
const file = (header: string, length = 0): Uint8Array => {
  const text = new TextEncoder().encode(header)
  const bytes = new Uint8Array(8 + text.length + length)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, 8)
  return bytes
}
const entry = (fields: object, length = 8): unknown =>
  room.decode(
    file(
      JSON.stringify({ w: { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...fields } }),
      length,
    ),
  )

/** Bytes that are no safetensors file. */
export const safetensors: Mistakes = {
  'safetensors: file must have at least 8 bytes (was 3); get the file again': () =>
    io.decode(saved.slice(0, 3)),
  [`safetensors: header must end within the file (was ${saved.length - 16} bytes in a file of 20); get the file again`]:
    () => io.decode(saved.slice(0, 20)),
  'safetensors: header must be at most 100000000 bytes (was 4294967295); get the file again': () =>
    io.decode(new Uint8Array([255, 255, 255, 255, 0, 0, 0, 0])),
  'safetensors: header must begin with \'{\' (was "[1]"); get the file again': () =>
    io.decode(file('[1]')),
  'safetensors: header must be a JSON object (was "{w"); get the file again': () =>
    io.decode(file('{w')),
  "safetensors: 'w' must be an object (was 3); save the file again": () =>
    io.decode(file('{"w":3}')),
  "safetensors: 'w' must stand once (was twice); save the file again": () =>
    io.decode(
      file(
        '{"w":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"w":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}',
      ),
    ),
  'safetensors: __metadata__ must be an object of texts (was 3); save the file again': () =>
    io.decode(file('{"__metadata__":3}')),
  'safetensors: dtype of \'w\' must be F32, F64, I32, U32 or BOOL (was "F8"); save the file again':
    () => entry({ dtype: 'F8' }),
  "safetensors: shape of 'w' must be a list of sizes (was [-2]); save the file again": () =>
    entry({ shape: [-2] }),
  "safetensors: data_offsets of 'w' must be two ascending bytes (was [8,0]); save the file again":
    () => entry({ data_offsets: [8, 0] }),
  "safetensors: data of 'w' must be as long as f32[3] takes (was 8 bytes); get the file again":
    () => entry({ shape: [3] }),
  "safetensors: data of 'w' must begin at byte 0, where those before it end (was 4, a hole); save the file again":
    () => entry({ data_offsets: [4, 12] }, 12),
  'safetensors: data must be 8 bytes, as the header says (was 9); get the file again': () =>
    entry({}, 9),
}

/** What is no file, or cannot be one. */
export const files: Mistakes = {
  'decode: file must be a Uint8Array (was an ArrayBuffer); write new Uint8Array(buffer)': () =>
    io.decode(new ArrayBuffer(8)),
  'encode: tensors must be a record (was nothing); name each tensor': () => io.encode(undefined),
  'encode: metadata must be a record of texts (was nothing); write {}': () =>
    io.encode({ tensors: {} }),
  "encode: 'w' must be a tensor (was 3); make it one with tensor": () =>
    io.encode({ tensors: { w: 3 }, metadata: {} }),
  "encode: metadata 'epoch' must be a text (was 3); write it as JSON": () =>
    io.encode({ tensors: { w }, metadata: { epoch: 3 } }),
  "encode: 'a\ud800' must be well-formed Unicode (was a lone surrogate); rename it": () =>
    io.encode({ tensors: { 'a\ud800': w }, metadata: {} }),
  "encode: metadata 'a' must be well-formed Unicode (was a lone surrogate); remove it": () =>
    io.encode({ tensors: {}, metadata: { a: '\ud800' } }),
}

/** Trees that cannot be saved, or are not those of the file. */
export const trees: Mistakes = {
  'encode: names must not be __metadata__ (was __metadata__); rename it': () =>
    io.encode({ tensors: { __metadata__: w }, metadata: {} }),
  "encode: 'k' must hold numbers (was key[]); save keyData of the key": () =>
    io.save({ k: key(0) }),
  [`load: 'r' must be a value of its own, as in the tree (was a reference to 'w' in the file); tie it in the model too
load: 'r' must be f32[2] (was nothing); add it`]: () =>
    room.load({ w, r: w })(room.save({ w, r: refTo('w') })),
  "load: 'r' must be a place of the tree (was a reference to 'w' in the file); add it to the model, or save without it":
    () => room.load({ w })(room.save({ w, r: refTo('w') })),
  'save: the tree must be one of tensors (was the spec relu); give its parameters, or use saveModel and loadModel':
    () => io.save(relu),
  'save: the tree must be one of tensors (was "abc"); give a record of them': () => io.save('abc'),
  "save: 'rate' must be a tensor (was 0.1); make it a scalar, or leave it out": () =>
    io.save({ rate: 0.1 }),
  "load: 'r' must be a reference to 'v', as in the tree (was a reference to 'w' in the file); tie both alike":
    () => room.load({ v: w, w, r: refTo('v') })(room.save({ v: w, w, r: refTo('w') })),
}

const nn = untypedRoom(specRoom)
const mine = initializer('mine', () => () => w)
const file1 = { espalier: 1, spec: { kind: 'relu' } }
const json = (spec: unknown): unknown => fromJson(JSON.stringify({ espalier: 1, spec }))

/** Specs in JSON. */
export const specs: Mistakes = {
  'fromJson: text must be JSON (was "{"); pass what toJson wrote': () => fromJson('{'),
  'fromJson: must be a record with espalier and spec (was {"espalier":1}); pass what toJson wrote':
    () => fromJson('{"espalier":1}'),
  'fromJson: espalier must be 1 (was 2); read it with the version that wrote it': () =>
    fromJson('{"espalier":2,"spec":{"kind":"relu"}}'),
  'fromJson: kind must be a known one (was "mine"); pass its definition in kinds': () =>
    json({ kind: 'mine' }),
  'fromJson: out must be given (was nothing); add it': () => json({ kind: 'linear', in: 4 }),
  "fromJson: must have no field 'size' (was 2); remove it": () =>
    json({ kind: 'linear', in: 4, out: 2, size: 2 }),
  'fromJson: children must be an array of [name or null, layer] (was 3); write one, as in [[null, {"kind": "relu"}]]':
    () => json({ kind: 'sequential', children: 3 }),
  'fromJson: weight must be of a known kind (was "mine"); pass its definition in kinds': () =>
    json({ kind: 'linear', in: 4, out: 2, weight: { kind: 'mine', options: {} } }),
  'fromJson: shape must be a list of whole numbers (was "a"); write one, as in [-1, 4]': () =>
    json({ kind: 'reshape', shape: 'a' }),
  'fromJson: kinds must be a list of definitions (was a function); write kinds: [mine]': () =>
    nn.fromJson(file1, { kinds: mine }),
  'fromJson: kinds must be made by define or initializer (was 3); give the function that they gave':
    () => nn.fromJson(file1, { kinds: [3] }),
  "fromJson: kinds must have different names (was 'mine' twice); rename one": () =>
    nn.fromJson(file1, { kinds: [mine, mine] }),
  "fromJson: kinds must have names of their own (was 'linear', which the library has); rename it":
    () => nn.fromJson(file1, { kinds: [initializer('linear', () => () => w)] }),
  'toJson: weight must be an initializer that has a kind (was a function); make it with initializer':
    () => toJson(linear(1, 1, { weight: () => zeros([1, 1]) })),
}

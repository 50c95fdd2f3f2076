// The code of one function: expressions are values, and a pen writes them in order.
// An expression is pushed as often as it is used; `keep` computes it once, into a local.
import { Bytes } from './bytes.ts'
import {
  type Atomic,
  atomics,
  type Laned,
  type LaneLoad,
  type LaneStore,
  type Load,
  laned,
  laneLoads,
  laneStores,
  loads,
  type Plain,
  plain,
  type Store,
  stores,
  type ValueType,
} from './instructions.ts'

/** What leaves one value of its type on the stack. */
export interface Expr {
  readonly type: ValueType
  readonly push: (to: Bytes) => void
}
export interface Local extends Expr {
  readonly index: number
}
/** A function of the same module, by its number. */
export interface Callee {
  readonly index: number
  readonly results: readonly ValueType[]
}

const typeCodes: Readonly<Record<ValueType, number>> = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
}
export const typeCode = (type: ValueType): number => typeCodes[type]

/** Behind a prefix opcodes are LEB128 integers. */
const opcode = (to: Bytes, code: number): Bytes =>
  code > 0xff ? to.byte(code >> 12).u32(code & 0xfff) : to.byte(code)

const pushed = (to: Bytes, operands: readonly Expr[]): Bytes => {
  for (const operand of operands) operand.push(to)
  return to
}

/** An instruction on operands. */
export const op = (name: Plain, ...operands: readonly Expr[]): Expr => {
  const [code, type] = plain[name]
  return { type, push: (to) => void opcode(pushed(to, operands), code) }
}

export const lane = (name: Laned, index: number, ...operands: readonly Expr[]): Expr => {
  const [code, type] = laned[name]
  return { type, push: (to) => void opcode(pushed(to, operands), code).byte(index) }
}

/** The element at address + offset, in bytes. */
export const load = (name: Load, address: Expr, offset = 0): Expr => {
  const [code, align, type] = loads[name]
  return {
    type,
    push: (to) =>
      void opcode(pushed(to, [address]), code)
        .byte(align)
        .u32(offset),
  }
}

/** What stood at address + offset before, or what waiting gave. */
export const atomic = (
  name: Atomic,
  address: Expr,
  offset: number,
  ...operands: readonly Expr[]
): Expr => {
  const [code, align, type] = atomics[name]
  return {
    type,
    push: (to) =>
      void opcode(pushed(to, [address, ...operands]), code)
        .byte(align)
        .u32(offset),
  }
}

/** The vector with one lane from memory. */
export const loadLane = (
  name: LaneLoad,
  index: number,
  address: Expr,
  into: Expr,
  offset = 0,
): Expr => {
  const [code, align] = laneLoads[name]
  return {
    type: 'v128',
    push: (to) =>
      void opcode(pushed(to, [address, into]), code)
        .byte(align)
        .u32(offset)
        .byte(index),
  }
}

export const i32 = (value: number): Expr => ({
  type: 'i32',
  push: (to) => void to.byte(0x41).i32(value),
})

/** An integer of 64 bits, by its words. */
export const i64 = (low: number, high = 0): Expr => ({
  type: 'i64',
  push: (to) => void to.byte(0x42).i64(low, high),
})

export const f64 = (value: number): Expr => ({
  type: 'f64',
  push: (to) => void to.byte(0x44).bytes(new Uint8Array(new Float64Array([value]).buffer)),
})

/** A vector by its sixteen bytes; in a pen, `constant` keeps it in a local. */
const v128 = (bytes: Uint8Array): Expr => ({
  type: 'v128',
  push: (to) => void to.byte(0xfd).u32(12).bytes(bytes),
})

/** Sixteen bytes of two vectors, by their numbers: 0 to 15 the first's, 16 to 31 the second's. */
export const shuffle = (places: readonly number[], x: Expr, y: Expr): Expr => ({
  type: 'v128',
  push: (to) => void pushed(to, [x, y]).byte(0xfd).u32(13).bytes(places),
})

/** x where the test is not 0, else y: both are computed. */
export const choose = (test: Expr, x: Expr, y: Expr): Expr => ({
  type: x.type,
  push: (to) => void pushed(to, [x, y, test]).byte(0x1b),
})

/** The one result of a function. */
export const call = (callee: Callee, ...operands: readonly Expr[]): Expr => ({
  type: callee.results[0] ?? 'i32', // it has one result
  push: (to) => void pushed(to, operands).byte(0x10).u32(callee.index),
})

/** The bytes of a vector that repeats some numbers. */
export const splatBytes = (
  values: Float32Array | Float64Array | Int32Array | Uint8Array,
): Uint8Array => {
  const bytes = new Uint8Array(values.buffer)
  return Uint8Array.from({ length: 16 }, (_, i) => bytes[i % bytes.length] ?? 0)
}

export interface Pen {
  readonly params: readonly Local[]
  /** A local that holds 0 until it is set. */
  readonly local: (type: ValueType) => Local
  readonly set: (to: Local, x: Expr) => void
  /** The expression's value, computed here and once. */
  readonly keep: (x: Expr) => Local
  /** A vector constant, loaded once at the start of the function. */
  readonly constant: (bytes: Uint8Array) => Expr
  readonly store: (name: Store, address: Expr, x: Expr, offset?: number) => void
  readonly storeLane: (
    name: LaneStore,
    index: number,
    address: Expr,
    x: Expr,
    offset?: number,
  ) => void
  /** Strands that do not depend on each other, a statement of each in turn: while one waits for what it has computed, the
   *  others go on. */
  readonly braid: (count: number, strand: (index: number) => void) => void
  /** Runs the body, and again as long as the test that it gives is not 0. */
  readonly loop: (body: () => Expr) => void
  /** Runs the body, which may be left where its `leave` finds a test not 0. */
  readonly block: (body: (leave: (test: Expr) => void) => void) => void
  readonly when: (test: Expr, then: () => void, otherwise?: () => void) => void
  /** Calls a function without a result. */
  readonly call: (callee: Callee, ...operands: readonly Expr[]) => void
  /** Calls the function without a result that stands at this place of the module's table. */
  readonly callAt: (place: Expr, type: number, ...operands: readonly Expr[]) => void
  /** Computes what is not looked at. */
  readonly drop: (x: Expr) => void
  /** The results of a function, each in a local. */
  readonly receive: (callee: Callee, ...operands: readonly Expr[]) => readonly Local[]
  /** Copies so many bytes; the two places may overlap. */
  readonly copy: (to: Expr, from: Expr, length: Expr) => void
  /** The value that the function gives; the last thing written. */
  readonly give: (...results: readonly Expr[]) => void
}

export interface Code {
  readonly pen: Pen
  /** The function's body as the module holds it. */
  readonly encoded: () => Bytes
}

/** The code of a function with these parameters. */
export const code = (params: readonly ValueType[]): Code => {
  const body = new Bytes()
  const prologue = new Bytes()
  const types: ValueType[] = []
  const constants = new Map<string, Local>()
  let depth = 0
  // where the statements of the strand that is written begin
  let strand: { readonly starts: number[]; readonly depth: number } | undefined
  const statement = (): Bytes => {
    if (strand?.depth === depth) strand.starts.push(body.length)
    return body
  }
  const reading = (type: ValueType, index: number): Local => ({
    type,
    index,
    push: (to) => void to.byte(0x20).u32(index),
  })
  const local = (type: ValueType): Local => {
    types.push(type)
    return reading(type, params.length + types.length - 1)
  }
  const write = (to: Bytes, { index }: Local, x: Expr): void =>
    void pushed(to, [x]).byte(0x21).u32(index)
  const nested = (opening: number, inside: () => void): void => {
    if (opening !== 0x04) statement() // a test stands before it
    body.byte(opening).byte(0x40)
    depth += 1
    inside()
    depth -= 1
    body.byte(0x0b)
  }
  const pen: Pen = {
    params: params.map(reading),
    local,
    set: (to, x) => write(statement(), to, x),
    keep: (x) => {
      const kept = local(x.type)
      write(statement(), kept, x)
      return kept
    },
    constant: (bytes) => {
      const known = constants.get(`${bytes}`)
      if (known !== undefined) return known
      const kept = local('v128')
      write(prologue, kept, v128(bytes))
      constants.set(`${bytes}`, kept)
      return kept
    },
    store: (name, address, x, offset = 0) => {
      const [code, align] = stores[name]
      opcode(pushed(statement(), [address, x]), code)
        .byte(align)
        .u32(offset)
    },
    storeLane: (name, index, address, x, offset = 0) => {
      const [code, align] = laneStores[name]
      opcode(pushed(statement(), [address, x]), code)
        .byte(align)
        .u32(offset)
        .byte(index)
    },
    braid: (count, write) => {
      statement()
      const [around, start] = [strand, body.length]
      const strands = Array.from({ length: count }, (_, i) => {
        const [from, starts] = [body.length, [] as number[]]
        strand = { starts, depth }
        write(i)
        const written = body.view().slice(from)
        return starts.map((at, k) =>
          written.subarray(at - from, (starts[k + 1] ?? body.length) - from),
        )
      })
      strand = around
      body.cut(start)
      const longest = Math.max(0, ...strands.map(({ length }) => length))
      for (let k = 0; k < longest; k++) for (const one of strands) body.bytes(one[k] ?? [])
    },
    loop: (inside) =>
      nested(0x03, () => {
        inside().push(body)
        body.byte(0x0d).u32(0)
      }),
    block: (inside) =>
      nested(0x02, () => {
        const level = depth
        inside((test) => {
          test.push(body)
          body.byte(0x0d).u32(depth - level)
        })
      }),
    when: (test, then, otherwise) => {
      test.push(statement())
      nested(0x04, () => {
        then()
        if (otherwise !== undefined) {
          body.byte(0x05)
          otherwise()
        }
      })
    },
    call: (callee, ...operands) => void pushed(statement(), operands).byte(0x10).u32(callee.index),
    callAt: (place, type, ...operands) =>
      void pushed(statement(), [...operands, place])
        .byte(0x11)
        .u32(type)
        .byte(0),
    drop: (x) => void pushed(statement(), [x]).byte(0x1a),
    receive: (callee, ...operands) => {
      const received = callee.results.map(local)
      pushed(statement(), operands).byte(0x10).u32(callee.index)
      // the last result stands on top
      for (const { index } of [...received].reverse()) body.byte(0x21).u32(index)
      return received
    },
    copy: (to, from, length) =>
      void pushed(statement(), [to, from, length]).byte(0xfc).u32(10).byte(0).byte(0),
    give: (...results) => void pushed(statement(), results),
  }
  return {
    pen,
    encoded: () => {
      const all = new Bytes()
      all.u32(types.length)
      for (const type of types) all.u32(1).byte(typeCode(type))
      return all.bytes(prologue.view()).bytes(body.view()).byte(0x0b)
    },
  }
}

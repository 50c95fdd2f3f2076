// A module: functions over one imported memory, written as the binary format has them.
// Source: WebAssembly Core Specification 2.0, §5.5.
import { Bytes } from './bytes.ts'
import { type Callee, code, type Pen, typeCode } from './code.ts'
import type { ValueType } from './instructions.ts'

/** How much memory a module asks for: pages of 64 KiB. */
export interface MemoryType {
  readonly initial: number
  readonly maximum: number
  readonly shared: boolean
}

export interface Module {
  /** Adds a function, which may call those added before it; `exported` under its name. */
  readonly define: (
    name: string,
    params: readonly ValueType[],
    results: readonly ValueType[],
    write: (pen: Pen) => void,
    exported?: boolean,
  ) => Callee
  /** The number of a type of functions without results. */
  readonly type: (params: readonly ValueType[]) => number
  /** Puts a function into the table; its place there. */
  readonly list: (callee: Callee) => number
  readonly encoded: () => Uint8Array
}

interface Signature {
  readonly params: readonly ValueType[]
  readonly results: readonly ValueType[]
}

interface Defined extends Callee {
  readonly name: string
  readonly type: number
  readonly body: Bytes
  readonly exported: boolean
}

const section = (to: Bytes, id: number, items: number, write: (to: Bytes) => void): void => {
  const piece = new Bytes()
  piece.u32(items)
  write(piece)
  to.byte(id).sized(piece)
}

/** An empty module whose memory is imported as `espalier.memory`. */
export const module = (memory: MemoryType): Module => {
  const functions: Defined[] = []
  const listed: Callee[] = []
  const types = new Map<string, number>()
  const signatures: Signature[] = []
  const typeOf = (params: readonly ValueType[], results: readonly ValueType[]): number => {
    const key = `${params}>${results}`
    const known = types.get(key)
    if (known !== undefined) return known
    types.set(key, signatures.length)
    return signatures.push({ params, results }) - 1
  }
  return {
    define: (name, params, results, write, exported = false) => {
      const { pen, encoded } = code(params)
      write(pen) // may define what it calls
      const index = functions.length
      const type = typeOf(params, results)
      functions.push({ name, type, results, index, exported, body: encoded() })
      return { index, results }
    },
    type: (params) => typeOf(params, []),
    list: (callee) => listed.push(callee) - 1,
    encoded: () => {
      const all = new Bytes()
      all.bytes([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00])
      section(all, 1, signatures.length, (to) => {
        for (const { params, results } of signatures) {
          to.byte(0x60).u32(params.length)
          for (const type of params) to.byte(typeCode(type))
          to.u32(results.length)
          for (const type of results) to.byte(typeCode(type))
        }
      })
      section(all, 2, 1, (to) => {
        to.name('espalier')
          .name('memory')
          .byte(0x02)
          .byte(memory.shared ? 3 : 1)
        to.u32(memory.initial).u32(memory.maximum)
      })
      section(all, 3, functions.length, (to) => {
        for (const { type } of functions) to.u32(type)
      })
      if (listed.length > 0) section(all, 4, 1, (to) => to.byte(0x70).byte(0).u32(listed.length))
      const doors = functions.filter(({ exported }) => exported)
      section(all, 7, doors.length, (to) => {
        for (const { name, index } of doors) to.name(name).byte(0x00).u32(index)
      })
      if (listed.length > 0)
        section(all, 9, 1, (to) => {
          to.u32(0).byte(0x41).i32(0).byte(0x0b).u32(listed.length)
          for (const { index } of listed) to.u32(index)
        })
      section(all, 10, functions.length, (to) => {
        for (const { body } of functions) to.sized(body)
      })
      return all.view()
    },
  }
}

// A growing array of bytes, and WebAssembly's numbers in it.
// Source: WebAssembly Core Specification 2.0, §5.2 (LEB128 integers, IEEE 754 floats, little-endian).

/** A pen over bytes: what it writes stays. */
export class Bytes {
  #data: Uint8Array = new Uint8Array(256)
  #length = 0

  get length(): number {
    return this.#length
  }

  byte(value: number): this {
    if (this.#length === this.#data.length) this.#grow(1)
    this.#data[this.#length++] = value
    return this
  }

  bytes(values: ArrayLike<number>): this {
    this.#grow(values.length)
    this.#data.set(values, this.#length)
    this.#length += values.length
    return this
  }

  /** An unsigned LEB128 integer below 2³². */
  u32(value: number): this {
    let rest = value >>> 0
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80)
      rest >>>= 7
    }
    return this.byte(rest)
  }

  /** A signed LEB128 integer of 32 bits. */
  i32(value: number): this {
    let rest = value | 0
    while (rest < -64 || rest > 63) {
      this.byte((rest & 0x7f) | 0x80)
      rest >>= 7
    }
    return this.byte(rest & 0x7f)
  }

  /** A signed LEB128 integer of 64 bits, by its words. */
  i64(low: number, high: number): this {
    let rest = BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low >>> 0))
    while (rest < -64n || rest > 63n) {
      this.byte(Number(rest & 0x7fn) | 0x80)
      rest >>= 7n
    }
    return this.byte(Number(rest & 0x7fn))
  }

  /** A name, as its length and its UTF-8 bytes; ASCII is all that is ever written. */
  name(text: string): this {
    this.u32(text.length)
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i))
    return this
  }

  /** A piece with its length before it. */
  sized(piece: Bytes): this {
    return this.u32(piece.length).bytes(piece.view())
  }

  /** Takes back all but the first bytes. */
  cut(length: number): void {
    this.#length = length
  }

  /** What was written, until more is. */
  view(): Uint8Array {
    return this.#data.subarray(0, this.#length)
  }

  #grow(more: number): void {
    const needed = this.#length + more
    if (needed <= this.#data.length) return
    const larger = new Uint8Array(Math.max(needed, 2 * this.#data.length))
    larger.set(this.#data)
    this.#data = larger
  }
}

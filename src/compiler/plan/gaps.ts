// Memory that is free: places and their lengths, in bytes.

export interface Gap {
  readonly offset: number
  readonly bytes: number
}

/** The gaps without the first bytes of one of them. */
export const without = (gaps: readonly Gap[], gap: Gap, bytes: number): readonly Gap[] =>
  gaps.flatMap((other) => {
    if (other !== gap) return [other]
    const rest = { offset: gap.offset + bytes, bytes: gap.bytes - bytes }
    return rest.bytes > 0 ? [rest] : []
  })

/** Gaps in their order, neighbours as one. */
export const joined = (gaps: readonly Gap[]): readonly Gap[] => {
  const result: Gap[] = []
  for (const gap of [...gaps].sort((a, b) => a.offset - b.offset)) {
    const before = result.at(-1)
    if (before !== undefined && before.offset + before.bytes === gap.offset)
      result[result.length - 1] = { offset: before.offset, bytes: before.bytes + gap.bytes }
    else result.push(gap)
  }
  return result
}

// Tables of Markdown.

/** A table whose number columns stand to the right. */
export const table = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: (column: number) => boolean,
): string =>
  [head, head.map((_, i) => (numbers(i) ? '---:' : '---')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

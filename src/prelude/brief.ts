// Values from outside, shown in messages: as JSON has them, and never longer than a message may be.
import { isPlain, shown } from './shown.ts'

/** A value in few words, cut after so many characters: nested, cyclic and endless ones too, for each level takes one.
 *  @example brief({ a: [1, 'b'] }) // => '{"a":[1,"b"]}' */
export const brief = (x: unknown, longest = 80): string => {
  let text = ''
  const open = (): boolean => text.length <= longest
  const list = <T>(
    items: Iterable<T>,
    [begin, end]: readonly [string, string],
    show: (item: T) => void,
  ): void => {
    text += begin
    let first = true
    for (const item of items) {
      if (!open()) return
      if (!first) text += ','
      first = false
      show(item)
    }
    text += end
  }
  const show = (value: unknown): void => {
    if (typeof value === 'string') text += JSON.stringify(cut(value, longest))
    else if (Array.isArray(value)) list(value, ['[', ']'], show)
    else if (isPlain(value))
      list(Object.keys(value), ['{', '}'], (name) => {
        text += `${JSON.stringify(cut(name, longest))}:`
        show(value[name])
      })
    else text += shown(value)
  }
  show(x)
  return cut(text, longest)
}

/** The text, with an ellipsis in the place of what is too much; no character is cut in two.
 *  @example cut('abcdef', 4) // => 'abc…' */
export const cut = (text: string, longest = 80): string => {
  if (text.length <= longest) return text
  const halved = (text.charCodeAt(longest - 2) & 0xfc00) === 0xd800 // the first of two units of one character
  return `${text.slice(0, longest - (halved ? 2 : 1))}…`
}

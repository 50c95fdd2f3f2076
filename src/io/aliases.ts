// Aliases as files have them, among the texts: { alias: target }, or { alias: [target, 'transposed'] }.
// Two trees that share alike agree, however each writes it: leaves are compared, by the places to which their names lead.
import { brief, cut, type Issue } from '../prelude/index.ts'
import { type Alias, joined, places, segments, type Via } from '../tree/index.ts'
import { parsed } from './text.ts'

/** Where the aliases stand among the texts of a file. */
export const aliasesKey = 'espalier.aliases'

/** The aliases as a text. */
export const aliasText = (aliases: readonly Alias[]): string =>
  JSON.stringify(
    Object.fromEntries(
      aliases.map(({ path, target, via }) => [path, via === 'same' ? target : [target, via]]),
    ),
  )

/** What an alias names, and how it shows it. */
interface Target {
  readonly path: string
  readonly via: Via
}

/** The aliases of a file, by path, or what is wrong with their text. */
export const readAliases = (
  text: string | undefined,
): { readonly aliases: ReadonlyMap<string, Target>; readonly issues: readonly Issue[] } => {
  const stored = text === undefined ? {} : parsed(text)
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored))
    return {
      aliases: new Map(),
      issues: [
        issue(`${aliasesKey} must be a JSON object`, cut(text ?? ''), 'save the file again'),
      ],
    }
  const read = Object.entries(stored).map(([path, json]) => ({
    path,
    json,
    target: targetOf(json),
  }))
  return {
    aliases: new Map(read.flatMap(({ path, target }) => (target ? [[path, target] as const] : []))),
    issues: read.flatMap(({ path, json, target }) =>
      target
        ? []
        : [
            issue(
              `alias '${cut(path)}' must be a path, or [path, 'transposed']`,
              brief(json),
              'save the file again',
            ),
          ],
    ),
  }
}

const targetOf = (json: unknown): Target | undefined => {
  if (typeof json === 'string') return { path: json, via: 'same' }
  if (!Array.isArray(json) || json.length !== 2) return undefined
  const [path, via]: readonly unknown[] = json
  return typeof path === 'string' && via === 'transposed' ? { path, via } : undefined
}

/** The leaves whose names lead elsewhere in the file than in the tree, and aliases of the file that the tree has not.
 *  A file without aliases agrees: its tensors may stand under each name. */
export const conflictsOf = (tree: unknown, text: string | undefined): readonly Issue[] => {
  const { aliases, issues } = readAliases(text)
  if (aliases.size === 0) return issues
  const own = places(tree, 'load')
  const known = new Set(own.flatMap(({ path }) => prefixes(segments(path))))
  return [
    ...issues,
    ...own.flatMap(({ path, target, via }) => {
      const there = leads(aliases, path)
      if (there === undefined) return [issue(`'${path}' must end at a value`, 'a circle', again)]
      const [is, must] = [shown(there), shown({ path: target, via })]
      if (there.path === path || is === must) return []
      return [
        issue(
          `'${path}' must be ${target === path ? 'a value of its own' : `a reference to ${must}`}, as in the tree`,
          `a reference to ${is} in the file`,
          target === path ? 'tie it in the model too' : 'tie both alike',
        ),
      ]
    }),
    ...[...aliases].flatMap(([path, target]) =>
      known.has(path)
        ? []
        : [
            issue(
              `'${cut(path)}' must be a place of the tree`,
              `a reference to ${shown(target)} in the file`,
              'add it to the model, or save without it',
            ),
          ],
    ),
  ]
}

const again = 'save the file again'

const prefixes = (names: readonly string[]): readonly string[] =>
  names.map((_, i) => joined(names.slice(0, i + 1)))

const shown = ({ path, via }: Target): string =>
  `'${cut(path)}'${via === 'same' ? '' : ' transposed'}`

/** No tree has deeper paths, nor more aliases on the way to a value. */
const deepest = 1000
const furthest = 100

/** Where a path leads by the aliases of a file; undefined where it leads nowhere. */
const leads = (aliases: ReadonlyMap<string, Target>, path: string): Target | undefined => {
  let names = segments(path)
  let via: Via = 'same'
  for (let met = 0; met < furthest && names.length < deepest; met++) {
    const alias = prefixes(names).find((prefix) => aliases.has(prefix))
    const target = alias === undefined ? undefined : aliases.get(alias)
    if (alias === undefined || target === undefined) return { path: joined(names), via }
    names = [...segments(target.path), ...names.slice(segments(alias).length)]
    via = via === target.via ? 'same' : 'transposed'
  }
  return undefined
}

const issue = (must: string, was: string, advice: string): Issue => ({
  where: 'load',
  must,
  was,
  do: advice,
})

// A model's layers as PyTorch would show them, read from our summary: its tree gives names, nesting and order, its second
// column the layers, its third what they hold. What stands for what is stated here, and nothing else is known of PyTorch.
import { summary } from '../../src/nn/index.ts'
import type { AnySpec, Spec } from '../../src/nn/spec.ts'

/** PyTorch's class of each of our kinds. A repeat is its Sequential of equal blocks. */
const classes: Readonly<Record<string, string>> = {
  linear: 'Linear',
  relu: 'ReLU',
  sequential: 'Sequential',
  repeat: 'Sequential',
  fancyMlp: 'FixedHiddenMLP',
}

interface Module {
  readonly path: string
  readonly name: string
  readonly kind: string
  readonly sizes: readonly string[]
  readonly hasBias: boolean
  readonly depth: number
  /** The path of the layer that a reference names. */
  readonly names?: string
}

const line = /^((?:│ {2}| {3})*)(?:[├└]─ )?(\S.*?) {2,}(\w+)(?:\((.*?)\))?(?: {2,}(.*))?$/

/** The rows of a summary, but the last, which is the total. */
const modulesOf = (spec: Spec): readonly Module[] => {
  const open: string[] = []
  return summary(spec)
    .split('\n')
    .slice(0, -1)
    .map((text, i): Module => {
      const [, indent = '', name = '', kind = '', sizes = '', holds = ''] = line.exec(text) ?? []
      if (kind === '') throw new Error(`no row: ${text}`)
      const depth = i === 0 ? 0 : indent.length / 3 + 1
      open.length = Math.max(0, depth - 1)
      const path = i === 0 ? '' : [...open, name].join('.')
      if (i > 0) open.push(name)
      return {
        path,
        name,
        kind,
        sizes: sizes.split(', '),
        hasBias: holds.includes('bias ['),
        depth,
        ...(kind === 'ref' ? { names: /→ (\S+)/.exec(holds)?.[1] ?? '' } : {}),
      }
    })
}

/** The class of a layer; of a container that a class of its own stands for, by its path. */
const classOf = (module: Module, own: Readonly<Record<string, string>>): string =>
  own[module.path] ?? classes[module.kind] ?? `no class for ${module.kind}`

/** PyTorch's named_modules, its print, and the order in which `apply` visits: children first, a shared layer once. */
export const asPyTorch = (
  spec: Spec | AnySpec,
  own: Readonly<Record<string, string>> = {},
): {
  readonly namedModules: readonly (readonly [string, string])[]
  readonly print: string
  readonly visits: readonly string[]
} => {
  const all = modulesOf(spec)
  const meant = (module: Module): Module =>
    module.names === undefined ? module : (all.find(({ path }) => path === module.names) ?? module)
  const childrenOf = (module: Module): readonly Module[] =>
    all.filter(
      ({ path, depth }) =>
        depth === module.depth + 1 && (module.path === '' || path.startsWith(`${module.path}.`)),
    )
  const printed = (module: Module, indent: string): string => {
    const { sizes, hasBias, kind } = meant(module)
    const name = classOf(meant(module), own)
    if (kind === 'linear')
      return `${name}(in_features=${sizes[0]}, out_features=${sizes[1]}, bias=${hasBias ? 'True' : 'False'})`
    const children = childrenOf(module)
    if (children.length === 0) return `${name}()`
    const inner = children.map(
      (child) => `${indent}  (${child.name}): ${printed(child, `${indent}  `)}\n`,
    )
    return `${name}(\n${inner.join('')}${indent})`
  }
  const visits = (module: Module): readonly string[] =>
    module.names === undefined ? [...childrenOf(module).flatMap(visits), classOf(module, own)] : []
  const [root] = all
  if (root === undefined) throw new Error('no rows')
  return {
    namedModules: all
      .filter(({ names }) => names === undefined)
      .map((module) => [module.path, classOf(module, own)]),
    print: printed(root, ''),
    visits: visits(root),
  }
}

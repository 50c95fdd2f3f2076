// A model at a glance: its layers as a tree, what each holds, and how many parameters there are. Shared ones count once.
import { showShape, size } from '../shape/index.ts'
import { type AnyRef, isRef, joined, segments } from '../tree/index.ts'
import { childPlan, empty, isBranch, type LeafPlan, type Plan, visitPlan } from './layout.ts'
import { meaningOf } from './meaning.ts'
import type { Spec } from './spec.ts'

interface Row {
  /** The name, drawn as a branch of the tree. */
  readonly name: string
  readonly layer: string
  /** The parameters that stand here, each with its shape, and references with what they name. */
  readonly holds: string
  readonly parameters: number
  readonly constants: number
}

/** The model as a table whose first column is its tree: names, layers, what they hold, and counts. References show what they
 *  name and count nothing; constants, which are never trained, count apart. */
export const summary = (spec: Spec): string => {
  const { plan } = meaningOf(spec, 'summary')
  const rows = rowsOf(spec, plan, [], ['', ''])
  const parameters = rows.reduce((sum, row) => sum + row.parameters, 0)
  const constants = rows.reduce((sum, row) => sum + row.constants, 0)
  const total =
    constants === 0
      ? `${parameters} parameters`
      : `${parameters} parameters, ${constants} constants`
  return [...aligned(rows), total].join('\n')
}

type Indent = readonly [own: string, below: string]

const rowsOf = (
  spec: Spec,
  plan: Plan,
  path: readonly string[],
  [own, below]: Indent,
): readonly Row[] => {
  const { label, children } = meaningOf(spec, 'summary')
  const name = path.at(-1) ?? 'model'
  if (isRef(plan)) {
    const target = targetOf(plan, path)
    return [
      { name: `${own}${name}`, layer: label, holds: `→ ${target}`, parameters: 0, constants: 0 },
    ]
  }
  const leaves = isBranch(plan) ? plan.children.filter(([child]) => !children.has(child)) : []
  const inner = [...children]
  return [
    { name: `${own}${name}`, layer: label, ...held(leaves, path) },
    ...inner.flatMap(([child, childSpec], i) => {
      const last = i === inner.length - 1
      const indent = last ? (['└─ ', '   '] as const) : (['├─ ', '│  '] as const)
      const drawn: Indent = [`${below}${indent[0]}`, `${below}${indent[1]}`]
      return rowsOf(childSpec, childPlan(plan, child) ?? empty, [...path, child], drawn)
    }),
  ]
}

const held = (
  leaves: readonly (readonly [string, Plan])[],
  path: readonly string[],
): Pick<Row, 'holds' | 'parameters' | 'constants'> => {
  const drawn: LeafPlan[] = []
  for (const [, plan] of leaves)
    visitPlan(plan, (node) => {
      if (!isRef(node)) drawn.push(node)
    })
  const total = (fixed: boolean): number =>
    drawn.filter((leaf) => leaf.fixed === fixed).reduce((sum, leaf) => sum + size(leaf.shape), 0)
  return {
    holds: leaves.map(([name, plan]) => `${name} ${shown(plan, [...path, name])}`).join(', '),
    parameters: total(false),
    constants: total(true),
  }
}

const shown = (plan: Plan, path: readonly string[]): string => {
  if (isRef(plan))
    return `→ ${targetOf(plan, path)}${plan.via === 'transposed' ? ' transposed' : ''}`
  if (isBranch(plan)) return plan.children.map(([name]) => name).join(' ')
  return `${showShape(plan.shape)}${plan.fixed ? ' fixed' : ''}`
}

/** The absolute path that a reference names, from its own place. */
const targetOf = (ref: AnyRef, path: readonly string[]): string =>
  joined([...path.slice(0, path.length - ref.up), ...segments(ref.path)])

/** The rows as lines whose columns stand below each other. */
const aligned = (rows: readonly Row[]): readonly string[] => {
  const cells = rows.map(({ name, layer, holds, parameters, constants }) => [
    name,
    layer,
    holds,
    parameters + constants === 0 ? '' : `${parameters + constants}`,
  ])
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(0, ...cells.map((row) => [...(row[column] ?? '')].length)),
  )
  return cells.map((row) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - [...cell].length)
        return column === 3 ? `${space}${cell}` : `${cell}${space}`
      })
      .join('  ')
      .trimEnd(),
  )
}

// Kernels and routines as people read them: a line each, indented inside loops.
import { size } from '../../shape/index.ts'
import type { Kernel, Node } from './kernel.ts'
import { bodiesOf, type Routine, type Step } from './routine.ts'

const nameOf = (node: Node): string | undefined => {
  switch (node.kind) {
    case 'unary':
    case 'binary':
      return node.op
    case 'compare':
      return node.direction
    case 'select':
    case 'convert':
    case 'bits':
    case 'threefry':
      return node.kind
    case 'load':
    case 'index':
    case 'literal':
    case 'result':
      return undefined
  }
}

/** The operations among nodes, in order; a run of the same is said once. */
const namesOf = (nodes: readonly Node[]): string => {
  const runs: { readonly name: string; count: number }[] = []
  for (const node of nodes) {
    const name = nameOf(node)
    if (name === undefined) continue
    const last = runs.at(-1)
    if (last?.name === name) last.count++
    else runs.push({ name, count: 1 })
  }
  return runs.map(({ name, count }) => (count > 1 ? `${name} ×${count}` : name)).join(', ')
}

const shown = (sizes: readonly number[]): string => `[${sizes.join(', ')}]`
const after = (word: string, nodes: readonly Node[]): string => {
  const names = namesOf(nodes)
  return names === '' ? '' : `${word}${names}`
}

/** A kernel in a line: `map [128, 256]: lt, select`. */
export const printKernel = (kernel: Kernel): string => {
  switch (kernel.kind) {
    case 'map':
      return `map ${shown(kernel.space)}${after(': ', kernel.nodes) || ': copy'}`
    case 'fold': {
      const folds = kernel.folds.map(({ how }) => how).join(', ')
      const { space, length, nodes, finish } = kernel
      return `fold ${shown(space)} over ${length}: ${folds}${after(' of ', nodes)}${after(', then ', finish)}`
    }
    case 'chain':
      return `chain ${shown(kernel.space)} along ${kernel.length}`
    case 'sort':
      return `sort ${shown(kernel.space)} along ${kernel.length}`
    case 'product': {
      const { batch, rows, columns, outside, along, unit, finish } = kernel
      const terms = [...outside, along, ...unit].filter((n) => n !== 1)
      const sizes = `${shown([...batch.filter((n) => n !== 1), rows])} × ${shown(columns)} over ${terms.length > 1 ? shown(terms) : (terms[0] ?? 1)}`
      return `product ${sizes}${after(', then ', finish)}`
    }
  }
}

/** A step in a line, without what is inside it. */
export const printStep = (step: Step): string => {
  switch (step.kind) {
    case 'run':
      return printKernel(step.kernel)
    case 'share':
      return `${printKernel(step.kernel)}, ${step.count} parts`
    case 'scan':
      return `scan of ${step.length}`
    case 'while':
      return step.limit === null ? 'while' : `while, at most ${step.limit}`
    case 'cond':
      return step.lanes === 1 ? 'cond' : `cond of ${step.lanes}`
  }
}

/** All steps of a routine, those inside loops under theirs. */
export const printRoutine = ({ steps }: Routine, indent = ''): string =>
  steps
    .flatMap((step) => [
      `${indent}${printStep(step)}`,
      ...bodiesOf(step).map((body) => printRoutine(body, `${indent}  `)),
    ])
    .join('\n')

const counted = (nodes: readonly Node[]): number =>
  nodes.filter((node) => nameOf(node) !== undefined).length

/** How many operations on elements a kernel is; a product and the sum it joins are two. */
export const operationsOf = (kernel: Kernel): number => {
  switch (kernel.kind) {
    case 'map':
      return size(kernel.space) * counted(kernel.nodes)
    case 'fold': {
      const each = kernel.length * (counted(kernel.nodes) + kernel.folds.length)
      return size(kernel.space) * (each + counted(kernel.finish))
    }
    case 'chain':
    case 'sort':
      return size(kernel.space) * kernel.length
    case 'product': {
      const { batch, rows, columns, outside, along, unit, finish } = kernel
      const terms = size(outside) * along * size(unit)
      return size(batch) * rows * size(columns) * (2 * terms + counted(finish))
    }
  }
}

// What is raced. A task is a name and its sizes, as its runners know it; those of one heat are timed in turn with each other.

export type Kind = 'step' | 'product' | 'operation' | 'sweep'

export interface Heat {
  readonly kind: Kind
  readonly name: string
  readonly tasks: readonly string[]
  /** How long a repetition is, as a part of what was asked for. */
  readonly share: number
}

const models = ['mlp_784_256_10', 'lenet5', 'gpt2l_sgd', 'gpt2l_adamw'] as const
export type Model = (typeof models)[number]

/** The shapes of PERFORMANCE: [m, k, n], square and skinny. */
const shapes = [
  [64, 64, 64],
  [128, 128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [1024, 1024, 1024],
  [2048, 2048, 2048],
  [128, 784, 256],
  [32, 8, 8],
  [256, 64, 64],
] as const
export const products: readonly string[] = shapes.map((shape) => `product ${shape.join(' ')}`)

/** Operations that stand alone, by what is asked of them. */
export const operations = {
  sum: ['sum 131072', 'sum 1048576'],
  exp: ['exp 16384'],
  log: ['log 16384'],
  tanh: ['tanh 16384'],
  softmax: ['softmax 512 128', 'softmax 2048 64'],
  layerNorm: ['layerNorm 512 128'],
  rows: ['rows 512 128', 'rows 128 10'],
  columns: ['columns 128 256', 'columns 512 512'],
} as const

/** The sizes of a sweep. */
export const sizes: readonly number[] = Array.from({ length: 300 }, (_, i) => i + 1)
const sweeps: Readonly<Record<string, (n: number) => string>> = {
  product: (n) => `product ${n} ${n} ${n}`,
  add: (n) => `add ${n}`,
  exp: (n) => `exp ${n}`,
  sum: (n) => `sum ${n}`,
  rows: (n) => `rows 16 ${n}`,
  softmax: (n) => `softmax 16 ${n}`,
}

const alone = (kind: Kind, task: string): Heat => ({ kind, name: task, tasks: [task], share: 1 })

/** Everything there is, in the order of the table. `_scan` is a loop inside one program, `_call` one call a step. */
export const heats: readonly Heat[] = [
  {
    kind: 'step',
    name: 'mlp_4_8_1',
    tasks: ['mlp_4_8_1_scan', 'mlp_4_8_1', 'mlp_4_8_1_call'],
    share: 1,
  },
  ...models.map(
    (model): Heat => ({
      kind: 'step',
      name: model,
      tasks: [model, `${model}_call`],
      share: 1,
    }),
  ),
  ...products.map((task) => alone('product', task)),
  ...Object.values(operations).flatMap((tasks) => tasks.map((task) => alone('operation', task))),
  ...Object.entries(sweeps).map(
    ([name, task]): Heat => ({
      kind: 'sweep',
      name: `sweep of ${name}`,
      tasks: sizes.map(task),
      share: 0.1,
    }),
  ),
]

/** Whether a word names a heat: its kind, a part of its name, one of its tasks. A sweep is named as one. */
const names = (word: string, { kind, name, tasks }: Heat): boolean =>
  kind === word ||
  (kind === 'sweep'
    ? word.startsWith('sweep') && name.includes(word)
    : name.includes(word) || tasks.includes(word))

/** The heats that one of the words names; all where there is no word. */
export const chosen = (words: readonly string[]): readonly Heat[] =>
  words.length === 0 ? heats : heats.filter((heat) => words.some((word) => names(word, heat)))

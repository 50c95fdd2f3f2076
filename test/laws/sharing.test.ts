// Sharing is a reference: for random models with random ties, through everything that can be done to a tree.
import fc from 'fast-check'
import { getOrElse } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import {
  type AnySpec,
  apply,
  at,
  combine,
  digest,
  edit,
  entries,
  grad,
  init,
  modify,
  nn,
  partition,
  random,
  sameBits,
  set,
  type Tensor,
  tensor,
  vmap,
} from '../../src/index.ts'
import { load, save } from '../../src/io/index.ts'
import { add, mul, row, stack, sum, tanh, transpose, update } from '../../src/ops/index.ts'
import { adamw, applyUpdates, chain, clipByGlobalNorm, sgd } from '../../src/optim/index.ts'
import { map, mapTo, refs, resolve, resolveAll } from '../../src/tree/index.ts'

/** A stack of layers of one size, some of which are references to earlier ones, and some of whose weights are tied. */
interface Model {
  readonly net: AnySpec
  readonly plain: AnySpec
  readonly layers: number
}

const models: fc.Arbitrary<Model> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('own', 'ref', 'weight', 'transposed'),
      target: fc.nat({ max: 9 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((places) => {
    const owners = [0]
    const rules: Record<string, string | ReturnType<typeof nn.transposed>> = {}
    const layers = [nn.linear(3, 3)] as unknown[]
    for (const [i, { kind, target }] of places.entries()) {
      const place = i + 1
      const owner = owners[target % owners.length] ?? 0
      layers.push(kind === 'ref' ? nn.ref(`${owner}`) : nn.linear(3, 3))
      if (kind === 'weight') rules[`${place}.weight`] = `${owner}.weight`
      if (kind === 'transposed') rules[`${place}.weight`] = nn.transposed(`${owner}.weight`)
      if (kind === 'own') owners.push(place)
    }
    const layered = nn.sequential(...(layers as [])) as unknown as AnySpec
    const plain = nn.sequential(...(layers.map(() => nn.linear(3, 3)) as [])) as unknown as AnySpec
    const net = (Object.keys(rules).length === 0
      ? layered
      : nn.tie(layered, rules as never)) as unknown as AnySpec
    return { net, plain, layers: layers.length }
  })

const x = tensor(
  [
    [0.5, -1, 2],
    [1, 0.25, -0.5],
  ],
  undefined,
  { dtype: 'f64' },
)
const lossOf = (net: AnySpec) => (p: unknown) => {
  const y = tanh(apply(net)(p as never, x as never) as never)
  return sum(mul(y, y)) as Tensor<[], 'f64'>
}
const drawn = (net: AnySpec, seed: number): unknown => init(net, { dtype: 'f64' })(random.key(seed))
const leaf = (tree: unknown, path: string): Tensor<[3, 3], 'f64'> =>
  at(tree as never, path as never)
const close = (a: Iterable<unknown>, b: Iterable<unknown>): boolean => {
  const right = [...b] as readonly number[]
  return [...a].every(
    (v, i) =>
      Math.abs((v as number) - (right[i] ?? 0)) <= 1e-12 * Math.max(1, ...right.map(Math.abs)),
  )
}

test('the gradient of a shared leaf is the sum over its uses', () => {
  const property = fc.property(models, fc.nat({ max: 1000 }), ({ net, plain, layers }, seed) => {
    const tied = drawn(net, seed)
    const g = grad(lossOf(net))(tied)
    const apart = grad(lossOf(plain))(resolveAll(tied))
    const uses = Array.from({ length: layers }, (_, i) =>
      ['weight', 'bias'].map((name) => `${i}.${name}`),
    ).flat()
    const totals = new Map<string, Tensor<[3, 3], 'f64'>>()
    for (const path of uses) {
      const { names, via } = resolve(tied, path)
      const part = leaf(apart, path)
      const turned = via === 'transposed' ? (transpose(part) as typeof part) : part
      const home = names.join('.')
      const sofar = totals.get(home)
      totals.set(home, sofar === undefined ? turned : add(sofar, turned))
    }
    return (
      entries(g).length === totals.size &&
      entries(g).every(([path, part]) => close(part, totals.get(path) ?? []))
    )
  })
  fc.assert(property, { numRuns: 60 })
})

/** What can be done to a tree of parameters. */
const changes: Readonly<Record<string, (tree: unknown, net: AnySpec) => unknown>> = {
  set: (tree) =>
    set(tree as never, '0.bias' as never, tensor([1, 2, 3], undefined, { dtype: 'f64' }) as never),
  modify: (tree) =>
    modify(
      tree as never,
      lastWeight(tree) as never,
      ((w: Tensor<[3, 3], 'f64'>) => update(w, [0, 0], 100)) as never,
    ),
  edit: (tree) =>
    edit((draft: Record<string, { bias: unknown }>) => {
      const first = draft[0]
      if (first !== undefined) first.bias = tensor([4, 5, 6], undefined, { dtype: 'f64' })
    })(tree as never),
  map: (tree) => map((w) => add(w as never, 1) as never)(tree),
  sgd: (tree, net) => stepped(sgd({ learningRate: 0.1, momentum: 0.9 }), tree, net),
  adamw: (tree, net) => stepped(adamw({ learningRate: 0.1 }), tree, net),
  save: (tree) =>
    getOrElse<unknown, unknown>((issues) => {
      throw new Error(JSON.stringify(issues))
    })(load(tree)(save(tree))),
  partition: (tree) =>
    combine(
      ...(partition((path) => path.endsWith('bias'))(tree) as unknown as readonly [never, never]),
    ),
  vmap: (tree) => {
    const pair = mapTo((w) => stack([w, w] as never) as never)(tree)
    const both = vmap((p: unknown) => map((w) => mul(w as never, 2) as never)(p))(pair as never)
    return mapTo((w) => row(w as never, 1) as never)(both)
  },
}
const lastWeight = (tree: unknown): string => `${Object.keys(tree as object).length - 1}.weight`
const stepped = (
  optimizer: ReturnType<typeof sgd> | ReturnType<typeof adamw>,
  tree: unknown,
  net: AnySpec,
): unknown => {
  const g = grad(lossOf(net))(tree)
  const [updates] = (optimizer as ReturnType<typeof sgd>).update(
    g as never,
    optimizer.init(tree) as never,
    tree as never,
  )
  return applyUpdates(tree, updates as never)
}

test('no sequence of changes makes two uses of a shared leaf differ', () => {
  const names = fc.array(fc.constantFrom(...Object.keys(changes)), { minLength: 1, maxLength: 5 })
  const property = fc.property(models, names, ({ net }, sequence) => {
    const start = drawn(net, 1)
    let tree = start
    for (const name of sequence) tree = changes[name]?.(tree, net)
    expect(refs(tree)).toEqual(refs(start))
    const whole = resolveAll(tree)
    for (const { path, target, via } of refs(tree))
      for (const [inner, there] of entries(at(whole as never, target as never))) {
        const [here, wanted] = [
          inner === '' ? path : `${path}.${inner}`,
          via === 'transposed' ? transpose(there as never) : there,
        ]
        expect(sameBits(leaf(whole, here), wanted as never)).toBe(true)
      }
  })
  fc.assert(property, { numRuns: 60 })
})

test('training leaves the old parameters as they were', () => {
  fc.assert(
    fc.property(models, ({ net }) => {
      const before = drawn(net, 2)
      const sum = digest(before)
      const after = stepped(adamw({ learningRate: 0.1 }), before, net)
      return digest(before) === sum && digest(after) !== sum
    }),
    { numRuns: 20 },
  )
})

test('a frozen leaf stays bit-equal under weight decay', () => {
  fc.assert(
    fc.property(models, ({ net }) => {
      const params = drawn(net, 3)
      const [frozen, trained] = partition((path) => path.startsWith('0.'))(params)
      const loss = (part: typeof trained) => lossOf(net)(combine(frozen, part))
      const optimizer = chain(clipByGlobalNorm(1), adamw({ learningRate: 0.1, weightDecay: 0.5 }))
      const g = grad(loss as never)(trained as never)
      const [updates] = optimizer.update(
        g as never,
        optimizer.init(trained) as never,
        trained as never,
      )
      const after = combine(frozen, applyUpdates(trained as never, updates as never))
      return (
        sameBits(leaf(after, '0.weight'), leaf(params, '0.weight')) &&
        sameBits(leaf(after, '0.bias'), leaf(params, '0.bias'))
      )
    }),
    { numRuns: 20 },
  )
})

test('a row of the canonical weight that is edited is seen through the alias', () => {
  const net = nn.sequential(nn.named('shared', nn.linear(3, 3)), nn.relu, nn.ref('shared'))
  const params = init(net)(random.key(0))
  const edited = modify(params, 'shared.weight', (w) => update(w, [0], tensor([7, 8, 9])))
  expect([...row(at(edited, '2.weight'), 0)]).toEqual([7, 8, 9])
  expect(at(edited, '2.weight')).toBe(at(edited, 'shared.weight'))
})

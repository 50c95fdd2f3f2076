// The numbers of the chapter's shared layer and of its exercises, in seed.json's sections shared, fancy_mlp and chimera.
import { describe, expect, test } from 'vitest'
import {
  apply,
  at,
  flat,
  grad,
  init,
  nn,
  random,
  set,
  type Tensor,
  tensor,
} from '../../src/index.ts'
import { define, fixed, layer } from '../../src/nn/index.ts'
import { abs, add, div, matmul, mul, norm, relu, sub, sum, update } from '../../src/ops/index.ts'
import type { Float } from '../../src/shape/index.ts'
import { type AnyTensor, item, toArray } from '../../src/tensor/index.ts'
import { count, refs, resolveAll, zipWith } from '../../src/tree/index.ts'
import { ledgerOf } from './ledger.ts'
import { asPyTorch } from './modules.ts'
import {
  filled,
  floats,
  type Named,
  sameDerivatives,
  seeded,
  settled,
  shapes,
  tolerances,
  type Untyped,
} from './seeded.ts'

const key = random.key(0)

describe('shared', () => {
  const ledger = ledgerOf('shared')
  const net = nn.sequential(
    nn.linear(4, 8),
    nn.relu,
    nn.linear(8, 8),
    nn.relu,
    nn.ref('2'),
    nn.relu,
    nn.linear(8, 1),
  )
  const untied = nn.sequential(
    nn.linear(4, 8),
    nn.relu,
    nn.linear(8, 8),
    nn.relu,
    nn.linear(8, 8),
    nn.relu,
    nn.linear(8, 1),
  )
  const names = ledger.at('named_parameters_dedup') as Named
  const predict = apply(net) as Untyped
  const start = (dtype: Float): unknown =>
    set(
      filled(init(net, { dtype })(key), names, dtype) as never,
      '6.bias' as never,
      tensor([0.5], [1], { dtype }) as never,
    )

  test('names, order and counts are PyTorch’s, each shared leaf once', () => {
    const params = init(net)(key)
    ledger.equal(['named_parameters_dedup'], shapes(nn.entries(net)(params)))
    ledger.equal(['num_unique_params'], count(params))
    ledger.equal(['num_params_if_untied'], count(resolveAll(params)))
    ledger.equal(['state_dict_NOT_dedup'], shapes(nn.entries(untied)(resolveAll(params) as never)))
  })

  test('layers and their order are PyTorch’s, the shared one visited once', () => {
    const { print, visits } = asPyTorch(net)
    ledger.equal(['print'], print)
    ledger.equal(['apply_visit_order'], visits)
  })

  for (const dtype of floats)
    test(`values and gradients in ${dtype}`, () => {
      const params = start(dtype)
      const [x, t] = [seeded([2, 4], 1000, dtype), seeded([2, 1], 2000, dtype)]
      const path = ['values', dtype]
      const near = tolerances[dtype]
      ledger.same([...path, 'X'], x, near)
      ledger.same([...path, 'T'], t, near)
      for (const [name, leaf] of Object.entries(flat(params)))
        ledger.same([...path, 'params', name], leaf, near)
      const g = sameDerivatives(predict, { ledger, dtype, path, params, x, t })

      // the same values untied: the shared gradient is the sum over its two uses
      const apart = resolveAll(params)
      const half = ledger.at(...path, 'untied_same_values') as object
      const gu = sameUntied(apply(untied) as Untyped, { dtype, path, params: apart, x, t })
      for (const name of Object.keys(half).filter((n) => n.startsWith('grad_')))
        ledger.same(
          [...path, 'untied_same_values', name],
          at(gu as never, name.slice(5).replace('_', '.') as never) as AnyTensor,
          near,
        )
      const both = add(at(gu as never, '2.weight' as never), at(gu as never, '4.weight' as never))
      const difference = Math.max(
        ...[...(sub(at(g as never, '2.weight' as never) as never, both as never) as AnyTensor)].map(
          (d) => Math.abs(d as number),
        ),
      )
      ledger.same([...path, 'tied_grad_equals_sum_max_abs_diff'], difference, () => near(1))

      // 100 at [0, 0] of the canonical weight is seen through the alias
      const set100 = set(
        params as never,
        '2.weight' as never,
        update(at(params as never, '2.weight' as never), [0, 0] as never, 100) as never,
      )
      const rows = (p: unknown, place: string): readonly unknown[] =>
        toArray(at(p as never, place as never) as AnyTensor) as readonly unknown[]
      expect(rows(set100, '2.weight')[0]).toEqual(rows(set100, '4.weight')[0])
      ledger.same(
        [...path, 'set_0_0_to_100', 'net[4].weight[0,0]'],
        (rows(set100, '4.weight')[0] as readonly number[])[0] ?? 0,
        near,
      )
      ledger.same([...path, 'set_0_0_to_100', 'y_after'], predict(set100, x), near)
    })

  const sameUntied = (
    f: Untyped,
    at_: { dtype: Float; path: readonly string[]; params: unknown; x: AnyTensor; t: AnyTensor },
  ): object => {
    const { dtype, path, params, x, t } = at_
    const near = tolerances[dtype]
    const loss = (p: unknown): Tensor<[]> => meanSquared(f(p, x), t)
    ledger.same([...path, 'untied_same_values', 'y'], f(params, x), near)
    ledger.same([...path, 'untied_same_values', 'loss'], item(loss(params)), near)
    return grad(loss)(params) as object
  }

  test('a shared layer stands once, and is used as often as PyTorch visits it under two parents', () => {
    const weights = nn
      .entries(net)(init(net)(key))
      .filter(([path]) => path.endsWith('weight'))
    ledger.equal(['apply_linear_visits_same_parent'], weights.length)
    const one = () => nn.sequential(nn.linear(8, 8))
    const parents = nn.sequential(nn.named('a', one()), nn.named('b', one()))
    const twice = nn.tie(parents, { 'b.0': 'a.0' })
    const uses = 1 + refs(init(twice)(key)).length
    ledger.equal(['apply_visits_of_one_shared_linear_under_two_parents'], uses)
  })

  test('nothing is left out', () => settled('shared', ledger))
})

const meanSquared = (y: AnyTensor, t: AnyTensor): Tensor<[]> => {
  const d = sub(y as never, t as never) as AnyTensor
  return div(
    sum(mul(d as never, d as never)),
    d.shape.reduce((n, m) => n * m, 1),
  ) as never
}

/** What the exercise's model counted when it ran last. */
const counted = { halvings: 0, l1: 0 }

/** The exercise's model: a fixed weight, a layer used twice, and a `while` on what was computed. */
const fancyMlp = (dtype: Float) => {
  const rand = abs(mul(seeded([20, 20], 500, dtype) as Tensor<[20, 20]>, 2))
  const linear = nn.linear(20, 20)
  return define('fancyMlp', () =>
    layer({
      from: ['batch', 20],
      to: [],
      parts: { linear, rand: fixed([20, 20], () => rand) },
      apply: (p, x) => {
        const hidden = relu(add(matmul(apply(linear)(p.linear, x), p.rand), 1))
        let h = apply(linear)(p.linear, hidden)
        counted.l1 = item(sum(abs(h)))
        for (counted.halvings = 0; item(sum(abs(h))) > 1; counted.halvings++) h = div(h, 2)
        return sum(h)
      },
    }),
  )()
}

describe('fancy_mlp', () => {
  const ledger = ledgerOf('fancy_mlp')
  const names = ledger.at('named_parameters') as Named

  test('names and shapes are PyTorch’s: the fixed weight is no parameter', () => {
    const net = fancyMlp('f32')
    ledger.equal(['named_parameters'], shapes(nn.entries(net)(init(net)(key) as never)))
    ledger.equal(['state_dict'], shapes(nn.entries(net)(init(net)(key) as never)))
    ledger.equal(['print'], asPyTorch(net).print)
  })

  for (const dtype of floats)
    test(`values and gradients in ${dtype}`, () => {
      const net = fancyMlp(dtype)
      const predict = apply(net) as Untyped
      const params = filled(init(net, { dtype })(key), names, dtype)
      const x = seeded([2, 20], 1000, dtype)
      const path = ['values', dtype]
      const near = tolerances[dtype]
      ledger.same([...path, 'y'], item(predict(params, x)), near)
      ledger.equal([...path, 'halvings'], counted.halvings)
      ledger.same([...path, 'l1_before_loop'], counted.l1, near)
      const [g, gx] = [
        grad((p: unknown) => predict(p, x))(params),
        grad((input: unknown) => predict(params, input))(x),
      ]
      for (const name of ['linear.weight', 'linear.bias'])
        ledger.same([...path, 'grads', name], at(g as never, name as never) as AnyTensor, near)
      ledger.same([...path, 'grad_X'], gx as AnyTensor, near)
      if (dtype === 'f32') return

      const stepped = zipWith((w, d) => sub(w as never, mul(d as never, 0.1)) as never)(params, g)
      const after = ['after_one_sgd_step_lr0.1']
      ledger.same([...after, 'y_before'], item(predict(params, x)), near)
      ledger.same([...after, 'y_after'], item(predict(stepped, x)), near)
      ledger.equal([...after, 'halvings_after'], counted.halvings)
      ledger.same(
        [...after, 'linear.bias'],
        at(stepped as never, 'linear.bias' as never) as AnyTensor,
        near,
      )
      expect(at(stepped as never, 'rand' as never)).toEqual(at(params as never, 'rand' as never))
    })

  test('nothing is left out', () => settled('fancy_mlp', ledger))
})

describe('chimera', () => {
  const ledger = ledgerOf('chimera')
  const names = ledger.at('named_parameters') as Named
  const chimera = (dtype: Float) =>
    nn.sequential(
      nn.sequential(
        nn.named('net', nn.sequential(nn.linear(20, 64), nn.relu, nn.linear(64, 32), nn.relu)),
        nn.named('linear', nn.linear(32, 16)),
      ),
      nn.linear(16, 20),
      fancyMlp(dtype),
    )

  test('names, order and counts are PyTorch’s', () => {
    const net = chimera('f32')
    const params = init(net)(key)
    ledger.equal(['named_parameters'], shapes(nn.entries(net)(params as never)))
    ledger.equal(['num_params'], count(params))
    const { namedModules, print } = asPyTorch(net, { '0': 'NestMLP' }) // a sequential of ours
    ledger.equal(['named_modules'], namedModules)
    ledger.equal(['print'], print)
  })

  for (const dtype of floats)
    test(`values and gradients in ${dtype}`, () => {
      const net = chimera(dtype)
      const predict = apply(net) as Untyped
      const params = filled(init(net, { dtype })(key), names, dtype)
      const x = seeded([2, 20], 1000, dtype)
      const path = ['values', dtype]
      const near = tolerances[dtype]
      // y is a sum of 40 terms that cancel: it is compared on the scale of what is summed, which is at most 1
      ledger.same([...path, 'y'], item(predict(params, x)), () => near(1))
      ledger.equal([...path, 'halvings'], counted.halvings)
      ledger.same([...path, 'l1_before_loop'], counted.l1, near)
      const g = flat(grad((p: unknown) => predict(p, x))(params))
      for (const [name] of names)
        ledger.same([...path, 'grad_norms', name], item(norm(g[name] as never)), near)
      ledger.same([...path, 'grad_2.linear.bias'], g['2.linear.bias'] as AnyTensor, near)
      ledger.same([...path, 'grad_1.bias'], g['1.bias'] as AnyTensor, near)
    })

  test('nothing is left out', () => settled('chimera', ledger))
})

// The chapter's numbers: those in seed.json's sections on models and initialisation, read unchanged.
import { describe, expect, test } from 'vitest'
import { apply, at, flat, grad, init, nn, random, reinit, type Tensor } from '../../src/index.ts'
import {
  constant,
  initializer,
  kind,
  normal,
  within,
  xavierUniform,
  zeros,
} from '../../src/nn/index.ts'
import { leavesOf } from '../../src/nn/leaves.ts'
import { meaningOf } from '../../src/nn/meaning.ts'
import { abs, add, convert, ge, mul, update } from '../../src/ops/index.ts'
import { type AnyTensor, toArray } from '../../src/tensor/index.ts'
import { count } from '../../src/tree/index.ts'
import { f32, f64, ledgerOf } from './ledger.ts'
import { asPyTorch } from './modules.ts'
import {
  filled,
  floats,
  type Named,
  sameDerivatives,
  seeded,
  settled,
  shapes,
  squaredError,
  tolerances,
  type Untyped,
} from './seeded.ts'

const key = random.key(0)

describe('mlp_4_8_1', () => {
  const ledger = ledgerOf('mlp_4_8_1')
  const net = nn.sequential(nn.linear(4, 8), nn.relu, nn.linear(8, 1))
  const names = ledger.at('named_parameters') as Named
  const predict = apply(net) as Untyped

  test('names, order and counts are PyTorch’s', () => {
    const params = init(net)(key)
    ledger.equal(['named_parameters'], shapes(nn.entries(net)(params)))
    ledger.equal(['state_dict'], shapes(nn.entries(net)(params)))
    ledger.equal(['named_parameters_layer0'], shapes(nn.entries(nn.linear(4, 8))(params[0])))
    ledger.equal(['state_dict_layer2_keys'], shapes(nn.entries(nn.linear(8, 1))(params[2])))
    ledger.equal(['num_params'], count(params))
  })

  test('layers, their names and their order are PyTorch’s', () => {
    const { namedModules, print, visits } = asPyTorch(net)
    ledger.equal(['named_modules'], namedModules)
    ledger.equal(['print'], print)
    ledger.equal(['apply_visit_order'], visits)
  })

  for (const dtype of floats)
    test(`values and gradients in ${dtype}`, () => {
      const params = filled(init(net, { dtype })(key), names, dtype)
      const [x, t] = [seeded([2, 4], 1000, dtype), seeded([2, 1], 2000, dtype)]
      const path = ['values', dtype]
      ledger.same([...path, 'X'], x, tolerances[dtype])
      ledger.same([...path, 'T'], t, tolerances[dtype])
      for (const [name, leaf] of Object.entries(flat(params)))
        ledger.same([...path, 'params', name], leaf, tolerances[dtype])
      ledger.same(
        [...path, 'hidden_pre'],
        (apply(nn.linear(4, 8)) as Untyped)(params[0], x),
        tolerances[dtype],
      )
      sameDerivatives(predict, { ledger, dtype, path, params, x, t })
      const byInput = grad((input: unknown) => squaredError(predict, t)(params, input))
      ledger.same([...path, 'grad_X'], byInput(x) as AnyTensor, tolerances[dtype])
    })

  test('nothing is left out', () => settled('mlp_4_8_1', ledger))
})

describe('rgnet', () => {
  const ledger = ledgerOf('rgnet')
  const block1 = nn.sequential(nn.linear(4, 8), nn.relu, nn.linear(8, 4), nn.relu)
  const rgnet = nn.sequential(nn.repeat(4, block1, { names: 'block *' }), nn.linear(4, 1))
  const names = ledger.at('named_parameters') as Named

  test('names, order and counts are PyTorch’s', () => {
    const params = init(rgnet)(key)
    ledger.equal(['named_parameters'], shapes(nn.entries(rgnet)(params)))
    ledger.equal(['num_params'], count(params))
    ledger.equal(['access', 'shape'], [...at(params, '0.block 1.0.bias').shape])
    expect(Object.keys(flat(params))).toHaveLength(18)
  })

  test('blocks, their names and their order are PyTorch’s', () => {
    const { namedModules, print } = asPyTorch(rgnet)
    ledger.equal(['named_modules'], namedModules)
    ledger.equal(['print'], print)
  })

  for (const dtype of floats)
    test(`values and gradients in ${dtype}`, () => {
      const params = filled(init(rgnet, { dtype })(key), names, dtype)
      const [x, t] = [seeded([2, 4], 1000, dtype), seeded([2, 1], 2000, dtype)]
      const path = ['values', dtype]
      ledger.same([...path, 'X'], x, tolerances[dtype])
      ledger.same(
        [...path, 'rgnet[0][1][0].bias'],
        at(params, '0.block 1.0.bias' as never) as AnyTensor,
        tolerances[dtype],
      )
      for (const [name, leaf] of Object.entries(flat(params)))
        ledger.same([...path, 'params', name], leaf, tolerances[dtype])
      sameDerivatives(apply(rgnet) as Untyped, { ledger, dtype, path, params, x, t })
    })

  test('nothing is left out', () => settled('rgnet', ledger))
})

describe('init_section', () => {
  const ledger = ledgerOf('init_section')
  const net = nn.sequential(nn.linear(4, 8), nn.relu, nn.linear(8, 1))
  const params = init(net)(key)

  test('normal 0.01 and zeros', () => {
    const p = reinit(net, [{ where: kind('linear'), weight: normal({ std: 0.01 }), bias: zeros }])(
      key,
    )(params)
    ledger.same(['init_normal', 'bias0'], p[0].bias, f64)
    ledger.same(['init_normal', 'bias2'], p[2].bias, f64)
    const weights = [...p[0].weight, ...p[2].weight]
    expect(weights.every((w) => w !== 0)).toBe(ledger.at('init_normal', 'weights_nonzero'))
    expect(weights.every((w) => Math.abs(w) < 0.06)).toBe(
      ledger.at('init_normal', 'max_abs_below_0.06'),
    )
  })

  test('constant 1', () => {
    const p = reinit(net, [{ where: kind('linear'), weight: constant({ value: 1 }), bias: zeros }])(
      key,
    )(params)
    ledger.same(['init_constant_1', 'weight[0]'], toArray(p[0].weight)[0] ?? [], f64)
    ledger.same(['init_constant_1', 'bias[0]'], [...p[0].bias][0] ?? Number.NaN, f64)
    const x = seeded([2, 4], 1000, 'f32') as Tensor<[2, 4]>
    ledger.same(['init_constant_1', 'y_for_X_f32'], apply(net)(p, x), f32)
  })

  test('xavier on the first, 42 on the last', () => {
    const p = reinit(net, [
      { where: kind('linear'), weight: normal({ std: 0.01 }), bias: zeros },
      { where: within('0'), weight: xavierUniform() },
      { where: within('2'), weight: constant({ value: 42 }) },
    ])(key)(params)
    // the bound, measured: the largest of 32 000 draws, which is within 1/1000 of it but once in 10¹³
    const { declared } = leavesOf('test', meaningOf(net).plan, p)[0] ?? expect.unreachable()
    expect([declared.fanIn, declared.fanOut]).toEqual([4, 8])
    const many = init(nn.linear(4, 8, { weight: xavierUniform() }), { dtype: 'f64' })
    const drawn = Array.from({ length: 1000 }, (_, i) => [...many(random.key(i)).weight]).flat()
    const largest = Math.max(...drawn.map(Math.abs))
    const bound = ledger.at('block_wise', 'xavier_bound_layer0') as number
    expect(drawn.every((w) => Math.abs(w) <= bound)).toBe(true)
    ledger.same(['block_wise', 'xavier_bound_layer0'], largest, () => bound / 1000)
    expect([...p[0].weight].every((w) => Math.abs(w) <= bound)).toBe(
      ledger.at('block_wise', 'within'),
    )
    ledger.same(['block_wise', 'weight2'], p[2].weight, f64)
    ledger.same(['block_wise', 'bias2_unchanged_zero'], p[2].bias, f64)
  })

  test('my_init: uniform in (−10, 10), kept where it is 5 or more', () => {
    const myInit = initializer('my', () => (k, leaf) => {
      const w = random.uniform(k, leaf.shape, { min: -10, max: 10 })
      return mul(w, convert(ge(abs(w as never), 5), 'f32') as never) as never
    })
    const asked: (readonly [string, string, readonly number[]])[] = []
    const logging = initializer('logging', () => (k, leaf) => {
      asked.push(['Init', leaf.path.split('.').at(-1) ?? '', [...leaf.shape]])
      return random.uniform(k, leaf.shape) as never
    })
    reinit(net, [{ where: kind('linear'), weight: logging() }])(key)(params)
    ledger.equal(['my_init', 'log'], asked)
    const wide = init(nn.linear(1000, 1000, { weight: myInit(), bias: zeros }))(key)
    const weights = [...wide.weight] as readonly number[]
    expect(weights.every((w) => w === 0 || (Math.abs(w) >= 5 && Math.abs(w) <= 10))).toBe(true)
    ledger.same(['my_init', 'bias_untouched'], [...wide.bias].slice(0, 1), f64)
    // the law of the distribution, against a million draws: within five standard errors of them
    const average = (f: (w: number) => number): number =>
      weights.reduce((n, w) => n + f(w), 0) / weights.length
    const measured = (name: string, f: (w: number) => number): void => {
      const deviation = Math.sqrt(average((w) => f(w) * f(w)) - average(f) ** 2)
      ledger.same(['my_init', 'theory', name], average(f), () => (5 * deviation) / 1000)
    }
    measured('P(zero)', (w) => (w === 0 ? 1 : 0))
    measured('P(+)', (w) => (w > 0 ? 1 : 0))
    measured('P(-)', (w) => (w < 0 ? 1 : 0))
    measured('mean', (w) => w)
    measured('var', (w) => w * w)
    measured('E|w|', (w) => Math.abs(w))
  })

  test('+= 1, then [0, 0] = 42', () => {
    const p = filled(
      params,
      [
        ['0.weight', [8, 4]],
        ['0.bias', [8]],
        ['2.weight', [1, 8]],
        ['2.bias', [1]],
      ],
      'f32',
    )
    const w = update(add(p[0].weight, 1), [0, 0], 42)
    ledger.same(['direct_set', 'weight[0]_f32'], toArray(w)[0] ?? [], f32)
    ledger.same(['direct_set', 'weight[1]_f32'], toArray(w)[1] ?? [], f32)
  })

  test('nothing is left out but the Monte Carlo run', () =>
    settled(
      'init_section',
      ledger,
      ...['P(zero)', 'P(+)', 'mean', 'var', 'E|w|'].map((name) => `my_init/mc_1e6/${name}`),
    ))
})

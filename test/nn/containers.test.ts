// Containers: what trees they make, what they compute, what they refuse.
import { expect, test } from 'vitest'
import { grad } from '../../src/functions/index.ts'
import {
  apply,
  batchNorm,
  define,
  embedding,
  fixed,
  flatten,
  init,
  initializer,
  initState,
  layer,
  linear,
  named,
  normal,
  param,
  ref,
  relu,
  repeat,
  residual,
  sequential,
  input as stated,
  struct,
  tie,
  train,
  transposed,
  zeros,
} from '../../src/nn/index.ts'
import {
  add,
  convert,
  full,
  matmul,
  mul,
  ones,
  sum,
  tensor,
  transpose,
} from '../../src/ops/index.ts'
import { key, under } from '../../src/random/index.ts'
import { type Tensor, toArray } from '../../src/tensor/index.ts'
import { isConstant, isRef, paths, refTo } from '../../src/tree/index.ts'
import { message, untyped } from './message.ts'

const x = tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 4])

test('residual adds its body, which stands under body', () => {
  const spec = residual(linear(4, 4))
  const p = init(spec)(key(0))
  expect(apply(spec)(p, x)).toEqual(add(x, apply(linear(4, 4))(p.body, x)))
  expect(p.body).toEqual(init(linear(4, 4))(under(key(0), 'body')))
})

test('a residual body must keep the shape', () =>
  expect(message(() => untyped(sequential)(stated([2, 3, 4]), residual(flatten)))).toBe(
    'layer 1: residual body must keep the shape [2, 3, 4] (was [2, 12]); change its last layer',
  ))

test('a body that keeps no shape is refused where it is written', () => {
  const says = (kind: string) =>
    `${kind}: body must take what it gives (was [..., 2]); change its last layer`
  expect(message(() => untyped(residual)(linear(4, 2)))).toBe(says('residual'))
  expect(message(() => untyped(repeat)(3, linear(4, 2), { names: 'block *' }))).toBe(says('repeat'))
  const back = sequential(linear(4, 2), linear(2, 4))
  expect(apply(residual(back))(init(residual(back))(key(0)), x).shape).toEqual([2, 4])
})

test('repeat draws each copy from its own key and applies them in order', () => {
  const spec = repeat(2, linear(4, 4), { names: 'block *' })
  const p = init(spec)(key(5))
  const of = apply(linear(4, 4))
  expect(Object.keys(p)).toEqual(['block 0', 'block 1'])
  expect(p['block 0']).not.toEqual(p['block 1'])
  expect(apply(spec)(p, x)).toEqual(of(p['block 1'], of(p['block 0'], x)))
})

test('repeat needs a number of times and a name with one star', () => {
  const of = untyped(repeat)
  expect(message(() => of(0, relu))).toBe(
    'repeat: times must be whole and positive (was 0); count the copies',
  )
  expect(message(() => of(1.5, relu))).toBe(
    'repeat: times must be whole and positive (was 1.5); count the copies',
  )
  expect(message(() => of(2, relu, { names: 'block' }))).toBe(
    "repeat: names must hold one '*' (was 'block'); write it where the index stands",
  )
  expect(message(() => of(2, relu, { names: 'a.*' }))).toBe(
    "repeat: a name must hold no '.' (was 'a.0'); nest instead",
  )
  expect(message(() => of(2, ref('a')))).toBe(
    'repeat: body must be a layer (was a ref); put both into one sequential',
  )
})

test('a mistake in a repeated block is named by its pattern', () =>
  expect(
    message(() =>
      untyped(sequential)(
        linear(4, 8),
        repeat(2, sequential(relu, linear(4, 4)), { names: 'b *' }),
      ),
    ),
  ).toBe(
    'layer 1.b *.1: input of linear(4, 4) must be [..., 4] (was [..., 8]); write linear(8, 4), or change the layer before it',
  ))

test('struct has its children in leaf order, whatever the order of keys', () => {
  const spec = struct({ enc: linear(4, 8), dec: linear(8, 4) })
  expect(struct({ dec: linear(8, 4), enc: linear(4, 8) })).toEqual(spec)
  expect(init(spec)(key(1)).enc).toEqual(init(linear(4, 8))(under(key(1), 'enc')))
})

test('struct computes nothing', () =>
  expect(message(() => untyped(apply(struct({ a: relu })))({}, x))).toBe(
    'apply: struct must not be applied (was given an input); apply its children',
  ))

test('a reference of a struct names another child', () => {
  const p = init(struct({ a: linear(2, 2), b: ref('a') }))(key(0))
  expect(p.b).toEqual(refTo('a'))
})

const auto = struct({ enc: linear(4, 8), dec: linear(8, 4) })

test('a tie stores one matrix, and shows it transposed', () => {
  const tied = tie(sequential(named('enc', linear(4, 8)), named('dec', linear(8, 4))), {
    'dec.weight': transposed('enc.weight'),
  })
  const p = init(tied)(key(0))
  expect(paths(p)).toEqual(['dec.bias', 'enc.bias', 'enc.weight'])
  expect(p.dec.weight).toEqual(refTo('enc.weight', 2, 'transposed'))
  const hidden = add(matmul(x, transpose(p.enc.weight)), p.enc.bias)
  expect(apply(tied)(p, x)).toEqual(
    add(matmul(hidden, transpose(transpose(p.enc.weight))), p.dec.bias),
  )
})

test('the gradient of a tied leaf is the sum over its uses', () => {
  const plain = sequential(named('enc', linear(4, 8)), named('dec', linear(8, 4)))
  const tied = tie(plain, { 'dec.weight': transposed('enc.weight') })
  const p = init(tied, { dtype: 'f64' })(key(0))
  const untied = { ...p, dec: { ...p.dec, weight: transpose(p.enc.weight) } }
  const input = convert(x, 'f64')
  const g = grad((q: typeof p): Tensor<[], 'f64'> => sum(apply(tied)(q, input)))(p)
  const h = grad((q: typeof untied): Tensor<[], 'f64'> => sum(apply(plain)(q, input)))(untied)
  const both = add(h.enc.weight, transpose(h.dec.weight))
  for (const [i, a] of [...g.enc.weight].entries()) expect(a).toBeCloseTo(Number([...both][i]), 12)
})

test('a pattern ties every place that it names, but its target', () => {
  const spec = tie(repeat(3, residual(linear(4, 4))), { '*.body.weight': '0.body.weight' })
  const p = init(spec)(key(0))
  expect(isRef(p[0].body.weight)).toBe(false)
  expect([p[1].body.weight, p[2].body.weight]).toEqual([
    refTo('0.body.weight', 3),
    refTo('0.body.weight', 3),
  ])
  expect(apply(spec)(p, x).shape).toEqual([2, 4])
})

test('a rule for one place goes before a pattern', () => {
  const spec = tie(repeat(4, linear(4, 4)), { '*': '0', '3': '1' })
  const p = init(spec)(key(0))
  expect([p[1], p[2], p[3]]).toEqual([refTo('0'), refTo('0'), refTo('1')])
})

test('ties that cannot be are refused, all at once', () => {
  const of = untyped(tie)
  expect(message(() => of(auto, { 'dec.wieght': 'enc.weight', 'dec.bias': 'enc.bais' }))).toBe(
    [
      "tie: 'dec.wieght' must name a place of this model (was none); correct the path",
      "tie: 'enc.bais' must name a place of this model (was none); correct the path",
    ].join('\n'),
  )
  expect(message(() => of(auto, { 'dec.weight': 'enc.weight' }))).toBe(
    "tie: 'dec.weight' must have the form of 'enc.weight', [8, 4] (was [4, 8]); transpose one, or change a layer",
  )
  expect(message(() => of(auto, { dec: 'enc' }))).toBe(
    "tie: 'dec' must have the form of 'enc', a tree (was another tree); change a layer",
  )
  const square = struct({ a: linear(2, 2), b: linear(2, 2) })
  expect(message(() => of(square, { 'a.weight': 'b.weight', 'b.weight': 'a.weight' }))).toBe(
    "tie: 'a.weight' must end at a value (was a circle: 'a.weight' → 'b.weight' → 'a.weight'); tie one of them to another place",
  )
})

test('a place that is tied to itself, transposed or not, is a circle; a pattern leaves its target as it is', () => {
  const of = untyped(tie)
  const square = struct({ a: linear(2, 2), b: linear(2, 2) })
  for (const target of ['a.weight', transposed('a.weight')])
    expect(message(() => of(square, { 'a.weight': target }))).toBe(
      "tie: 'a.weight' must end at a value (was a circle: 'a.weight' → 'a.weight'); tie one of them to another place",
    )
  const all = init(tie(square, { '*.weight': transposed('a.weight') }))(key(0))
  expect(isRef(all.a.weight)).toBe(false)
  expect(all.b.weight).toEqual(refTo('a.weight', 2, 'transposed'))
})

test('what is given to tie, define or initializer and changed afterwards changes no spec', () => {
  const rules: { 'b.weight': 'a.weight' } = { 'b.weight': 'a.weight' }
  const tied = tie(struct({ a: linear(2, 2), b: linear(2, 2) }), rules)
  Object.assign(rules, { 'b.weight': 'a.bias' })
  expect(tied.rules).toEqual({ 'b.weight': 'a.weight' })
  expect(Object.isFrozen(tied.rules)).toBe(true)

  const options = { by: { factors: [2, 3] }, body: linear(1, 1) }
  const times = define('times', ({ by }: typeof options) =>
    layer({
      from: ['...'],
      to: ['...'],
      parts: {},
      apply: (_, y) => mul(y, by.factors[0] ?? 0),
    }),
  )(options)
  const mine = initializer(
    'mine',
    ({ by }: typeof options) =>
      (_, { shape, dtype }) =>
        full(shape, by.factors[0] ?? 0, { dtype }),
  )(options)
  options.by.factors[0] = 100
  expect(toArray(apply(times)({}, ones([1])))).toEqual([2])
  for (const made of [times.options, mine.options] as readonly Partial<typeof options>[]) {
    expect(made.by).toEqual({ factors: [2, 3] })
    expect([made, made.by, made.by?.factors].every(Object.isFrozen)).toBe(true)
    expect(made.body).toBe(options.body)
  }
  expect(toArray(init(linear(1, 1, { weight: mine }))(key(0)).weight)).toEqual([[2]])
})

test('options that hold themselves are refused', () => {
  const cyclic: Record<string, unknown> = {}
  cyclic.a = cyclic
  const make = define('mine', (_: object) =>
    layer({ from: ['...'], to: ['...'], parts: {}, apply: (_, y) => y }),
  )
  expect(message(() => make(cyclic))).toBe(
    'mine: options must be at most 64 levels deep (was more); flatten them, and let them not hold themselves',
  )
})

test('a place where a reference stands can be tied elsewhere', () => {
  const net = sequential(linear(4, 4), ref('0'), linear(4, 4))
  const tied = tie(net, { '1': '2' })
  const p = init(tied)(key(0))
  expect(p[1]).toEqual(refTo('2'))
  expect(apply(tied)(p, x).shape).toEqual([2, 4])
})

test('a tie shares parameters and no state, a ref both', () => {
  const one = batchNorm(2)
  const tied = tie(sequential(named('a', one), named('b', one)), { b: 'a' })
  expect(Object.keys(initState(tied))).toEqual(['a', 'b'])
  const referred = sequential(named('a', one), ref('a'))
  expect(Object.keys(initState(referred))).toEqual(['a'])
})

const scaled = define(
  'scaled',
  <I extends number, O extends number>({ in: i, out: o }: { readonly in: I; readonly out: O }) =>
    layer({
      from: ['...', i],
      to: ['...', o],
      parts: { weight: param([o, i]), scale: fixed([1], normal()) },
      apply: ({ weight, scale }, input) => mul(matmul(input, transpose(weight)), scale),
    }),
)

test('a layer of one’s own is data: its kind and options', () => {
  expect(JSON.parse(JSON.stringify(scaled({ in: 4, out: 3 })))).toEqual({
    kind: 'scaled',
    options: { in: 4, out: 3 },
  })
  expect(scaled({ in: 4, out: 3 })).toEqual(scaled({ in: 4, out: 3 }))
})

test('a constant is drawn by init, and is no leaf', () => {
  const p = init(scaled({ in: 4, out: 3 }))(key(0))
  expect(paths(p)).toEqual(['weight'])
  expect(isConstant(p.scale)).toBe(true)
  const y = apply(scaled({ in: 4, out: 3 }))(p, x)
  expect(y).toEqual(mul(matmul(x, transpose(p.weight)), p.scale.value))
})

test('an input that does not fit a pattern is refused', () =>
  expect(message(() => untyped(sequential)(linear(4, 8), scaled({ in: 7, out: 3 })))).toBe(
    'layer 1: input of scaled must be [..., 7] (was [..., 8]); change one of them',
  ))

test('what a layer gives must fit its pattern', () => {
  const wrong = define(
    'wrong',
    () =>
      untyped(layer)({
        from: ['...', 4],
        to: ['...', 2],
        parts: {},
        apply: (_: unknown, y: unknown) => y,
      }) as never,
  )
  expect(message(() => untyped(apply(untyped(wrong)() as never))({}, x))).toBe(
    "apply: its function must give [2, 2] (was f32[2, 4]); correct it or 'to'",
  )
})

test('parts must be params, constants or layers, with good names', () => {
  const of = (parts: object): string =>
    message(() =>
      untyped(
        define('odd', () => untyped(layer)({ from: ['...'], to: ['...'], parts }) as never),
      )(),
    )
  expect(of({ a: ref('b') })).toBe(
    "layer: part 'a' must be a param, a fixed or a layer (was a ref); apply the layer twice",
  )
  expect(of({ a: 3, 'b.c': relu })).toBe(
    [
      "layer: a name must hold no '.' (was 'b.c'); nest instead",
      "layer: part 'a' must be a param, a fixed or a layer (was 3); call param, fixed or its constructor",
    ].join('\n'),
  )
})

test('an embedding takes integers, and says so by its place', () => {
  const net = sequential(embedding(5, 4), linear(4, 2))
  const p = init(net)(key(0))
  const ids = tensor([0, 3], [2], { dtype: 'i32' })
  expect(apply(net)(p, ids).shape).toEqual([2, 2])
  expect(message(() => untyped(apply(net))(p, x))).toBe(
    'input: must be i32 or u32 (was f32); use convert',
  )
})

test('initial values depend on key and path alone: editing beside named children changes no other', () => {
  const before = sequential(named('a', linear(4, 4)), named('b', linear(4, 4)))
  const after = sequential(
    named('new', linear(4, 4)),
    named('a', linear(4, 4)),
    relu,
    named('b', linear(4, 4)),
  )
  const [p, q] = [init(before)(key(9)), init(after)(key(9))]
  expect([q.a, q.b]).toEqual([p.a, p.b])
})

test('options of a linear layer are kept as data', () => {
  const spec = linear(4, 2, { weight: normal({ std: 0.01 }), bias: zeros })
  expect(JSON.parse(JSON.stringify(spec))).toEqual({
    kind: 'linear',
    in: 4,
    out: 2,
    weight: { kind: 'normal', options: { std: 0.01 } },
    bias: { kind: 'zeros', options: {} },
  })
  expect(init(spec)(key(0)).bias).toEqual(tensor([0, 0]))
  expect('bias' in init(linear(4, 2, { bias: false }))(key(0))).toBe(false)
})

test('training what is not random gives the output and an empty state', () => {
  const p = init(linear(4, 2))(key(0))
  expect(train(linear(4, 2))(p, x)).toEqual([apply(linear(4, 2))(p, x), {}])
})

test('parameters of another model are refused with every difference', () => {
  const net = sequential(linear(4, 2), relu)
  expect(
    message(() => untyped(apply(net))({ 0: { weight: ones([2, 3]), scale: ones([1]) } }, x)),
  ).toBe(
    [
      'apply: tree of parameters must be that of this model (was another); use init',
      "apply: '0.weight' must be f32[2, 4] (was f32[2, 3]); give a tensor of that shape and dtype",
      "apply: '0.bias' must be f32[2] (was nothing); add it",
      "apply: '0.scale' must be nothing (was f32[1]); leave it out",
    ].join('\n'),
  )
})

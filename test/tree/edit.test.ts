import { pipe } from 'fp-ts/lib/function.js'
import { expect, test } from 'vitest'
import { add } from '../../src/ops/index.ts'
import { at, Constant, edit, refs, refTo } from '../../src/tree/index.ts'
import { messageOf } from './message.ts'
import { full } from './tensors.ts'

const layer = (value: number) => ({ weight: full([2, 2], value), bias: full([2], value) })
const tied = {
  0: layer(1),
  shared: layer(2),
  4: refTo('shared'),
  6: refTo('shared.bias'),
  c: new Constant(full([1], 3)),
}

/** An edit that the types would refuse. */
type Loose = Record<string, Record<string, unknown> | undefined>

const loosely = (recipe: (draft: Loose) => void) => () => edit(recipe as never)(tied)

test('nothing of the caller’s is frozen, and all that is made is', () => {
  const mine = { a: { w: 1 }, b: { w: 2 } }
  const edited = edit((draft: typeof mine) => {
    draft.a.w = 3
  })(mine)
  expect([mine, mine.a, mine.b, edited.b].map(Object.isFrozen)).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect([edited, edited.a].map(Object.isFrozen)).toEqual([true, true])
  expect([edited.b === mine.b, mine.a.w]).toEqual([true, 1])
  expect(edit(() => undefined)(mine)).toBe(mine)
  expect(Object.isFrozen(mine)).toBe(false)
})

test('edit gives a new tree; what it leaves alone keeps its identity', () => {
  const next = pipe(
    tied,
    edit((draft) => {
      draft[0].bias = full([2], 9)
    }),
  )
  expect(next).toEqual({ ...tied, 0: { ...tied[0], bias: full([2], 9) } })
  expect(next[0].weight).toBe(tied[0].weight)
  expect(next.shared).toBe(tied.shared)
  expect(tied[0].bias).toEqual(full([2], 1))
  expect([next, next[0]].every(Object.isFrozen)).toBe(true)
})

test('an edit that changes nothing gives the same tree', () =>
  expect(edit(() => {})(tied)).toBe(tied))

test('an edit of a shared leaf is seen through its aliases', () => {
  const next = edit<typeof tied>((draft) => {
    draft.shared.bias = full([2], 9)
  })(tied)
  expect([at(next, '4.bias'), at(next, '6')]).toEqual([full([2], 9), full([2], 9)])
})

test('a draft shows the reference', () =>
  edit<typeof tied>((draft) => {
    expect(draft[4]).toBe(tied[4])
    expect(draft.c).toBe(tied.c)
  })(tied))

test('the value of a recipe is ignored', () =>
  expect(edit<typeof tied>((draft) => (draft[0] = layer(5)))(tied)[0]).toEqual(layer(5)))

test('a tree of open names may gain and lose leaves', () => {
  const open: Readonly<Record<string, unknown>> = { a: full([1], 1), b: full([1], 2) }
  const next = edit<typeof open>((draft) => {
    delete draft.a
    draft.c = refTo('b')
  })(open)
  expect(next).toEqual({ b: full([1], 2), c: refTo('b') })
})

test('a leaf without aliases may become a reference to its like', () => {
  const next = loosely((draft) => Object.assign(draft, { 0: refTo('shared') }))()
  expect(refs(next).map(({ path, target }) => [path, target])).toEqual([
    ['0', 'shared'],
    ['4', 'shared'],
    ['6', 'shared.bias'],
  ])
})

test('an alias may be removed', () =>
  expect(loosely((draft) => delete draft[4])()).toEqual({
    0: tied[0],
    shared: tied.shared,
    6: tied[6],
    c: tied.c,
  }))

test.each<readonly [string, (draft: Loose) => void, string]>([
  [
    'a removed leaf with aliases',
    (draft) => delete draft.shared?.bias,
    "edit: 'shared.bias' must stay f32[2], for '4.bias' and '6' refer to it (was nothing); untie first",
  ],
  [
    'a removed sub-tree with aliases',
    (draft) => delete draft.shared,
    "edit: 'shared.bias' must stay f32[2], for '4.bias' and '6' refer to it (was nothing); untie first\nedit: 'shared.weight' must stay f32[2, 2], for '4.weight' refers to it (was nothing); untie first",
  ],
  [
    'a shared leaf made a reference',
    (draft) => Object.assign(draft.shared ?? {}, { bias: refTo('0.bias', 2) }),
    "edit: 'shared.bias' must stay f32[2], for '4.bias' and '6' refer to it (was a reference to '0.bias' from 2 levels up); untie first",
  ],
  [
    'an alias made a tensor',
    (draft) => Object.assign(draft, { 6: full([2], 1) }),
    "edit: '6' must stay a reference to 'shared.bias' (was f32[2]); write to what it refers to, or untie it first",
  ],
  [
    'a reference to nothing',
    (draft) => Object.assign(draft, { new: refTo('gone') }),
    "edit: the reference at 'new' must name a place of the tree (was 'gone', where nothing is); correct its path, or put a value there",
  ],
  [
    'a circle',
    (draft) => Object.assign(draft, { x: refTo('y'), y: refTo('x') }),
    "edit: the reference at 'x' must end at a value (was a circle: 'x' → 'y' → 'x'); let one of them name another place\nedit: the reference at 'y' must end at a value (was a circle: 'y' → 'x' → 'y'); let one of them name another place",
  ],
  [
    'sub-trees that contain each other',
    (draft) => Object.assign(draft, { x: { p: refTo('y', 2) }, y: { q: refTo('x', 2) } }),
    "edit: the reference at 'x.p' must end at a value (was a circle: 'x.p' → 'y.q' → 'x.p'); let one of them name another place",
  ],
  [
    'a reference of another shape',
    (draft) => Object.assign(draft[0] ?? {}, { bias: refTo('shared.weight', 2) }),
    "edit: '0.bias' must be f32[2] (was f32[2, 2]); let the reference at '0.bias' name another place than 'shared.weight'",
  ],
  [
    'a reference to a sub-tree of another structure',
    (draft) => Object.assign(draft, { 0: refTo('c') }),
    "edit: '0' must be a tree (was f32[1]); let the reference at '0' name another place than 'c'",
  ],
  [
    'a leaf of another shape',
    (draft) => Object.assign(draft.shared ?? {}, { bias: full([3], 1) }),
    "edit: 'shared.bias' must be f32[2] (was f32[3]); keep its shape and dtype",
  ],
  [
    'a number in place of a leaf',
    (draft) => Object.assign(draft[0] ?? {}, { bias: 1 }),
    "edit: '0.bias' must be f32[2] (was 1); keep the structure of the tree",
  ],
  [
    'an element written to a plain leaf, and says nothing of the ties',
    (draft) => Object.assign(draft[0]?.bias as object, { 1: 42 }),
    "edit: '0.bias' must be replaced whole (was a write to its '1'); write draft[0].bias = update(draft[0].bias, [1], 42)",
  ],
  [
    'an element written to a leaf that is computed with before',
    (draft) => {
      const leaf = (draft.shared as (typeof tied)['shared']).bias
      Object.assign(draft.shared ?? {}, { bias: add(leaf, leaf) })
      Object.assign(leaf, { 0: leaf })
    },
    "edit: 'shared.bias' must be replaced whole (was a write to its '0'); write draft.shared.bias = update(draft.shared.bias, [0], x)",
  ],
  [
    'a write into a constant',
    (draft) => Object.assign(draft.c ?? {}, { w: 1 }),
    "edit: 'c' must be replaced whole (was a write to its 'w'); write draft.c = another one",
  ],
  [
    'a write into a reference',
    (draft) => Object.assign(draft[6] ?? {}, { 0: 1 }),
    "edit: '6' must stay a reference to 'shared.bias' (was a write to its '0'); write to 'shared.bias' instead, to which it leads",
  ],
  [
    'an object that hides its insides',
    (draft) => Object.assign(draft, { new: new Set() }),
    "edit: 'new' must be a tensor, a plain object or an array (was a Set); make it a plain object",
  ],
])('edit refuses %s', (_, recipe, message) => expect(messageOf(loosely(recipe))).toBe(message))

test('a write that a second run does not repeat is refused without its place', () => {
  let runs = 0
  const once = (draft: Loose): void => {
    if (runs++ === 0) Object.assign(draft[0]?.bias as object, { 1: 42 })
  }
  expect(messageOf(loosely(once))).toBe(
    'edit: recipe must write to what stands in the tree (was a new property of a reference, a constant or a tensor); replace it whole, or write where a reference leads',
  )
  expect(runs).toBe(2)
})

test('a place of other names is written as JavaScript has it', () =>
  expect(
    messageOf(() =>
      edit((draft: { 'block 1': [{ w: object }] }) => {
        Object.assign(draft['block 1'][0].w, { 0: 1 })
      })({ 'block 1': [{ w: full([2], 1) }] } as never),
    ),
  ).toBe(
    'edit: \'block 1.0.w\' must be replaced whole (was a write to its \'0\'); write draft["block 1"][0].w = update(draft["block 1"][0].w, [0], 1)',
  ))

test('edit refuses a recipe that is not finished when it returns', () =>
  expect(messageOf(loosely(async () => {}))).toBe(
    'edit: recipe must be finished when it returns (was a promise); await first, then edit',
  ))

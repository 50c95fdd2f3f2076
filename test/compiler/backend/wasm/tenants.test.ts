// The memory that programs share: bounded, and taken from those used least recently.
import { expect, test } from 'vitest'
import { space } from '../../../../src/compiler/backend/wasm/space.ts'
import {
  MOST_BYTES,
  MOST_PROGRAMS,
  type Tenant,
  tenants,
} from '../../../../src/compiler/backend/wasm/tenants.ts'

const watched = (): { readonly tenant: Tenant; readonly hasLeft: () => boolean } => {
  let left = false
  const leave = (): void => {
    left = true
  }
  return { tenant: { leave }, hasLeft: () => left }
}

test('so many programs keep their region, and the one used least recently goes first', () => {
  const all = tenants(space(false))
  const [first, second] = [watched(), watched()]
  all.lease(first.tenant, 64)
  all.lease(second.tenant, 64)
  for (let i = 2; i < MOST_PROGRAMS; i++) all.lease(watched().tenant, 64)
  all.use(first.tenant)
  all.lease(watched().tenant, 64)
  expect([first.hasLeft(), second.hasLeft()]).toEqual([false, true])
  expect(all.count()).toBe(MOST_PROGRAMS)
})

test('regions are bounded in bytes, and a place is used again', () => {
  const all = tenants(space(false))
  const half = MOST_BYTES / 2
  const [first, second, third] = [watched(), watched(), watched()]
  const at = all.lease(first.tenant, half)
  all.lease(second.tenant, half)
  expect(all.lease(third.tenant, half)).toBe(at)
  expect([first.hasLeft(), second.hasLeft(), third.hasLeft()]).toEqual([true, false, false])
})

test('regions do not overlap, and neighbours that are given back are one', () => {
  const { take, give } = space(false)
  const [a = 0, b = 0, c = 0] = [take(1024), take(2048), take(64)]
  expect([b - a, c - b]).toEqual([1024, 2048])
  give(a)
  give(b)
  expect(take(3072)).toBe(a)
})

test('a program larger than WebAssembly’s memory is refused, with what to do', () => {
  const all = tenants(space(false))
  expect(() => all.lease(watched().tenant, 5_000_000_000)).toThrow(
    'jit: arrays of a program must fit the 4 GiB of WebAssembly (was 5000000000 bytes); use smaller batches, or checkpoint',
  )
})

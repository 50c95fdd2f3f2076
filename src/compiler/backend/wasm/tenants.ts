// Who has a region of the memory: the most recently used, within a bound of programs and of bytes. The least recently used
// gives its own up, and is then remembered by nobody.
import { fail } from '../../../prelude/index.ts'
import type { Space } from './space.ts'

/** How many programs keep their region and their module between calls, and how many bytes in all. */
export const MOST_PROGRAMS = 512
export const MOST_BYTES = 1073741824

export interface Tenant {
  /** Forgets the region: it is another's from now on. */
  readonly leave: () => void
}

interface Lease {
  readonly offset: number
  readonly bytes: number
}

export interface Tenants {
  /** A region of so many bytes that is the tenant's until others need it; its address. */
  readonly lease: (tenant: Tenant, bytes: number) => number
  /** Says that a tenant is in use: it is the last to go. */
  readonly use: (tenant: Tenant) => void
  readonly count: () => number
}

export const tenants = (space: Space): Tenants => {
  const leases = new Map<Tenant, Lease>()
  let latest: Tenant | undefined
  let total = 0
  const evict = (): boolean => {
    const [oldest] = leases
    if (oldest === undefined) return false
    const [tenant, { offset, bytes }] = oldest
    leases.delete(tenant)
    total -= bytes
    space.give(offset)
    tenant.leave()
    return true
  }
  const take = (bytes: number): number => {
    for (;;) {
      const offset = space.take(bytes)
      if (offset !== undefined) return offset
      if (!evict())
        return fail({
          where: 'jit',
          must: 'arrays of a program must fit the 4 GiB of WebAssembly',
          was: `${bytes} bytes`,
          do: 'use smaller batches, or checkpoint',
        })
    }
  }
  return {
    lease: (tenant, bytes) => {
      while (leases.size >= MOST_PROGRAMS || total + bytes > MOST_BYTES) if (!evict()) break
      const offset = take(bytes)
      leases.set(tenant, { offset, bytes })
      latest = tenant
      total += bytes
      return offset
    },
    use: (tenant) => {
      if (tenant === latest) return
      latest = tenant
      const lease = leases.get(tenant)
      if (lease === undefined) return
      leases.delete(tenant)
      leases.set(tenant, lease)
    },
    count: () => leases.size,
  }
}

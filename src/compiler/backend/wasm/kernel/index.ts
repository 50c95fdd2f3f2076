// Kernels as code, each kind in a file of its own.
import type { Kernel } from '../../../ir/index.ts'
import type { Local } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import { writeMap } from './map.ts'
import { writeProduct } from './product.ts'

/** Writes a kernel's function: its parameters are the addresses of its arrays. */
export const writeKernel = (site: Site, kernel: Kernel, arrays: readonly Local[]): void => {
  switch (kernel.kind) {
    case 'map':
      writeMap(site, kernel, arrays)
      return
    case 'product':
      writeProduct(site, kernel, arrays)
      return
    case 'fold':
    case 'chain':
    case 'sort':
      throw new RangeError(`${kernel.kind} kernels are not written yet`)
  }
}

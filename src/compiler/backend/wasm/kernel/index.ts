// Kernels as code, each kind in a file of its own.
import type { Kernel } from '../../../ir/index.ts'
import type { Local } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import { writeChain } from './chain.ts'
import { writeFold } from './fold/index.ts'
import { writeMap } from './map.ts'
import { writeProduct } from './product/index.ts'
import { writeSort } from './sort.ts'

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
      writeFold(site, kernel, arrays)
      return
    case 'chain':
      writeChain(site, kernel, arrays)
      return
    case 'sort':
      writeSort(site, kernel, arrays)
      return
  }
}

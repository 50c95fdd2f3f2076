// The machine, by name, and whether its 512-bit units are full-width: OpenBLAS and XLA gain there what WebAssembly, whose
// vectors have 128 bits and are fused to 256, cannot.
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  /** 'none' without AVX-512, 'halved' where its work goes through 256-bit units in two turns. */
  readonly wide: 'none' | 'halved' | 'full' | 'unknown'
}

/** A field of the first processor in /proc/cpuinfo. */
const field = (text: string, name: string): string =>
  new RegExp(`^${name}\\s*:\\s*(.*)$`, 'm').exec(text)?.[1] ?? ''

/** What /proc/cpuinfo says of the units. AMD: family 25 is Zen 4, double-pumped; 26 is Zen 5, full-width but in its mobile
 *  models, 32 to 47 and from 96.  AMD, Software Optimization Guide for Zen 4; for Zen 5, §2.9. */
export const widthOf = (text: string): Machine['wide'] => {
  if (text === '') return 'unknown'
  if (!field(text, 'flags').split(' ').includes('avx512f')) return 'none'
  if (field(text, 'vendor_id') !== 'AuthenticAMD') return 'full'
  const [family, model] = ['cpu family', 'model'].map((name) => Number(field(text, name)))
  const isMobile = model !== undefined && ((model >= 32 && model < 48) || model >= 96)
  return family === 26 && !isMobile ? 'full' : 'halved'
}

export const machine = (): Machine => {
  const text = existsSync('/proc/cpuinfo') ? readFileSync('/proc/cpuinfo', 'utf8') : ''
  const [family, model] = [field(text, 'cpu family'), field(text, 'model')]
  const name = cpus()[0]?.model.trim() ?? 'unknown'
  return {
    cpu: family === '' ? name : `${name} (family ${family}, model ${model})`,
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    wide: widthOf(text),
  }
}

/** The machine in one line. */
export const described = ({ cpu, cores, memoryGiB, wide }: Machine): string => {
  const units = {
    none: 'no 512-bit units',
    halved: '512-bit units that are not full-width',
    full: 'full-width 512-bit units',
    unknown: 'unknown vector units',
  }[wide]
  return `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${units}`
}

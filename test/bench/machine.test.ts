import { expect, test } from 'vitest'
import { described, widthOf } from '../../bench/race/machine.ts'

const cpu = (vendor: string, family: number, model: number, flags: string): string =>
  `vendor_id\t: ${vendor}\ncpu family\t: ${family}\nmodel\t\t: ${model}\nflags\t\t: ${flags}\n`

test('without AVX-512 there are no 512-bit units', () =>
  expect(widthOf(cpu('GenuineIntel', 6, 151, 'sse avx2'))).toBe('none'))
test('Zen 4 has them half as wide', () =>
  expect(widthOf(cpu('AuthenticAMD', 25, 17, 'avx2 avx512f'))).toBe('halved'))
test('Zen 5 has them full-width in servers', () =>
  expect(widthOf(cpu('AuthenticAMD', 26, 2, 'avx2 avx512f'))).toBe('full'))
test('and half as wide in its mobile models', () =>
  expect(widthOf(cpu('AuthenticAMD', 26, 36, 'avx2 avx512f'))).toBe('halved'))
test("Intel's are full-width", () =>
  expect(widthOf(cpu('GenuineIntel', 6, 143, 'avx512f'))).toBe('full'))
test('where nothing says what there is, it is unknown', () => expect(widthOf('')).toBe('unknown'))
test('a machine is one line', () =>
  expect(described({ cpu: 'EPYC', cores: 2, memoryGiB: 24, wide: 'full' })).toBe(
    'EPYC, 2 cores, 24 GiB, full-width 512-bit units',
  ))

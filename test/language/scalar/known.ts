// The true results of kernels.json, as real numbers.
import type { Real } from '../../../bench/numerics/real.ts'
import { read, type Stored } from '../../golden/read.ts'

interface Case {
  readonly op: string
  readonly args: readonly Stored[]
  readonly out: readonly string[]
}

export interface Known {
  readonly op: string
  readonly dtype: 'f32' | 'f64'
  readonly points: readonly { readonly elements: readonly number[]; readonly truth: Real }[]
}

/** `-0x1234p-56` is −0x1234 · 2⁻⁵⁶. */
const parse = (text: string): Real => {
  const [, sign = '', digits = '', exponent = ''] = /^(-?)(0x[0-9a-f]+)p(-?\d+)$/.exec(text) ?? []
  return { m: BigInt(digits) * (sign === '-' ? -1n : 1n), e: Number(exponent) }
}

export const known: readonly Known[] = read<{ readonly cases: readonly Case[] }>(
  'kernels.json',
).cases.map(({ op, args, out }) => ({
  op,
  dtype: args[0]?.dtype === 'f32' ? 'f32' : 'f64',
  points: out.map((text, i) => ({
    elements: args.map(({ data }) => data[i] ?? Number.NaN),
    truth: parse(text),
  })),
}))

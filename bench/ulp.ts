// The worst error of every elementary function, in units of the last place, against bench/numerics/oracle.ts;
// writes the table of docs/numerics.md.  node scripts/run.mjs bench/ulp.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { f32FromBits, float } from '../src/language/scalar/index.ts'
import {
  type Domain,
  type Dtype,
  domains,
  draw,
  drawPair,
  type Name,
} from './numerics/arguments.ts'
import { oracle } from './numerics/oracle.ts'
import { formats, plus, ulps } from './numerics/real.ts'

const counts: Readonly<Record<Dtype, number>> = { f32: 1_000_000, f64: 250_000 }
const oracles = { f32: oracle(128), f64: oracle(192) }
/** One f32 in so many is compared with our own f64; the farthest of them go to the oracle. */
const STRIDE = 127
const FINALISTS = 200

interface Worst {
  ulps: number
  at: string
  count: number
}

const note = (worst: Worst, error: number, at: string): void => {
  worst.count++
  if (error <= worst.ulps) return
  worst.ulps = error
  worst.at = at
}

/** |f(x) − the truth| in ulps. */
const errorOf = (name: Name, dtype: Dtype, x: number): number => {
  const got = float[dtype][name](x)
  const wanted =
    name === 'erfInv' ? plus(got, oracles[dtype].erfInvError(x, got)) : oracles[dtype][name](x)
  return ulps(got, wanted, formats[dtype])
}

/** Which f32 of a sweep over all of them are the farthest from our own f64, in a rough measure. */
const finalists = (name: Name, { inside }: Domain): readonly number[] => {
  let best: { readonly x: number; readonly error: number }[] = []
  let bar = 0
  const single = float.f32[name]
  const double = float.f64[name]
  for (let bits = 0; bits < 2 ** 32; bits += STRIDE) {
    const x = f32FromBits(bits)
    if (!inside(x)) continue
    const truth = double(x)
    const error = Math.abs(single(x) - truth) / Math.max(Math.abs(truth), 1.1754943508222875e-38)
    if (!(error <= bar)) {
      best.push({ x, error })
      if (best.length >= 20 * FINALISTS) {
        best = best.sort((a, b) => b.error - a.error).slice(0, FINALISTS)
        bar = best.at(-1)?.error ?? 0
      }
    }
  }
  return best
    .sort((a, b) => b.error - a.error)
    .slice(0, FINALISTS)
    .map(({ x }) => x)
}

const measure = (name: Name, dtype: Dtype): Worst => {
  const domain = domains[name]
  const worst: Worst = { ulps: -1, at: '', count: 0 }
  const attempt = (x: number): void => note(worst, errorOf(name, dtype, x), `${x}`)
  for (let i = 0; worst.count < counts[dtype]; i++) {
    const x = draw(i, dtype, domain)
    if (domain.inside(x)) attempt(x)
  }
  if (dtype === 'f32') for (const x of finalists(name, domain)) attempt(x)
  return worst
}

const measurePower = (dtype: Dtype): Worst => {
  const worst: Worst = { ulps: -1, at: '', count: 0 }
  for (let i = 0; worst.count < counts[dtype]; i++) {
    const [x, y] = drawPair(i, dtype)
    const inside =
      x !== 0 && Number.isFinite(x) && Number.isFinite(y) && (x > 0 || Number.isInteger(y))
    if (inside)
      note(
        worst,
        ulps(float[dtype].pow(x, y), oracles[dtype].pow(x, y), formats[dtype]),
        `${x}, ${y}`,
      )
  }
  return worst
}

/** One row: the function, and for each format the worst error and where it was met. */
const show = (name: string, worst: Readonly<Record<Dtype, Worst>>): string => {
  const cells = (['f32', 'f64'] as const).map(
    (dtype) => `${worst[dtype].ulps.toFixed(2)} | ${worst[dtype].at}`,
  )
  return `| ${name} | ${cells.join(' | ')} |`
}

const measured: string[] = []
const add = (name: string, measure: (dtype: Dtype) => Worst): void => {
  const row = show(name, { f32: measure('f32'), f64: measure('f64') })
  console.log(row)
  measured.push(row)
}
// the keys of domains are its names
for (const name of Object.keys(domains) as Name[]) add(name, (dtype) => measure(name, dtype))
add('pow', measurePower)

const PAGE = 'docs/numerics.md'
const head = ['| | f32 | at | f64 | at |', '| --- | ---: | --- | ---: | --- |']
const table = ['<!-- written by bench/ulp.ts -->', ...head, ...measured, '<!-- end -->'].join('\n')
const page = readFileSync(PAGE, 'utf8')
writeFileSync(
  PAGE,
  page.replace(/<!-- written by bench\/ulp.ts -->[\s\S]*<!-- end -->/, () => table),
)

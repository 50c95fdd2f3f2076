// WebAssembly gives the bits of evaluate on random programs, and on their gradients.
import { evaluate } from '../../src/language/evaluate/index.ts'
import { gradient } from '../language/calculus.ts'
import { compiled, inParts } from './compiled.ts'
import { same } from './law.ts'
import { cooked } from './random/cook.ts'
import { everything, holds, inReverse, traced } from './random/holds.ts'

holds('a random program compiled has the bits of evaluate', everything, 150, (recipe, xs) => {
  const program = traced(cooked(recipe), xs)
  const expected = evaluate(program, xs)
  same(compiled(program, xs), expected)
  same(compiled(program, xs, inParts), expected)
})

holds('its gradient compiled has the bits of evaluate', inReverse, 60, (recipe, xs) => {
  const program = traced(gradient(cooked(recipe)), xs)
  same(compiled(program, xs), evaluate(program, xs))
})

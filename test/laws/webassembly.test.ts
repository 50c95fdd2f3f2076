// WebAssembly gives the bits of evaluate: on every sample of every primitive, whole and in parts.
import { evaluate } from '../../src/language/evaluate/index.ts'
import type { Op, Program } from '../../src/language/ir/index.ts'
import { trace } from '../../src/language/trace/index.ts'
import { typeOf } from '../language/arrays.ts'
import type { Sample } from '../language/samples.ts'
import { compiled, inParts } from './compiled.ts'
import { applying, law, ops, runs, same } from './law.ts'

const programOf = <P extends Op>(op: P, { operands, params }: Sample<P>): Program =>
  trace('f', applying(op, params), operands.map(typeOf)).program

law(
  'WebAssembly gives the bits of evaluate',
  {
    of: ops.filter(runs),
    floor: 1900,
  },
  <P extends Op>(op: P, sample: Sample<P>) => {
    const program = programOf(op, sample)
    const expected = evaluate(program, sample.operands)
    same(compiled(program, sample.operands), expected)
    same(compiled(program, sample.operands, inParts), expected)
    return 1
  },
)

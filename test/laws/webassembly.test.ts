// WebAssembly gives the bits of evaluate: on every sample of every primitive.
import { evaluate } from '../../src/language/evaluate/index.ts'
import type { Op } from '../../src/language/ir/index.ts'
import { trace } from '../../src/language/trace/index.ts'
import { typeOf } from '../language/arrays.ts'
import type { Sample } from '../language/samples.ts'
import { compiled } from './compiled.ts'
import { applying, law, ops, runs, same } from './law.ts'

law(
  'WebAssembly gives the bits of evaluate',
  { of: ops.filter(runs), floor: 1900 },
  <P extends Op>(op: P, { operands, params }: Sample<P>) => {
    const { program } = trace('f', applying(op, params), operands.map(typeOf))
    same(compiled(program, operands), evaluate(program, operands))
    return 1
  },
)

// A traced program means what its function does: evaluated, replayed and run at once, it gives the same bits.

import { check, evaluate, replay } from '../../src/language/evaluate/index.ts'
import type { Op } from '../../src/language/ir/index.ts'
import { trace } from '../../src/language/trace/index.ts'
import { typeOf } from '../language/arrays.ts'
import type { Sample } from '../language/samples.ts'
import { applying, law, ops, runs, same } from './law.ts'

law(
  'evaluate and replay give the bits of the function itself',
  { of: ops.filter(runs), floor: 1600 },
  <P extends Op>(op: P, { operands, params }: Sample<P>) => {
    const f = applying(op, params)
    const { program, captured } = trace('f', f, operands.map(typeOf))
    const eager = f(...operands)
    same(captured, [])
    same(evaluate(check(program), operands), eager)
    same(replay(program, operands), eager)
    return 1
  },
)

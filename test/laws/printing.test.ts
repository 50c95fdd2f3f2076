// One program, one text: printing and hashing do not depend on how often, or under what names, it was traced.
import { expect } from 'vitest'
import { replay } from '../../src/language/evaluate/index.ts'
import {
  canonical,
  hash,
  type Op,
  type Program,
  print,
  sameProgram,
} from '../../src/language/ir/index.ts'
import type { Body } from '../../src/language/trace/index.ts'
import { trace } from '../../src/language/trace/index.ts'
import { typeOf } from '../language/arrays.ts'
import type { Sample } from '../language/samples.ts'
import { applying, law } from './law.ts'

law(
  'traced, traced again and replayed, a program has one text',
  { floor: 1600 },
  <P extends Op>(op: P, { operands, params }: Sample<P>) => {
    const traced = (f: Body): Program => trace('f', f, operands.map(typeOf)).program
    const program = traced(applying(op, params))
    const replayed = traced((...xs) => replay(program, xs))
    // of the same meaning, under other names
    const late = traced((...xs) => {
      applying(op, params)(...xs)
      return replay(program, xs)
    })
    const renamed = { ...late, equations: late.equations.slice(late.equations.length / 2) }
    for (const other of [traced(applying(op, params)), replayed, renamed]) {
      expect(print(other)).toBe(print(program))
      expect(canonical(other)).toBe(canonical(program))
      expect(hash(other)).toBe(hash(program))
      expect(sameProgram(other, program)).toBe(true)
    }
    return 1
  },
)

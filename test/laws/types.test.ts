// A primitive's rule of types says exactly what its evaluation gives.
import { expect } from 'vitest'
import { list, mapOperands, type Op, type Operands } from '../../src/language/ir/index.ts'
import { arrayOf, type NdArray, type Value } from '../../src/language/level/index.ts'
import { size } from '../../src/shape/index.ts'
import { allocate, type Elements } from '../../src/tensor/index.ts'
import type { Sample } from '../language/samples.ts'
import { law, ops, rulesOf, runs } from './law.ts'

law(
  'the types are those of what evaluation gives',
  { of: ops.filter(runs), floor: 1500 },
  <P extends Op>(op: P, { operands, params }: Sample<P>) => {
    const rules = rulesOf(op)
    const arrays: Operands<P, NdArray> = mapOperands<P, Value, NdArray>(operands, arrayOf)
    const types = rules.type(arrays, params)
    const data = list<Elements>(rules.evaluate(arrays, params, types))
    expect(data.map((one) => [one.constructor, one.length])).toEqual(
      list(types).map(({ shape, dtype }) => {
        const storage = allocate(dtype, size(shape))
        return [storage.constructor, storage.length]
      }),
    )
    for (const [i, { dtype }] of list(types).entries())
      if (dtype === 'bool') expect(data[i]?.every((x) => x === 0 || x === 1)).toBe(true)
    return 1
  },
)

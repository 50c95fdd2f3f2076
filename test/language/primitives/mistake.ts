// A mistake in the use of a primitive, and what its rule of types says of it.
import { expect, test } from 'vitest'
import type { Op, Params } from '../../../src/language/ir/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import { applying } from '../../laws/law.ts'
import { refusal } from '../refusal.ts'

/** Applied to these operands, the primitive says this, word for word. */
export const mistake = <P extends Op>(
  op: P,
  params: Params<P>,
  operands: readonly Value[],
  says: string,
): void => test(says, () => expect(refusal(() => applying(op, params)(...operands))).toBe(says))

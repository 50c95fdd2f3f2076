// Initializers that draw nothing.
import { full } from '../../ops/index.ts'
import { type Initializer, made } from '../initializer.ts'
import { type Family, family } from './options.ts'

export interface ConstantOptions {
  readonly value: number
}

const constantOf: Family<'constant', ConstantOptions> = family(
  'constant',
  { value: 'number' },
  ({ value }: ConstantOptions) =>
    (_key, { shape, dtype }) =>
      full(shape, value, { dtype }),
  ['value'],
)

/** Makes constants, from the number or from options that hold it. */
export interface ConstantFamily {
  (value: number | ConstantOptions): Initializer
  readonly kind: 'constant'
}

/** Every element the same.
 *  @example constant(42) // => { kind: 'constant', options: { value: 42 } } */
export const constant: ConstantFamily = Object.assign(
  (value: number | ConstantOptions): Initializer =>
    constantOf(typeof value === 'number' ? { value } : value),
  { kind: 'constant' } as const,
)

const filled = (kind: string, value: number): Initializer =>
  made(kind, {}, (_key, { shape, dtype }) => full(shape, value, { dtype }))

export const zeros: Initializer = filled('zeros', 0)

export const ones: Initializer = filled('ones', 1)

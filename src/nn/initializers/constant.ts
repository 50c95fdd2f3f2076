// Initializers that draw nothing.
import { full } from '../../ops/index.ts'
import { type Initializer, initializer, type Maker, made } from '../initializer.ts'

/** Every element the same.  `constant({ value: 1 })` */
export const constant: Maker<{ readonly value: number }> = initializer(
  'constant',
  ({ value }: { readonly value: number }) =>
    (_key, { shape, dtype }) =>
      full(shape, value, { dtype }),
)

export const zeros: Initializer = made('zeros', {}, (_key, { shape, dtype }) =>
  full(shape, 0, { dtype }),
)

export const ones: Initializer = made('ones', {}, (_key, { shape, dtype }) =>
  full(shape, 1, { dtype }),
)

// What a kind of layer means: the trees it declares, the shape it makes of a shape, and what it computes.
import { type Fill, fail, fill } from '../prelude/index.ts'
import type { AnyTensor, Key } from '../tensor/index.ts'
import { type Described, described } from '../tree/index.ts'
import type { Dims, Place } from './dims.ts'
import { empty, type Plan, type StatePlan } from './layout.ts'
import type { Ledger } from './ledger.ts'
import type { Spec, Taking } from './spec.ts'

export interface Meaning {
  /** The layer as messages and summaries show it: `linear(4, 8)`. */
  readonly label: string
  readonly plan: Plan
  readonly state: StatePlan
  /** Its children by their names in the tree of parameters. */
  readonly children: ReadonlyMap<string, Spec>
  /** Whether it draws when it is trained. */
  readonly random: boolean
  readonly takes: Taking
  /** The shape it makes of a shape, which may be open or unknown in part; the value of the type [Out].
   *  Fails with its sentence, at this place. */
  readonly out: (x: Dims, place: Place) => Dims
  readonly forward: (x: AnyTensor, site: Site) => AnyTensor
}

/** Where a layer is used, and with what. */
export interface Site extends Place {
  /** The whole tree of parameters, as it was given. */
  readonly tree: unknown
  /** Its own parameters, references resolved and constants opened. */
  readonly params: Params
  /** The key of this place, where it draws. */
  readonly key: Key | undefined
  readonly ledger: Ledger
  /** Where its state stands: behind a reference, elsewhere. */
  readonly statePath: readonly string[]
}

type Params = Readonly<Record<string, unknown>>

/** The meaning of a layer that has neither state nor randomness. */
export const pure = (
  means: Pick<Meaning, 'label' | 'takes' | 'out' | 'forward'> & { readonly plan?: Plan },
): Meaning => ({ plan: empty, state: empty, children: childless, random: false, ...means })

const childless: ReadonlyMap<string, Spec> = new Map()

const meaning: unique symbol = Symbol('meaning')

/** The fields of a spec that stand in it at run time. */
export type Fields<S> = { readonly [K in keyof S as K extends string ? K : never]: S[K] }

/** A spec of these fields and this meaning. The meaning is not enumerable: printing, equality and JSON see the fields. */
export const spec = <S extends Spec>(fields: Fields<S>, means: Meaning): S =>
  Object.freeze(Object.defineProperty({ ...fields }, meaning, { value: means })) as unknown as S // the other symbols stand in types alone

/** Whether a value is a spec: made by the constructor of a layer.
 *  @example isSpec(relu) // => true */
export const isSpec = (x: unknown): x is Spec => typeof x === 'object' && x !== null && meaning in x

/** What a spec means.  Fails, at that place, for anything that no layer's constructor made. */
export const meaningOf = (x: unknown, where = 'layer'): Meaning =>
  isSpec(x)
    ? (x as unknown as { readonly [meaning]: Meaning })[meaning] // as isSpec says
    : fail(fill(noLayer, { where, given: described(x) }))

const noLayer = {
  where: '{where}',
  must: 'must be a layer',
  was: '{given}',
  do: 'call its constructor, and write the layers one by one or spread them',
} as const

/** The sentence of {@link meaningOf}, without its place. */
export type NoLayer<X> = Fill<typeof noLayer, { readonly where: ''; readonly given: Described<X> }>

// Parameters from a key, and the state before training. An initial value is a function of key, canonical path, initializer,
// shape, dtype and fans, and of nothing else: init(net)(key).enc is init(enc)(under(key, 'enc')).

import type { Reader } from 'fp-ts/lib/Reader.js'
import { full } from '../ops/index.ts'
import { anything, demandFunction, isPlain, optionsOf, refuse } from '../prelude/index.ts'
import { under } from '../random/index.ts'
import { demandDtype, type Float } from '../shape/index.ts'
import type { AnyTensor, Key } from '../tensor/index.ts'
import { under as below, Constant, isRef } from '../tree/index.ts'
import { demandKey } from './context.ts'
import { draw } from './initializer.ts'
import { isBranch, type Layout, type LeafPlan, type Plan, type StateLeaf } from './layout.ts'
import { meaningOf } from './meaning.ts'
import type { Params, Spec, State } from './spec.ts'

export interface DtypeOptions<D extends Float> {
  readonly dtype?: D
}

/** The parameters of a spec, drawn from a key; float32 unless another dtype is given.
 *  @example init(linear(4, 8))(key(0)).weight.shape // => [8, 4] */
export const init = <S extends Spec, D extends Float = 'f32'>(
  spec: S,
  options?: DtypeOptions<D>,
): Reader<Key, Params<S, D>> => {
  const { plan } = meaningOf(spec, 'init')
  if (options !== undefined && !isPlain(options))
    refuse('init', 'options must be one record', options, 'write init(spec)(key)')
  const dtype = dtypeOf('init', options)
  return (key) => {
    demandKey('init', key)
    return drawn(plan, key, dtype, '') as Params<S, D> // [Par] is the type of the plan
  }
}

/** The dtype of parameters.  Fails where it is no float. */
export const dtypeOf = (where: string, options: unknown): Float => {
  const { dtype = 'f32' } = optionsOf<DtypeOptions<Float>>(where, { dtype: anything }, options)
  return demandDtype(where, ['f32', 'f64'], dtype)
}

/** The tree of parameters of a spec whose leaves and constants are given by path. Draws nothing. */
export const grownFrom = (spec: Spec, leafAt: (path: string) => AnyTensor): unknown => {
  demandFunction('grownFrom', 'leafAt', leafAt)
  const at = (plan: Plan, path: string): unknown => {
    if (isRef(plan)) return plan
    return isBranch(plan)
      ? grown(plan.children, (child, name) => at(child, below(path, name)))
      : planted(plan, leafAt(path))
  }
  return at(meaningOf(spec, 'init').plan, '')
}

const drawn = (plan: Plan, key: Key, dtype: Float, path: string): unknown => {
  if (isRef(plan)) return plan
  if (isBranch(plan))
    return grown(plan.children, (child, name) =>
      drawn(child, isRef(child) ? key : under(key, name), dtype, below(path, name)),
    )
  return planted(plan, drawLeaf(plan, key, dtype, path))
}

/** The first value of a leaf, from the key of its path. */
export const drawLeaf = (
  { initializer, shape, fanIn, fanOut }: LeafPlan,
  key: Key,
  dtype: Float,
  path: string,
): AnyTensor => draw(initializer, key, { path, shape, dtype, fanIn, fanOut })

const planted = ({ fixed }: LeafPlan, value: AnyTensor): unknown =>
  fixed ? new Constant(value as Constant['value']) : value // a tensor of any dtype

/** The state of a spec before training. Draws nothing. */
export const initState = <S extends Spec, D extends Float = 'f32'>(
  spec: S,
  options?: DtypeOptions<D>,
): State<S, D> => {
  const dtype = dtypeOf('initState', options)
  const { state } = meaningOf(spec, 'initState')
  return begun(state, ({ shape, initial }) => full(shape, initial, { dtype })) as State<S, D> // [Sta] is the type of the plan
}

/** The state of a spec whose leaves are given by path. */
export const grownStateFrom = (spec: Spec, leafAt: (path: string) => AnyTensor): unknown => {
  demandFunction('grownStateFrom', 'leafAt', leafAt)
  return begun(meaningOf(spec, 'initState').state, (_, path) => leafAt(path))
}

const begun = (
  plan: Layout<StateLeaf>,
  begin: (leaf: StateLeaf, path: string) => AnyTensor,
  path = '',
): unknown => {
  if (isRef(plan)) return plan
  return isBranch(plan)
    ? grown(plan.children, (child, name) => begun(child, begin, below(path, name)))
    : begin(plan, path)
}

/** A frozen record of children. */
const grown = <C>(
  children: readonly (readonly [name: string, child: C])[],
  grow: (child: C, name: string) => unknown,
): Readonly<Record<string, unknown>> =>
  Object.freeze(Object.fromEntries(children.map(([name, child]) => [name, grow(child, name)])))

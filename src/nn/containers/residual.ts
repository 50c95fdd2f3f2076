// A body and the way around it.
import { add } from '../../ops/index.ts'
import type { Child } from '../children.ts'
import { type Meaning, spec } from '../meaning.ts'
import type {
  Apply,
  Arg,
  Dt,
  Invalid,
  IsEmpty,
  Kids,
  None,
  Out,
  Par,
  Rnd,
  Spec,
  Sta,
  Takes,
  TreeOf,
} from '../spec.ts'
import { joint } from '../use.ts'
import { type BodyOf, bodyOf, type Kept, kept } from './body.ts'

export interface Residual<B extends Spec> extends Spec {
  readonly kind: 'residual'
  readonly children: readonly [Child]
  readonly [Out]: Kept<Apply<B, Arg<this>>, Arg<this>, 'residual body', 'body'>
  readonly [Par]: UnderBody<TreeOf<B, typeof Par, this[typeof Dt]>>
  readonly [Sta]: UnderBody<TreeOf<B, typeof Sta, this[typeof Dt]>>
  readonly [Rnd]: B[typeof Rnd]
  readonly [Takes]: B[typeof Takes]
  readonly [Kids]: { readonly body: B }
}

/** A tree under the name `body`; none where it has no leaves. */
type UnderBody<T> = IsEmpty<T> extends true ? None : { readonly body: T }

/** x + body(x); the body keeps the shape.  He et al., Deep Residual Learning, 2015.
 *  @example residual(linear(8, 8)).kind // => 'residual' */
export const residual = <B extends Spec>(
  body: BodyOf<B, 'residual', 'body'>,
): BodyOf<B, 'residual', 'body'> extends string ? Invalid : Residual<B> => {
  const use = bodyOf('residual', 'body', body)
  const child: Child = Object.freeze(['body', use.spec] as const)
  const means: Meaning = {
    label: 'residual',
    ...joint([use]),
    out: (x, place) => kept(x, use.out(x, place), 'residual body', place),
    forward: (x, site) => add(x, use.forward(x, site)),
  }
  const fields = { kind: 'residual', children: Object.freeze([child] as const) } as const
  return spec<Residual<Spec>>(fields, means) as never // where it compiles, of that body
}

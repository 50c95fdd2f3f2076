// The same rules as types: what they make of a table of cases must be what the values made of it.
import type {
  Add,
  AttentionShape,
  BroadcastShape,
  BroadcastToShape,
  CheckedShape,
  ConcatShape,
  ConvShape,
  DivMod,
  DotGeneralShape,
  EinsumShape,
  ExpandDimsShape,
  FlattenShape,
  IndexedShape,
  KeepDimsShape,
  Lt,
  MatmulShape,
  Mul,
  PadShape,
  PoolShape,
  ReduceShape,
  ReshapeShape,
  Same,
  Shape,
  SliceShape,
  SplitShape,
  SqueezeShape,
  StackShape,
  Sub,
  TakeAlongShape,
  TakeShape,
  TransposeShape,
} from '../../../src/shape/index.ts'
import type { Rule } from './rules.ts'

type As<T, U> = T extends U ? T : never

type Difference<A extends number, B extends number> =
  Lt<A, B> extends true
    ? [Sub<B, A>, 1]
    : Lt<A, B> extends false
      ? [Sub<A, B>, 0]
      : [number, number]

type Arithmetic<A extends number, B extends number> = [
  Add<A, B>,
  Mul<A, B>,
  ...DivMod<A, B>,
  ...Difference<A, B>,
]

/** What each rule gives for two or three arguments. */
interface Outcomes<A, B, C> {
  readonly arithmetic: Arithmetic<As<A, number>, As<B, number>>
  readonly attention: AttentionShape<As<A, Shape>, As<B, Shape>, As<C, Shape>>
  readonly broadcast: BroadcastShape<'broadcast', A, B>
  readonly broadcastTo: BroadcastToShape<'broadcastTo', A, B>
  readonly checked: CheckedShape<'checked', A>
  readonly concat: ConcatShape<A, As<B, number>>
  readonly conv: ConvShape<A, B, C>
  readonly dotGeneral: DotGeneralShape<A, B, C>
  readonly einsum: EinsumShape<As<A, string>, As<B, Shape>>
  readonly expandDims: ExpandDimsShape<As<A, Shape>, As<B, number>>
  readonly flatten: FlattenShape<A>
  readonly indexed: IndexedShape<'indexed', A, B>
  readonly keepDims: KeepDimsShape<'keepDims', As<A, Shape>, B>
  readonly matmul: MatmulShape<A, B>
  readonly pad: PadShape<As<A, Shape>, As<B, Shape>>
  readonly pool: PoolShape<'pool', A, As<B, Shape>, C>
  readonly reduce: ReduceShape<'reduce', As<A, Shape>, B>
  readonly reshape: ReshapeShape<A, As<B, Shape>>
  readonly slice: SliceShape<As<A, Shape>, As<B, Shape>>
  readonly split: SplitShape<As<A, Shape>, As<B, number>, As<C, number>>
  readonly squeeze: SqueezeShape<As<A, Shape>, B>
  readonly stack: StackShape<A, As<B, number>>
  readonly take: TakeShape<As<A, Shape>, As<B, Shape>, As<C, number>>
  readonly takeAlong: TakeAlongShape<As<A, Shape>, As<B, Shape>, As<C, number>>
  readonly transpose: TransposeShape<As<A, Shape>, B>
}

export type Outcome<R extends Rule, Args> = Args extends readonly [infer A, infer B, infer C]
  ? Outcomes<A, B, C>[R]
  : Args extends readonly [infer A, infer B]
    ? Outcomes<A, B, undefined>[R]
    : Args extends readonly [infer A]
      ? Outcomes<A, undefined, undefined>[R]
      : never

type Plain<T> = T extends Shape ? { -readonly [I in keyof T]: T[I] } : T

type Disagreement<Case> = Case extends {
  readonly rule: infer R extends Rule
  readonly args: infer Args
  readonly want: infer Want
}
  ? Same<Plain<Outcome<R, Args>>, Plain<Want>> extends true
    ? never
    : { readonly case: Case; readonly types: Outcome<R, Args> }
  : never

/** Every case that the types see otherwise. */
export type Disagreements<Table extends Shape> = {
  [I in keyof Table]: Disagreement<Table[I]>
}[number]

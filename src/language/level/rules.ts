// What it takes to be a primitive. Every field is required: a forgotten rule does not compile.
import type { ArrayType } from '../../shape/index.ts'
import type { Elements, Handle } from '../../tensor/index.ts'
import type {
  ControlOp,
  FirstOrderOp,
  Op,
  Operands,
  Params,
  Program,
  Results,
  Var,
} from '../ir/index.ts'

/** What rules compute with: a tensor or key, concrete or followed by a level. */
export type Value = Handle
/** A tangent or cotangent; null where it is symbolically zero, or where it cannot be: an integer's. */
export type Tangent = Value | null
/** A concrete array, for `evaluate`. */
export interface NdArray extends ArrayType {
  readonly data: Elements
}

/** Facts that passes ask for. */
export interface Facts {
  /** Costs next to nothing, so that it is computed again rather than kept. */
  readonly cheap: boolean
  /** Costs many times what an addition does, so that it is kept rather than computed again. */
  readonly costly: boolean
  /** Works on each element alone. */
  readonly elementwise: boolean
  /** The order of the two operands changes no bit. */
  readonly commutative: boolean
}

interface Meaning<P extends Op> {
  readonly op: P
  /** The types of the results; fails where the operands or parameters are wrong. */
  readonly type: (operands: Operands<P, ArrayType>, params: Params<P>) => Results<P, ArrayType>
  /** The definition, schoolbook. */
  readonly evaluate: (
    operands: Operands<P, NdArray>,
    params: Params<P>,
    results: Results<P, ArrayType>,
  ) => Results<P, Elements>
}

export interface JvpSite<P extends Op> {
  readonly tangents: Operands<P, Tangent>
  readonly operands: Operands<P, Value>
  readonly results: Results<P, Value>
}

export interface TransposeSite<P extends Op> {
  readonly cotangents: Results<P, Tangent>
  /** The known operands; null for those that the equation is linear in. */
  readonly operands: Operands<P, Value | null>
  readonly types: Operands<P, ArrayType>
}

/** Batched operands have the batch as their axis 0, and so have all results. */
export interface BatchSite<P extends Op> {
  readonly operands: Operands<P, Value>
  readonly batched: Operands<P, boolean>
  readonly size: number
}

export interface FirstOrder<P extends Op> extends Meaning<P> {
  readonly kind: 'firstOrder'
  readonly facts: Facts
  /** Linear: the tangent is the operation itself, on the tangents of floating operands and the others as they are. */
  readonly jvp: 'zero' | 'linear' | ((site: JvpSite<P>, params: Params<P>) => Results<P, Tangent>)
  /** For each linear operand, its cotangent. Null where the operation is linear in none. */
  readonly transpose: null | ((site: TransposeSite<P>, params: Params<P>) => Operands<P, Tangent>)
  readonly batch: (site: BatchSite<P>, params: Params<P>) => Results<P, Value>
}

export type Mask = readonly boolean[]

/** The transformations as maps of programs: what the rules of control flow are written with.
 *  `results` names results that must have a tangent, or inputs that must have a total: −0 where there is none. */
export interface Interpreters {
  /** Inputs, then the tangents of those in `tangents` → results, then the tangents of those in `results`. */
  readonly jvp: (program: Program, tangents: Mask, results?: Mask) => WithTangents
  /** The same inputs → tangents of results alone, what depends on tangents being linear in them. */
  readonly tangent: (program: Program, tangents: Mask) => WithTangents
  readonly linearize: (program: Program, tangents: Mask, results?: Mask) => Linearized
  /** As `linearize`, but nothing is computed again of what depends on inputs: a cotangent meets each value once. */
  readonly split: (program: Program, tangents: Mask) => Linearized
  readonly transpose: (program: Program, site: TransposeProgram) => Transposed
  /** The program on batched inputs; all results are batched. */
  readonly batch: (program: Program, batched: Mask, size: number) => Program
  /** Applies a program to values, equation by equation. */
  readonly replay: (program: Program, inputs: readonly Value[]) => readonly Value[]
}

export interface WithTangents {
  readonly program: Program
  /** Which results have a tangent. */
  readonly results: Mask
}

/** A program split at its point of linearization: `known` gives results, then residuals; `linear` takes the
 *  residuals, then the tangents, and gives the tangents of the results in the mask. */
export interface Linearized {
  readonly known: Program
  readonly linear: Program
  readonly residuals: number
  readonly results: Mask
}

export interface TransposeProgram {
  /** Which inputs the program is linear in. */
  readonly linear: Mask
  /** Which results have a cotangent. */
  readonly cotangents: Mask
  /** For which inputs a cotangent has been gathered already. */
  readonly gathered: Mask
  /** Which inputs must have a total. */
  readonly totals?: Mask
}

/** Known inputs, then gathered cotangents, then cotangents → the totals of the inputs in the mask. */
export interface Transposed {
  readonly program: Program
  readonly totals: Mask
}

/** Variables without repetitions, and what makes a program, which takes them first, take each of them once. */
export type Once = (variables: readonly Var[]) => {
  readonly values: readonly Var[]
  readonly share: (program: Program) => Program
}

export interface Control<P extends Op> extends Meaning<P> {
  readonly kind: 'control'
  /** The same equation, naming each value that its programs capture once. */
  readonly once: (
    operands: Operands<P, Var>,
    params: Params<P>,
    once: Once,
  ) => readonly [Operands<P, Var>, Params<P>]
  readonly jvp: (
    site: Omit<JvpSite<P>, 'results'>,
    params: Params<P>,
    interpreters: Interpreters,
  ) => readonly [Results<P, Value>, Results<P, Tangent>]
  /** As `jvp`; whatever depends on tangents is bound to them alone, so that it is linear. */
  readonly linearize: (
    site: Omit<JvpSite<P>, 'results'>,
    params: Params<P>,
    interpreters: Interpreters,
  ) => readonly [Results<P, Value>, Results<P, Tangent>]
  /** The totals of the linear operands: what was gathered, and this equation's part added in its own reverse order. */
  readonly transpose: (
    site: TransposeSite<P> & { readonly gathered: Operands<P, Tangent> },
    params: Params<P>,
    interpreters: Interpreters,
  ) => Operands<P, Tangent>
  readonly batch: (
    site: BatchSite<P>,
    params: Params<P>,
    interpreters: Interpreters,
  ) => Results<P, Value>
}

export type Rules<P extends Op> = FirstOrder<P> | Control<P>

/** The rules of some primitives, total by type. */
export type Primitives<P extends Op> = {
  readonly [Q in P]: Q extends ControlOp
    ? Control<Q>
    : Q extends FirstOrderOp
      ? FirstOrder<Q>
      : never
}
/** The rules of all primitives, as interpreters look them up. */
export type Table = { readonly [P in Op]: Rules<P> }

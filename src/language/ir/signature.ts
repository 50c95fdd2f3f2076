// THE LANGUAGE ON ONE PAGE: every primitive, its operands, its results and its static parameters.
// A new line here is a type error wherever a meaning is still missing. Strict: no implicit broadcasting, no promotion.
import type { ArrayType, DType, ElementType, Sizes } from '../../shape/index.ts'

type None = Readonly<Record<never, never>>
type Axes = readonly number[]
type Line<Operands extends readonly string[], Params, Results extends readonly string[] = ['y']> = {
  readonly operands: Operands
  readonly results: Results
  readonly params: Params
}
type Unary<Params = None> = Line<['x'], Params>
type Binary<Params = None> = Line<['x', 'y'], Params>

export type Direction = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge'

/** Pairs of axes, of the left and of the right operand. */
export interface Contraction {
  readonly contract: readonly [Axes, Axes]
  readonly batch: readonly [Axes, Axes]
}

/** How a window slides along each axis: from place to place by `strides`, over borders of padding (a negative one cuts),
 *  its own elements `dilation` apart. */
export interface Slide {
  readonly strides: Sizes
  readonly low: Sizes
  readonly high: Sizes
  readonly dilation: Sizes
}
/** A window, its size along every axis. */
export interface Window extends Slide {
  readonly window: Sizes
}
/** A kernel that slides along the axes after the first two. The elements of x stand `inputDilation` apart. Of `groups`, each
 *  takes its own channels of x; of `batchGroups`, each its own items of x; both have their own features of the kernel. */
export interface Convolution extends Slide {
  readonly inputDilation: Sizes
  readonly groups: number
  readonly batchGroups: number
}

/** What a `constant` equation holds: elements, row-major. */
export interface Literal {
  readonly shape: Sizes
  readonly dtype: ElementType
  readonly values: readonly number[]
}

export interface Signature {
  // values from nothing
  readonly constant: Line<[], { readonly value: Literal }>
  readonly iota: Line<[], { readonly shape: Sizes; readonly axis: number; readonly dtype: DType }>

  // one element at a time
  readonly neg: Unary
  readonly abs: Unary
  readonly sign: Unary
  readonly floor: Unary
  readonly sqrt: Unary
  readonly rsqrt: Unary
  readonly exp: Unary
  readonly expm1: Unary
  readonly log: Unary
  readonly log1p: Unary
  readonly sin: Unary
  readonly cos: Unary
  readonly tanh: Unary
  readonly erf: Unary
  readonly erfInv: Unary
  readonly not: Unary
  readonly stopGradient: Unary
  readonly add: Binary
  readonly sub: Binary
  readonly mul: Binary
  readonly div: Binary
  readonly rem: Binary
  readonly pow: Binary
  readonly max: Binary
  readonly min: Binary
  readonly and: Binary
  readonly or: Binary
  readonly xor: Binary
  readonly shiftLeft: Binary
  readonly shiftRightLogical: Binary
  readonly shiftRightArithmetic: Binary
  readonly compare: Binary<{ readonly direction: Direction }>
  readonly select: Line<['predicate', 'onTrue', 'onFalse'], None>
  readonly convert: Unary<{ readonly dtype: DType }>
  readonly bitCast: Unary<{ readonly dtype: ElementType }>
  readonly threefry: Line<['key', 'high', 'low'], None>

  // axes
  readonly broadcast: Unary<{ readonly shape: Sizes; readonly axes: Axes }>
  readonly sum: Unary<{ readonly axes: Axes }>
  readonly reshape: Unary<{ readonly shape: Sizes }>
  readonly transpose: Unary<{ readonly permutation: Axes }>
  readonly reverse: Unary<{ readonly axes: Axes }>
  readonly slice: Unary<{ readonly start: Sizes; readonly limit: Sizes; readonly stride: Sizes }>
  readonly pad: Line<
    ['x', 'filler'],
    { readonly low: Sizes; readonly high: Sizes; readonly interior: Sizes }
  >
  readonly concat: Line<readonly 'xs'[], { readonly axis: number }>

  // places
  readonly gather: Line<
    ['x', 'indices'],
    { readonly axis: number; readonly batch: number; readonly outside: 'nan' | 'zero' }
  >
  readonly scatterAdd: Line<
    ['x', 'indices', 'updates'],
    { readonly axis: number; readonly batch: number }
  >
  readonly dynamicSlice: Line<readonly ['x', ...'starts'[]], { readonly sizes: Sizes }>
  readonly dynamicUpdate: Line<readonly ['x', 'update', ...'starts'[]], None>

  // order
  readonly reduceMax: Unary<{ readonly axes: Axes }>
  readonly reduceMin: Unary<{ readonly axes: Axes }>
  readonly argMax: Unary<{ readonly axis: number }>
  readonly argMin: Unary<{ readonly axis: number }>
  readonly cumulativeSum: Unary<{ readonly axis: number; readonly reverse: boolean }>
  readonly sort: Line<
    readonly ['keys', ...'xs'[]],
    { readonly axis: number },
    readonly ['keys', ...'xs'[]]
  >

  // products
  readonly dot: Binary<Contraction>
  readonly conv: Line<['x', 'kernel'], Convolution>

  // windows
  readonly windowSum: Unary<Window & { readonly inputDilation: Sizes }>
  readonly windowMax: Unary<Window>
  readonly windowMin: Unary<Window>
  readonly windowArgMax: Unary<Window & { readonly lanes: number }>
  readonly windowArgMin: Unary<Window & { readonly lanes: number }>

  // control: programs as parameters, captured values first among the operands
  readonly call: Control<{ readonly name: string; readonly body: Program }>
  readonly checkpoint: Control<{ readonly name: string; readonly body: Program }>
  readonly scan: Control<{
    readonly body: Program
    readonly length: number
    readonly captures: number
    readonly carries: number
    readonly reverse: boolean
  }>
  readonly cond: Line<
    readonly ['predicate', ...'xs'[]],
    { readonly onTrue: Program; readonly onFalse: Program },
    readonly 'ys'[]
  >
  readonly while: Control<{
    readonly test: Program
    readonly body: Program
    readonly captures: readonly [test: number, body: number]
    readonly limit: number | null
  }>
  readonly customJvp: Control<{
    readonly name: string
    readonly body: Program
    /** captures, primals, tangents → results, their tangents */
    readonly rule: Program
    readonly captures: number
  }>
  readonly customVjp: Control<{
    readonly name: string
    readonly body: Program
    /** captures, primals → results, residuals */
    readonly forward: Program
    /** captures, residuals, cotangents → cotangents of the primals */
    readonly backward: Program
    readonly captures: number
  }>
  /** What `linearize` makes of a customVjp: known values, then tangents; only `transpose` can read it. */
  readonly customLinear: Control<{
    readonly name: string
    readonly backward: Program
    readonly known: number
    readonly types: readonly { readonly shape: Sizes; readonly dtype: ElementType }[]
  }>
}

type Control<Params> = Line<readonly 'xs'[], Params, readonly 'ys'[]>

export type Op = keyof Signature
/** Primitives that hold programs. */
export type ControlOp =
  | 'call'
  | 'checkpoint'
  | 'scan'
  | 'cond'
  | 'while'
  | 'customJvp'
  | 'customVjp'
  | 'customLinear'
export type FirstOrderOp = Exclude<Op, ControlOp>
/** The operations on one element and without parameters. */
export type UnaryOp =
  | 'neg'
  | 'abs'
  | 'sign'
  | 'floor'
  | 'sqrt'
  | 'rsqrt'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'sin'
  | 'cos'
  | 'tanh'
  | 'erf'
  | 'erfInv'
  | 'not'
/** The operations on two elements of one dtype and without parameters. */
export type BinaryOp =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'rem'
  | 'pow'
  | 'max'
  | 'min'
  | 'and'
  | 'or'
  | 'xor'
  | 'shiftLeft'
  | 'shiftRightLogical'
  | 'shiftRightArithmetic'

export type Params<P extends Op> = Signature[P]['params']
type Each<Names extends readonly string[], T> = { readonly [K in keyof Names]: T }
/** One T for each operand of P: a tuple of fixed length, or a list where the operands are variadic. */
export type Operands<P extends Op, T> = Each<Signature[P]['operands'], T>
export type Results<P extends Op, T> = Each<Signature[P]['results'], T>

// Programs: straight lists of equations, plain frozen data. They stand here because equations hold programs.

export interface Var {
  readonly id: number
  readonly type: ArrayType
}

/** One operation: a union correlated by `op`, so that an interpreter dispatches without a cast. */
export type Equation<P extends Op = Op> = {
  readonly [Q in P]: {
    readonly op: Q
    readonly params: Params<Q>
    readonly operands: Operands<Q, Var>
    readonly results: Results<Q, Var>
  }
}[P]

/** Each variable is defined once, before its uses. */
export interface Program {
  readonly inputs: readonly Var[]
  readonly equations: readonly Equation[]
  readonly outputs: readonly Var[]
}

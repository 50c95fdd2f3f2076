// Short names of tensor types: the dims in one text, `F32<'batch 4'>`.
import type { Tensor } from '../tensor/index.ts'

/** A size, or a name for one that is known at run time. */
export type DimOf<T extends string> = T extends `${infer N extends number}` ? N : number | T

/** Dims parted by spaces: `'batch 4'` is `[number | 'batch', 4]`. */
export type Dims<T extends string> = T extends ''
  ? []
  : T extends `${infer Head} ${infer Rest}`
    ? [DimOf<Head>, ...Dims<Rest>]
    : [DimOf<T>]

/** A float32 tensor by its dims. A name accepts any size; two names differ. */
export type F32<T extends string> = Tensor<Dims<T>>
export type F64<T extends string> = Tensor<Dims<T>, 'f64'>
export type I32<T extends string> = Tensor<Dims<T>, 'i32'>
export type U32<T extends string> = Tensor<Dims<T>, 'u32'>
export type Bool<T extends string> = Tensor<Dims<T>, 'bool'>

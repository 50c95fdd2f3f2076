import { attempt, EspalierError, type Issue } from 'espalier'
import type { Either } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd'

// what may fail is an Either of its issues
expectType<Either<NonEmptyArray<Issue>, number>>(attempt(() => 42))
expectNotAssignable<Either<string, number>>(attempt(() => 42))

// an issue has a place, a rule, what was, and what to do
expectAssignable<Issue>({ where: 'scale', must: 'must be positive', was: '0', do: 'pass 1' })
expectNotAssignable<Issue>({ where: 'scale', must: 'must be positive', was: '0' })

// an error has at least one
expectType<EspalierError>(
  new EspalierError([{ where: 'a', must: 'must be 1', was: '2', do: 'pass 1' }]),
)
//! TS2345: Argument of type '[]' is not assignable to parameter of type 'readonly [Issue, ...Issue[]]'.
//!   Source has 0 element(s) but target requires 1.
expectError(new EspalierError([]))

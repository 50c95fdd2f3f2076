// What a mistake costs: an Either must be cheap enough for input that is often wrong.
import { attempt, EspalierError, type Issue } from 'espalier'
import { compare } from './measure.ts'

const issue: Issue = { where: 'scale', must: 'must be positive', was: '0', do: 'pass 1' }

compare({
  'attempt that succeeds': () => attempt(() => 42),
  'attempt that fails': () =>
    attempt(() => {
      throw new EspalierError([issue])
    }),
})

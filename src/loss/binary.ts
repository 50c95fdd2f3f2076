// Two classes: the loss of a probability, from its logit.
import { logSigmoid, mul, sub } from '../ops/index.ts'
import { type PairwiseLoss, pairwise } from './pairwise.ts'

/** −t log σ(x) − (1 − t) log σ(−x), of logits x and probabilities t; computed as (1 − t) x − log σ(x), so that no logit
 *  is too large.  PyTorch's binary_cross_entropy_with_logits.
 *  @example binaryCrossEntropy(tensor([1000, -1000]), tensor([1, 0])) // => scalar(0) */
export const binaryCrossEntropy: PairwiseLoss<'binaryCrossEntropy'> =
  pairwise<'binaryCrossEntropy'>(
    'binaryCrossEntropy',
    (x, t) => sub(mul(sub(1, t), x), logSigmoid(x)),
    {},
  )

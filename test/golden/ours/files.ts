// What our files hold that Python has read: a tied model, the same with its aliases expanded, and every dtype.
import { init, nn, random, tensor } from '../../../src/index.ts'
import { encode, saveModel } from '../../../src/io/index.ts'

const net = nn.sequential(
  nn.linear(4, 8),
  nn.relu,
  nn.named('shared', nn.linear(8, 8)),
  nn.relu,
  nn.ref('shared'),
)
const dtypes = {
  f32: tensor([1, -0, Number.NaN, 1e-45], [2, 2]),
  f64: tensor([1, -0, Number.POSITIVE_INFINITY], [3], { dtype: 'f64' }),
  i32: tensor([-2147483648, 7], [2], { dtype: 'i32' }),
  u32: tensor([4294967295], [1], { dtype: 'u32' }),
  bool: tensor([true, false]),
  empty: tensor([], [0, 3]),
  scalar: tensor(0.1),
  'name with spaces.重み': tensor([1]),
}
/** Our files, by name. */
export const ours: Readonly<Record<string, Uint8Array>> = {
  model: saveModel(net, init(net)(random.key(0))),
  expanded: saveModel(net, init(net)(random.key(0)), { expandAliases: true }),
  dtypes: encode({ tensors: dtypes, metadata: { note: '重み " \\ \n' } }),
}

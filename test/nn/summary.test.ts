import { expect, test } from 'vitest'
import { nn, summary } from '../../src/index.ts'

test('a summary draws the tree, names what each layer holds, and counts a shared layer once', () =>
  expect(
    summary(
      nn.sequential(
        nn.linear(4, 8),
        nn.relu,
        nn.named('shared', nn.linear(8, 8)),
        nn.relu,
        nn.ref('shared'),
        nn.relu,
        nn.linear(8, 1, { bias: false }),
      ),
    ),
  ).toBe(
    [
      'model      sequential',
      '├─ 0       linear(4, 8)   weight [8, 4], bias [8]  40',
      '├─ 1       relu',
      '├─ shared  linear(8, 8)   weight [8, 8], bias [8]  72',
      '├─ 3       relu',
      "├─ 4       ref('shared')  → shared",
      '├─ 5       relu',
      '└─ 6       linear(8, 1)   weight [1, 8]             8',
      '120 parameters',
    ].join('\n'),
  ))

test('a summary shows repeated blocks by name, and ties with their targets', () =>
  expect(
    summary(
      nn.tie(
        nn.sequential(
          nn.repeat(2, nn.residual(nn.linear(4, 4)), { names: 'block *' }),
          nn.named('enc', nn.linear(4, 8)),
          nn.named('dec', nn.linear(8, 4)),
        ),
        { 'dec.weight': nn.transposed('enc.weight') },
      ),
    ),
  ).toBe(
    [
      'model          sequential',
      '├─ 0           repeat(2)',
      '│  ├─ block 0  residual',
      '│  │  └─ body  linear(4, 4)  weight [4, 4], bias [4]                   20',
      '│  └─ block 1  residual',
      '│     └─ body  linear(4, 4)  weight [4, 4], bias [4]                   20',
      '├─ enc         linear(4, 8)  weight [8, 4], bias [8]                   40',
      '└─ dec         linear(8, 4)  weight → enc.weight transposed, bias [4]   4',
      '84 parameters',
    ].join('\n'),
  ))

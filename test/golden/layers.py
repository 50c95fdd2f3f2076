# layers.json: the layers by PyTorch in f64 and f32: output, new state, and the gradients of input and parameters.
import numpy as np
import torch
from torch import nn

from fixture import fixed, meta, tensor, weights, write

cases = []
DTYPES = (torch.float64, torch.float32)
WIDE = (torch.float64,)  # where f32 itself, PyTorch's too, is off by more than 1e-6
STATE = {'running_mean': 'mean', 'running_var': 'var'}


def state(module):
    return {STATE[k]: tensor(v.clone()) for k, v in module.named_buffers() if k in STATE}


def case(layer, options, make, x, training=False, prefix='', forward=None, start=None, dtypes=DTYPES):
    """One forward and backward; parameters by the formula of fixed, s = index; state given by start."""
    for dtype in dtypes:
        module = make().to(dtype).train(training)
        with torch.no_grad():
            for s, (name, p) in enumerate(module.named_parameters()):
                p.copy_(torch.tensor(fixed(tuple(p.shape), s, 2.0)))
            for name, value in (start or {}).items():
                getattr(module, {v: k for k, v in STATE.items()}[name]).copy_(torch.tensor(value))
        floating = np.asarray(x).dtype.kind == 'f'
        given = torch.tensor(x, dtype=dtype, requires_grad=True) if floating else torch.tensor(x, dtype=torch.int64)
        before = state(module)
        out = forward(module, given) if forward else module(given)
        w = torch.tensor(weights(tuple(out.shape)), dtype=dtype)
        (out * w).sum().backward()
        one = {'layer': layer, 'options': options, 'input': tensor(given) if floating else tensor(given.to(torch.int32)),
               'params': {prefix + k: tensor(p) for k, p in module.named_parameters()}, 'out': tensor(out), 'weights': tensor(w),
               'grads': {'input': tensor(given.grad) if floating else None,
                         'params': {prefix + k: tensor(p.grad) for k, p in module.named_parameters()}}}
        if before:
            one |= {'training': training, 'state': before, 'newState': state(module)}
        cases.append(one)


x = lambda *shape, s=20: fixed(shape, s, 8.0)
for shape in ((4,), (2, 4), (2, 3, 4)):
    case('linear', {'in': 4, 'out': 3}, lambda: nn.Linear(4, 3), x(*shape))
case('linear', {'in': 4, 'out': 3, 'bias': False}, lambda: nn.Linear(4, 3, bias=False), x(2, 4))
case('linear', {'in': 1, 'out': 1}, lambda: nn.Linear(1, 1), x(1, 1))

REAL = np.array([[-15.0, -3.5, -1.0, -0.25], [0.0, 0.125, 1.5, 12.0]])
EXTREME = np.array([-1000.0, -50.0, 50.0, 1000.0])  # PyTorch's softplus is x itself from 20 on: 50 is where f64 agrees
for layer, options, make in (
    ('relu', {}, nn.ReLU), ('leakyRelu', {'negativeSlope': 0.01}, nn.LeakyReLU), ('leakyRelu', {'negativeSlope': 0.25}, lambda: nn.LeakyReLU(0.25)),
    ('gelu', {'approximate': 'none'}, nn.GELU), ('gelu', {'approximate': 'tanh'}, lambda: nn.GELU('tanh')), ('silu', {}, nn.SiLU), ('sigmoid', {}, nn.Sigmoid),
    ('tanh', {}, nn.Tanh), ('softplus', {}, nn.Softplus), ('elu', {'alpha': 1.0}, nn.ELU), ('elu', {'alpha': 0.5}, lambda: nn.ELU(0.5)), ('selu', {}, nn.SELU),
    ('logSigmoid', {}, nn.LogSigmoid), ('softmax', {'axis': -1}, lambda: nn.Softmax(-1)), ('softmax', {'axis': 0}, lambda: nn.Softmax(0)),
    ('logSoftmax', {'axis': -1}, lambda: nn.LogSoftmax(-1)), ('logSoftmax', {'axis': 0}, lambda: nn.LogSoftmax(0)),
):
    case(layer, options, make, REAL, dtypes=WIDE if options.get('axis') == 0 else DTYPES)
    case(layer, options, make, EXTREME)

case('embedding', {'count': 5, 'size': 3}, lambda: nn.Embedding(5, 3), [[0, 4], [4, 1]])
case('embedding', {'count': 5, 'size': 3}, lambda: nn.Embedding(5, 3), 2)

for shape, options in (((4,), {}), ((4,), {'eps': 1e-3}), ((3, 4), {})):
    eps = options.get('eps', 1e-5)
    case('layerNorm', {'shape': list(shape), 'eps': eps}, lambda: nn.LayerNorm(shape, eps=eps), x(2, 3, 4))
case('layerNorm', {'shape': [4], 'eps': 1e-5, 'affine': False}, lambda: nn.LayerNorm(4, elementwise_affine=False), x(2, 4))
case('layerNorm', {'shape': [4], 'eps': 1e-5, 'bias': False}, lambda: nn.LayerNorm(4, bias=False), x(2, 4))
case('layerNorm', {'shape': [3], 'eps': 1e-5}, lambda: nn.LayerNorm(3), np.array([[2.0, 2.0, 2.0], [1e4, 1e4 + 1, 1e4 + 2]]), dtypes=WIDE)

seen = {'mean': fixed((3,), 30, 2.0), 'var': fixed((3,), 31) + 1.0}
for training in (True, False):
    for momentum, eps in ((0.1, 1e-5), (0.5, 1e-3)):
        options = {'size': 3, 'momentum': momentum, 'eps': eps}
        make = lambda: nn.BatchNorm1d(3, momentum=momentum, eps=eps)
        case('batchNorm', options, make, x(5, 3), training, start=seen)
    case('batchNorm', {'size': 3, 'momentum': 0.1, 'eps': 1e-5}, lambda: nn.BatchNorm1d(3), x(4, 3, s=21), training)
    case('batchNorm', {'size': 3, 'momentum': 0.1, 'eps': 1e-5, 'affine': False}, lambda: nn.BatchNorm1d(3, affine=False), x(5, 3), training, start=seen)
    case('batchNorm', {'size': 3, 'momentum': 0.1, 'eps': 1e-5, 'axis': 1}, lambda: nn.BatchNorm1d(3), x(2, 3, 4), training, start=seen)

for kind, size, shape, options, torch_options in (
    ('conv1d', (3, 4, 3), (2, 3, 7), {}, {}),
    ('conv1d', (2, 4, 2), (2, 2, 6), {'strides': 2, 'padding': 1, 'groups': 2}, {'stride': 2, 'padding': 1, 'groups': 2}),
    ('conv2d', (1, 2, 3), (2, 1, 5, 6), {}, {}),
    ('conv2d', (2, 3, (2, 3)), (2, 2, 4, 5), {'padding': 'same'}, {'padding': 'same'}),
    ('conv2d', (2, 4, (3, 2)), (1, 2, 7, 6), {'strides': [2, 1], 'padding': [1, 2], 'dilation': [1, 2], 'groups': 2}, {'stride': (2, 1), 'padding': (1, 2), 'dilation': (1, 2), 'groups': 2}),
    ('conv2d', (2, 3, 2), (2, 4, 3), {'bias': False}, {'bias': False}),
):
    make = {'conv1d': nn.Conv1d, 'conv2d': nn.Conv2d}[kind]
    case(kind, {'in': size[0], 'out': size[1], 'kernel': size[2], **options}, lambda: make(*size, **torch_options), x(*shape))

# distinct values, so that windows have one largest
distinct = lambda *shape: (np.argsort(np.random.default_rng(8).random(int(np.prod(shape)))) - 9.0).reshape(shape) / 4
for kind, make, shape, options in (
    ('maxPool', lambda: nn.MaxPool1d(2), (2, 3, 5), {'window': [2]}),
    ('maxPool', lambda: nn.MaxPool2d(2), (2, 3, 4, 6), {'window': [2, 2]}),
    ('maxPool', lambda: nn.MaxPool2d(3, 2, padding=1), (1, 2, 5, 6), {'window': [3, 3], 'strides': 2, 'padding': 1}),
    ('maxPool', lambda: nn.MaxPool2d((2, 3), 1, dilation=(2, 1)), (2, 5, 6), {'window': [2, 3], 'strides': 1, 'dilation': [2, 1]}),
    ('avgPool', lambda: nn.AvgPool1d(3, 2, padding=1), (2, 3, 6), {'window': [3], 'strides': 2, 'padding': 1}),
    ('avgPool', lambda: nn.AvgPool2d(2), (2, 3, 4, 5), {'window': [2, 2]}),
    ('avgPool', lambda: nn.AvgPool2d(3, 2, padding=1, count_include_pad=False), (1, 2, 5, 5), {'window': [3, 3], 'strides': 2, 'padding': 1, 'countIncludePad': False}),
    ('avgPool', lambda: nn.AvgPool3d(2), (1, 2, 2, 4, 3), {'window': [2, 2, 2]}),
    ('globalPool', lambda: nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()), (2, 3, 4, 3), {}),
    ('globalPool', lambda: nn.Sequential(nn.AdaptiveMaxPool1d(1), nn.Flatten()), (2, 3, 4), {'reduce': 'max'}),
):
    case(kind, options, make, distinct(*shape))

for shape, options in (((4,), {}), ((4,), {'eps': 1e-3}), ((3, 4), {})):
    case('rmsNorm', {'shape': list(shape), **options}, lambda: nn.RMSNorm(shape, **options), x(2, 3, 4))
case('rmsNorm', {'shape': [4], 'affine': False}, lambda: nn.RMSNorm(4, elementwise_affine=False), x(2, 4))


class Positions(nn.Embedding):
    """What GPT-2 does with its wpe."""

    def forward(self, v):
        return v + super().forward(torch.arange(v.shape[-2]))


case('positions', {'count': 5, 'size': 3}, lambda: Positions(5, 3), x(2, 4, 3))
case('positions', {'count': 2, 'size': 3}, lambda: Positions(2, 3), x(2, 3))



def attention(causal=False, mask=None):
    """Self-attention; PyTorch's masks say what is not seen."""

    def forward(m, v):
        t = v.shape[-2]
        hidden = torch.zeros(t, t, dtype=torch.bool)
        if causal:
            hidden |= ~torch.ones(t, t).tril().bool()
        if mask is not None:
            hidden |= ~torch.tensor(mask)
        return m(v, v, v, attn_mask=hidden, need_weights=False)[0]

    return forward


NAMES = {'in_proj_weight': 'inProjWeight', 'in_proj_bias': 'inProjBias', 'out_proj.weight': 'outProj.weight', 'out_proj.bias': 'outProj.bias'}
SEEN = [[True, False, True], [True, True, False], [False, False, True]]
before = len(cases)
for options in ({}, {'causal': True}, {'mask': SEEN}, {'causal': True, 'mask': [[True] * 3, [True, False, True], [False, True, True]]}):
    case('multiHeadAttention', {'size': 4, 'heads': 2, **options}, lambda: nn.MultiheadAttention(4, 2, batch_first=True), x(2, 3, 4), forward=attention(**options))
case('multiHeadAttention', {'size': 6, 'heads': 3, 'bias': False}, lambda: nn.MultiheadAttention(6, 3, bias=False, batch_first=True), x(2, 6), forward=attention(), dtypes=WIDE)


class Residual(nn.Module):
    def __init__(self, body):
        super().__init__()
        self.body = nn.ModuleDict(body)

    def forward(self, v):
        y = v
        for layer in self.body.values():
            y = attention(causal=True)(layer, y) if isinstance(layer, nn.MultiheadAttention) else layer(y)
        return v + y


class Gpt2(nn.Module):
    """GPT-2 by the paths of the library; its last layer is not tied."""

    def __init__(self, vocabulary, context, size, heads, depth):
        super().__init__()
        self.wte, self.wpe = nn.Embedding(vocabulary, size), Positions(context, size)
        self.h = nn.ModuleList([nn.Sequential(
            Residual({'ln1': nn.LayerNorm(size), 'attn': nn.MultiheadAttention(size, heads, batch_first=True)}),
            Residual({'ln2': nn.LayerNorm(size), 'fc': nn.Linear(size, 4 * size), 'gelu': nn.GELU('tanh'), 'proj': nn.Linear(4 * size, size)}),
        ) for _ in range(depth)])
        self.lnF, self.lmHead = nn.LayerNorm(size), nn.Linear(size, vocabulary, bias=False)

    def forward(self, tokens):
        y = self.wpe(self.wte(tokens))
        for block in self.h:
            y = block(y)
        return self.lmHead(self.lnF(y))


SIZES = {'vocabulary': 5, 'context': 4, 'size': 4, 'heads': 2, 'depth': 2}
case('gpt2', SIZES, lambda: Gpt2(**SIZES), [[0, 4, 2], [1, 1, 3]], dtypes=WIDE)
for one in cases[before:]:
    for record in (one['params'], one['grads']['params']):
        for theirs in list(record):
            ours = theirs
            for name, own in NAMES.items():
                ours = ours.replace(name, own)
            record[ours] = record.pop(theirs)

case('flatten', {}, nn.Flatten, x(2, 3, 2))
case('residual', {'body': {'layer': 'linear', 'options': {'in': 4, 'out': 4}}}, lambda: nn.Linear(4, 4), x(2, 4), prefix='body.', forward=lambda m, v: v + m(v))
LAYERS = [('linear', {'in': 4, 'out': 6}), ('layerNorm', {'shape': [6], 'eps': 1e-5}), ('gelu', {'approximate': 'none'}), ('linear', {'in': 6, 'out': 2}), ('logSoftmax', {'axis': -1})]
case('sequential', {'layers': [{'layer': name, 'options': options} for name, options in LAYERS]},
     lambda: nn.Sequential(nn.Linear(4, 6), nn.LayerNorm(6), nn.GELU(), nn.Linear(6, 2), nn.LogSoftmax(-1)), x(3, 4))

write('layers.json', meta('layers.py', torch), cases=cases)

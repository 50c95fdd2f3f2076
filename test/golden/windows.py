# windows.json: convolutions and windows, by JAX where it has them, else by PyTorch; ties and NaN by PyTorch.
import jax
import jax.numpy as jnp
import numpy as np
import torch
import torch.nn.functional as F
from jax import lax

from fixture import fixed, meta, tensor, weights, write

jax.config.update('jax_enable_x64', True)
cases = []
TYPES = {'f64': np.float64, 'f32': np.float32}


def by_jax(fn, args, w):
    out = fn(*args)
    return out, None if w is None else jax.grad(lambda *xs: jnp.sum(fn(*xs) * w), argnums=tuple(range(len(args))))(*args)


def by_torch(fn, args, w):
    args = [torch.tensor(np.array(a), requires_grad=True) for a in args]
    out = fn(*args)
    if w is None:
        return out, None
    (out * torch.tensor(np.array(w))).sum().backward()
    return out, [a.grad for a in args]


def case(op, fn, args, params, run=by_jax, note=None):
    """Values in f64 and f32, gradients in f64."""
    for dtype in ('f64', 'f32'):
        xs = [jnp.asarray(np.asarray(a, TYPES[dtype])) for a in args]
        out, _ = run(fn, xs, None)
        one = {'op': op, 'args': [tensor(np.asarray(x)) for x in xs], 'params': params, 'out': tensor(out if run is by_torch else np.asarray(out))}
        if dtype == 'f64':
            w = weights(tuple(out.shape))
            one['weights'] = tensor(w)
            one['grads'] = [tensor(g if run is by_torch else np.asarray(g)) for g in run(fn, xs, w)[1]]
        if note:
            one['note'] = note
        cases.append(one)


def conv(x, kernel, rank, strides=1, padding=0, dilation=1, inputDilation=1, groups=1):
    """lax.conv_general_dilated under the options of the library; `padding` by its words."""
    params = {k: v for k, v in (('strides', strides), ('dilation', dilation), ('inputDilation', inputDilation), ('groups', groups)) if v != 1}
    if padding != 0:
        params['padding'] = padding
    each = lambda v: [v] * rank if np.isscalar(v) else list(v)
    pads = padding.upper() if isinstance(padding, str) else [(p, p) if np.isscalar(p) else tuple(p) for p in each(padding)]
    dims = (('NCW', 'OIW', 'NCW'), ('NCHW', 'OIHW', 'NCHW'), ('NCDHW', 'OIDHW', 'NCDHW'))[rank - 1]
    fn = lambda a, b: lax.conv_general_dilated(
        a, b, each(strides), pads, lhs_dilation=each(inputDilation), rhs_dilation=each(dilation), dimension_numbers=dims,
        feature_group_count=groups, precision=lax.Precision.HIGHEST)
    case('conv', fn, [fixed(x, 1, 4.0), fixed(kernel, 2, 2.0)], params)


conv((1, 1, 5), (1, 1, 3), 1)
conv((2, 3, 7), (4, 3, 3), 1, strides=2, padding=1)
conv((1, 2, 9), (2, 2, 3), 1, dilation=2, padding=[[3, 1]])
conv((1, 2, 5), (2, 2, 3), 1, inputDilation=2, padding=[[2, 1]])
conv((2, 4, 6), (6, 2, 2), 1, groups=2)
conv((1, 2, 8), (2, 2, 2), 1, strides=3, padding=[[-1, -1]])
conv((1, 2, 7), (3, 2, 4), 1, padding='same')
conv((1, 2, 8), (3, 2, 3), 1, strides=3, padding='same')
conv((2, 2, 5, 6), (3, 2, 3, 2), 2)
conv((2, 2, 6, 5), (3, 2, 3, 3), 2, strides=[2, 1], padding=[1, [0, 2]])
conv((1, 2, 6, 7), (2, 2, 2, 3), 2, dilation=[3, 2], padding='same')
conv((1, 4, 4, 4), (4, 1, 3, 3), 2, groups=4, padding=1)
conv((1, 2, 3, 4), (2, 2, 3, 2), 2, strides=[1, 2], inputDilation=[2, 3], dilation=[2, 1], padding=[[2, 3], [1, 0]])
conv((1, 6, 3, 3), (4, 3, 2, 2), 2, strides=2, inputDilation=2, groups=2, padding=1)
conv((1, 12, 5, 5), (2, 12, 5, 5), 2)
conv((1, 2, 3, 3, 4), (2, 2, 2, 2, 3), 3, strides=[1, 2, 1], padding=[1, 1, 0])

# a permutation, so that no two elements of a window are equal
distinct = lambda shape, s: (np.argsort(np.random.default_rng(s).random(int(np.prod(shape)))) - 7.0).reshape(shape) / 4


def pool(shape, window, strides=None, padding=0, dilation=1, words=None):
    rank, lead = len(window), len(shape) - len(window)
    each = lambda v: [v] * rank if np.isscalar(v) else list(v)
    strides_ = each(window if strides is None else strides)
    pads = [(0, 0)] * lead + [(p, p) if np.isscalar(p) else tuple(p) for p in each(padding)] if not isinstance(padding, str) else padding.upper()
    params = {'window': list(window), **({} if strides is None else {'strides': strides}), **({} if padding == 0 else {'padding': padding}),
              **({} if dilation == 1 else {'dilation': dilation})}
    ones = (1,) * lead
    over = lambda start, op: lambda x: lax.reduce_window(x, np.asarray(start, x.dtype), op, ones + tuple(window), ones + tuple(strides_), pads,
                                                         window_dilation=ones + tuple(each(dilation)))
    x = distinct(shape, len(cases))
    case('sumPool', over(0, lax.add), [x], params)
    if dilation == 1:
        case('maxPool', over(-np.inf, lax.max), [x], params)
        case('minPool', over(np.inf, lax.min), [x], params)
    case('avgPool', lambda v: over(0, lax.add)(v) / np.prod(window), [x], params)
    case('avgPool', lambda v: over(0, lax.add)(v) / over(0, lax.add)(jnp.ones_like(v)), [x], {**params, 'countIncludePad': False})


pool((7,), (2,))
pool((2, 8), (3,), strides=2, padding=1)
pool((2, 3, 6, 5), (2, 2))
pool((1, 2, 7, 6), (3, 2), strides=[2, 1], padding=[[1, 2], [0, 1]])
pool((2, 5, 7), (3, 3), strides=2, padding='same')
pool((1, 7, 8), (2, 3), strides=1, dilation=[3, 2], padding=1)
pool((3, 4, 4, 4), (2, 2, 2), strides=[1, 2, 2])

# what PyTorch alone has, or says otherwise
torchly = lambda fn, x, params, note: case('maxPool', fn, [np.asarray(x, np.float64)], params, by_torch, note)
torchly(lambda x: F.max_pool2d(x, (2, 3), stride=1, dilation=(3, 2), padding=1), distinct((1, 2, 7, 8), 3),
        {'window': [2, 3], 'strides': 1, 'dilation': [3, 2], 'padding': 1}, 'dilated')
torchly(lambda x: F.max_pool2d(x, 2, stride=1), [[[[1, 2, 2, 0], [2, 2, 1, 0], [0, 0, 0, 0]]]], {'window': [2, 2], 'strides': 1}, 'ties')
torchly(lambda x: F.max_pool1d(x, 3, stride=1), [[[1, np.nan, 3, 2, 5]]], {'window': [3], 'strides': 1}, 'NaN')
case('avgPool', lambda x: F.avg_pool2d(x, 3, stride=2, padding=1), [distinct((1, 2, 5, 6), 4)], {'window': [3, 3], 'strides': 2, 'padding': 1}, by_torch)
case('avgPool', lambda x: F.avg_pool2d(x, 3, stride=2, padding=1, count_include_pad=False), [distinct((1, 2, 5, 6), 4)],
     {'window': [3, 3], 'strides': 2, 'padding': 1, 'countIncludePad': False}, by_torch)

write('windows.json', meta('windows.py', jax, torch), cases=cases)

# initializers.json: gains, fans, what PyTorch's initializers ask of its generator, eye and dirac; JAX's initializers, drawn.
import math
from unittest import mock

import jax
import numpy as np
import scipy
import torch
from jax.nn import initializers as init
from scipy.stats import truncnorm
from torch import nn
from torch.nn.init import _calculate_fan_in_and_fan_out as fans_of

from fixture import meta, number, tensor, write

# ---- PyTorch: gains and fans -------------------------------------------------------------------------------------------

gains = [{'nonlinearity': name, 'param': param, 'gain': number(torch.nn.init.calculate_gain(name, param))} for name, param in (
    ('linear', None), ('conv1d', None), ('conv2d', None), ('conv3d', None), ('sigmoid', None), ('tanh', None), ('relu', None),
    ('leaky_relu', None), ('leaky_relu', 0.2), ('leaky_relu', 0), ('leaky_relu', math.sqrt(5)), ('selu', None))]
SHAPES = [(8, 4), (1, 8), (4, 4), (16, 3, 5), (16, 3, 3, 3), (4, 2, 3, 3, 3)]
fans = [{'shape': list(s), 'fanIn': i, 'fanOut': o} for s in SHAPES for i, o in [fans_of(torch.empty(s))]]


def asked(fill):
    """What a filling function asks of PyTorch's generator: a uniform's ends, or a normal's mean and std."""
    calls = []
    uniform = lambda self, a=0.0, b=1.0, **_: calls.append({'distribution': 'uniform', 'min': a, 'max': b}) or self
    normal = lambda self, mean=0.0, std=1.0, **_: calls.append({'distribution': 'normal', 'mean': mean, 'std': std}) or self
    with mock.patch.object(torch.Tensor, 'uniform_', uniform), mock.patch.object(torch.Tensor, 'normal_', normal):
        fill()
    return [{k: v if isinstance(v, str) else number(v) for k, v in call.items()} for call in calls]


FILL = {
    'xavierUniform': (torch.nn.init.xavier_uniform_, [{}, {'gain': 5 / 3}]),
    'xavierNormal': (torch.nn.init.xavier_normal_, [{}, {'gain': math.sqrt(2)}]),
    'kaimingUniform': (torch.nn.init.kaiming_uniform_, [{}, {'mode': 'fan_out'}, {'nonlinearity': 'relu'}, {'a': math.sqrt(5)}, {'nonlinearity': 'tanh', 'mode': 'fan_out'}]),
    'kaimingNormal': (torch.nn.init.kaiming_normal_, [{}, {'mode': 'fan_out'}, {'nonlinearity': 'relu'}, {'a': 0.2}, {'nonlinearity': 'linear'}]),
    'uniform': (torch.nn.init.uniform_, [{}, {'a': -10.0, 'b': 10.0}]),
    'normal': (torch.nn.init.normal_, [{}, {'mean': 1.0, 'std': 0.01}]),
}
distributions = []
for kind, (fill, many) in FILL.items():
    for options in many:
        for shape in SHAPES if options == {} else SHAPES[:1]:
            (one,) = asked(lambda: fill(torch.empty(shape), **options))
            distributions.append({'kind': kind, 'options': {k: number(v) if not isinstance(v, str) else v for k, v in options.items()}, 'shape': list(shape), **one})

DEFAULTS = [('linear', {'in': 4, 'out': 8}, lambda: nn.Linear(4, 8)), ('linear', {'in': 8, 'out': 1}, lambda: nn.Linear(8, 1)),
            ('linear', {'in': 4, 'out': 8, 'bias': False}, lambda: nn.Linear(4, 8, bias=False)), ('embedding', {'count': 10, 'size': 7}, lambda: nn.Embedding(10, 7))]
defaults = [{'layer': layer, 'options': options, **dict(zip(('weight', 'bias'), asked(make)))} for layer, options, make in DEFAULTS]

# trunc_normal_: N(mean, std²) kept to [a, b], the ends in absolute numbers; its moments by scipy
truncated = []
for mean, std, a, b in ((0.0, 1.0, -2.0, 2.0), (0.0, 0.02, -2.0, 2.0), (0.0, 1.0, -1.0, 0.5), (0.5, 2.0, -2.0, 2.0)):
    law = truncnorm((a - mean) / std, (b - mean) / std, mean, std)
    torch.manual_seed(0)
    draw = torch.nn.init.trunc_normal_(torch.empty(200000, dtype=torch.float64), mean, std, a, b)
    assert draw.min() >= a and draw.max() <= b and abs(draw.mean() - law.mean()) < 0.01 * std and abs(draw.std() - law.std()) < 0.01 * std
    truncated.append({'mean': mean, 'std': std, 'min': a, 'max': b, 'lawMean': number(law.mean()), 'lawStd': number(law.std())})

exact = [{'kind': 'eye', 'options': {}, 'out': tensor(torch.nn.init.eye_(torch.empty(s)))} for s in ((3, 5), (5, 3), (2, 2), (1, 1))]
for shape, groups in (((4, 3, 3), 1), ((3, 3, 3, 3), 1), ((4, 2, 3), 2), ((2, 2, 3, 3, 3), 1), ((2, 4, 4), 1), ((6, 2, 1), 3)):
    exact.append({'kind': 'dirac', 'options': {'groups': groups}, 'out': tensor(torch.nn.init.dirac_(torch.empty(shape), groups))})
sparse = []
for shape, sparsity in (((6, 4), 0.5), ((5, 3), 0.1), ((7, 2), 0.34), ((4, 2), 0.0), ((4, 2), 1.0)):
    zeros = (torch.nn.init.sparse_(torch.full(shape, 1.0), sparsity) == 0).sum(0).tolist()
    assert len(set(zeros)) == 1
    sparse.append({'shape': list(shape), 'sparsity': sparsity, 'zerosInEachColumn': zeros[0]})

# ---- JAX: draws --------------------------------------------------------------------------------------------------------

OUT_IN = {'in_axis': 1, 'out_axis': 0}  # [out, in, ...kernel]: the rest is the receptive field
VARIANCE = {
    'glorotUniform': init.glorot_uniform, 'glorotNormal': init.glorot_normal, 'heUniform': init.he_uniform,
    'heNormal': init.he_normal, 'lecunUniform': init.lecun_uniform, 'lecunNormal': init.lecun_normal,
}
draws = []


def draw(kind, options, initializer, seed, shape):
    fan_in, fan_out = fans_of(torch.empty(shape))
    for dtype in ('float32', 'float64'):
        with jax.enable_x64(dtype == 'float64'):
            out = initializer(jax.random.key(seed), shape, dtype)
        draws.append({'kind': kind, 'options': options, 'seed': seed, 'fanIn': fan_in, 'fanOut': fan_out, 'out': tensor(np.asarray(out))})


for kind, make in VARIANCE.items():
    for seed, shape in ((42, (4, 3)), (7, (1, 8)), (7, (2, 3, 2))):
        draw(kind, {}, make(**OUT_IN), seed, shape)
for mode in ('fan_in', 'fan_out', 'fan_avg', 'fan_geo_avg'):
    for distribution in ('uniform', 'normal', 'truncated_normal'):
        options = {'scale': 0.5, 'mode': mode, 'distribution': distribution}
        draw('varianceScaling', options, init.variance_scaling(**options, **OUT_IN), 42, (2, 3))
draw('normal', {'stddev': 0.02}, init.normal(0.02), 42, (2, 3))
draw('uniform', {'scale': 0.05}, init.uniform(0.05), 42, (2, 3))
draw('truncatedNormal', {'stddev': 0.5, 'lower': -2.0, 'upper': 2.0}, init.truncated_normal(0.5), 42, (2, 3))
draw('truncatedNormal', {'stddev': 0.5, 'lower': -1.0, 'upper': 0.5}, init.truncated_normal(0.5, lower=-1.0, upper=0.5), 42, (2, 3))

write('initializers.json', meta('initializers.py', torch, jax, scipy), gains=gains, fans=fans, distributions=distributions,
      defaults=defaults, truncated=truncated, exact=exact, sparse=sparse, draws=draws)

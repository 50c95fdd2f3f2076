# How the scripts here write numbers: f64 by repr, f32 as its exact double, bool as 0 or 1; what JSON cannot say is a string.
import json
import math
import platform
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
DTYPES = {'float32': 'f32', 'float64': 'f64', 'int32': 'i32', 'uint32': 'u32', 'bool': 'bool'}


def fixed(shape, s, scale=1.0):
    """The formula of seed.json: multiples of 1/256 in [-1/2, 1/2], exact in f32, times a scale that is a power of two."""
    n = int(np.prod(shape, dtype=np.int64))
    i = np.arange(n, dtype=np.int64)
    return (((73 * i * i + 37 * i + 101 * s) % 257 - 128) / 256 * scale).reshape(shape)


def weights(shape):
    """What an output is weighted with before it is summed: ±k/8, never 0, so that no part of a gradient goes unseen."""
    k = (np.arange(int(np.prod(shape, dtype=np.int64))) * 5) % 13
    return (np.where(k % 2 == 0, 1, -1) * (k + 1) / 8.0).reshape(shape)


def number(x):
    """One JSON value: a number, or one of the strings "NaN", "Infinity", "-Infinity", "-0"."""
    if isinstance(x, (bool, np.bool_)):
        return int(x)
    if isinstance(x, (int, np.integer)):
        return int(x)
    x = float(x)
    if math.isnan(x):
        return 'NaN'
    if math.isinf(x):
        return 'Infinity' if x > 0 else '-Infinity'
    if x == 0:
        return '-0' if math.copysign(1, x) < 0 else 0
    return int(x) if x.is_integer() and abs(x) < 2**53 else x


def numbers(xs):
    return [number(x) for x in xs]


def tensor(x):
    """{ shape, dtype, data }, data flat and row-major."""
    x = x.detach().numpy() if hasattr(x, 'detach') else np.asarray(x)
    return {'shape': list(x.shape), 'dtype': DTYPES[str(x.dtype)], 'data': numbers(x.ravel())}


def meta(script, *modules, **more):
    versions = {m.__name__: m.__version__ for m in (*modules, np)}
    return {'script': script, 'versions': {'python': platform.python_version(), **versions}, **more}


def write(name, meta, **lists):
    """One line a case, so that a change shows as the case that changed."""
    line = lambda x: json.dumps(x, separators=(',', ':'), ensure_ascii=False, allow_nan=False)
    parts = [f'"meta":{line(meta)}']
    for key, cases in lists.items():
        parts.append(f'"{key}":[\n' + ',\n'.join(map(line, cases)) + '\n]')
    (HERE / name).write_text('{' + ',\n'.join(parts) + '}\n', encoding='utf8')
    print(name, {key: len(cases) for key, cases in lists.items()}, (HERE / name).stat().st_size, 'bytes')

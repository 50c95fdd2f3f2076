# kernels.json: the elementary functions by mpmath, to 100 bits, at a fixed random sample of floats.
# A result is text, `0x1234p-56` for 0x1234 · 2⁻⁵⁶.
import random
import struct

import mpmath
import numpy as np
from mpmath import mp, mpf

from fixture import meta, tensor, write

mp.prec = 260
draw = random.Random(1202)
MOST = 100


def erf_inv(x):
    """Halley's iteration, on the complement where x is near 1."""
    c = 1 - abs(x)
    y = mp.sqrt(-mp.log(c)) if c < 0.1 else mp.erfinv(mpf(float(abs(x))))
    for _ in range(80):
        step = (mp.erfc(y) - c) / (-2 / mp.sqrt(mp.pi) * mp.exp(-y * y))
        step /= 1 + y * step
        y -= step
        if abs(step) < mpf(2) ** -240:
            break
    return y if x > 0 else -y


def erf_inv_any(x):
    # near 0 the complement loses everything: √π/2 (x + π/12 x³)
    return mp.sqrt(mp.pi) / 2 * (x + mp.pi / 12 * x**3) if abs(x) < mpf(2) ** -60 else erf_inv(x)


UNARY = {
    'exp': (mp.exp, [(-104, 89), (-745, 709.8), (-1, 1)]),
    'expm1': (mp.expm1, [(-40, 89), (-745, 709.8), (-1, 1)]),
    'log': (mp.log, [(0, 2), (0.99, 1.01), (0, 1e6)]),
    'log1p': (mp.log1p, [(-1, 1), (-0.01, 0.01), (0, 1e6)]),
    'sin': (mp.sin, [(-4, 4), (-1e3, 1e3), (-1e6, 1.1e6), (0, 1e22)]),
    'cos': (mp.cos, [(-4, 4), (-1e3, 1e3), (-1e6, 1.1e6), (0, 1e22)]),
    'tanh': (mp.tanh, [(-10, 10), (-1, 1), (-20, 20)]),
    'erf': (mp.erf, [(-4, 4), (-1, 1), (-6, 6)]),
    'erfInv': (erf_inv_any, [(-1, 1), (0.99, 1), (0.99999, 1)]),
    'rsqrt': (lambda x: 1 / mp.sqrt(x), [(0, 4), (0, 1e6)]),
}
INSIDE = {
    'log': lambda x: x > 0,
    'rsqrt': lambda x: x > 0,
    'log1p': lambda x: x > -1,
    'erfInv': lambda x: abs(x) < 1,
    'exp': lambda x: abs(x) < 800,
    'expm1': lambda x: abs(x) < 800,
}
LIMITS = {'f32': (mpf(2) ** -149, mpf(2) ** 128), 'f64': (mpf(2) ** -1074, mpf(2) ** 1024)}
TYPES = {'f32': np.float32, 'f64': np.float64}


def anywhere(dtype):
    if dtype == 'f32':
        return float(struct.unpack('<f', struct.pack('<I', draw.getrandbits(32)))[0])
    return struct.unpack('<d', struct.pack('<Q', draw.getrandbits(64)))[0]


def rounded(x, dtype):
    return float(TYPES[dtype](x))


def exact(value):
    """100 bits of a real number as text."""
    sign, m, e, _ = value._mpf_
    extra = m.bit_length() - 100
    if extra > 0:
        m, e = int(m) >> extra, e + extra
    return f"{'-' if sign else ''}{hex(int(m))}p{e}"


def keep(result, dtype):
    least, beyond = LIMITS[dtype]
    return mp.isfinite(result) and least <= abs(result) < beyond * (1 - mpf(2) ** -60)


def args_of(ranges, dtype):
    while True:
        if draw.random() < 0.4:
            yield anywhere(dtype)
        else:
            low, high = draw.choice(ranges)
            yield rounded(draw.uniform(low, high), dtype)


def pairs(dtype):
    reach = 140 if dtype == 'f32' else 1050
    while True:
        kind = draw.random()
        if kind < 0.2:
            yield anywhere(dtype), float(draw.randint(-20, 20))
        elif kind < 0.4:
            yield abs(anywhere(dtype)), rounded(draw.uniform(-2, 2), dtype)
        else:
            exponent = draw.uniform(-1, 1) * draw.choice([1, 1, 1e-3, 1e-5, 20])
            yield rounded(2.0**exponent, dtype), rounded(draw.uniform(-reach, reach) / exponent, dtype)


cases = []
for dtype in ('f32', 'f64'):
    for op, (f, ranges) in UNARY.items():
        xs, outs = [], []
        for x in args_of(ranges, dtype):
            if len(xs) == MOST:
                break
            if x == x and abs(x) < float('inf') and x != 0 and INSIDE.get(op, lambda x: True)(x):
                result = f(mpf(x))
                if keep(result, dtype):
                    xs.append(x)
                    outs.append(exact(result))
        cases.append({'op': op, 'args': [tensor(np.array(xs, TYPES[dtype]))], 'out': outs})
    ps, outs = [], []
    for x, y in pairs(dtype):
        if len(ps) == 2 * MOST:
            break
        if x == x and abs(x) < float('inf') and x != 0 and (x > 0 or y == int(y)) and abs(y) < 1e30:
            if abs(y * mp.log(abs(mpf(x)))) < 800:
                result = mp.power(mpf(abs(x)), mpf(y)) * (-1 if x < 0 and int(y) % 2 else 1)
                if keep(result, dtype):
                    ps.append((x, y))
                    outs.append(exact(result))
    cases.append({'op': 'pow', 'args': [tensor(np.array([p[i] for p in ps], TYPES[dtype])) for i in (0, 1)], 'out': outs})

write('kernels.json', meta('kernels.py', mpmath), cases=cases)

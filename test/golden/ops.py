# ops.json: every operation by JAX, its values in f32 and f64 and its gradients in f64.
# Elementary functions are checked against mpmath here before they are written.
import jax
import jax.numpy as jnp
import mpmath
import numpy as np
import torch
from jax import lax
from jax.scipy.special import logsumexp

from fixture import fixed, meta, tensor, weights, write

jax.config.update('jax_enable_x64', True)
F = {'f64': np.float64, 'f32': np.float32}
INT = {'i32': np.int32, 'u32': np.uint32}
NUMPY = {**F, **INT, 'bool': np.bool_}
MIN, MAX, ALL = -(2**31), 2**31 - 1, 2**32 - 1
nan, inf = np.nan, np.inf
cases = []


def floats(x):
    return np.issubdtype(np.asarray(x).dtype, np.floating)


def emit(op, fn, args, params, grad, note):
    args = [np.asarray(a) for a in args]
    out = fn(*[jnp.asarray(a) for a in args])
    one = {'op': op, 'args': [tensor(a) for a in args], 'params': params, 'out': tensor(out)}
    if np.asarray(out).dtype == np.float32 and op != 'bitCast':
        small = np.abs(np.asarray(out)[np.isfinite(out)])
        assert not ((small > 0) & (small < np.finfo(np.float32).tiny)).any(), (op, 'XLA:CPU flushes subnormals')
    if grad:
        w = weights(out.shape)
        by = tuple(i for i, a in enumerate(args) if floats(a))
        got = jax.grad(lambda *xs: jnp.sum(fn(*xs) * w), argnums=by)(*[jnp.asarray(a) for a in args])
        each = dict(zip(by, got))
        one['weights'] = tensor(w)
        one['grads'] = [tensor(each[i]) if i in each else None for i in range(len(args))]
    if note:
        one['note'] = note
    cases.append(one)
    return out


def case(op, fn, args, params=None, grad=True, dtypes=('f64', 'f32'), note=None):
    """Float arguments in each dtype (integers and bools as they are); the gradient where the dtype is f64."""
    for dtype in dtypes:
        cast = [np.asarray(a, F[dtype]) if floats(a) else np.asarray(a) for a in args]
        emit(op, fn, cast, params or {}, grad and dtype == 'f64', note)


def exact(op, fn, args, params=None, note=None):
    """Arguments as they are, no gradient."""
    return emit(op, fn, args, params or {}, False, note)


# ---- elementwise, one operand ------------------------------------------------------------------------------------------

SPECIAL = [0.0, -0.0, inf, -inf, nan]
REAL = [-20.0, -5.25, -2.5, -1.0, -0.75, -0.125, -0.0009765625, 0.0009765625, 0.1, 0.5, 1.0, 1.5, 3.0, 7.75, 20.0]
POSITIVE = [1e-30, 0.0009765625, 0.1, 0.5, 0.75, 0.999, 1.0, 1.001, 2.0, 3.5, 10.0, 1000.5, 1e30]
BELOW_ONE = [-0.999, -0.9, -0.5, -0.1, -0.0009765625, 0.0009765625, 0.25, 0.6, 0.95, 0.99]  # at 0.9999 JAX is 3e-6 off in f32
TINY = [1e-30, -1e-30, 1e-12, -1e-12, 1e-7, -1e-7, 1e-4]

mp = mpmath.mp
mp.dps = 60


def checked(op, fn, truth, values, grad=True, f64=3e-15, f32=4e-7, params=None):
    """The same against mpmath at the rounded argument, relative to max(|truth|, the smallest normal)."""
    for dtype in ('f64', 'f32'):
        xs = np.asarray(values, F[dtype])
        ys = np.asarray(fn(jnp.asarray(xs)), np.float64)
        for x, y in zip(xs, ys):
            if not np.isfinite(x) or not np.isfinite(y):
                continue
            t = truth(mpmath.mpf(float(x)))
            err = abs((mpmath.mpf(float(y)) - t) / t) if t != 0 else abs(y)
            assert err <= (f64 if dtype == 'f64' else f32), (op, dtype, x, y, mpmath.nstr(t, 20), float(err))
    case(op, fn, [np.array(values)], params, grad)


def unary(op, fn, values, truth=None, special=SPECIAL, grad=True, **bounds):
    (checked(op, fn, truth, values, grad, **bounds) if truth else case(op, fn, [np.array(values)], None, grad))
    if special:
        case(op, fn, [np.array(special)], grad=False)


sigma = lambda x: 1 / (1 + mpmath.exp(-x))
unary('neg', jnp.negative, REAL)
unary('abs', jnp.abs, [*REAL, 0.0])
unary('sign', jnp.sign, REAL)
unary('floor', jnp.floor, [*REAL, 8388608.5, 4503599627370495.5, -0.5])
unary('exp', jnp.exp, [*REAL, *TINY, 80.5, -80.5], mpmath.exp, [*SPECIAL, 1000.0, -1000.0])
unary('expm1', jnp.expm1, [*REAL, *TINY, 80.5, -80.5], mpmath.expm1, [*SPECIAL, 1000.0, -1000.0])
unary('log', jnp.log, POSITIVE, mpmath.log, [*SPECIAL, -1.0])
unary('log1p', jnp.log1p, [*POSITIVE, *TINY, -0.9, -0.5, -0.1], lambda x: mpmath.log(1 + x), [*SPECIAL, -1.0, -2.0])
unary('sin', jnp.sin, [*REAL, *TINY, 100.0, 12345.0], mpmath.sin)
unary('cos', jnp.cos, [*REAL, *TINY, 100.0, 12345.0], mpmath.cos)
unary('tanh', jnp.tanh, [*REAL, *TINY], mpmath.tanh, [*SPECIAL, 1000.0, -1000.0])
unary('erf', jax.scipy.special.erf, [*REAL, *TINY], mpmath.erf)
unary('erfInv', lax.erf_inv, [*BELOW_ONE, 1e-30, -1e-7], mpmath.erfinv, [0.0, -0.0, 1.0, -1.0, 2.0, nan], f64=5e-14, f32=1e-6)
unary('sqrt', jnp.sqrt, POSITIVE, mpmath.sqrt, [*SPECIAL, -1.0])
unary('rsqrt', lax.rsqrt, POSITIVE, lambda x: 1 / mpmath.sqrt(x), [*SPECIAL, -1.0])
unary('reciprocal', jnp.reciprocal, [*REAL, 1e-30, 1e30], lambda x: 1 / x)
unary('square', jnp.square, [*REAL, 1e10], lambda x: x * x)
unary('sigmoid', jax.nn.sigmoid, [*REAL, 80.5, -80.5], sigma, [*SPECIAL, 1000.0, -1000.0])

EXTREME = [-1e4, -800.0, -100.0, -30.0, -1e-8, 0.0, 1e-8, 30.0, 100.0, 800.0, 1e4]
ACTIVATIONS = {
    'relu': (jax.nn.relu, {}),
    'leakyRelu': (lambda x: jax.nn.leaky_relu(x, 0.01), {'negativeSlope': 0.01}),
    'gelu': (lambda x: jax.nn.gelu(x, approximate=False), {'approximate': 'none'}),
    'silu': (jax.nn.silu, {}),
    'softplus': (jax.nn.softplus, {}),
    'logSigmoid': (jax.nn.log_sigmoid, {}),
    'elu': (lambda x: jax.nn.elu(x, 1.0), {'alpha': 1.0}),
    'selu': (jax.nn.selu, {}),
    'sigmoid': (jax.nn.sigmoid, {}),
    'tanh': (jnp.tanh, {}),
}
normal_only = lambda xs: [x for x in xs if x >= -80]  # f32: the value itself would be subnormal or flushed
for op, (fn, params) in ACTIVATIONS.items():
    flushed = op in ('gelu', 'silu', 'softplus', 'sigmoid')
    if op not in ('sigmoid', 'tanh'):
        case(op, fn, [np.array([*REAL, 0.0])], params)
    case(op, fn, [np.array(EXTREME)], params, dtypes=('f64',))
    case(op, fn, [np.array(normal_only(EXTREME) if flushed else EXTREME)], params, grad=False, dtypes=('f32',))
gelu_tanh = lambda x: jax.nn.gelu(x, approximate=True)
case('gelu', gelu_tanh, [np.array([*REAL, 0.0])], {'approximate': 'tanh'})
case('gelu', gelu_tanh, [np.array([-100.0, -30.0, -4.0, -1e-8, 0.0, 1e-8, 4.0, 30.0, 100.0])], {'approximate': 'tanh'})
case('elu', lambda x: jax.nn.elu(x, 0.5), [np.array([-30.0, -2.0, -0.25, 0.5, 3.0])], {'alpha': 0.5})
case('leakyRelu', lambda x: jax.nn.leaky_relu(x, 0.25), [np.array([-30.0, -2.0, -0.25, 0.5, 3.0])], {'negativeSlope': 0.25})

# ---- along an axis -----------------------------------------------------------------------------------------------------

m34 = fixed((3, 4), 1, 8.0)
wide = np.array([[1000.0, 1000.0, -1000.0, 0.0], [-1000.0, -1000.5, -1001.0, -999.0], [0.0, 800.0, 800.0, -800.0]])
masked = np.array([[0.5, -inf, 1.5], [-inf, -inf, 2.0]])
for op, fn in {'softmax': jax.nn.softmax, 'logSoftmax': jax.nn.log_softmax}.items():
    for x, axis in ((m34, -1), (m34, 0), (wide, -1), (fixed((2, 3, 2), 2, 4.0), 1), (np.array([0.5]), 0), (masked, -1)):
        case(op, lambda x: fn(x, axis=axis), [x], {'axis': axis}, grad=not (x is masked and op == 'logSoftmax'))
for x, axes in ((m34, [1]), (m34, [0]), (m34, [0, 1]), (wide, [1]), (masked, [1]), (np.array(0.75), [])):
    case('logSumExp', lambda x: logsumexp(x, axis=tuple(axes)), [x], {'axes': axes})
case('logSumExp', lambda x: logsumexp(x, axis=1), [np.array([[-inf, -inf], [inf, 1.0]])], {'axes': [1]}, grad=False)

# ---- two operands ------------------------------------------------------------------------------------------------------

a = np.array([-3.5, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0, 10.0])
b = np.array([2.0, -3.0, 0.75, -0.5, 1.5, 0.5, -1.0, 4.0, 3.0, 0.1])
edge = np.array([0.0, -0.0, 0.0, -0.0, inf, -inf, inf, nan, 1.0, 0.0, inf, 1.0, -1.0])
edge2 = np.array([0.0, 0.0, -0.0, -0.0, inf, inf, 0.0, 1.0, nan, inf, -inf, 0.0, 0.0])
col, row = fixed((3, 1), 3, 4.0), fixed((1, 4), 4, 4.0)
BINARY = {'add': jnp.add, 'sub': jnp.subtract, 'mul': jnp.multiply, 'div': jnp.divide, 'rem': lax.rem,
          'maximum': jnp.maximum, 'minimum': jnp.minimum}
broadcast_rem = lambda x, y: lax.rem(*jnp.broadcast_arrays(x, y))
for op, fn in BINARY.items():
    case(op, fn, [a, b])
    case(op, fn, [edge, edge2], grad=False)
    wider = broadcast_rem if op == 'rem' else fn
    case(op, wider, [col, row], note='broadcast')
    case(op, wider, [m34, np.array(1.5)], note='broadcast')
for op in ('maximum', 'minimum'):
    case(op, BINARY[op], [np.array([1.0, 0.0, -2.0]), np.array([1.0, 0.0, -2.0])], note='ties')
case('mul', jnp.multiply, [np.array([0.0, 0.0, 2.0]), np.array([0.0, 3.0, 0.0])], note='zeros')
base = np.array([0.5, 1.0, 2.0, 3.5, 10.0, 0.001, 7.0, 1e10])
exponent = np.array([2.0, -3.5, 0.5, 10.0, -2.0, 1.5, 0.0, -0.25])
case('pow', jnp.power, [base, exponent])
case('pow', lambda x, y: jnp.power(x, y), [np.array([[0.5], [2.0]]), np.array([[-1.0, 0.0, 3.0]])], note='broadcast')
case('pow', jnp.power, [np.array([-2.0, -2.0, -0.5, -1.0]), np.array([3.0, 2.0, -2.0, 0.0])], grad=False)
case('pow', jnp.power, [
    np.array([0.0, 0.0, -0.0, 0.0, -2.0, inf, inf, 1.0, nan, -inf, -inf, 0.5, 2.0, nan, -1.0, -0.0, 0.0]),
    np.array([0.0, -1.0, 3.0, 2.0, 0.5, 0.0, -1.0, nan, 0.0, 3.0, 2.0, inf, -inf, 1.0, inf, 2.0, inf])], grad=False)
case('pow', lambda x: jnp.power(x, jnp.asarray([2.0, 3.0, 1.0, 2.0, -2.0], x.dtype)), [np.array([0.0, 0.0, 0.0, -1.5, -0.5])],
     {'exponent': [2.0, 3.0, 1.0, 2.0, -2.0]}, note='the gradient of the base alone')
COMPARE = {'eq': jnp.equal, 'ne': jnp.not_equal, 'lt': jnp.less, 'le': jnp.less_equal, 'gt': jnp.greater, 'ge': jnp.greater_equal}
for op, fn in COMPARE.items():
    case(op, fn, [np.array([1.0, 2.0, 0.0, -0.0, nan, nan, inf, -inf]), np.array([2.0, 1.0, -0.0, 0.0, nan, 1.0, inf, 3.0])], grad=False)
    exact(op, fn, [np.array([MIN, -1, 0, MAX], np.int32), np.array([MAX, -1, 1, MIN], np.int32)])
    exact(op, fn, [np.array([0, ALL, 1, 2**31], np.uint32), np.array([ALL, 0, 1, 2**31 - 1], np.uint32)])
for op, fn in (('eq', jnp.equal), ('ne', jnp.not_equal)):
    exact(op, fn, [np.array([0, 0, 1, 1], np.bool_), np.array([0, 1, 0, 1], np.bool_)])
cond = np.array([[True, False, True, False]])
case('where', jnp.where, [cond, col, row], note='broadcast')
case('where', jnp.where, [np.array([True, False, True]), np.array([1.0, nan, -0.0]), np.array([inf, 2.0, 3.0])], grad=False)
exact('where', jnp.where, [np.array([True, False]), np.array([1, 2], np.int32), np.array([3, 4], np.int32)])
bounds = {'min': -1.0, 'max': 2.0}
case('clip', lambda x: jnp.clip(x, -1.0, 2.0), [np.array([-5.0, -1.0, -0.5, 0.0, 1.5, 2.0, 3.0])], bounds, note='ties at the bounds')
case('clip', lambda x: jnp.clip(x, -1.0, 2.0), [np.array([inf, -inf, nan])], bounds, grad=False)

# ---- integers and bits -------------------------------------------------------------------------------------------------

ix = np.array([7, -7, 7, -7, MIN, MIN, MAX, MAX, 0, 5, 123456789, MIN], np.int32)
iy = np.array([2, 2, -2, -2, -1, MIN, 1, MAX, 0, 0, 987654321, 0], np.int32)
ux = np.array([7, ALL, ALL, 0, 0, 5, 2**31, 123456789, 1, 65536], np.uint32)
uy = np.array([2, 1, ALL, 1, 0, 0, 3, 3987654321, ALL, 65536], np.uint32)
WHOLE = {**{k: v for k, v in BINARY.items() if k not in ('div', 'rem')}, 'div': lax.div, 'rem': lax.rem,
         'and': lax.bitwise_and, 'or': lax.bitwise_or, 'xor': lax.bitwise_xor}
for op, fn in WHOLE.items():
    exact(op, fn, [ix, iy])
    exact(op, fn, [ux, uy])
for op, fn in {'neg': jnp.negative, 'abs': jnp.abs, 'sign': jnp.sign, 'not': lax.bitwise_not, 'square': jnp.square}.items():
    exact(op, fn, [ix])
    exact(op, fn, [ux])
for op, fn in {'and': lax.bitwise_and, 'or': lax.bitwise_or, 'xor': lax.bitwise_xor}.items():
    exact(op, fn, [np.array([0, 0, 1, 1], np.bool_), np.array([0, 1, 0, 1], np.bool_)])
exact('not', lax.bitwise_not, [np.array([0, 1], np.bool_)])
amounts = [0, 1, 5, 31, 32, 33, 100]
SHIFT = {'shiftLeft': lax.shift_left, 'shiftRightLogical': lax.shift_right_logical, 'shiftRightArithmetic': lax.shift_right_arithmetic}
for op, fn in SHIFT.items():
    for kind, xs in (('i32', [1, -1, MIN, MAX, -12345]), ('u32', [1, ALL, 2**31, 12345])):
        x, s = (g.ravel() for g in np.meshgrid(np.array(xs, INT[kind]), np.array(amounts, INT[kind]), indexing='ij'))
        exact(op, fn, [x, s])

bits32 = [0.0, -0.0, 1.0, -2.5, 0.1, inf, -inf, nan, 1e-40, 3.4028234663852886e38]
for to, x in (('u32', np.array(bits32, np.float32)), ('i32', np.array(bits32, np.float32)), ('f32', np.array([0, 2**31, 0x3F800000, 0x7FC00000, 1, ALL - 2**23], np.uint32)),
              ('f32', np.array([0, MIN, 0x40490FDB], np.int32)), ('u32', np.array([0, -1, MIN], np.int32)), ('i32', np.array([0, ALL, 2**31], np.uint32)),
              ('u32', np.array([0.0, -0.0, 1.0, 0.1, inf, nan, 5e-324])), ('i32', np.array([[1.0, -0.1]])),
              ('f64', np.array([[0, 0], [0, 2**31], [0x9999999A, 0x3FB99999], [1, 0]], np.uint32))):
    exact('bitCast', lambda v: lax.bitcast_convert_type(v, NUMPY[to]), [x], {'dtype': to})

# ---- conversions -------------------------------------------------------------------------------------------------------

reals = [0.0, -0.0, 0.5, -0.5, 1.5, -1.5, 2.999, -2.999, 2147483520.0, 2147483648.0, 3e9, -2147483648.0, -3e9, 4294967040.0, 5e9, 1e30, inf, -inf, nan]
extra = [2147483647.0, 2147483647.5, -2147483648.5, 4294967295.0, 4294967295.5, 4294967296.0]
CONVERSIONS = [(np.array(reals, np.float32), ('i32', 'u32', 'bool', 'f64')), (np.array(reals + extra, np.float64), ('i32', 'u32', 'bool')),
               (np.array([0.1, 1e30, 1e39, -1e39, 16777217.0, 16777219.0, 1 + 2**-24, 1 + 3 * 2**-24, nan, inf, -0.0], np.float64), ('f32',)),
               (np.array([0, 1, -1, MIN, MAX, 16777217, 16777219, -16777217], np.int32), ('u32', 'f32', 'f64', 'bool')),
               (np.array([0, 1, ALL, 2**31, 16777217, 4294967167, 4294967168], np.uint32), ('i32', 'f32', 'f64', 'bool')),
               (np.array([0, 1], np.bool_), ('i32', 'u32', 'f32', 'f64'))]
for x, targets in CONVERSIONS:
    for to in targets:
        exact('convert', lambda v: lax.convert_element_type(v, NUMPY[to]), [x], {'dtype': to})
emit('convert', lambda v: lax.convert_element_type(v, np.float32), [np.array([0.1, -2.5])], {'dtype': 'f32'}, True, None)

# ---- reductions --------------------------------------------------------------------------------------------------------

t234 = fixed((2, 3, 4), 5, 8.0)
AXES = [[0], [1], [2], [0, 2], [0, 1, 2]]
own = lambda fn: lambda x, axis: fn(x, axis=axis, dtype=x.dtype)
for op, fn in {'sum': own(jnp.sum), 'mean': jnp.mean, 'max': jnp.max, 'min': jnp.min, 'product': own(jnp.prod)}.items():
    for axes in AXES:
        case(op, lambda x: fn(x, axis=tuple(axes)), [t234 / 4 if op == 'product' else t234], {'axes': axes})
    case(op, lambda x: fn(x, axis=()), [m34], {'axes': []})
    case(op, lambda x: fn(x, axis=()), [np.array(2.5)], {'axes': []}, note='rank 0')
for correction in (0, 1):
    for op, fn in {'var': jnp.var, 'std': jnp.std}.items():
        for axes in AXES if op == 'var' else ([1], [0, 2], [0, 1, 2]):
            case(op, lambda x: fn(x, axis=tuple(axes), ddof=correction), [t234], {'axes': axes, 'correction': correction})
case('var', lambda x: jnp.var(x, axis=0), [np.array([3.0, 3.0, 3.0])], {'axes': [0], 'correction': 0}, note='no variance')
case('sum', lambda x: jnp.sum(x, axis=0), [np.zeros((0, 3))], {'axes': [0]}, note='empty axis')
case('sum', lambda x: jnp.sum(x, axis=1), [np.zeros((0, 3))], {'axes': [1]}, note='empty result')
case('product', lambda x: jnp.prod(x, axis=0), [np.zeros((0, 3))], {'axes': [0]}, note='empty axis')
case('sum', lambda x: jnp.sum(x, axis=0), [np.array([[1.0, -0.0, inf, nan], [-inf, -0.0, inf, 1.0]])], {'axes': [0]}, grad=False)
case('sum', lambda x: jnp.sum(x), [fixed((1000,), 30, 8.0)], {'axes': [0]}, grad=False, note='1000 terms')
for zeros in ([2.0, 0.0, 3.0, -1.5], [0.0, 4.0, 0.0, 2.0], [0.0, 0.0, 0.0]):
    case('product', lambda x: jnp.prod(x, axis=0), [np.array(zeros)], {'axes': [0]}, note='zeros')
for op, fn in {'max': jnp.max, 'min': jnp.min}.items():
    case(op, lambda x: fn(x, axis=1), [np.array([[1.0, 3.0, 3.0, 1.0], [2.0, 2.0, 2.0, 2.0], [0.0, -1.0, 4.0, -1.0]])], {'axes': [1]}, note='ties')
    case(op, lambda x: fn(x, axis=1), [np.array([[1.0, nan, 3.0], [0.0, -0.0, -0.0], [-inf, inf, 0.0]])], {'axes': [1]}, grad=False)
tied = np.array([[1.0, 3.0, 3.0], [2.0, 2.0, 1.0], [-inf, -inf, -inf], [1.0, nan, nan], [nan, inf, -inf], [0.0, -0.0, 0.0]])
for op, fn in {'argmax': jnp.argmax, 'argmin': jnp.argmin}.items():
    for axis in (0, 1, 2):
        case(op, lambda x: fn(x, axis=axis).astype(jnp.int32), [t234], {'axis': axis}, grad=False)
    case(op, lambda x: fn(x, axis=1).astype(jnp.int32), [tied], {'axis': 1}, grad=False, note='the first of equals, NaN first')
    exact(op, lambda x: fn(x, axis=0).astype(jnp.int32), [np.array([2, 1, 2, MIN, MIN], np.int32)], {'axis': 0})
    exact(op, lambda x: fn(x, axis=0).astype(jnp.int32), [np.array([2, ALL, 2, ALL, 0, 0], np.uint32)], {'axis': 0})
truth = np.array([[1, 0, 1], [0, 0, 0], [1, 1, 1]], np.bool_)
for op, fn in {'all': jnp.all, 'any': jnp.any}.items():
    for axes in ([0], [1], [0, 1]):
        exact(op, lambda x: fn(x, axis=tuple(axes)), [truth], {'axes': axes})
    exact(op, lambda x: fn(x, axis=0), [np.zeros((0, 2), np.bool_)], {'axes': [0]}, note='empty axis')
ints = np.array([[MAX, 1, -5], [2, MIN, 7]], np.int32)
whole = np.array([[ALL, 1, 5], [2, 2**31, 7]], np.uint32)
for op, fn in {'sum': own(jnp.sum), 'product': own(jnp.prod), 'max': jnp.max, 'min': jnp.min}.items():
    for x in (ints, whole):
        for axes in ([0], [0, 1]):
            exact(op, lambda v: fn(v, axis=tuple(axes)), [x], {'axes': axes})

# the gradient of a norm at 0 is 0 in PyTorch (NaN in JAX): the only numbers of this file that are PyTorch's
for vector in ([3.0, -4.0], [0.0, 0.0], [0.5, -0.25, 0.125]):
    for kind in (torch.float64, torch.float32):
        x = torch.tensor(vector, dtype=kind, requires_grad=True)
        out = torch.linalg.vector_norm(x)
        out.backward()
        one = {'op': 'norm', 'args': [tensor(x)], 'params': {'axes': [0]}, 'out': tensor(out)}
        if kind == torch.float64:
            one |= {'weights': tensor(np.array(1.0)), 'grads': [tensor(x.grad)]}
        cases.append({**one, 'note': 'PyTorch'})

# ---- scans and order ---------------------------------------------------------------------------------------------------

for axis in (0, 1):
    for reverse in (False, True):
        case('cumsum', lambda x: lax.cumsum(x, axis=axis, reverse=reverse), [m34], {'axis': axis, 'reverse': reverse})
exact('cumsum', lambda x: lax.cumsum(x, axis=1), [ints], {'axis': 1, 'reverse': False})
exact('cumsum', lambda x: lax.cumsum(x, axis=1, reverse=True), [whole], {'axis': 1, 'reverse': True})
unsorted = np.array([[3.0, -1.0, 2.0, -1.0], [0.5, 0.5, -7.0, 0.25], [1.0, 4.0, 4.0, -4.0]])
odd = np.array([nan, 1.0, -inf, inf, nan, -0.0, 0.0, -2.0])
for axis in (0, 1):
    case('sort', lambda x: jnp.sort(x, axis=axis), [unsorted], {'axis': axis})
    case('argsort', lambda x: jnp.argsort(x, axis=axis).astype(jnp.int32), [unsorted], {'axis': axis}, grad=False)
case('argsort', lambda x: jnp.argsort(x).astype(jnp.int32), [odd], {'axis': 0}, grad=False, note='NaN last, stable; −0 and +0 are equals')
case('sort', lambda x: jnp.sort(x), [odd], {'axis': 0}, grad=False, note='NaN last, stable; −0 and +0 are equals')
for x in (np.array([3, MIN, 3, MAX, -1], np.int32), np.array([3, ALL, 0, 2**31, 3], np.uint32)):
    exact('sort', lambda v: jnp.sort(v), [x], {'axis': 0})
    exact('argsort', lambda v: jnp.argsort(v).astype(jnp.int32), [x], {'axis': 0})

# ---- products ----------------------------------------------------------------------------------------------------------

f = lambda shape, s: fixed(shape, s, 4.0)
for left, right in (((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 4)), ((2, 2, 3), (2, 3, 2)), ((2, 1, 2, 3), (3, 3, 2)),
                    ((2, 3), (2, 3, 2)), ((0, 3), (3, 2)), ((2, 0), (0, 3)), ((1, 1), (1, 1))):
    case('matmul', jnp.matmul, [f(left, 6), f(right, 7)])
case('matmul', jnp.matmul, [fixed((2, 300), 6), fixed((300, 2), 7)], grad=False, note='more than one block of 256')
case('matmul', jnp.matmul, [np.array([[0.0, 1.0]]), np.array([[inf], [2.0]])], grad=False, note='0·∞ is NaN')
for left, right, contract, batch in (((2, 3), (3, 4), [[1], [0]], [[], []]), ((2, 3), (2, 4), [[0], [0]], [[], []]), ((2, 3), (4, 5), [[], []], [[], []]),
                                     ((2, 3, 4), (4, 3, 2), [[1, 2], [1, 0]], [[], []]), ((2, 3, 4), (5, 2, 4), [[2], [2]], [[0], [1]]),
                                     ((2, 3, 2, 2), (3, 2, 2, 3), [[3], [2]], [[1, 0], [0, 1]]), ((3,), (3,), [[0], [0]], [[], []]), ((3,), (3,), [[], []], [[0], [0]])):
    dims = ((tuple(contract[0]), tuple(contract[1])), (tuple(batch[0]), tuple(batch[1])))
    case('dot', lambda x, y: lax.dot_general(x, y, dims), [f(left, 8), f(right, 9)], {'contract': contract, 'batch': batch})
for left, right in ((np.array([[MAX, 2], [3, MIN]], np.int32), np.array([[5, -7], [MAX, 2]], np.int32)), (np.array([[ALL, 2]], np.uint32), np.array([[5], [2**31]], np.uint32))):
    exact('matmul', jnp.matmul, [left, right])
for equation, shapes in (('ij,jk->ik', [(2, 3), (3, 4)]), ('bij,bjk->bik', [(2, 2, 3), (2, 3, 2)]), ('i,i->', [(4,), (4,)]), ('i,j->ij', [(2,), (3,)]),
                         ('ij->ji', [(2, 3)]), ('ij->j', [(2, 3)]), ('ij->', [(2, 3)]), ('ii->i', [(3, 3)]), ('ii->', [(3, 3)]),
                         ('bhqd,bhkd->bhqk', [(2, 2, 2, 3), (2, 2, 3, 3)]), ('ijk,kl,l->ij', [(2, 2, 3), (3, 2), (2,)]), ('bi,oi->bo', [(2, 3), (4, 3)]), ('ij,kj->jki', [(2, 3), (2, 3)])):
    case('einsum', lambda *xs: jnp.einsum(equation, *xs), [f(s, 10 + i) for i, s in enumerate(shapes)], {'equation': equation})

# ---- shape -------------------------------------------------------------------------------------------------------------

t = fixed((2, 3, 4), 20, 4.0)
once = dict(dtypes=('f64',))  # these move values, whatever their dtype
for shape in ([24], [4, 6], [2, 12], [1, 2, 3, 4]):
    case('reshape', lambda x: jnp.reshape(x, shape), [t], {'shape': shape}, **once)
case('reshape', lambda x: jnp.reshape(x, ()), [np.array([[2.5]])], {'shape': []}, **once)
for permutation in ([2, 0, 1], [1, 0, 2], [2, 1, 0], [0, 1, 2]):
    case('transpose', lambda x: jnp.transpose(x, permutation), [t], {'permutation': permutation}, **once)
for x, shape in ((np.array(1.5), [2, 3]), (fixed((3, 1), 21), [2, 3, 2]), (fixed((1, 4), 21), [3, 4]), (fixed((4,), 21), [0, 4])):
    case('broadcastTo', lambda v: jnp.broadcast_to(v, shape), [x], {'shape': shape}, **once)
for starts, limits, strides in (([0, 0, 0], [2, 3, 4], [1, 1, 1]), ([1, 0, 1], [2, 3, 4], [1, 2, 1]), ([0, 1, 0], [2, 3, 4], [1, 1, 3]), ([0, 3, 0], [2, 3, 4], [1, 1, 1])):
    case('slice', lambda x: lax.slice(x, starts, limits, strides), [t], {'starts': starts, 'limits': limits, 'strides': strides}, **once)
for x, value, config in ((m34, 0.0, [[1, 2, 0], [0, 1, 0]]), (m34, -2.5, [[0, 0, 1], [1, 0, 2]]), (m34, 9.0, [[-1, 0, 0], [0, -2, 0]]), (m34, 7.0, [[-1, 1, 1], [2, -3, 0]]), (np.zeros((0, 2)), 1.0, [[1, 1, 3], [0, 0, 0]])):
    case('pad', lambda v, p: lax.pad(v, p, [tuple(c) for c in config]), [x, np.array(value)], {'config': config}, note='config: [low, high, interior] of each axis; the value is the second operand', **once)
for axis in (0, 1, 2):
    other = list(t.shape)
    other[axis] = 2
    case('concat', lambda *xs: jnp.concatenate(xs, axis), [t, fixed(other, 22), t], {'axis': axis}, **once)
    case('stack', lambda *xs: jnp.stack(xs, axis), [m34, fixed((3, 4), 23)], {'axis': axis}, **once)
case('concat', lambda *xs: jnp.concatenate(xs, 0), [np.zeros((0, 2)), np.ones((1, 2))], {'axis': 0}, **once)
for axes in ([0], [2], [0, 1], []):
    case('reverse', lambda x: lax.rev(x, axes), [t], {'axes': axes}, **once)
i32 = lambda *xs: np.array(xs, np.int32)
for starts, sizes in (([0, 1, 1], [1, 2, 3]), ([5, -3, 2], [1, 2, 3]), ([MAX, MIN, 0], [2, 3, 4])):
    case('dynamicSlice', lambda x, s: lax.dynamic_slice(x, s, sizes, allow_negative_indices=False), [t, i32(*starts)], {'sizes': sizes}, note='starts clamp', **once)
for starts, shape in (([0, 1], (2, 2)), ([9, -9], (2, 3)), ([2, 3], (1, 1)), ([MAX, MIN], (3, 4))):
    case('dynamicUpdateSlice', lambda x, u, s: lax.dynamic_update_slice(x, u, s, allow_negative_indices=False), [m34, fixed(shape, 24), i32(*starts)], note='starts clamp', **once)
for shape, axis in (([4], 0), ([2, 3], 0), ([2, 3], 1), ([0], 0)):
    for dtype in ('i32', 'u32', 'f32', 'f64'):
        exact('iota', lambda: lax.broadcasted_iota(NUMPY[dtype], shape, axis), [], {'shape': shape, 'axis': axis, 'dtype': dtype})

# ---- by index ----------------------------------------------------------------------------------------------------------

table = fixed((5, 3), 25, 4.0)
for indices in (i32(0, 4, 4, 1), i32([1, 2], [0, 0]), np.zeros((0,), np.int32)):
    case('take', lambda x, i: jnp.take(x, i, axis=0), [table, indices], {'axis': 0}, **once)
case('take', lambda x, i: jnp.take(x, i, axis=1), [table, i32(2, 0)], {'axis': 1}, **once)
case('take', lambda x, i: jnp.take(x, i, axis=0), [table, i32(0, 5, 99)], {'axis': 0}, grad=False, note='out of range fills with NaN')
for x in (np.array([1, 2, 3], np.int32), np.array([1, 2, 3], np.uint32)):
    exact('take', lambda v, i: jnp.take(v, i, axis=0), [x, i32(0, 3, 2)], {'axis': 0}, note='out of range: the least i32, the greatest u32')
case('takeAlongAxis', lambda x, i: jnp.take_along_axis(x, i, 1), [m34, i32([0, 3], [1, 1], [2, 0])], {'axis': 1}, **once)
case('takeAlongAxis', lambda x, i: jnp.take_along_axis(x, i, 0), [m34, i32([0, 1, 2, 2])], {'axis': 0}, **once)
case('scatterAdd', lambda x, i, u: x.at[i].add(u), [table, i32(0, 4, 0, 2), fixed((4, 3), 26)], {'axis': 0}, note='duplicates add')
case('scatterAdd', lambda x, i, u: x.at[i].add(u, mode='drop'), [table, i32(1, 5, 99), fixed((3, 3), 27)], {'axis': 0}, note='out of range drops')
case('scatterAdd', lambda x, i, u: x.at[:, i].add(u), [table, i32(2, 2), fixed((5, 2), 27)], {'axis': 1})
case('scatterAdd', lambda x, i, u: x.at[i].add(u), [np.zeros(4), i32([3, 1], [3, 0]), fixed((2, 2), 28)], {'axis': 0}, note='indices of rank 2')
for x in (np.array([1, MAX, 3], np.int32), np.array([1, ALL, 3], np.uint32)):
    exact('scatterAdd', lambda v, i, u: v.at[i].add(u), [x, i32(1, 1, 0), x], {'axis': 0}, note='wraps')
case('scatterAddAt', lambda x, i, u: x.at[i[:, 0], i[:, 1]].add(u), [table, i32([0, 1], [4, 2], [0, 1]), np.array([1.0, 2.0, 4.0])], note='indices[k] is a full index')
for dtype in ('f64', 'f32', 'i32'):
    exact('oneHot', lambda i: jax.nn.one_hot(i, 4, dtype=NUMPY[dtype]), [i32(0, 3, 1, 3)], {'size': 4, 'dtype': dtype})
exact('oneHot', lambda i: jax.nn.one_hot(i, 3, dtype=np.float32), [i32([0, -1], [3, 2])], {'size': 3, 'dtype': 'f32'}, note='out of range is a row of zeros')

write('ops.json', meta('ops.py', jax, torch, mpmath, rules='see README.md'), cases=cases)

# random.json: JAX's draws beyond jax_prng_kats.json: tables of keys, small draws whole, large ones as their first values and a SHA-256.
import hashlib

import jax
import jax.numpy as jnp
import numpy as np
from jax import random

from fixture import meta, tensor, write

SEED = 7
data = lambda key: np.asarray(random.key_data(key))
key = random.key(SEED)
other = random.split(key)[1]  # a key whose first word is not 0

keys = [
    {'call': 'key', 'seeds': (seeds := [0, 1, 7, 42, 2**31 - 1, 2**32 - 1, -1, -(2**31)]), 'out': tensor(np.stack([data(random.key(s)) for s in seeds]))},
    {'call': 'split', 'key': tensor(data(key)), 'shape': [16], 'out': tensor(data(random.split(key, 16)))},
    {'call': 'split', 'key': tensor(data(key)), 'shape': [2, 3], 'out': tensor(data(random.split(key, (2, 3))))},
    {'call': 'split', 'key': tensor(data(other)), 'shape': [8], 'out': tensor(data(random.split(other, 8)))},
]
for k in (key, other):
    counts = [0, 1, 2, 3, 100, 65536, 2**31 - 1, 2**31, 2**32 - 1]
    keys.append({'call': 'foldIn', 'key': tensor(data(k)), 'data': counts, 'out': tensor(np.stack([data(random.fold_in(k, np.uint32(d))) for d in counts]))})

draws = []


def draw(name, params, call, exact, keep=None, x64=False, keyed=None):
    """Whole, or the first `keep` values; the digest is of the little-endian bytes of all."""
    with jax.enable_x64(x64):
        out = np.asarray(call(key if keyed is None else keyed))
    one = {'draw': name, 'key': tensor(data(key if keyed is None else keyed)), 'params': params, 'shape': list(out.shape), 'exact': exact}
    if exact:
        one['sha256'] = hashlib.sha256(np.ascontiguousarray(out).tobytes()).hexdigest()
    one['first'] = tensor(out.ravel()[:keep])
    draws.append(one)


N = 10_000
for k in (key, other):
    draw('bits', {}, lambda k: random.bits(k, (N,), jnp.uint32), True, 8, keyed=k)
    draw('uniform', {'min': 0, 'max': 1, 'dtype': 'f32'}, lambda k: random.uniform(k, (N,), jnp.float32), True, 8, keyed=k)
    draw('uniform', {'min': 0, 'max': 1, 'dtype': 'f64'}, lambda k: random.uniform(k, (N,), jnp.float64), True, 8, x64=True, keyed=k)
    draw('integers', {'min': 0, 'max': 10, 'dtype': 'i32'}, lambda k: random.randint(k, (N,), 0, 10, jnp.int32), True, 8, keyed=k)
draw('bits', {}, lambda k: random.bits(k, (30, 20), jnp.uint32), True, 8)
draw('bits', {'words': 2}, lambda k: np.asarray(random.bits(k, (1000,), jnp.uint64)).view('<u4').reshape(1000, 2), True, 16, x64=True)
draw('uniform', {'min': -1, 'max': 1, 'dtype': 'f32'}, lambda k: random.uniform(k, (N,), jnp.float32, -1, 1), True, 8)
draw('uniform', {'min': -8, 'max': 8, 'dtype': 'f64'}, lambda k: random.uniform(k, (N,), jnp.float64, -8, 8), True, 8, x64=True)
draw('uniform', {'min': -1, 'max': 2, 'dtype': 'f32'}, lambda k: random.uniform(k, (32,), jnp.float32, -1, 2), False)
draw('uniform', {'min': -0.1, 'max': 0.2, 'dtype': 'f64'}, lambda k: random.uniform(k, (32,), jnp.float64, -0.1, 0.2), False, x64=True)
for low, high, dtype in ((-100, 100, 'i32'), (0, 2**31 - 1, 'i32'), (-(2**31), 2**31 - 1, 'i32'), (5, 5, 'i32'), (0, 1, 'i32'), (0, 1000, 'u32'), (7, 2**32 - 1, 'u32')):
    draw('integers', {'min': low, 'max': high, 'dtype': dtype}, lambda k: random.randint(
        k, (1000,), np.int32(low) if dtype == 'i32' else np.uint32(low), np.int32(high) if dtype == 'i32' else np.uint32(high), jnp.int32 if dtype == 'i32' else jnp.uint32), True, 8)
for n in (1, 2, 10, 1000, 1625, 1626, 2000):
    draw('permutation', {'n': n}, lambda k: random.permutation(k, n), True, 16)
x43 = jnp.arange(12, dtype=jnp.int32).reshape(4, 3)
for axis in (0, 1):
    for independent in (False, True):
        draw('permutation', {'of': tensor(x43), 'axis': axis, 'independent': independent}, lambda k: random.permutation(k, x43, axis, independent=independent), True)
for p in (0.5, 0.3, 0.999, 0.0, 1.0):
    draw('bernoulli', {'p': p}, lambda k: random.bernoulli(k, p, (1000,)), True, 16)
ps = np.array([[0.1], [0.5], [0.9]], np.float32)
draw('bernoulli', {'p': tensor(ps)}, lambda k: random.bernoulli(k, ps, (3, 100)), True, 16)
weights = np.array([0.1, 0.2, 0.3, 0.4], np.float32)
draw('choice', {'n': 10, 'replace': True}, lambda k: random.choice(k, 10, (1000,)), True, 16)
draw('choice', {'n': 100, 'replace': False}, lambda k: random.choice(k, 100, (20,), replace=False), True)
draw('choice', {'n': 4, 'replace': True, 'p': tensor(weights)}, lambda k: random.choice(k, 4, (1000,), p=weights), True, 16)
draw('choice', {'n': 4, 'replace': False, 'p': tensor(weights)}, lambda k: random.choice(k, 4, (3,), replace=False, p=weights), True)
logits = np.array([[0.0, 1.0, 2.0, 3.0], [1.0, 1.0, 1.0, 1.0], [-5.0, 0.5, 0.25, -np.inf]], np.float32)
draw('categorical', {'logits': tensor(logits), 'axis': -1}, lambda k: random.categorical(k, logits), True)
draw('categorical', {'logits': tensor(logits), 'axis': 0}, lambda k: random.categorical(k, logits, axis=0), True)
draw('categorical', {'logits': tensor(logits), 'axis': -1, 'shape': [300, 3]}, lambda k: random.categorical(k, logits, shape=(300, 3)), True, 12)
for dtype, x64 in ((jnp.float32, False), (jnp.float64, True)):
    kind = 'f64' if x64 else 'f32'
    draw('normal', {'dtype': kind}, lambda k: random.normal(k, (256,), dtype), False, x64=x64)
    draw('normal', {'dtype': kind}, lambda k: random.normal(k, (16,), dtype), False, x64=x64, keyed=other)
    for low, high in ((-2.0, 2.0), (-1.0, 0.5), (0.0, 3.0)):
        draw('truncatedNormal', {'min': low, 'max': high, 'dtype': kind}, lambda k: random.truncated_normal(k, low, high, (64,), dtype), False, x64=x64)

write('random.json', meta('random_draws.py', jax), keys=keys, draws=draws)

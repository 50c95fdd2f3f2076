"""The tasks in JAX, each step one jitted call that is given its state to overwrite: jax_cpu.py"""
import math
import os
from itertools import cycle, islice

import jax
import jax.numpy as jnp
import optax
from runner import serve

RING = 16
key = jax.random.PRNGKey(0)


def fresh():
    global key
    key, one = jax.random.split(key)
    return one


normal = lambda *shape: jax.random.normal(fresh(), shape) * 0.05
uniform = lambda *shape: jax.random.uniform(fresh(), shape)
labels = lambda classes, *shape: jax.random.randint(fresh(), shape, 0, classes)


def training(loss, optimizer, params, batch):
    ring = cycle([batch() for _ in range(RING)])
    state = (params, optimizer.init(params))

    def step(state, x, y):
        params, opt = state
        value, grads = jax.value_and_grad(loss)(params, x, y)
        updates, opt = optimizer.update(grads, opt, params)
        return (optax.apply_updates(params, updates), opt), value

    jitted = jax.jit(step, donate_argnums=0)

    def run(steps):
        nonlocal state
        for x, y in islice(ring, steps):
            state, value = jitted(state, x, y)
        jax.block_until_ready((state, value))

    return run


sgd, adamw = optax.sgd(0.1), optax.adamw(1e-3)
square_loss = lambda p, x, y: jnp.mean((jax.nn.relu(x @ p[0] + p[1]) @ p[2] + p[3] - y) ** 2)
cross_entropy = lambda logits, y: -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(logits), y[:, None], 1))
small = lambda: [normal(4, 8), normal(8), normal(8, 1), normal(1)]


def mlp_4_8_1():
    return training(square_loss, sgd, small(), lambda: (uniform(32, 4), uniform(32, 1)))


def mlp_4_8_1_scan():
    xs, ys, length = uniform(1000, 32, 4), uniform(1000, 32, 1), 1000

    def step(p, batch):
        value, grads = jax.value_and_grad(square_loss)(p, *batch)
        return jax.tree.map(lambda a, g: a - 0.1 * g, p, grads), value

    loop = jax.jit(lambda p, xs, ys: jax.lax.scan(step, p, (xs, ys)), donate_argnums=0)
    params = small()

    def run(turns):
        nonlocal params
        for _ in range(turns):
            params, losses = loop(params, xs, ys)
        jax.block_until_ready((params, losses))

    run.steps = length
    return run


def mlp_784_256_10():
    params = [normal(784, 256), normal(256), normal(256, 10), normal(10)]
    loss = lambda p, x, y: cross_entropy(jax.nn.relu(x @ p[0] + p[1]) @ p[2] + p[3], y)
    return training(loss, sgd, params, lambda: (uniform(128, 784), labels(10, 128)))


def conv(x, w, padding):
    return jax.lax.conv_general_dilated(x, w, (1, 1), padding, dimension_numbers=("NCHW", "OIHW", "NCHW"))


def pool(x):
    return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")


def lenet5():
    def loss(p, x, y):
        x = pool(jax.nn.relu(conv(x, p[0], "SAME") + p[1][:, None, None]))
        x = pool(jax.nn.relu(conv(x, p[2], "VALID") + p[3][:, None, None])).reshape(x.shape[0], -1)
        return cross_entropy(jax.nn.relu(jax.nn.relu(x @ p[4] + p[5]) @ p[6] + p[7]) @ p[8] + p[9], y)

    params = [normal(6, 1, 5, 5), normal(6), normal(16, 6, 5, 5), normal(16), normal(400, 120), normal(120), normal(120, 84), normal(84), normal(84, 10), normal(10)]
    return training(loss, sgd, params, lambda: (uniform(64, 1, 28, 28), labels(10, 64)))


def norm(x, g, b):
    m = x.mean(-1, keepdims=True)
    v = ((x - m) ** 2).mean(-1, keepdims=True)
    return (x - m) / jnp.sqrt(v + 1e-5) * g + b


def gpt2l(optimizer, V=65, d=128, T=64, H=4):
    def block():
        return dict(g1=jnp.ones(d), b1=jnp.zeros(d), wq=normal(d, 3 * d), bq=jnp.zeros(3 * d), wp=normal(d, d), bp=jnp.zeros(d),
                    g2=jnp.ones(d), b2=jnp.zeros(d), wf=normal(d, 4 * d), bf=jnp.zeros(4 * d), wo=normal(4 * d, d), bo=jnp.zeros(d))

    def loss(p, i, y):
        x = p["e"][i] + p["p"]
        B, T, D = x.shape
        mask = jnp.triu(jnp.full((T, T), -1e9), 1)
        heads = lambda t: t.reshape(B, T, H, D // H).transpose(0, 2, 1, 3)
        for b in p["b"]:
            q, k, v = (heads(t) for t in jnp.split(norm(x, b["g1"], b["b1"]) @ b["wq"] + b["bq"], 3, -1))
            a = jax.nn.softmax(q @ k.swapaxes(-1, -2) / math.sqrt(D // H) + mask)
            x = x + (a @ v).transpose(0, 2, 1, 3).reshape(B, T, D) @ b["wp"] + b["bp"]
            x = x + jax.nn.gelu(norm(x, b["g2"], b["b2"]) @ b["wf"] + b["bf"], approximate=False) @ b["wo"] + b["bo"]
        return cross_entropy((norm(x, p["g"], p["bb"]) @ p["h"]).reshape(B * T, -1), y)

    params = dict(e=normal(V, d), p=normal(T, d), b=[block(), block()], g=jnp.ones(d), bb=jnp.zeros(d), h=normal(d, V))
    return training(loss, optimizer, params, lambda: (labels(65, 8, 64), labels(65, 512)))


def over(make, f):
    """An operation on inputs in turn."""
    ring = cycle([make() for _ in range(RING)])
    jitted = jax.jit(f)

    def run(steps):
        for x in islice(ring, steps):
            y = jitted(*x)
        jax.block_until_ready(y)

    return run


def product(m, k, n):
    a, b = uniform(m, k), uniform(k, n)
    jitted = jax.jit(lambda a, b: a @ b)

    def run(steps):
        for _ in range(steps):
            y = jitted(a, b)
        jax.block_until_ready(y)

    return run


tasks = {
    "mlp_4_8_1": mlp_4_8_1, "mlp_4_8_1_scan": mlp_4_8_1_scan, "mlp_784_256_10": mlp_784_256_10, "lenet5": lenet5,
    "gpt2l_sgd": lambda: gpt2l(sgd), "gpt2l_adamw": lambda: gpt2l(adamw),
    "product": product,
    "add": lambda n: over(lambda: (uniform(n),), lambda x: x + x),
    "exp": lambda n: over(lambda: (normal(n) * 20,), jnp.exp),
    "log": lambda n: over(lambda: (uniform(n) + 0.5,), jnp.log),
    "tanh": lambda n: over(lambda: (normal(n) * 20,), jnp.tanh),
    "sum": lambda n: over(lambda: (uniform(n),), jnp.sum),
    "rows": lambda r, c: over(lambda: (uniform(r, c),), lambda x: x.sum(1)),
    "columns": lambda r, c: over(lambda: (uniform(r, c),), lambda x: x.sum(0)),
    "softmax": lambda r, c: over(lambda: (normal(r, c) * 20,), jax.nn.softmax),
    "layerNorm": lambda r, c, g=jnp.ones, b=jnp.zeros: over(lambda: (normal(r, c) * 20, g(c), b(c)), norm),
}
serve({"version": jax.__version__, "threads": len(os.sched_getaffinity(0))}, tasks)

# optim.json: ten steps of every optimizer on one small problem in f64, and the schedules at steps 0 to 30. optax; sgd by PyTorch.
import inspect
import re

import jax
import jax.numpy as jnp
import numpy as np
import optax
import torch

from fixture import fixed, meta, numbers, tensor, write

jax.config.update('jax_enable_x64', True)
STEPS = 10
A, C = 1 + np.arange(6).reshape(2, 3) / 4, fixed((2, 3), 1, 4.0)
START = {'weight': fixed((2, 3), 2, 4.0), 'bias': fixed((3,), 3, 4.0)}
PROBLEM = {
    'formula': 'sum(a (weight - c)^2)/2 + sum(bias^4)/4 + sum_j (bias_j sum_i weight_ij - 1)^2 / 2',
    'a': tensor(A), 'c': tensor(C), 'start': {k: tensor(v) for k, v in START.items()},
}
MASK = {'weight': True, 'bias': False}


def loss(p, a=A, c=C):
    w, b = p['weight'], p['bias']
    return (a * (w - c) ** 2).sum() / 2 + (b**4).sum() / 4 + ((b * w.sum(0) - 1) ** 2).sum() / 2


def camel(name):
    return re.sub(r'_(\w)', lambda m: m[1].upper(), name)


def options(fn, given):
    """Every option that bears on the numbers, the defaults too."""
    unsaid = {'mu_dtype', 'accumulator_dtype', 'mask', 'flip_sign'} - set(given)
    defaults = {k: p.default for k, p in inspect.signature(fn).parameters.items() if p.default is not inspect.Parameter.empty}
    both = {k: v for k, v in {**defaults, **given}.items() if k not in unsaid}
    return {camel(k): v for k, v in both.items()}


def leaves(tree):
    return {k: tensor(np.asarray(v)) for k, v in tree.items()}


class Scheduled:
    """A schedule and how it is written in the fixture."""

    def __init__(self, fn, **given):
        schedule = fn(**given)
        # optax counts in int32, from which JAX makes float32 even here
        self.fn, self.given, self.call = fn, given, lambda count: schedule(jnp.asarray(count, jnp.int64))

    def written(self):
        show = lambda v: v.written() if isinstance(v, Scheduled) else [show(x) for x in v] if isinstance(v, list) else v
        return {'kind': camel(self.fn.__name__), 'options': {k: show(v) for k, v in options(self.fn, self.given).items()}}


KIND = {'adam': optax.adam, 'adamw': optax.adamw, 'rmsprop': optax.rmsprop, 'clipByGlobalNorm': optax.clip_by_global_norm,
        'clip': optax.clip, 'addDecayedWeights': optax.add_decayed_weights, 'scale': optax.scale, 'scaleByLearningRate': optax.scale_by_learning_rate}
SLOTS = ('mu', 'nu', 'trace')


def slots(state):
    """The last state's trees by optax's names: mu, nu, trace."""
    flat = jax.tree.leaves(state, is_leaf=lambda s: hasattr(s, '_fields') and any(f in SLOTS for f in s._fields))
    found = {f: leaves(getattr(s, f)) for s in flat if hasattr(s, '_fields') for f in s._fields if f in SLOTS}
    return dict(sorted(found.items()))


def written(kind, given):
    show = {k: v.written() if isinstance(v, Scheduled) else v for k, v in given.items()}
    return {'kind': kind, 'options': options(KIND[kind], show)}


def by_optax(*parts):
    made = [KIND[k](**{n: v.call if isinstance(v, Scheduled) else v for n, v in given.items()}) for k, given in parts]
    return (made[0] if len(made) == 1 else optax.chain(*made)), [written(k, given) for k, given in parts]


def trajectory(*parts):
    tx, transformations = by_optax(*parts)
    params = {k: jnp.asarray(v) for k, v in START.items()}
    state, steps = tx.init(params), []
    for _ in range(STEPS):
        value, grads = jax.value_and_grad(loss)(params)
        updates, state = tx.update(grads, state, params)
        params = optax.apply_updates(params, updates)
        steps.append({'loss': float(value), 'grads': leaves(grads), 'updates': leaves(updates), 'params': leaves(params)})
    return {'source': 'optax', 'transformations': transformations, 'steps': steps, 'slots': slots(state)}


def once(note, grads, params, *parts):
    """One update of given gradients."""
    tx, transformations = by_optax(*parts)
    grads, params = ({k: jnp.asarray(v) for k, v in t.items()} for t in (grads, params))
    updates, _ = tx.update(grads, tx.init(params), params)
    return {'source': 'optax', 'note': note, 'transformations': transformations, 'grads': leaves(grads), 'params': leaves(params), 'updates': leaves(updates)}


def by_torch(**given):
    params = {k: torch.tensor(v, requires_grad=True) for k, v in START.items()}
    optimizer = torch.optim.SGD(params.values(), **given)
    steps, a, c = [], torch.tensor(A), torch.tensor(C)
    for _ in range(STEPS):
        optimizer.zero_grad()
        value = loss(params, a, c)
        value.backward()
        grads = leaves({k: v.grad.clone() for k, v in params.items()})
        optimizer.step()
        steps.append({'loss': value.item(), 'grads': grads, 'params': leaves({k: v.detach().clone() for k, v in params.items()})})
    trace = {k: optimizer.state[v].get('momentum_buffer') for k, v in params.items()}
    every = {'momentum': 0.0, 'dampening': 0.0, 'weight_decay': 0.0, 'nesterov': False, **given}
    return {'source': 'PyTorch', 'transformations': [{'kind': 'sgd', 'options': {('learningRate' if k == 'lr' else camel(k)): v for k, v in every.items()}}],
            'steps': steps, 'slots': {'trace': leaves(trace)} if trace['bias'] is not None else {}}


lr = {'learning_rate': 0.05}
halving = Scheduled(optax.exponential_decay, init_value=0.05, transition_steps=3, decay_rate=0.5)
trajectories = [
    by_torch(lr=0.05),
    by_torch(lr=0.05, momentum=0.9),
    by_torch(lr=0.05, momentum=0.9, nesterov=True),
    by_torch(lr=0.05, momentum=0.9, dampening=0.5),
    by_torch(lr=0.05, weight_decay=0.1),
    by_torch(lr=0.05, momentum=0.9, weight_decay=0.1),
    by_torch(lr=0.05, momentum=0.8, weight_decay=0.1, nesterov=True),
    trajectory(('adam', lr)),
    trajectory(('adam', {'learning_rate': 0.1, 'b1': 0.5, 'b2': 0.9, 'eps': 1e-3, 'eps_root': 1e-4})),
    trajectory(('adam', {**lr, 'nesterov': True})),
    trajectory(('adam', {'learning_rate': halving})),
    trajectory(('adamw', lr)),
    trajectory(('adamw', {**lr, 'weight_decay': 0.1})),
    trajectory(('adamw', {**lr, 'weight_decay': 0.1, 'mask': MASK})),
    trajectory(('rmsprop', lr)),
    trajectory(('rmsprop', {**lr, 'eps_in_sqrt': False})),
    trajectory(('rmsprop', {**lr, 'decay': 0.5, 'eps': 1e-3, 'initial_scale': 1.0})),
    trajectory(('rmsprop', {**lr, 'centered': True})),
    trajectory(('rmsprop', {**lr, 'momentum': 0.9})),
    trajectory(('rmsprop', {**lr, 'momentum': 0.9, 'nesterov': True, 'centered': True})),
    trajectory(('rmsprop', {**lr, 'bias_correction': True})),
    trajectory(('clipByGlobalNorm', {'max_norm': 1.0}), ('scale', {'step_size': -0.3})),
    trajectory(('clip', {'max_delta': 0.25}), ('scale', {'step_size': -0.3})),
    trajectory(('addDecayedWeights', {'weight_decay': 0.1}), ('scale', {'step_size': -0.05})),
    trajectory(('addDecayedWeights', {'weight_decay': 0.1, 'mask': MASK}), ('scaleByLearningRate', {'learning_rate': halving})),
    trajectory(('clipByGlobalNorm', {'max_norm': 2.0}), ('addDecayedWeights', {'weight_decay': 0.1}), ('adam', lr)),
]
assert any(s['updates'] != t['updates'] for s, t in zip(trajectories[-4]['steps'], trajectories[-4]['steps'][1:]))

# PyTorch's Adam, AdamW and RMSprop say the same where the options coincide
for mine, other in ((trajectories[7], torch.optim.Adam), (trajectories[12], lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.1)),
                    (trajectories[15], lambda p: torch.optim.RMSprop(p, lr=0.05, alpha=0.9))):
    params = {k: torch.tensor(v, requires_grad=True) for k, v in START.items()}
    optimizer = other(params.values(), lr=0.05) if other is torch.optim.Adam else other(params.values())
    for step in mine['steps']:
        optimizer.zero_grad()
        loss(params, torch.tensor(A), torch.tensor(C)).backward()
        optimizer.step()
        for k, v in params.items():
            np.testing.assert_allclose(v.detach().numpy().ravel(), step['params'][k]['data'], rtol=1e-12)

zero = {k: v * 0 for k, v in START.items()}
tiny = {k: v * 1e-3 for k, v in START.items()}
updates = [
    once('zero gradients', zero, START, ('clipByGlobalNorm', {'max_norm': 1.0})),
    once('within the norm: unchanged', tiny, START, ('clipByGlobalNorm', {'max_norm': 1.0})),
    once('beyond the norm', START, START, ('clipByGlobalNorm', {'max_norm': 1.0})),
    once('values clip one by one', START, START, ('clip', {'max_delta': 0.5})),
    once('zero gradients', zero, START, ('adam', lr)),
    once('zero gradients', zero, START, ('rmsprop', lr)),
    once('zero gradients decay', zero, START, ('adamw', {**lr, 'weight_decay': 0.1})),
    once('zero gradients decay where the mask says', zero, START, ('addDecayedWeights', {'weight_decay': 0.1, 'mask': MASK})),
]

rise = lambda: Scheduled(optax.linear_schedule, init_value=0.0, end_value=0.1, transition_steps=10)
fall = lambda: Scheduled(optax.exponential_decay, init_value=0.1, transition_steps=5, decay_rate=0.5)
SCHEDULES = [
    Scheduled(optax.constant_schedule, value=0.1),
    Scheduled(optax.piecewise_constant_schedule, init_value=0.1, boundaries_and_scales={10: 0.1, 20: 0.5}),
    Scheduled(optax.exponential_decay, init_value=0.1, transition_steps=10, decay_rate=0.5),
    Scheduled(optax.exponential_decay, init_value=0.1, transition_steps=10, decay_rate=0.5, staircase=True),
    Scheduled(optax.exponential_decay, init_value=0.1, transition_steps=4, decay_rate=0.7, transition_begin=5, end_value=0.03),
    Scheduled(optax.exponential_decay, init_value=0.1, transition_steps=4, decay_rate=0.7, transition_begin=5, staircase=True),
    Scheduled(optax.cosine_decay_schedule, init_value=0.1, decay_steps=20),
    Scheduled(optax.cosine_decay_schedule, init_value=0.1, decay_steps=25, alpha=0.1),
    Scheduled(optax.cosine_decay_schedule, init_value=0.1, decay_steps=20, alpha=0.1, exponent=2.0),
    rise(),
    Scheduled(optax.linear_schedule, init_value=0.1, end_value=0.01, transition_steps=15, transition_begin=5),
    Scheduled(optax.polynomial_schedule, init_value=0.1, end_value=0.01, power=2.0, transition_steps=15, transition_begin=5),
    Scheduled(optax.warmup_cosine_decay_schedule, init_value=0.0, peak_value=0.1, warmup_steps=5, decay_steps=25),
    Scheduled(optax.warmup_cosine_decay_schedule, init_value=0.01, peak_value=0.1, warmup_steps=10, decay_steps=30, end_value=0.001),
    Scheduled(optax.warmup_exponential_decay_schedule, init_value=0.0, peak_value=0.1, warmup_steps=5, transition_steps=10, decay_rate=0.5),
]


def sampled(written, call):
    values = [call(jnp.asarray(t)) for t in range(31)]
    assert all(np.asarray(v).dtype == np.float64 for v in values)
    return {**written, 'source': 'optax', 'values': numbers(values)}


parts = [rise(), fall(), Scheduled(optax.constant_schedule, value=0.02)]
joined = optax.join_schedules([p.call for p in parts], [10, 20])
schedules = [sampled(s.written(), s.call) for s in SCHEDULES]
schedules.append(sampled({'kind': 'joinSchedules', 'options': {'schedules': [p.written() for p in parts], 'boundaries': [10, 20]}}, joined))

write('optim.json', meta('optim.py', torch, jax, optax, problem=PROBLEM), trajectories=trajectories, updates=updates, schedules=schedules)

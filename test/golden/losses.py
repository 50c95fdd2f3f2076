# losses.json: the losses by PyTorch in f64 and f32, each reduction, with gradients.
import numpy as np
import torch
import torch.nn.functional as F

from fixture import fixed, meta, tensor, weights, write

cases = []
DTYPES = (torch.float64, torch.float32)


def case(loss, fn, prediction, target, note=None, **options):
    """Every reduction in both dtypes; integer targets are i32 in the fixture."""
    for dtype in DTYPES:
        for reduction in ('mean', 'sum', 'none'):
            floating = np.asarray(target).dtype.kind == 'f'
            x = torch.tensor(prediction, dtype=dtype, requires_grad=True)
            t = torch.tensor(target, dtype=dtype, requires_grad=True) if floating else torch.tensor(target, dtype=torch.int64)
            out = fn(x, t, reduction=reduction)
            w = torch.tensor(weights(tuple(out.shape)), dtype=dtype)
            (out * w).sum().backward()
            stored = tensor(t) if floating else tensor(t.to(torch.int32))
            one = {'loss': loss, 'options': {**options, 'reduction': reduction}, 'args': [tensor(x), stored], 'out': tensor(out),
                   'weights': tensor(w), 'grads': [tensor(x.grad), tensor(t.grad) if floating else None]}
            cases.append({**one, 'note': note} if note else one)


y, t = fixed((2, 3), 1, 8.0), fixed((2, 3), 2, 8.0)
near = t.copy()
near[0] += [0.0, 0.5, -1.0]  # where the absolute and Huber losses have their corners
far = t + np.array([[1e4, -1e4, 1e-8]])
for name, fn, options in (
    ('meanSquaredError', F.mse_loss, {}),
    ('absolute', F.l1_loss, {}),
    ('huber', F.huber_loss, {'delta': 1.0}),
    ('huber', lambda *a, **k: F.huber_loss(*a, **k, delta=0.5), {'delta': 0.5}),
):
    case(name, fn, y, t, **options)
    case(name, fn, near, t, note='corners', **options)
    case(name, fn, far, t, note='far', **options)
case('meanSquaredError', F.mse_loss, np.array(1.5), np.array(-0.25), note='rank 0')

logits = fixed((3, 4), 4, 8.0)
extreme = np.array([[1e4, -1e4, 0.0, 1e4], [-1e4, -1e4 - 1, -1e4, 5.0], [0.0, 800.0, -800.0, 1.0]])
masked = np.array([[0.5, -np.inf, 1.5], [2.0, -1.0, -np.inf]])
soft = np.array([[0.125, 0.25, 0.5, 0.125], [1.0, 0.0, 0.0, 0.0], [0.25, 0.25, 0.25, 0.25]])
smooth = lambda *a, **k: F.cross_entropy(*a, **k, label_smoothing=0.1)
case('crossEntropy', F.cross_entropy, logits, [0, 3, 3], note='integer targets')
case('crossEntropy', F.cross_entropy, extreme, [1, 3, 2], note='integer targets, extreme logits')
case('crossEntropy', F.cross_entropy, masked, [0, 1], note='integer targets, logits of −∞ elsewhere')
case('crossEntropy', F.cross_entropy, logits, soft, note='soft targets')
case('crossEntropy', F.cross_entropy, extreme, soft, note='soft targets, extreme logits')
case('crossEntropy', F.cross_entropy, logits, soft * [[1.0], [2.0], [0.5]], note='soft targets that do not sum to 1')
case('crossEntropy', smooth, logits, [0, 3, 3], labelSmoothing=0.1, note='integer targets')
case('crossEntropy', smooth, logits, soft, labelSmoothing=0.1, note='soft targets')

bce = F.binary_cross_entropy_with_logits
case('binaryCrossEntropy', bce, fixed((2, 3), 5, 8.0), np.array([[0.0, 1.0, 0.25], [1.0, 0.5, 0.0]]))
case('binaryCrossEntropy', bce, np.array([1e4, -1e4, 1e4, -1e4, 0.0, 800.0, -800.0, 1e-8]), np.array([1.0, 0.0, 0.0, 1.0, 0.5, 0.75, 0.25, 1.0]), note='extreme logits')

write('losses.json', meta('losses.py', torch), cases=cases)

"""The tasks in PyTorch: pytorch.py threads [compile]"""
import math
import sys
from itertools import cycle, islice

import torch
import torch.nn as nn
import torch.nn.functional as F
from runner import serve

threads = int(sys.argv[1])
compiled = "compile" in sys.argv
torch.set_num_threads(threads)
torch.manual_seed(0)
RING = 16


def training(model, optimizer, loss_of, batches):
    optimize = optimizer(model.parameters())
    loss = lambda x, y: loss_of(model(x), y)
    forward, update = (torch.compile(loss), torch.compile(lambda: optimize.step())) if compiled else (loss, optimize.step)
    ring = cycle(batches)

    def run(steps):
        for x, y in islice(ring, steps):
            optimize.zero_grad(set_to_none=True)
            forward(x, y).backward()
            update()

    return run


sgd = lambda parameters: torch.optim.SGD(parameters, lr=0.1)
adamw = lambda parameters: torch.optim.AdamW(parameters, lr=1e-3)
labels = lambda classes, *shape: torch.randint(0, classes, shape)
batches = lambda make: [make() for _ in range(RING)]


def mlp_4_8_1():
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
    return training(model, sgd, nn.MSELoss(), batches(lambda: (torch.rand(32, 4), torch.rand(32, 1))))


def mlp_784_256_10():
    model = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
    return training(model, sgd, nn.CrossEntropyLoss(), batches(lambda: (torch.rand(128, 784), labels(10, 128))))


def lenet5():
    model = nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))
    return training(model, sgd, nn.CrossEntropyLoss(), batches(lambda: (torch.rand(64, 1, 28, 28), labels(10, 64))))


class Block(nn.Module):
    def __init__(self, d=128, h=4):
        super().__init__()
        self.h = h
        self.ln1, self.qkv, self.proj = nn.LayerNorm(d), nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.ln2, self.fc, self.out = nn.LayerNorm(d), nn.Linear(d, 4 * d), nn.Linear(4 * d, d)

    def forward(self, x, mask):
        B, T, D = x.shape
        heads = lambda t: t.view(B, T, self.h, D // self.h).transpose(1, 2)
        q, k, v = (heads(t) for t in self.qkv(self.ln1(x)).split(D, 2))
        a = ((q @ k.transpose(-2, -1)) * (1 / math.sqrt(D // self.h)) + mask).softmax(-1)
        x = x + self.proj((a @ v).transpose(1, 2).reshape(B, T, D))
        return x + self.out(F.gelu(self.fc(self.ln2(x))))


class GPT(nn.Module):
    def __init__(self, V=65, d=128, T=64):
        super().__init__()
        self.e, self.p = nn.Embedding(V, d), nn.Embedding(T, d)
        self.b, self.ln, self.head = nn.ModuleList([Block(), Block()]), nn.LayerNorm(d), nn.Linear(d, V, bias=False)
        self.register_buffer("mask", torch.triu(torch.full((T, T), float("-inf")), 1))

    def forward(self, i):
        x = self.e(i) + self.p.weight
        for b in self.b:
            x = b(x, self.mask)
        return self.head(self.ln(x)).flatten(0, 1)


gpt2l = lambda optimizer: training(GPT(), optimizer, nn.CrossEntropyLoss(), batches(lambda: (labels(65, 8, 64), labels(65, 512))))


def over(make, apply):
    """An operation on inputs in turn, its result in a place of its own."""
    ring = cycle([make() for _ in range(RING)])
    out = apply(next(ring), None)

    def run(steps):
        for x in islice(ring, steps):
            apply(x, out)

    return run


def product(m, k, n):
    a, b, out = torch.rand(m, k), torch.rand(k, n), torch.empty(m, n)

    def run(steps):
        for _ in range(steps):
            torch.mm(a, b, out=out)

    return run


with_out = lambda f: lambda x, out: f(x, out=out)
steps = {
    "mlp_4_8_1": mlp_4_8_1, "mlp_784_256_10": mlp_784_256_10, "lenet5": lenet5,
    "gpt2l_sgd": lambda: gpt2l(sgd), "gpt2l_adamw": lambda: gpt2l(adamw),
}
operations = {
    "product": product,
    "add": lambda n: over(lambda: torch.rand(n), lambda x, out: torch.add(x, x, out=out)),
    "exp": lambda n: over(lambda: torch.randn(n), with_out(torch.exp)),
    "log": lambda n: over(lambda: torch.rand(n) + 0.5, with_out(torch.log)),
    "tanh": lambda n: over(lambda: torch.randn(n), with_out(torch.tanh)),
    "sum": lambda n: over(lambda: torch.rand(n), lambda x, _: torch.sum(x)),
    "rows": lambda r, c: over(lambda: torch.rand(r, c), lambda x, out: torch.sum(x, 1, out=out)),
    "columns": lambda r, c: over(lambda: torch.rand(r, c), lambda x, out: torch.sum(x, 0, out=out)),
    "softmax": lambda r, c: over(lambda: torch.randn(r, c), lambda x, out: torch.softmax(x, -1, out=out)),
    "layerNorm": lambda r, c: over(lambda: torch.randn(r, c), lambda x, _, w=torch.ones(c), b=torch.zeros(c): F.layer_norm(x, (c,), w, b)),
}


def quiet(make):
    def made(*sizes):
        with torch.no_grad():
            run = make(*sizes)

        def without(steps):
            with torch.no_grad():
                run(steps)

        return without

    return made


peer = {"version": torch.__version__.split("+")[0], "threads": torch.get_num_threads()}
serve(peer, steps if compiled else steps | {name: quiet(make) for name, make in operations.items()})

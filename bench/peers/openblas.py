"""Products by OpenBLAS, as numpy brings it; OPENBLAS_NUM_THREADS and OPENBLAS_CORETYPE say how."""
import os

import numpy as np
from runner import serve


def product(m, k, n):
    random = np.random.default_rng(0)
    a, b = random.random((m, k), dtype=np.float32), random.random((k, n), dtype=np.float32)
    out = np.empty((m, n), dtype=np.float32)

    def run(steps):
        for _ in range(steps):
            np.matmul(a, b, out=out)

    return run


serve({"version": np.__version__, "threads": int(os.environ.get("OPENBLAS_NUM_THREADS", "1"))}, {"product": product})

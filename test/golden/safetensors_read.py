# Reads a file that the library wrote, with Python's safetensors (NumPy and PyTorch), and compares it with a JSON of what it should hold.
# python safetensors_read.py FILE EXPECTED.json    EXPECTED: { "metadata"?: {…}, "tensors": { name: { shape, dtype, data } } }, as in safetensors.json
import json
import sys

import numpy as np
import safetensors
import safetensors.torch
import torch

DTYPES = {'f32': np.float32, 'f64': np.float64, 'i32': np.int32, 'u32': np.uint32, 'bool': np.bool_}
WORDS = {'NaN': np.nan, 'Infinity': np.inf, '-Infinity': -np.inf, '-0': -0.0}


def array(stored):
    values = [WORDS.get(x, x) if isinstance(x, str) else x for x in stored['data']]
    return np.array(values, DTYPES[stored['dtype']]).reshape(stored['shape'])


def differences(file, expected):
    by_torch = safetensors.torch.load_file(file)
    with safetensors.safe_open(file, 'np') as f:
        names, metadata = set(f.keys()), f.metadata() or {}
        for name in sorted(names ^ set(expected['tensors'])):
            yield f'{name}: in {"the file" if name in names else "the JSON"} alone'
        for name in sorted(names & set(expected['tensors'])):
            want, got = array(expected['tensors'][name]), f.get_tensor(name)
            if got.dtype != want.dtype or got.shape != want.shape:
                yield f'{name}: {got.dtype}{list(got.shape)}, expected {want.dtype}{list(want.shape)}'
            elif got.tobytes() != want.tobytes():
                yield f'{name}: {got.ravel().tolist()}, expected {want.ravel().tolist()}'
            elif by_torch[name].contiguous().view(-1).numpy().tobytes() != want.tobytes():
                yield f'{name}: PyTorch reads other values'
    if 'metadata' in expected and metadata != expected['metadata']:
        yield f'metadata: {metadata}, expected {expected["metadata"]}'


file, wanted = sys.argv[1:]
with open(wanted, encoding='utf8') as text:
    expected = json.load(text)
found = list(differences(file, expected))
for line in found:
    print(line)
count = sum(int(np.prod(t['shape'])) for t in expected['tensors'].values())
print(f'{file}: {len(expected["tensors"])} tensors, {count} values, {len(found)} differences '
      f'(safetensors {safetensors.__version__}, torch {torch.__version__}, numpy {np.__version__})')
sys.exit(1 if found else 0)

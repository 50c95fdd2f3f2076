# safetensors/*.safetensors and safetensors.json: files by Python's safetensors, and files made wrong by hand, with what Python says of each.
import json
import struct

import numpy as np
import safetensors
import safetensors.numpy
import safetensors.torch
import torch
from torch import nn

from fixture import HERE, fixed, meta, tensor, write

FOLDER = HERE / 'safetensors'
FOLDER.mkdir(exist_ok=True)
valid, malformed = [], []


def path(name):
    return FOLDER / f'{name}.safetensors'


def keep(name, by, tensors, metadata=None, unread=()):
    """A valid file and what it holds; `unread` are tensors whose dtype the library has not."""
    with safetensors.safe_open(path(name), 'np') as f:
        assert set(f.keys()) == set(tensors) | set(unread) and (f.metadata() or {}) == (metadata or {}), name
    one = {'file': f'{name}.safetensors', 'by': by, 'metadata': metadata or {}, 'tensors': {k: tensor(v) for k, v in tensors.items()}}
    valid.append({**one, 'unread': dict(unread)} if unread else one)


def with_fixed(module):
    with torch.no_grad():
        for s, (_, p) in enumerate(module.named_parameters()):
            p.copy_(torch.tensor(fixed(tuple(p.shape), s)))
    return module


# ---- valid -------------------------------------------------------------------------------------------------------------

mlp = with_fixed(nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))).state_dict()
safetensors.torch.save_file(mlp, path('mlp'))
keep('mlp', 'safetensors.torch.save_file', mlp)

dtypes = {
    'f64': np.array([[0.1, -2.5], [1e300, 5e-324]]), 'f32': np.array([0.1, 3.5], np.float32), 'i32': np.array([-1, 2**31 - 1, -(2**31)], np.int32),
    'u32': np.array([0, 2**32 - 1], np.uint32), 'bool': np.array([True, False, True]), 'empty': np.zeros((0, 3), np.float32), 'scalar': np.array(2.5),
    'name with spaces.重み': np.array([1, 2], np.int32),
}
safetensors.numpy.save_file(dtypes, path('dtypes'))
keep('dtypes', 'safetensors.numpy.save_file', dtypes)

special = {'f32': np.array([np.nan, np.inf, -np.inf, -0.0, 1e-45], np.float32), 'f64': np.array([np.nan, np.inf, -np.inf, -0.0, 5e-324])}
safetensors.numpy.save_file(special, path('special'))
keep('special', 'safetensors.numpy.save_file', special)

metadata = {'format': 'pt', 'note': 'quotes " and \\ and 重み and \n'}
safetensors.torch.save_file({'w': mlp['2.weight']}, path('metadata'), metadata)
keep('metadata', 'safetensors.torch.save_file', {'w': mlp['2.weight']}, metadata)

shared = nn.Linear(8, 8)
tied = with_fixed(nn.Sequential(nn.Linear(4, 8), nn.ReLU(), shared, nn.ReLU(), shared, nn.ReLU(), nn.Linear(8, 1)))
both = {k: v.clone() for k, v in tied.state_dict().items()}
safetensors.torch.save_file(both, path('tied-both-names'))
keep('tied-both-names', 'safetensors.torch.save_file of a state_dict, cloned', both)
safetensors.torch.save_model(tied, str(path('tied-model')))
with safetensors.safe_open(path('tied-model'), 'np') as f:
    once, aliases = list(f.keys()), f.metadata()
keep('tied-model', 'safetensors.torch.save_model: shared tensors once, the other names in the metadata', {k: both[k] for k in once}, aliases)

norm = nn.BatchNorm1d(2)
other = {**norm.state_dict(), 'half': torch.ones(2, dtype=torch.float16), 'brain': torch.ones(3, dtype=torch.bfloat16)}
safetensors.torch.save_file(other, path('other-dtypes'))
keep('other-dtypes', 'safetensors.torch.save_file', {k: v for k, v in other.items() if v.dtype == torch.float32},
     unread={'num_batches_tracked': 'I64', 'half': 'F16', 'brain': 'BF16'})

safetensors.numpy.save_file({}, path('nothing'))
keep('nothing', 'safetensors.numpy.save_file', {})


# ---- made by hand ------------------------------------------------------------------------------------------------------


def raw(header, data=b'', length=None):
    """Eight bytes of length, the header, the data."""
    text = header if isinstance(header, bytes) else header.encode() if isinstance(header, str) else json.dumps(header).encode()
    return struct.pack('<Q', len(text) if length is None else length) + text + data


def entry(shape, begin, end, dtype='F32'):
    return {'dtype': dtype, 'shape': shape, 'data_offsets': [begin, end]}


eight = struct.pack('<2f', 1.5, -2.5)
path('padded').write_bytes(raw(json.dumps({'w': entry([2], 0, 8)}) + '     ', eight))
keep('padded', 'by hand: spaces after the header are allowed', {'w': np.array([1.5, -2.5], np.float32)})
whole = raw({'w': entry([2], 0, 8)}, eight)
twice = '{"w":%s,"w":%s}' % (json.dumps(entry([1], 0, 4)), json.dumps(entry([1], 4, 8)))
for name, why, content in (
    ('empty', 'no bytes', b''),
    ('short', 'fewer than the eight bytes of the length', b'\x10\x00\x00'),
    ('length-only', 'a length and nothing after it', struct.pack('<Q', 64)),
    ('truncated-header', 'the file ends within the header', whole[:30]),
    ('truncated-data', 'the file ends within the data', whole[:-3]),
    ('header-beyond-file', 'the header is longer than the file', raw({'w': entry([2], 0, 8)}, eight, length=100_000)),
    ('header-huge', 'the length is 2^64 − 1', raw({'w': entry([2], 0, 8)}, eight, length=2**64 - 1)),
    ('header-not-object', 'the header does not start with {', raw(' ' + json.dumps({'w': entry([2], 0, 8)}), eight)),
    ('header-array', 'the header is a JSON array', raw([1, 2], eight)),
    ('header-empty', 'the header has no bytes', raw('', eight)),
    ('header-not-json', 'the header is not JSON', raw('{"w":', eight)),
    ('header-not-utf8', 'the header is not UTF-8', raw(b'{"\xff\xfe":' + json.dumps(entry([2], 0, 8)).encode() + b'}', eight)),
    ('header-trailing', 'other than spaces after the header', raw(json.dumps({'w': entry([2], 0, 8)}) + 'xx', eight)),
    ('duplicate-name', 'one name twice', raw(twice, eight)),
    ('duplicate-name-hidden', 'one name twice, of which the last would do alone', raw('{"w":%s,"w":%s}' % (json.dumps(entry([1], 0, 4)), json.dumps(entry([2], 0, 8))), eight)),
    ('trailing-data', 'bytes after the last tensor', whole + b'\0\0\0\0'),
    ('overlap', 'two tensors overlap', raw({'a': entry([2], 0, 8), 'b': entry([1], 4, 8)}, eight)),
    ('same-bytes', 'two tensors are the same bytes', raw({'a': entry([2], 0, 8), 'b': entry([2], 0, 8)}, eight)),
    ('hole', 'bytes between two tensors belong to none', raw({'a': entry([1], 0, 4), 'b': entry([1], 8, 12)}, eight + eight[:4])),
    ('hole-at-start', 'the first tensor does not start at 0', raw({'a': entry([1], 4, 8)}, eight)),
    ('beyond-data', 'a tensor ends beyond the file', raw({'w': entry([4], 0, 16)}, eight)),
    ('reversed-offsets', 'a tensor ends before it begins', raw({'w': entry([2], 8, 0)}, eight)),
    ('shape-mismatch', 'the bytes are not those of the shape', raw({'w': entry([3], 0, 8)}, eight)),
    ('shape-huge', 'the shape has 2^53 elements', raw({'w': entry([2**53], 0, 8)}, eight)),
    ('shape-overflow', 'the sizes multiply beyond 2^64', raw({'w': entry([2**33, 2**33], 0, 8)}, eight)),
    ('shape-negative', 'a negative size', raw({'w': entry([-2], 0, 8)}, eight)),
    ('shape-fraction', 'a fraction as a size', raw({'w': entry([1.5], 0, 8)}, eight)),
    ('shape-missing', 'no shape', raw({'w': {'dtype': 'F32', 'data_offsets': [0, 8]}}, eight)),
    ('shape-not-array', 'a shape that is a number', raw({'w': entry(2, 0, 8)}, eight)),
    ('offset-negative', 'a negative offset', raw({'w': entry([2], -8, 0)}, eight)),
    ('offset-fraction', 'a fraction as an offset', raw({'w': entry([2], 0, 8.5)}, eight)),
    ('offsets-one', 'one offset', raw({'w': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0]}}, eight)),
    ('offsets-missing', 'no offsets', raw({'w': {'dtype': 'F32', 'shape': [2]}}, eight)),
    ('dtype-unknown', 'a dtype that the format has not', raw({'w': entry([2], 0, 8, 'F31')}, eight)),
    ('dtype-lower-case', 'f32 for F32', raw({'w': entry([2], 0, 8, 'f32')}, eight)),
    ('dtype-missing', 'no dtype', raw({'w': {'shape': [2], 'data_offsets': [0, 8]}}, eight)),
    ('entry-not-object', 'a number for a tensor', raw({'w': 3}, eight)),
    ('metadata-not-strings', 'metadata whose value is a number', raw({'__metadata__': {'epoch': 3}, 'w': entry([2], 0, 8)}, eight)),
    ('metadata-not-object', 'metadata that is a string', raw({'__metadata__': 'x', 'w': entry([2], 0, 8)}, eight)),
    ('bool-not-bool', 'a bool that is neither 0 nor 1', raw({'w': entry([2], 0, 2, 'BOOL')}, b'\x01\x07')),
):
    path(f'bad-{name}').write_bytes(content)
    try:
        safetensors.numpy.load(content)
        says = None
    except Exception as error:
        says = f'{type(error).__name__}: {error}'
    malformed.append({'file': f'bad-{name}.safetensors', 'why': why, 'python': says})

write('safetensors.json', meta('safetensors_make.py', safetensors, torch), valid=valid, malformed=malformed)

#!/usr/bin/env python3
"""Writes files/: arrays as NumPy and the safetensors package store them, for KindlingTests to read.

    python3 -m venv .venv-files && .venv-files/bin/pip install numpy safetensors
    .venv-files/bin/python Tests/Fixtures/make_files.py            # rewrites files/
    .venv-files/bin/python Tests/Fixtures/make_files.py --check    # fails if a file would change

Made with NumPy 2.4.6 and safetensors 0.8.0. files/expected.json says what each file holds.
"""
import io
import json
import struct
import sys
import zipfile
from pathlib import Path
from unittest import mock

import numpy
from safetensors.numpy import save as safetensors

OUT = Path(__file__).with_name("files")
DTYPES = ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64"]
files, expected = {}, {}


def packed(array):
    return {
        "shape": list(array.shape),
        "dtype": array.dtype.name,
        "values": [
            v if v == v and abs(v) != float("inf") else str(v) for v in array.ravel().tolist()
        ],
    }


def npy(array, version=None):
    stream = io.BytesIO()
    numpy.lib.format.write_array(stream, array, version=version)
    return stream.getvalue()


def add_npy(name, array, version=None):
    files[name + ".npy"] = npy(array, version)
    expected[name + ".npy"] = {"": packed(array.astype(array.dtype.newbyteorder("=")))}


def sample(dtype, shape):
    """Numbers that show a mistake in width, sign or order."""
    count = int(numpy.prod(shape))
    if dtype == "bool":
        return (numpy.arange(count) % 3 == 0).reshape(shape)
    numbers = (numpy.arange(count) * 7 - 11) % 251
    if dtype != "uint8":
        numbers = numbers - 120
    array = numbers.astype(dtype).reshape(shape)
    if dtype.startswith("int") and count > 1:
        array.flat[0], array.flat[1] = numpy.iinfo(dtype).min, numpy.iinfo(dtype).max
    return array / 8 if dtype.startswith("float") else array


for dtype in DTYPES:
    array = sample(dtype, (2, 3, 2)).astype(dtype)
    add_npy(f"rows-{dtype}", array)
    add_npy(f"columns-{dtype}", numpy.asfortranarray(array))
    add_npy(f"bigendian-{dtype}", array.astype(array.dtype.newbyteorder(">")))
for name, array in {
    "scalar": numpy.array(2.5),
    "one": numpy.array([-3], "int16"),
    "empty": numpy.zeros((0, 3), "float32"),
    "eight": numpy.arange(2.0**8).reshape((2,) * 8).astype("float32"),
    "special": numpy.array([numpy.nan, numpy.inf, -numpy.inf, -0.0, 5e-324]),
}.items():
    add_npy(name, array)
add_npy("version2", sample("float64", (3, 2)), (2, 0))
add_npy("version3", sample("float64", (3, 2)), (3, 0))

arrays = {
    "weight": sample("float32", (3, 5)).astype("float32"),
    "größe": sample("int64", (4,)),
    "layer.0/bias": numpy.asfortranarray(sample("float64", (2, 2))),
    "empty": numpy.zeros((0,), "bool"),
    "zeros": numpy.zeros((20, 20), "int8"),
}
for name, write in {"stored": numpy.savez, "packed": numpy.savez_compressed}.items():
    stream = io.BytesIO()
    write(stream, **arrays)
    files[name + ".npz"] = stream.getvalue()
    expected[name + ".npz"] = {key: packed(value) for key, value in arrays.items()}
# An archive as one over 4 GiB is written, made small by moving the limits.
stream = io.BytesIO()
with mock.patch.multiple(zipfile, ZIP64_LIMIT=1, ZIP_FILECOUNT_LIMIT=1):
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, value in arrays.items():
            archive.writestr(zipfile.ZipInfo(key + ".npy"), npy(value))
files["wide.npz"] = stream.getvalue()
expected["wide.npz"] = expected["stored.npz"]

tensors = {f"t.{dtype}": sample(dtype, (2, 3)).astype(dtype) for dtype in DTYPES}
tensors |= {"scalar": numpy.array(0.1), "empty": numpy.zeros((2, 0), "float32")}
tensors["na\"me\\é"] = numpy.ones(2)
files["all.safetensors"] = safetensors(tensors, {"format": "np \n\"1\""})
expected["all.safetensors"] = {key: packed(value) for key, value in tensors.items()}
halves = numpy.array([1.0, -2.5, numpy.inf, 1e-40], "float32")
header = b'{"b":{"dtype":"BF16","shape":[4],"data_offsets":[0,8]}}'
files["bfloat16.safetensors"] = (
    struct.pack("<Q", len(header)) + header + (halves.view("uint32") >> 16).astype("<u2").tobytes()
)
kept = ((halves.view("uint32") >> 16) << 16).view("float32")
expected["bfloat16.safetensors"] = {"b": packed(kept)}

files["expected.json"] = (json.dumps(expected, ensure_ascii=False, sort_keys=True) + "\n").encode()
if "--check" in sys.argv[1:]:
    changed = [n for n, data in files.items() if (OUT / n).read_bytes() != data]
    sys.exit(f"changed: {changed}" if changed else 0)
OUT.mkdir(exist_ok=True)
for name, data in files.items():
    (OUT / name).write_bytes(data)
print(f"{len(files)} files, {sum(map(len, files.values()))} bytes")

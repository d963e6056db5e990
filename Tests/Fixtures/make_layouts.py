#!/usr/bin/env python3
"""Makes layouts.json: the strides that PyTorch gives results, for
Tests/KindlingTests/Kernels/LayoutTests.swift.

    .venv-bench/bin/python Tests/Fixtures/make_layouts.py

An operand is a tensor of the sizes `made`, permuted, then every `step`th of dim 0, then expanded to
`expanded`. Strides are those in `strides`, and `copies` says whether contiguous() copies.
"""
import json
from pathlib import Path

import torch

UNARY = {
    "neg": lambda x: -x, "exp": torch.exp, "relu": torch.relu, "abs": torch.abs,
    "times number": lambda x: x * 2, "power": lambda x: x ** 2, "clamp": lambda x: x.clamp(-1, 1),
    "isnan": torch.isnan, "clone": torch.clone, "to float64": lambda x: x.to(torch.float64),
    "to int64": lambda x: x.to(torch.int64), "sigmoid": torch.sigmoid,
}
BINARY = {
    "add": torch.add, "mul": torch.mul, "maximum": torch.maximum, "greater": torch.gt,
    "atan2": torch.atan2, "where": lambda a, b: torch.where(a > b, a, b),
    "masked fill": lambda a, b: a.masked_fill(b > 0, 1.0),
}
OPERANDS = [
    {"made": [3, 4], "permuted": [1, 0]},
    {"made": [4, 3], "permuted": [0, 1]},
    {"made": [2, 3, 4], "permuted": [2, 0, 1]},
    {"made": [2, 3, 4], "permuted": [0, 2, 1]},
    {"made": [2, 3, 4], "permuted": [2, 1, 0]},
    {"made": [5, 6], "permuted": [0, 1], "step": 2},
    {"made": [5, 6], "permuted": [1, 0], "step": 2},
    {"made": [3, 1, 4], "permuted": [2, 1, 0]},
    {"made": [3, 1], "permuted": [1, 0], "expanded": [4, 3]},
    {"made": [3, 1, 2], "permuted": [0, 1, 2], "expanded": [3, 4, 2]},
    {"made": [1, 3, 2], "permuted": [2, 1, 0], "expanded": [2, 3, 4]},
    {"made": [3, 0, 2], "permuted": [2, 1, 0]},
    {"made": [2, 2, 2, 2], "permuted": [3, 1, 0, 2]},
    {"made": [4], "permuted": [0]},
    {"made": [], "permuted": []},
]


def tensor(operand):
    x = torch.linspace(-2, 2, torch.Size(operand["made"]).numel()).reshape(operand["made"])
    x = x.permute(operand["permuted"])[:: operand["step"]] if "step" in operand else x.permute(
        operand["permuted"])
    return x.expand(operand["expanded"]) if "expanded" in operand else x


def case(name, function, operands):
    result = function(*map(tensor, operands))
    return {"operation": name, "operands": operands, "shape": list(result.shape),
            "strides": list(result.stride()), "isContiguous": result.is_contiguous(),
            "copies": result.contiguous().data_ptr() != result.data_ptr()}


def fits(a, b):
    try:
        torch.broadcast_shapes(tensor(a).shape, tensor(b).shape)
        return True
    except RuntimeError:
        return False


cases = [case(name, function, [x]) for name, function in UNARY.items() for x in OPERANDS]
for name, function in BINARY.items():
    for a in OPERANDS:
        for b in OPERANDS:
            # A mask may not widen what it fills.
            if fits(a, b) and (name != "masked fill" or torch.broadcast_shapes(
                    tensor(a).shape, tensor(b).shape) == tensor(a).shape):
                cases.append(case(name, function, [a, b]))
path = Path(__file__).with_name("layouts.json")
lines = ",\n".join(json.dumps(entry) for entry in cases)
path.write_text('{"torch": ' + json.dumps(torch.__version__) + ', "cases": [\n' + lines + "\n]}\n")
print(f"{len(cases)} cases in {path.name}")

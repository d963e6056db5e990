#!/usr/bin/env python3
"""Writes golden.json: what PyTorch computes, prints and draws, for KindlingTests to compare with.

    python3 -m venv .venv-bench && .venv-bench/bin/pip install torch numpy
    .venv-bench/bin/python Tests/Fixtures/make_golden.py            # rewrites golden.json
    .venv-bench/bin/python Tests/Fixtures/make_golden.py --check    # fails if it would change

Made with PyTorch 2.15.0 on CPU; check_fixtures.py compares what another version makes. Each operation case holds inputs, arguments, the result, the name
of its derivative and the gradients of the inputs for the weights given as `cotangent`. `terms` is
how many numbers are added up for one element of the result; the tests derive their error bound from
it. The cases themselves are in golden_operations.py, golden_functions.py, golden_indexing.py,
golden_edges.py and golden_extremes.py.
"""
import json
import sys
from pathlib import Path

import torch

from golden_case import cases, packed
import golden_operations, golden_functions, golden_indexing, golden_edges, golden_extremes  # noqa: E401,F401  (each adds its cases)

OUT = Path(__file__).with_name("golden.json")
printed, drawn = [], []


def show(tensor, **options):
    torch.set_printoptions(profile="default", sci_mode=None)
    torch.set_printoptions(**options)
    names = {"precision": "precision", "threshold": "threshold", "edgeitems": "edgeItems", "linewidth": "lineWidth",
             "sci_mode": "scientific"}
    entry = {"tensor": packed(tensor), "requiresGrad": tensor.requires_grad, "text": str(tensor)}
    if options:
        entry["options"] = {names[key]: value for key, value in options.items()}
    printed.append(entry)
    torch.set_printoptions(profile="default", sci_mode=None)


torch.manual_seed(3)
for t in [
    torch.tensor(1.0), torch.tensor(0.1755), torch.tensor(7), torch.tensor(True), torch.zeros(3),
    torch.tensor([1.0, 2.0, 3.0]), torch.tensor([1.5, -2.0]), torch.tensor([1, -20, 300]),
    torch.tensor([True, False]), torch.randn(2, 5), torch.randn(2, 3, 4), torch.randn(2, 1, 2, 2),
    torch.randn(2, 26) / 5, torch.randn(40), torch.randn(5) * 1e5, torch.randn(5) * 1e-6,
    torch.tensor([1e9, 1.0]), torch.tensor([1e8, 1.0]), torch.tensor([999.0, 1.0]), torch.tensor([1001.0, 1.0]),
    torch.tensor([0.0001, 0.05]), torch.tensor([0.00009, 0.05]),
    torch.tensor([float("nan"), 1.5]), torch.tensor([float("inf"), 1.0]), torch.tensor([-float("inf"), 0.25]),
    torch.tensor([float("nan")]), torch.zeros(0), torch.zeros(0, 3), torch.zeros(2, 0), torch.zeros(0, dtype=torch.int64),
    torch.randn(2, 3, dtype=torch.float64), torch.tensor([1.5], dtype=torch.float16),
    torch.tensor([1, 2], dtype=torch.int32), torch.tensor([1, 200], dtype=torch.uint8),
    torch.randn(3, requires_grad=True), torch.randn(9, requires_grad=True),
    torch.randn(7, dtype=torch.float64, requires_grad=True), torch.arange(1000), torch.arange(1001),
    torch.arange(1200.0).view(24, 50), torch.arange(1200.0).view(2, 20, 30) / 7, torch.randn(501, 2),
    torch.tensor([[0.0, 0.0], [2.1130, 0.0]]), -torch.zeros(2), torch.tensor([12345.0, 2.0]),
    torch.arange(2000, dtype=torch.int16) - 11000, torch.zeros(1001, dtype=torch.float16, requires_grad=True),
    torch.full((3, 3), 1e-10), torch.tensor([123456789.0]), torch.tensor([[1.0, 2.5], [-3.0, 4.25]]),
]:
    show(t)
for options in ({"precision": 2}, {"precision": 8}, {"precision": 0}, {"threshold": 10}, {"threshold": 5, "edgeitems": 1}, {"linewidth": 30},
                {"linewidth": 10}, {"sci_mode": True}, {"sci_mode": False}, {"sci_mode": True, "precision": 2}):
    for t in (torch.tensor([[0.5, -1.25, 3.0], [100.0, 2.0, 0.001]]), torch.tensor([1.0, 2.0, 30.0]), torch.arange(12).view(3, 4),
              torch.tensor([1e-7, 5.0]), torch.tensor(0.123456789), torch.tensor([float("nan"), 1e9]), torch.randn(4, 6, requires_grad=True)):
        show(t, **options)


def draw(seed, steps):
    torch.manual_seed(seed)
    entry = {"seed": seed, "steps": []}
    for name, arguments in steps:
        if name == "randn":
            value = torch.randn(*arguments)
        elif name == "randn64":
            value = torch.randn(*arguments, dtype=torch.float64)
        elif name == "randn16":
            value = torch.randn(*arguments, dtype=torch.float16)
        elif name == "rand":
            value = torch.rand(*arguments)
        elif name == "rand64":
            value = torch.rand(*arguments, dtype=torch.float64)
        elif name == "randint":
            value = torch.randint(arguments[0], arguments[1], (arguments[2],))
        elif name == "randperm":
            value = torch.randperm(*arguments)
        elif name.startswith("linspace"):
            value = torch.linspace(-1.3, 2.9, arguments[0], dtype=getattr(torch, name.removeprefix("linspace")))
        elif name == "linear":
            layer = torch.nn.Linear(*arguments)
            value = torch.cat([layer.weight.reshape(-1), layer.bias])
        elif name == "linear64":
            layer = torch.nn.Linear(*arguments, dtype=torch.float64)
            value = torch.cat([layer.weight.reshape(-1), layer.bias])
        entry["steps"].append({"name": name, "arguments": arguments, "result": packed(value)})
    drawn.append(entry)


draw(3, [("randn16", [17]), ("randn16", [39]), ("randn16", [16]), ("rand", [2])])
draw(1, [("linear", [5, 3]), ("randn", [2, 5]), ("randn", [2, 2]), ("randn", [5]), ("linear", [26, 2])])
draw(1, [("linear", [1, 7]), ("linear", [7, 3]), ("linear64", [3, 4]), ("linear64", [26, 2])])
draw(1, [(f"linspace{dtype}", [count]) for dtype in ("float16", "float32", "float64") for count in (1, 2, 9, 34)])
# One number in a thousand shows in which order the cosine's polynomial is added up.
draw(2, [("randn", [592])])
for seed in (0, 7, 287, 2**31, 2**32 + 5):
    draw(seed, [("randn", [3]), ("rand", [4]), ("randn", [16]), ("randn", [1]), ("randn", [21]),
                ("randint", [-3, 9, 10]), ("randperm", [10]), ("randn64", [5]), ("randn64", [18]),
                ("rand64", [3]), ("randn", [4, 8]), ("randn", [1])])

text = json.dumps({"torch": torch.__version__.split("+")[0], "cases": cases, "printed": printed,
                   "drawn": drawn}, separators=(",", ":"))
text = text.replace('{"op"', '\n{"op"').replace('{"tensor"', '\n{"tensor"').replace('{"seed"', '\n{"seed"') + "\n"
if "--check" in sys.argv:
    sys.exit(0 if OUT.read_text() == text else "golden.json differs from what PyTorch gives now")
OUT.write_text(text)
print(f"{len(cases)} cases, {len(printed)} printed tensors, {len(drawn)} runs of draws")

#!/usr/bin/env python3
"""Writes layerwise.json: what Torch7's modules and criteria compute, for LayerwiseTests.

    .venv-bench/bin/python Tests/Fixtures/make_layerwise.py            # rewrites layerwise.json
    .venv-bench/bin/python Tests/Fixtures/make_layerwise.py --check    # fails if it would change

Made with PyTorch 2.15.0 and NumPy 2.4.6 (`pip install torch numpy`). PyTorch does the arithmetic;
parameters, and the two training loops of the notebook's section 4, start from Torch7's numbers.
"""
import json
import sys
from pathlib import Path

import torch
import torch.nn.functional as F

sys.dont_write_bytecode = True  # importing must leave nothing beside the scripts
from make_random import Torch7

OUT = Path(__file__).with_name("layerwise.json")
torch.set_default_dtype(torch.float64)
generator = torch.Generator().manual_seed(5)


def normal(*shape):
    return torch.randn(shape, generator=generator)


def packed(x):
    return {"shape": list(x.shape), "values": x.detach().reshape(-1).tolist()}


def case(name, inputs, function, parameters=(), targets=()):
    """One module or criterion: what comes out, and the gradients for the weights `gradOutput`."""
    leaves = [x.detach().clone().requires_grad_() for x in (*inputs, *parameters)]
    outputs = function(*leaves)
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    grads = [normal(*y.shape) if y.dim() else torch.ones(()) for y in outputs]
    torch.autograd.backward(outputs, grads)
    gradients = [torch.zeros_like(x) if x.grad is None else x.grad for x in leaves]
    return {
        "name": name, "inputs": [packed(x) for x in inputs],
        "parameters": [packed(x) for x in parameters], "targets": [packed(t) for t in targets],
        "outputs": [packed(y) for y in outputs], "gradOutputs": [packed(g) for g in grads],
        "gradInputs": [packed(g) for g in gradients[: len(inputs)]],
        "gradParameters": [packed(g) for g in gradients[len(inputs):]],
    }


cases = []


def add(*arguments, **options):
    cases.append(case(*arguments, **options))


for shape in [(5,), (3, 5)]:
    x = normal(*shape)
    add("cmul", [x], lambda x, w: x * w, [normal(5)])
    add("add", [x], lambda x, b: x + b, [normal(5)])
    add("addScalar", [x], lambda x, b: x + b, [normal(1)])
    add("linear", [x], lambda x, w, b: F.linear(x, w, b), [normal(3, 5), normal(3)])
    add("sigmoid", [x], torch.sigmoid)
    add("tanh", [x], torch.tanh)
    add("relu", [x], torch.relu)
    add("abs", [x], torch.abs)
    add("identity", [x], lambda x: x * 1)
    add("softMax", [x * 9], lambda x: x.softmax(-1))
    add("logSoftMax", [x * 9], lambda x: x.log_softmax(-1))
for shape, dim in [((2, 3, 4), 0), ((2, 3, 2, 2), 1)]:
    add("softMax", [normal(*shape)], lambda x, d=dim: x.softmax(d))
    add("logSoftMax", [normal(*shape)], lambda x, d=dim: x.log_softmax(d))
for name, function in {
    "sum": torch.sum, "mean": torch.mean, "max": lambda x, d, keepdim: x.max(d, keepdim).values,
    "min": lambda x, d, keepdim: x.min(d, keepdim).values,
}.items():
    add(name + "1", [normal(4)], lambda x, f=function: f(x, 0, keepdim=True))
    add(name + "1", [normal(4, 3)], lambda x, f=function: f(x, 0, keepdim=False))
    add(name + "2", [normal(2, 4, 3)], lambda x, f=function: f(x, 1, keepdim=False))
    # One dimension more than announced: a batch.
    add(name + "1of1", [normal(4, 3)], lambda x, f=function: f(x, 1, keepdim=False))
add("view23", [normal(6)], lambda x: x.view(2, 3))
add("view23", [normal(3, 2)], lambda x: x.view(2, 3))
add("view23", [normal(4, 6)], lambda x: x.view(4, 2, 3))
add("reshape23", [normal(4, 6)], lambda x: x.view(4, 2, 3))
add("reshape23", [normal(3, 2)], lambda x: x.view(2, 3))
for indices in [torch.tensor([1, 2, 5, 2]), torch.tensor([[1, 3], [4, 3]])]:
    cases.append(
        case("lookupTable", [], lambda w, i=indices: w[i - 1], [normal(5, 3)], [indices.double()]))
two = [normal(2, 3), normal(2, 3)]
three = [normal(1, 3), normal(1, 3), normal(1, 2)]
add("cAddTable", two, lambda a, b: a + b)
add("cMulTable", [*two, torch.zeros(2, 3)], lambda a, b, c: a * b * c)
add("joinTable2", three, lambda *t: torch.cat(t, 1))
add("joinTable1of1", three, lambda *t: torch.cat(t, 1))
add("splitTable2", [normal(2, 3)], lambda x: x.unbind(1))
add("splitTable1of1", [normal(2, 3)], lambda x: x.unbind(1))
add("selectTable2", three, lambda a, b, c: b * 1)
add("selectTableLast", three, lambda a, b, c: c * 1)
add("narrowTable2", three, lambda a, b, c: [b * 1, c * 1])
add("sequential", [normal(4, 5)], lambda x, w, b, v, c: F.linear(torch.tanh(F.linear(x, w, b)), v, c),
    [normal(3, 5), normal(3), normal(2, 3), normal(2)])
add("concat2", [normal(4, 5)],
    lambda x, w, b, v: torch.cat([F.linear(x, w, b), x * v], 1), [normal(3, 5), normal(3), normal(5)])
add("parallel", [normal(4, 2, 5)],
    lambda x, w, b, v: torch.cat([F.linear(x[:, 0], w, b), x[:, 1] * v], 1),
    [normal(3, 5), normal(3), normal(5)])
add("concatTable", [normal(4, 5)], lambda x, w, b, v: [F.linear(x, w, b), x * v],
    [normal(3, 5), normal(3), normal(5)])
add("parallelTable", [normal(4, 5), normal(2, 5)], lambda x, y, w, b, v: [F.linear(x, w, b), y * v],
    [normal(3, 5), normal(3), normal(5)])

classes, weights = torch.tensor([2, 0, 1, 1]), torch.tensor([0.5, 1.0, 2.0])
one, log = normal(3), normal(4, 3).log_softmax(1)
for suffix, reduction in {"": "mean", "Sum": "sum"}.items():
    for name, function in {"mse": F.mse_loss, "abs": F.l1_loss}.items():
        t = normal(4, 1)
        add(name + "Criterion" + suffix, [normal(4)],
            lambda x, t=t, f=function, r=reduction: f(x, t.view(4), reduction=r), targets=[t])
    for name, function, x in [("classNLL", F.nll_loss, log), ("crossEntropy", F.cross_entropy, normal(4, 3))]:
        for kind, w in {"": None, "Weighted": weights}.items():
            add(f"{name}{kind}{suffix}", [x],
                lambda x, f=function, w=w, r=reduction: f(x, classes, w, reduction=r),
                targets=[classes + 1.0])
add("classNLL", [one.log_softmax(0)], lambda x: -x[1], targets=[torch.tensor([2.0])])
t1, t2 = normal(3), torch.tensor([2.0, 1.0])
add("parallelCriterion", [normal(3), normal(2, 3)],
    lambda x, y: 0.5 * F.mse_loss(x, t1) + F.cross_entropy(y, (t2 - 1).long()), targets=[t1, t2])


def uniform(g, bound, *shape):
    n = int(torch.tensor(shape).prod())
    return torch.tensor([g.uniform() * 2 * bound - bound for _ in range(n)]).view(shape).requires_grad_()


def torch7_normal(g, *shape):
    return torch.tensor([g.normal() for _ in range(int(torch.tensor(shape).prod()))]).view(shape)


def training():
    """The losses of the notebook's section 4, and the criterion's example before it."""
    g = Torch7(287)
    N, features, hidden = 5, 4, 3
    X = torch7_normal(g, N, features)
    y = (X @ torch7_normal(g, features)) ** 2 + torch7_normal(g, N)
    p = [uniform(g, features**-0.5, hidden, features), uniform(g, features**-0.5, hidden),
         uniform(g, hidden**-0.5, 1, hidden), uniform(g, hidden**-0.5, 1)]
    losses = []
    for _ in range(5):
        loss = F.mse_loss(F.linear(torch.tanh(F.linear(X, *p[:2])), *p[2:]).view(-1), y)
        losses.append(loss.item())
        gradients = torch.autograd.grad(loss, p)
        with torch.no_grad():
            for parameter, gradient in zip(p, gradients):
                parameter -= 0.01 * gradient
    return losses


text = json.dumps({"cases": cases, "losses": training()}) + "\n"
if "--check" in sys.argv[1:]:
    sys.exit(0 if OUT.read_text() == text else "layerwise.json would change")
OUT.write_text(text)
print(len(cases), "cases,", len(text), "bytes")

#!/usr/bin/env python3
"""Writes training.json: PyTorch's layers, losses, optimizers and training runs, for KindlingTests.

    python3 -m venv .venv-bench && .venv-bench/bin/pip install torch numpy
    .venv-bench/bin/python Tests/Fixtures/make_training.py            # rewrites training.json
    .venv-bench/bin/python Tests/Fixtures/make_training.py --check    # fails if it would change

Made with PyTorch 2.15.0 on CPU. A case holds inputs (null where an optional one is left out),
arguments, the result and the gradients for the weights given as `cotangent`; `terms` is how many
numbers are added up for one element of the result.
"""
import json
import math
import sys
import warnings
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset, random_split

warnings.simplefilter("ignore")
torch.set_num_threads(1)
OUT = Path(__file__).with_name("training.json")
ROOT = OUT.parents[2]
generator = torch.Generator().manual_seed(31)
FLOATS = (torch.float64, torch.float32)


def number(x):
    if isinstance(x, float) and (x != x or x in (float("inf"), float("-inf"))):
        return {"inf": "inf", "-inf": "-inf"}.get(str(x), "nan")
    return x


def packed(t):
    return {"shape": list(t.shape), "dtype": str(t.dtype).split(".")[1],
            "values": [number(v) for v in t.detach().reshape(-1).tolist()]}


def normal(*shape, dtype=torch.float64):
    return torch.randn(shape, dtype=torch.float64, generator=generator).to(dtype)


def unit(*shape, dtype=torch.float64):
    return torch.rand(shape, dtype=torch.float64, generator=generator).to(dtype)


# Losses and layers as functions

cases = []


def case(op, inputs, function, terms, frozen=(), **arguments):
    leaves = [None if x is None else x.detach().clone() for x in inputs]
    for index, leaf in enumerate(leaves):
        if leaf is not None and leaf.dtype.is_floating_point and index not in frozen:
            leaf.requires_grad_()
    result = function(*leaves)
    cotangent = torch.randn(result.shape, dtype=torch.float64, generator=generator).to(result.dtype)
    node = result.grad_fn.name()
    result.backward(cotangent)
    cases.append({
        "op": op, "inputs": [None if x is None else packed(x) for x in leaves], "frozen": list(frozen),
        "arguments": arguments, "terms": terms, "result": packed(result), "node": node,
        "cotangent": packed(cotangent),
        "gradients": [None if x is None or x.grad is None else packed(x.grad) for x in leaves],
    })


REDUCTIONS = ("mean", "sum", "none")
for dtype in FLOATS:
    for reduction in REDUCTIONS:
        for shape in [(5,), (3, 4), (2, 1, 3), (), (0, 2)]:
            n = max(math.prod(shape), 1)
            pair = lambda: [normal(*shape, dtype=dtype) * 2, normal(*shape, dtype=dtype)]
            case("mseLoss", pair(), lambda x, y: F.mse_loss(x, y, reduction=reduction), n, reduction=reduction)
            case("l1Loss", pair(), lambda x, y: F.l1_loss(x, y, reduction=reduction), n, reduction=reduction)
            for beta in (1.0, 0.3, 0.0):
                case("smoothL1Loss", pair(), lambda x, y: F.smooth_l1_loss(x, y, reduction=reduction, beta=beta), n,
                     frozen=[1] if beta else [], reduction=reduction, beta=beta)
            for delta in (1.0, 0.5):
                case("huberLoss", pair(), lambda x, y: F.huber_loss(x, y, reduction=reduction, delta=delta), n,
                     frozen=[1], reduction=reduction, beta=delta)
            logits = lambda: [normal(*shape, dtype=dtype) * 3, unit(*shape, dtype=dtype)]
            case("bceWithLogitsLoss", logits() + [None, None],
                 lambda x, y, w, p: F.binary_cross_entropy_with_logits(x, y, reduction=reduction), n, reduction=reduction)
            case("bceLoss", [unit(*shape, dtype=dtype) * 0.98 + 0.01, unit(*shape, dtype=dtype), None],
                 lambda x, y, w: F.binary_cross_entropy(x, y, reduction=reduction), n, reduction=reduction)
            logs = lambda: normal(*shape, dtype=dtype) - 2
            case("klDivLoss", [logs(), unit(*shape, dtype=dtype) + 0.01],
                 lambda x, y: F.kl_div(x, y, reduction=reduction), n, reduction=reduction)
            case("klDivLoss", [logs(), logs()], lambda x, y: F.kl_div(x, y, reduction=reduction, log_target=True), n,
                 reduction=reduction, logTarget=True)
        weight, positive = unit(4, dtype=dtype) + 0.5, unit(4, dtype=dtype) + 0.5
        for w, p in [(weight, None), (None, positive), (weight, positive)]:
            case("bceWithLogitsLoss", [normal(3, 4, dtype=dtype), unit(3, 4, dtype=dtype), w, p],
                 lambda x, y, w, p: F.binary_cross_entropy_with_logits(x, y, weight=w, pos_weight=p, reduction=reduction),
                 12, frozen=[2, 3], reduction=reduction)
        case("bceLoss", [unit(3, 4, dtype=dtype) * 0.98 + 0.01, unit(3, 4, dtype=dtype), weight],
             lambda x, y, w: F.binary_cross_entropy(x, y, weight=w, reduction=reduction), 12, frozen=[2], reduction=reduction)
        case("bceLoss", [torch.tensor([0.0, 1.0, 1.0, 0.0], dtype=dtype), torch.tensor([0.0, 1.0, 0.0, 1.0], dtype=dtype), None],
             lambda x, y, w: F.binary_cross_entropy(x, y, reduction=reduction), 4, frozen=[1], reduction=reduction)
        case("bceWithLogitsLoss", [torch.tensor([-1e4, 1e4, 90.0, -90.0, 0.0], dtype=dtype),
                                   torch.tensor([1.0, 0.0, 1.0, 0.0, 0.5], dtype=dtype), None, None],
             lambda x, y, w, p: F.binary_cross_entropy_with_logits(x, y, reduction=reduction), 5, reduction=reduction)
        case("smoothL1Loss", [torch.tensor([1e30, -1e30, 1.0, -1.0, 0.0], dtype=dtype), torch.zeros(5, dtype=dtype)],
             lambda x, y: F.smooth_l1_loss(x, y, reduction=reduction), 5, frozen=[1], reduction=reduction, beta=1.0)
        for shape, target in [((4, 3), [0, 2, 1, 2]), ((3,), 1), ((2, 3, 2), [[0, 1], [2, 0]]),
                              ((2, 3, 1, 2), [[[0, 1]], [[2, 0]]]), ((4, 3), [-100, 2, 1, -100]), ((4, 3), [1, 1, 0, 1])]:
            n, classes = math.prod(shape), 3
            ignore = 1 if target == [1, 1, 0, 1] else -100
            target = torch.tensor(target)
            weight = unit(3, dtype=dtype) + 0.5
            for w in (None, weight):
                case("nllLoss", [normal(*shape, dtype=dtype), target, w],
                     lambda x, t, w: F.nll_loss(x, t, weight=w, reduction=reduction, ignore_index=ignore), n,
                     frozen=[2], reduction=reduction, ignoreIndex=ignore)
                for smoothing in (0.0, 0.2):
                    case("crossEntropy", [normal(*shape, dtype=dtype), target, w],
                         lambda x, t, w: F.cross_entropy(x, t, weight=w, reduction=reduction, ignore_index=ignore,
                                                         label_smoothing=smoothing), 2 * n,
                         frozen=[2], reduction=reduction, ignoreIndex=ignore, labelSmoothing=smoothing)
                    case("crossEntropy", [normal(*shape, dtype=dtype), unit(*shape, dtype=dtype).softmax(-1), w],
                         lambda x, t, w: F.cross_entropy(x, t, weight=w, reduction=reduction, label_smoothing=smoothing),
                         2 * n, frozen=[2], reduction=reduction, ignoreIndex=-100, labelSmoothing=smoothing)
    case("klDivLoss", [normal(3, 4, dtype=dtype) - 2, unit(3, 4, dtype=dtype) + 0.01],
         lambda x, y: F.kl_div(x, y, reduction="batchmean"), 12, reduction="batchmean")
    case("klDivLoss", [normal(3, dtype=dtype) - 2, torch.tensor([0.0, 1.0, 0.0], dtype=dtype)],
         lambda x, y: F.kl_div(x, y, reduction="sum"), 3, frozen=[1], reduction="sum")
    for indices in [torch.tensor([[1, 2, 2], [4, 0, 2]]), torch.tensor(3), torch.zeros(0, dtype=torch.int64),
                    torch.tensor([4, 4], dtype=torch.int32)]:
        for padding in (None, 2):
            case("embedding", [indices, normal(5, 3, dtype=dtype)],
                 lambda i, w: F.embedding(i, w, padding_idx=padding), 6, padding=padding)
    for shape, last in [((2, 5), 1), ((3, 2, 4), 2), ((6,), 1), ((2, 3, 2, 2), 3)]:
        inner = shape[len(shape) - last:]
        for affine in (True, False):
            w, b = (normal(*inner, dtype=dtype), normal(*inner, dtype=dtype)) if affine else (None, None)
            case("layerNorm", [normal(*shape, dtype=dtype) * 3 + 1, w, b],
                 lambda x, w, b: F.layer_norm(x, inner, w, b), 4 * math.prod(shape), normalized=list(inner))
    for lead in [(2,), (), (2, 3)]:
        for bias in (True, False):
            case("bilinear", [normal(*lead, 3, dtype=dtype), normal(*lead, 4, dtype=dtype), normal(2, 3, 4, dtype=dtype),
                              normal(2, dtype=dtype) if bias else None], lambda a, b, w, c: F.bilinear(a, b, w, c), 40)

# Initial values, one step of the cells, descriptions

layers = []


def layer(name, make, arguments, *inputs, seed=5):
    torch.manual_seed(seed)
    module = make()
    results = []
    if inputs:
        out = module(*inputs)
        results = [packed(x) for x in (out if isinstance(out, tuple) else (out,))]
    layers.append({"name": name, "seed": seed, "arguments": arguments, "description": str(module),
                   "state": [{"name": k, "tensor": packed(v)} for k, v in module.state_dict().items()],
                   "inputs": [packed(x) for x in inputs if not isinstance(x, tuple)]
                   + [packed(y) for x in inputs if isinstance(x, tuple) for y in x],
                   "results": results})


F32 = torch.float32
layer("Linear", lambda: nn.Linear(7, 3), [7, 3], normal(2, 7, dtype=F32))
layer("LinearWithoutBias", lambda: nn.Linear(4, 2, bias=False), [4, 2], normal(2, 4, dtype=F32))
layer("Embedding", lambda: nn.Embedding(6, 4), [6, 4], torch.tensor([[1, 5], [0, 1]]))
layer("Embedding", lambda: nn.Embedding(3, 2), [3, 2], torch.tensor([2]))
layer("PaddedEmbedding", lambda: nn.Embedding(6, 4, padding_idx=2), [6, 4, 2], torch.tensor([[2, 5]]))
layer("LayerNorm", lambda: nn.LayerNorm(4), [4], normal(2, 4, dtype=F32))
layer("LayerNorm", lambda: nn.LayerNorm([3, 4]), [3, 4], normal(2, 3, 4, dtype=F32))
for name, make in [("LeakyReLU", lambda: nn.LeakyReLU(0.2)), ("ELU", lambda: nn.ELU(0.5)), ("GELU", nn.GELU),
                   ("TanhGELU", lambda: nn.GELU("tanh")), ("Softplus", lambda: nn.Softplus(2.0)), ("SiLU", nn.SiLU),
                   ("LogSigmoid", nn.LogSigmoid), ("ReLU", nn.ReLU), ("Sigmoid", nn.Sigmoid), ("Tanh", nn.Tanh),
                   ("Softmax", lambda: nn.Softmax(1)), ("LogSoftmax", lambda: nn.LogSoftmax(0))]:
    layer(name, make, [], normal(2, 5, dtype=F32) * 2)
layer("Bilinear", lambda: nn.Bilinear(3, 4, 2), [3, 4, 2], normal(2, 3, dtype=F32), normal(2, 4, dtype=F32))
for cell, gates in [("RNNCell", 1), ("GRUCell", 3), ("LSTMCell", 4)]:
    make = getattr(nn, cell)
    state = normal(2, 4, dtype=F32)
    state = (state, normal(2, 4, dtype=F32)) if cell == "LSTMCell" else state
    layer(cell, lambda: make(3, 4), [3, 4], normal(2, 3, dtype=F32), state)
    layer(cell, lambda: make(3, 4), [3, 4], normal(3, dtype=F32))
    layer(cell + "WithoutBias", lambda: make(3, 4, bias=False), [3, 4], normal(2, 3, dtype=F32), state)
layer("RNNCellReLU", lambda: nn.RNNCell(3, 4, nonlinearity="relu"), [3, 4], normal(2, 3, dtype=F32), normal(2, 4, dtype=F32))

inits = []


def init(name, shape, function, seed=8, dtype=F32, **arguments):
    torch.manual_seed(seed)
    t = torch.empty(shape, dtype=dtype)
    function(t)
    inits.append({"name": name, "shape": list(shape), "seed": seed, "arguments": arguments, "result": packed(t)})


for shape in [(3, 4), (5, 8), (4, 3, 2), (8, 5)]:
    init("uniform", shape, lambda t: nn.init.uniform_(t, -2.0, 3.0))
    init("normal", shape, lambda t: nn.init.normal_(t, 1.0, 0.2))
    init("constant", shape, lambda t: nn.init.constant_(t, 0.3))
    init("xavierUniform", shape, nn.init.xavier_uniform_)
    init("xavierNormal", shape, lambda t: nn.init.xavier_normal_(t, gain=nn.init.calculate_gain("tanh")))
    init("kaimingUniform", shape, lambda t: nn.init.kaiming_uniform_(t, a=0.2))
    init("kaimingNormal", shape, lambda t: nn.init.kaiming_normal_(t, mode="fan_out", nonlinearity="relu"))
    init("orthogonal", shape, lambda t: nn.init.orthogonal_(t, gain=2.0))
for shape in [(3, 4), (5, 8), (7, 5)]:
    init("uniform", shape, lambda t: nn.init.uniform_(t, -2.0, 3.0), dtype=torch.float64)
    init("normal", shape, lambda t: nn.init.normal_(t, 1.0, 0.2), dtype=torch.float64)
    init("xavierUniform", shape, nn.init.xavier_uniform_, dtype=torch.float64)
    init("kaimingUniform", shape, lambda t: nn.init.kaiming_uniform_(t, a=0.2), dtype=torch.float64)
init("identity", (3, 4), nn.init.eye_)

drops = []
for seed, shape, p, dtype, transposed in [(1, (5,), 0.5, F32, False), (2, (30, 7), 0.2, F32, False),
                                          (3, (4, 5), 0.7, torch.float64, False), (4, (4, 5), 0.4, F32, True),
                                          (5, (3,), 1.0, F32, False), (6, (3,), 0.0, F32, False),
                                          (7, (9,), 0.3, torch.float16, False)]:
    x = torch.ones(shape, dtype=dtype)
    torch.manual_seed(seed)
    y = F.dropout(x.t() if transposed else x, p)
    drops.append({"seed": seed, "p": p, "transposed": transposed, "input": packed(x), "result": packed(y),
                  "next": torch.rand(()).item()})

descriptions = [str(m) for m in [
    nn.Sequential(nn.Sequential(nn.Linear(1, 2), nn.ReLU()), nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 2), nn.Tanh()]),
                  nn.Sequential(), nn.Linear(2, 2, bias=False)),
    nn.Sequential(nn.Sigmoid(), nn.Softmax(dim=1), nn.LogSoftmax(dim=-1), nn.Flatten(), nn.Dropout(0.2), nn.Identity()),
    nn.Sequential(nn.LeakyReLU(), nn.ELU(0.5), nn.GELU(), nn.GELU("tanh"), nn.Softplus(), nn.SiLU(), nn.LogSigmoid()),
    nn.LayerNorm((3, 4), elementwise_affine=False), nn.CrossEntropyLoss(), nn.Bilinear(2, 3, 4, bias=False),
]]

# Optimizers

A, B = normal(6, 3), normal(6, 2)
STARTS = [normal(3, 2), normal(4), normal(2)]
optimizers = []


def optimizer(name, make, options):
    x, y, unused = [t.clone().requires_grad_() for t in STARTS]
    chosen = make([x, y, unused])
    points = []
    for step in range(50):
        chosen.zero_grad()
        loss = (A @ x - B).square().mean() + (y.sin() * y).sum() + (y * y).sum() * 0.01
        loss.backward()
        chosen.step()
        if step + 1 in (1, 2, 10, 50):
            points.append({"steps": step + 1, "parameters": [packed(t) for t in (x, y, unused)]})
    optimizers.append({"name": name, "options": options, "points": points})


O = torch.optim
for options in [dict(lr=0.1), dict(lr=0.05, momentum=0.9), dict(lr=0.05, momentum=0.8, dampening=0.3),
                dict(lr=0.05, momentum=0.9, nesterov=True), dict(lr=0.1, weight_decay=0.1),
                dict(lr=0.02, momentum=0.9, nesterov=True, weight_decay=0.05)]:
    optimizer("SGD", lambda p: O.SGD(p, **options), options)
for options in [dict(), dict(lr=0.02, alpha=0.9), dict(lr=0.01, centered=True), dict(lr=0.01, momentum=0.9),
                dict(lr=0.005, momentum=0.5, centered=True, weight_decay=0.1, eps=1e-6)]:
    optimizer("RMSprop", lambda p: O.RMSprop(p, **options), options)
for options in [dict(), dict(lr=0.2, lr_decay=0.01), dict(lr=0.1, weight_decay=0.1, initial_accumulator_value=0.5)]:
    optimizer("Adagrad", lambda p: O.Adagrad(p, **options), options)
for options in [dict(), dict(lr=0.5, rho=0.95, eps=1e-4), dict(weight_decay=0.1)]:
    optimizer("Adadelta", lambda p: O.Adadelta(p, **options), options)
for options in [dict(), dict(lr=0.1), dict(lr=0.1, amsgrad=True), dict(lr=0.05, weight_decay=0.1, eps=1e-5)]:
    optimizer("Adam", lambda p: O.Adam(p, **options), options)
    optimizer("AdamW", lambda p: O.AdamW(p, **options), options)
optimizer("Adam", lambda p: O.Adam(p, lr=0.1, betas=(0.5, 0.8)), dict(lr=0.1, beta1=0.5, beta2=0.8))
for options in [dict(), dict(lr=0.1), dict(lr=0.05, weight_decay=0.1)]:
    optimizer("Adamax", lambda p: O.Adamax(p, **options), options)
for options in [dict(), dict(lr=0.1), dict(lr=0.05, weight_decay=0.1, momentum_decay=0.01)]:
    optimizer("NAdam", lambda p: O.NAdam(p, **options), options)
for name in ("SGD", "RMSprop", "Adagrad", "Adadelta", "Adam", "AdamW", "Adamax", "NAdam"):
    for options in [dict(lr=0.001, maximize=True), dict(lr=0.002, maximize=True, weight_decay=0.1)]:
        optimizer(name, lambda p: getattr(O, name)(p, **options), options)
optimizer("SGDGroups", lambda p: O.SGD([{"params": p[:1]}, {"params": p[1:], "lr": 0.01, "momentum": 0.5}], lr=0.1), dict())

schedules = []


def schedule(name, make, steps=12, measures=None, **arguments):
    chosen = O.SGD([{"params": [torch.zeros(1, requires_grad=True)]},
                    {"params": [torch.zeros(1, requires_grad=True)], "lr": 0.05}], lr=0.4)
    plan = make(chosen)
    rates = [[g["lr"] for g in chosen.param_groups]]
    for step in range(steps):
        chosen.step()
        plan.step(measures[step]) if measures else plan.step()
        rates.append([g["lr"] for g in chosen.param_groups])
    schedules.append({"name": name, "arguments": arguments, "measures": measures or [], "rates": rates})


S = O.lr_scheduler
schedule("StepLR", lambda o: S.StepLR(o, 3, 0.5), every=3, gamma=0.5)
schedule("MultiStepLR", lambda o: S.MultiStepLR(o, [2, 5, 5, 9], 0.5), gamma=0.5)
schedule("ExponentialLR", lambda o: S.ExponentialLR(o, 0.9), gamma=0.9)
schedule("CosineAnnealingLR", lambda o: S.CosineAnnealingLR(o, 5, 0.01), steps=15, every=5, minimum=0.01)
schedule("LambdaLR", lambda o: S.LambdaLR(o, lambda e: 1 / (e + 1)))
MEASURES = [3.0, 2.0, 2.0, 2.1, 1.9999, 1.5, 1.6, 1.6, 1.6, 1.6, 1.7, 1.6, 1.0, 1.1, 1.1, 1.1, 1.1, 1.1]
schedule("ReduceLROnPlateau", lambda o: S.ReduceLROnPlateau(o, factor=0.5, patience=2), 18, MEASURES, gamma=0.5, every=2)
schedule("ReduceLROnPlateauMax",
         lambda o: S.ReduceLROnPlateau(o, "max", 0.1, 1, threshold=0.05, threshold_mode="abs", cooldown=2, min_lr=0.003),
         18, [-m for m in MEASURES], gamma=0.1, every=1)

chains = []


def chain(names, by_hand=None, steps=14):
    """Several schedules on one optimizer, stepped in turn; a rate set by hand before one of the steps."""
    make = {"StepLR": lambda o: S.StepLR(o, 3, 0.5), "MultiStepLR": lambda o: S.MultiStepLR(o, [2, 5, 5, 9], 0.5),
            "ExponentialLR": lambda o: S.ExponentialLR(o, 0.9), "CosineAnnealingLR": lambda o: S.CosineAnnealingLR(o, 5, 0.01),
            "LambdaLR": lambda o: S.LambdaLR(o, lambda e: 1 / (e + 1))}
    chosen = O.SGD([torch.zeros(1, requires_grad=True)], lr=0.4)
    plans = [make[name](chosen) for name in names]
    rates = [chosen.param_groups[0]["lr"]]
    for step in range(steps):
        chosen.step()
        if by_hand and by_hand[0] == step:
            chosen.param_groups[0]["lr"] = by_hand[1]
        for plan in plans:
            plan.step()
        rates.append(chosen.param_groups[0]["lr"])
    chains.append({"names": names, "byHand": by_hand, "rates": rates})


for first in ("StepLR", "MultiStepLR", "ExponentialLR", "CosineAnnealingLR", "LambdaLR"):
    chain([first], [4, 0.3])
    for second in ("StepLR", "MultiStepLR", "ExponentialLR", "CosineAnnealingLR", "LambdaLR"):
        chain([first, second])
chain(["StepLR", "ExponentialLR", "CosineAnnealingLR"], [6, 0.2])

clips = []
for maximum, p in [(1.0, 2.0), (0.5, 1.0), (0.3, float("inf")), (100.0, 2.0), (0.7, 3.0)]:
    gradients = [normal(2, 3), normal(4)]
    params = [torch.zeros_like(g).requires_grad_() for g in gradients]
    for q, g in zip(params, gradients):
        q.grad = g.clone()
    norm = nn.utils.clip_grad_norm_(params, maximum, p).item()
    clips.append({"maximum": maximum, "p": number(p), "norm": norm, "gradients": [packed(g) for g in gradients],
                  "results": [packed(q.grad) for q in params]})

# Data

loaders = []
for seed, count, batch, shuffle, drop, own in [(7, 10, 4, True, False, None), (7, 10, 4, True, True, None),
                                               (1, 10, 3, False, False, None), (3, 37, 8, True, False, None),
                                               (3, 9, 3, True, False, 12), (4, 5, 2, False, True, 12)]:
    torch.manual_seed(seed)
    extra = {} if own is None else {"generator": torch.Generator().manual_seed(own)}
    loader = DataLoader(list(range(count)), batch_size=batch, shuffle=shuffle, drop_last=drop, **extra)
    epochs = [[b.tolist() for b in loader] for _ in range(3)]
    loaders.append({"seed": seed, "count": count, "batch": batch, "shuffle": shuffle, "dropLast": drop, "own": own,
                    "epochs": epochs, "batches": len(loader), "next": torch.rand(()).item()})
splits = []
for seed, count, lengths in [(1, 10, [7, 3]), (2, 10, [0.5, 0.3, 0.2]), (3, 11, [0.5, 0.5]), (4, 7, [0, 7]), (5, 10, [0.3, 0.3, 0.4])]:
    torch.manual_seed(seed)
    splits.append({"seed": seed, "count": count, "lengths": lengths,
                   "parts": [list(s.indices) for s in random_split(list(range(count)), lengths)]})

# Training runs

SENTENCES = [("me gusta comer en la cafeteria", 0), ("Give it to me", 1), ("No creo que sea una buena idea", 0),
             ("No it is not a good idea to get lost at sea", 1)]
TESTS = [("Yo creo que si", 0), ("it is lost on me", 1)]
SONNET = (ROOT / "Sources/benchmark/sonnet.txt").read_text().strip()


def bag_of_words():
    torch.manual_seed(1)
    vocabulary = {}
    for sentence, _ in SENTENCES + TESTS:
        for word in sentence.split():
            vocabulary.setdefault(word, len(vocabulary))

    def vector(sentence):
        v = torch.zeros(1, len(vocabulary))
        for word in sentence.split():
            v[0, vocabulary[word]] += 1
        return v

    model, losses = nn.Linear(len(vocabulary), 2), []
    chosen = O.SGD(model.parameters(), lr=0.1)
    for _ in range(100):
        total = 0
        for sentence, label in SENTENCES:
            model.zero_grad()
            loss = F.nll_loss(F.log_softmax(model(vector(sentence)), dim=1), torch.tensor([label]))
            loss.backward()
            chosen.step()
            total += loss.item()
        losses.append(total)
    with torch.no_grad():
        return {"losses": losses, "final": [packed(F.log_softmax(model(vector(s)), dim=1)) for s, _ in TESTS]}


def trigrams():
    torch.manual_seed(1)
    words = SONNET.split()
    place = {w: i for i, w in enumerate(dict.fromkeys(words))}
    table, hidden, out = nn.Embedding(len(place), 10), nn.Linear(20, 128), nn.Linear(128, len(place))
    chosen = O.SGD([*table.parameters(), *hidden.parameters(), *out.parameters()], lr=0.001)
    losses = []
    for _ in range(10):
        total = 0
        for a, b, c in zip(words, words[1:], words[2:]):
            chosen.zero_grad()
            scores = out(F.relu(hidden(table(torch.tensor([place[a], place[b]])).view(1, -1))))
            loss = F.nll_loss(F.log_softmax(scores, dim=1), torch.tensor([place[c]]))
            loss.backward()
            chosen.step()
            total += loss.item()
        losses.append(total)
    return {"losses": losses, "final": []}


def sine():
    torch.manual_seed(42)
    x = torch.rand(1200) * 2 * math.pi
    y = torch.sin(x) + torch.rand(1200) * 0.01
    x, y = x.view(-1, 1), y.view(-1, 1)
    loader = DataLoader(TensorDataset(x[:1000], y[:1000]), batch_size=32, shuffle=True)
    model = nn.Sequential(nn.Linear(1, 5), nn.ReLU(), nn.Linear(5, 5), nn.ReLU(), nn.Linear(5, 5), nn.ReLU(), nn.Linear(5, 1))
    chosen, losses = O.Adam(model.parameters(), lr=0.01), []
    for _ in range(100):
        total = 0
        for a, b in loader:
            loss = F.mse_loss(model(a), b)
            chosen.zero_grad()
            loss.backward()
            chosen.step()
            total += loss.item()
        losses.append(total / len(loader))
    with torch.no_grad():
        return {"losses": losses, "final": [packed(F.mse_loss(model(x[1000:]), y[1000:]))]}


# Added after the others, so that their random numbers stay the same. The slope of t log t at 0 is none.
for dtype in FLOATS:
    case("klDivLoss", [torch.tensor([-1.0, -2.0, -0.5], dtype=dtype), torch.tensor([0.0, 1.0, 0.5], dtype=dtype)],
         lambda x, y: F.kl_div(x, y, reduction="sum"), 3, reduction="sum")

text = json.dumps({
    "torch": torch.__version__.split("+")[0], "cases": cases, "layers": layers, "inits": inits, "drops": drops,
    "descriptions": descriptions, "problem": {"a": packed(A), "b": packed(B), "starts": [packed(t) for t in STARTS]},
    "optimizers": optimizers, "schedules": schedules, "chains": chains, "clips": clips, "loaders": loaders, "splits": splits,
    "sonnet": SONNET, "sentences": [{"text": s, "label": l} for s, l in SENTENCES + TESTS],
    "runs": {"bagOfWords": bag_of_words(), "trigrams": trigrams(), "sine": sine()},
}, separators=(",", ":"))
for key in ("op", "name", "seed", "maximum"):
    text = text.replace('{"%s"' % key, '\n{"%s"' % key)
text += "\n"
if "--check" in sys.argv:
    sys.exit(0 if OUT.read_text() == text else "training.json differs from what PyTorch gives now")
OUT.write_text(text)
print(f"{len(cases)} cases, {len(layers)} layers, {len(optimizers)} optimizers")

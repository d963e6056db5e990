#!/usr/bin/env python3
"""Writes random.json: states of PyTorch's generator, and Torch7's numbers, for KindlingTests.

    .venv-bench/bin/python Tests/Fixtures/make_random.py            # rewrites random.json
    .venv-bench/bin/python Tests/Fixtures/make_random.py --check    # fails if it would change

Made with PyTorch 2.15.0 and NumPy 2.4.6 (`pip install torch numpy`). Torch7's numbers follow its
THRandom.c, on top of NumPy's MT19937.
"""
import base64
import json
import math
import sys
from pathlib import Path

import numpy
import torch

OUT = Path(__file__).with_name("random.json")


def state_case(seed, small, bits):
    """A generator after some normal numbers one at a time and some random bits."""
    generator = torch.Generator().manual_seed(seed)
    if small:
        torch.randn(small, generator=generator)
    if bits:
        torch.randint(0, 100, (bits,), generator=generator)
    state = generator.get_state().numpy().tobytes()
    return {
        "seed": seed, "normals": small, "bits": bits, "state": base64.b64encode(state).decode(),
        "normal": torch.randn(3, generator=generator, dtype=torch.float64).tolist(),
        "uniform": torch.rand(700, generator=generator, dtype=torch.float64)[-3:].tolist(),
    }


class Torch7:
    def __init__(self, seed):
        self.source, self.pair = numpy.random.RandomState(seed), None

    def u32(self):
        return int(self.source.randint(0, 2**32, dtype="uint64"))

    def uniform(self):
        return self.u32() / 2**32

    def normal(self):
        if self.pair is None:
            x, y = self.uniform(), self.uniform()
            self.pair = x, math.sqrt(-2 * math.log(1 - y))
            return self.pair[1] * math.cos(2 * math.pi * x)
        (x, rho), self.pair = self.pair, None
        return rho * math.sin(2 * math.pi * x)

    def randperm(self, n):
        r = list(range(n))
        for i in range(n - 1):
            z = self.u32() % (n - i)
            r[i], r[i + z] = r[i + z], r[i]
        return r


def torch7_case(seed):
    g = Torch7(seed)
    return {
        "seed": seed,
        "uniform": [g.uniform() for _ in range(5)],
        "normalsBefore": [g.normal() for _ in range(3)],
        "between": g.uniform() * 3 - 1,
        "normalsAfter": [g.normal() for _ in range(20)],
        "permutation": g.randperm(10),
        "integers": [g.u32() % 7 - 2 for _ in range(6)],
    }


def integers_case(low, high):
    generator = torch.Generator().manual_seed(31)
    numbers = torch.randint(low, high, (6,), generator=generator).tolist()
    return {"low": low, "high": high, "numbers": numbers}


def numpy_case(seed):
    """What NumPy's RandomState gives, one call after the other."""
    r = numpy.random.RandomState(seed)
    rows = numpy.arange(12.0).reshape(6, 2)
    listed = list(range(9))
    case = {"seed": seed, "rand": r.rand(3, 2).ravel().tolist(), "randn": r.randn(5).tolist(), "sample": r.random_sample(),
            "uniform": r.uniform(-2, 3, 4).tolist(), "normal": r.normal(5, 0.1, 4).tolist(), "one": r.randn()}
    case["integers"] = [[low, high, r.randint(low, high, 6).tolist()] for low, high in
                        [(0, 10), (-5, 5), (0, 1), (0, 2**32), (0, 2**32 + 7), (-(2**62), 2**62), (3, 2**31)]]
    case["permutation"] = r.permutation(10).tolist()
    case["rows"] = r.permutation(rows).ravel().tolist()
    r.shuffle(listed)
    case["shuffled"] = listed
    r.shuffle(rows)
    case["shuffledRows"] = rows.ravel().tolist()
    p = [0.1, 0.0, 0.4, 0.3, 0.2]
    case["choice"] = [r.choice(7, 5).tolist(), r.choice(7, 5, replace=False).tolist(), r.choice(5, 8, p=p).tolist(),
                      r.choice(5, 4, replace=False, p=p).tolist(), r.choice(numpy.array([3, 1, 4, 1, 5]), 4).tolist()]
    case["last"] = r.rand()
    return case


RANGES = [(0, 2), (-5, 2**28 - 6), (-5, 2**28 - 5), (0, 2**32), (-(2**62), 2**62), (-(2**63), 2**63 - 1)]
if __name__ == "__main__":
    text = json.dumps({
        "integers": [integers_case(*r) for r in RANGES],
        "states": [state_case(*c) for c in [(0, 0, 0), (7, 1, 3), (2**40 + 5, 2, 620), (99, 5, 1)]],
        "torch7": [torch7_case(seed) for seed in (287, 1, 2**32 - 1)],
        "numpy": [numpy_case(seed) for seed in (0, 1, 42, 1337, 2**32 - 1)],
    }) + "\n"
    if "--check" in sys.argv[1:]:
        sys.exit(0 if OUT.read_text() == text else "random.json would change")
    OUT.write_text(text)

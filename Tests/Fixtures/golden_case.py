"""What the scripts that make golden.json share: one operation case, and samplers of inputs."""
import torch

cases = []
generator = torch.Generator().manual_seed(20)


def number(x):
    if isinstance(x, float) and (x != x or x in (float("inf"), float("-inf"))):
        return {"inf": "inf", "-inf": "-inf"}.get(str(x), "nan")
    return x


def packed(t):
    return {
        "shape": list(t.shape),
        "dtype": str(t.dtype).split(".")[1],
        "values": [number(v) for v in t.detach().reshape(-1).tolist()],
    }


def normal(*shape, dtype=torch.float64):
    return torch.randn(shape, dtype=torch.float64, generator=generator).to(dtype)


def positive(*shape, dtype=torch.float64):
    return (torch.rand(shape, dtype=torch.float64, generator=generator) + 0.1).to(dtype)


def case(op, inputs, function, terms=1, strided=(), strict=False, given=None, **arguments):
    """One operation on given inputs; `strided` inputs are handed over transposed in memory.

    `strict` cases are compared element by element, each within some units in its own last place, and
    their cotangent is `given`, or ones.
    """
    leaves = [
        x.detach().clone().requires_grad_(x.dtype.is_floating_point) for x in inputs
    ]
    result = function(*leaves)
    entry = {
        "op": op,
        "inputs": [packed(x) for x in leaves],
        "strided": list(strided),
        "arguments": {key: number(value) for key, value in arguments.items()},
        "terms": terms,
        "result": packed(result),
    }
    if result.grad_fn is not None:
        entry["name"] = result.grad_fn.name().split("::")[-1]
        cotangent = normal(*result.shape).to(result.dtype) if not strict else (
            torch.ones_like(result) if given is None else torch.full_like(result, given)).detach()
        result.backward(cotangent)
        entry["cotangent"] = packed(cotangent)
        entry["gradients"] = [
            None if x.grad is None else packed(x.grad) for x in leaves
        ]
        entry["gradientTerms"] = max([result.numel()] + [x.numel() for x in leaves])
    if strict:
        entry["strict"] = True
    cases.append(entry)


def between(low, high):
    """A sampler of numbers in a range."""
    return lambda *shape, dtype=torch.float64: (
        low + (high - low) * torch.rand(shape, dtype=torch.float64, generator=generator)).to(dtype)


FLOATS = (torch.float64, torch.float32)
SHAPES = [(), (1,), (5,), (2, 3), (4, 1, 3), (0, 3), (2, 2, 2, 2)]
PAIRS = [((), ()), ((3,), ()), ((), (2, 2)), ((2, 3), (2, 3)), ((2, 3), (3,)), ((2, 1), (1, 4)),
         ((4, 1, 3), (5, 1)), ((0, 3), (3,)), ((1,), (4,))]
ALL = [torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.float16,
       torch.float32, torch.float64]

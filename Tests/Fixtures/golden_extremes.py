"""Cases at infinities, NaN, ties, signs of zero, bounds and the ends of every dtype, for every operation
that takes them. They are strict: a number large beside the others must not hide what is wrong there.
"""
import torch
import torch.nn.functional as F

from golden_case import FLOATS, case
from golden_functions import ANY, OVER, TWO
from golden_operations import BINARY, POSITIVE, UNARY

nan, inf = float("nan"), float("inf")
KINDS = (torch.float16, torch.float32, torch.float64)
VALUES = [-inf, -30.0, -1.5, -1.0, -0.5, -0.0, 0.0, 0.5, 1.0, 1.5, 30.0, inf, nan]
MORE = {
    "log2": torch.log2, "log10": torch.log10, "rsqrt": torch.rsqrt, "reciprocal": torch.reciprocal, "asin": torch.asin,
    "acos": torch.acos, "atanh": torch.atanh, "acosh": torch.acosh,
}
# Where a step in between overflows in half precision, or in single, PyTorch's derivative is not the one
# that is rounded once: sinh, cosh and powers of 2 there. Infinite arguments of these give infinity times 0.
for dtype in KINDS:
    for op, function in (UNARY | POSITIVE | ANY | MORE).items():
        values = [x for x in VALUES if not (op == "tan" or op.endswith("elu") and op != "relu") or abs(x) < inf]
        if dtype == torch.float16 and op in ("sinh", "cosh", "exp", "exp2", "expm1"):
            values = [x for x in values if abs(x) != 30]
        case(op, [torch.tensor(values, dtype=dtype)], function, strict=True)
    far = [-300.0, 300.0, -12.0, 12.0]
    case("tanhGelu", [torch.tensor(far, dtype=dtype)], ANY["tanhGelu"], strict=True)
    x = torch.tensor(VALUES, dtype=dtype)
    case("leakyRelu", [x], lambda x: F.leaky_relu(x, 0.25), strict=True, slope=0.25)
    case("elu", [x], lambda x: F.elu(x, 1.5), strict=True, alpha=1.5)
    case("softplus", [x], lambda x: F.softplus(x, 2.0), strict=True, beta=2.0)
    for low, high in [(-1.0, 1.0), (1.0, -1.0), (0.5, 0.5), (-inf, inf), (nan, 1.0)]:
        case("clamp", [x], lambda x: x.clamp(low, high), strict=True, low=low, high=high)
    for bound in (0.0, -1.0, 0.1):
        case("clamp", [x], lambda x: x.clamp(min=bound), strict=True, low=bound)
        case("clamp", [x], lambda x: x.clamp(max=bound), strict=True, high=bound)
    case("sqrt of clamp", [x], lambda x: x.clamp(min=0).sqrt(), strict=True)
    case("relu", [x], torch.relu, strict=True, given=inf)
    grid = torch.cartesian_prod(x, x)
    for op, function in (BINARY | TWO).items():
        a, b = grid[:, 0], grid[:, 1]
        if op in ("remainder", "fmod"):  # of infinity: PyTorch's slope is not that of the quotient
            keep = torch.isfinite(a) & torch.isfinite(b) & (b != 0)
            a, b = a[keep], b[keep]
        if op == "div" and dtype == torch.float16:  # quotients that half precision cannot hold
            keep = (b.abs() != 0) | (a != a)
            a, b = a[keep], b[keep]
        case(op, [a, b], function, strict=True)
    triples = torch.cartesian_prod(*[torch.tensor([-1.0, 0.0, 1.0], dtype=dtype)] * 3).unbind(1)
    case("clampTensors", list(triples), torch.clamp, strict=True)
    for op, function in {"clampMin": lambda x, m: torch.clamp(x, min=m), "clampMax": lambda x, m: torch.clamp(x, max=m)}.items():
        case(op, [grid[:, 0], grid[:, 1]], function, strict=True)
    for values in ([3.0, 1.0, 3.0], [nan, 1.0, nan], [inf, inf, 1.0], [-inf, -inf, -inf]):
        row = torch.tensor([values, [1.0, 2.0, 0.5]], dtype=dtype)
        for op, function in {"max": torch.max, "min": torch.min, "sum": torch.sum, "mean": torch.mean}.items():
            case(op, [row], function, strict=True)
        for op in ("amax", "amin", "sumDims", "meanDims", "logSumExp", "normInf"):
            if op == "normInf" and values[0] in (inf, -inf):
                continue
            case(op, [row], lambda x: OVER[op](x, [1], False), strict=True, dims=[1], keepDim=False)
        case("maxDim", [row], lambda x: x.max(1)[0], strict=True, dim=1)
        case("minDim", [row], lambda x: x.min(1)[0], strict=True, dim=1)
        case("argmax", [row], lambda x: x.argmax(1), strict=True, dim=1)
        case("cumsum", [row], lambda x: x.cumsum(1), strict=True, dim=1)
        case("softmax", [row], lambda x: x.softmax(1), strict=True, dim=1)
        case("sort", [row], lambda x: x.sort(1)[0], strict=True)
    case("max", [torch.tensor([1.0, 3.0, 3.0], dtype=dtype)], torch.max, strict=True, given=inf)
    case("min", [torch.tensor([1.0, 3.0, 1.0], dtype=dtype)], torch.min, strict=True, given=inf)
    for a, b in [(3000.0, 300.0), (0.001, 0.0002), (5.0, 3.0)]:
        case("div", [torch.tensor([a], dtype=dtype), torch.tensor([b], dtype=dtype)], torch.div, strict=True)
    half = torch.tensor([3.0, 7.0, 60000.0], dtype=dtype)
    for op, function in {"x * 0.1": lambda x: x * 0.1, "x + 0.1": lambda x: x + 0.1, "x - 0.1": lambda x: x - 0.1,
                         "x / 0.1": lambda x: x / 0.1, "x * 1e-6": lambda x: x * 1e-6}.items():
        case(op, [half], function, strict=True)
for dtype in KINDS[1:]:
    big = [1e20, 1e-30, 1e30, 3.0] if dtype == torch.float32 else [1e200, 1e-300, 1e300, 3.0]
    case("div", [torch.tensor(big, dtype=dtype), torch.tensor(big, dtype=dtype)], torch.div, strict=True)

# the ends of the whole numbers
for dtype in (torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64):
    ends = torch.tensor([torch.iinfo(dtype).min, torch.iinfo(dtype).max, 0, 1, 2, 7], dtype=dtype)
    a, b = torch.cartesian_prod(ends, ends).unbind(1)
    for op in ("add", "sub", "mul", "maximum", "minimum"):
        case(op, [a, b], (BINARY | TWO)[op], strict=True)
    for op in ("neg", "abs", "square", "sign", "floor", "relu"):
        case(op, [ends], (UNARY | ANY)[op], strict=True)
    for low, high in [(-2, 2), (0, 300), (-300, 300), (-70000, 70000), (-(2**40), 2**40), (1, 1), (2, 1)]:
        case("clampWhole", [ends], lambda x: x.clamp(low, high), strict=True, dims=[low, high])
    for op, function in {"max": torch.max, "min": torch.min, "sum": torch.sum}.items():
        case(op, [ends], function, strict=True)
    case("isClose", [ends, ends.flip(0)], torch.isclose, strict=True)
    case("clampTensors", [ends, ends.flip(0), ends], torch.clamp, strict=True)
case("isClose", [torch.tensor([True, False]), torch.tensor([True, True])], torch.isclose, strict=True)

# Added after the others, so that their random numbers stay the same.
mask = torch.tensor([[True, False, True, False], [False, False, True, True], [False] * 4])
x = torch.arange(12.0).view(3, 4)
case("indexPut", [x, mask, torch.tensor([5.0, 6.0, 7.0, 8.0])], lambda x, m, v: x.index_put((m,), v, accumulate=True), strict=True)
case("indexPut", [x, torch.tensor([True, False, True]), torch.tensor(2.5)], lambda x, m, v: x.index_put((m,), v, accumulate=True),
     strict=True)
case("x[-2:,-3:-1]", [x], lambda x: x[-2:, -3:-1], strict=True)
case("cumsum", [torch.tensor([1e8, 1.0, -1e8])], lambda x: x.cumsum(0), strict=True, dim=0)
for dtype in KINDS:
    zeros = torch.tensor([[0.0, 3.0, inf], [0.0, nan, 2.0], [2.0, 0.0, 5.0], [0.0, 0.0, 4.0]], dtype=dtype)
    case("prodDim", [zeros], lambda x: x.prod(1), strict=True, dim=1, keepDim=False)
for dtype in FLOATS:
    for truth in (True, False):
        case("x[i]", [x.to(dtype), torch.tensor(truth)], lambda x, i: x[i])
    # A slice of everything is an operation by itself, and none beside another index.
    case("x[0:]", [x.to(dtype)], lambda x: x[0:])
    case("x[0:,0:]", [x.to(dtype)], lambda x: x[0:, 0:])
    case("narrow", [x.to(dtype)], lambda x: x.narrow(1, -3, 2), dim=1, start=-3, length=2)
    case("maskedFill", [x[0, :3].to(dtype), torch.tensor([[True, False, False], [False, True, True]])],
         lambda x, m: x.masked_fill(m, 7.5))
case("scatterAdd", [torch.arange(12).view(3, 4), torch.tensor([[2, 0], [1, 1]]), torch.arange(20).view(4, 5)],
     lambda x, i, s: x.scatter_add(0, i, s), dim=0)

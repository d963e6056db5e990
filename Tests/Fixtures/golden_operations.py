"""Cases of the operations that everything else is made of."""
import torch
import torch.nn.functional as F

from golden_case import ALL, FLOATS, PAIRS, SHAPES, case, normal, positive

UNARY = {
    "exp": torch.exp, "sin": torch.sin, "cos": torch.cos, "tanh": torch.tanh,
    "sigmoid": torch.sigmoid, "relu": torch.relu, "neg": torch.neg, "abs": torch.abs,
    "square": torch.square, "sign": torch.sign,
}
POSITIVE = {"log": torch.log, "sqrt": torch.sqrt, "log1p": torch.log1p}
for dtype in FLOATS:
    for shape in SHAPES:
        for op, function in UNARY.items():
            case(op, [normal(*shape, dtype=dtype)], function)
        for op, function in POSITIVE.items():
            case(op, [positive(*shape, dtype=dtype)], function)
        for power in (0.0, 1.0, 2.0, 3.0, 0.5, -1.0):
            case("pow", [positive(*shape, dtype=dtype)], lambda x: x.pow(power), exponent=power)
    for op, function in UNARY.items():
        case(op, [normal(3, 4, dtype=dtype)], function, strided=[0])
    for power in (0.0, 2.0, 3.0, -2.0, 0.5):
        with torch.no_grad():
            case("pow", [torch.tensor([-1.5, -0.0, 0.0, 2.0, float("inf"), float("nan")]).to(dtype)],
                 lambda x: x.pow(power), exponent=power)
    case("pow", [normal(5, dtype=dtype)], lambda x: x.pow(3), exponent=3.0)
    extreme = torch.tensor([-1e4, -90.0, -0.0, 0.0, 90.0, 1e4, float("inf"), -float("inf")]).to(dtype)
    for op in ("tanh", "sigmoid", "relu", "exp", "abs", "neg"):
        with torch.no_grad():
            case(op, [extreme], UNARY[op])
            case(op, [torch.tensor([float("nan"), 1.0]).to(dtype)], UNARY[op])

BINARY = {
    "add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div,
}
for dtype in FLOATS:
    for a, b in PAIRS:
        for op, function in BINARY.items():
            right = positive(*b, dtype=dtype)
            case(op, [normal(*a, dtype=dtype), right], function)
    for op, function in BINARY.items():
        case(op, [normal(3, 4, dtype=dtype), positive(3, 4, dtype=dtype)], function, strided=[0])
        case(op, [normal(3, 4, dtype=dtype), positive(4, dtype=dtype)], function, strided=[1])

# dtypes meeting dtypes
for a in ALL:
    for b in ALL:
        left = torch.tensor([0, 1, 3]).to(a)
        right = torch.tensor([1, 1, 2]).to(b)
        with torch.no_grad():
            case("add", [left, right], torch.add)
            case("mul", [left, right], torch.mul)
            case("div", [left, right], torch.div)
            case("add", [left, right[2]], torch.add)
            case("gt", [left, right], torch.gt)
            case("eq", [left, right], torch.eq)
for dtype in ALL:
    values = [0.0, 1.0, -1.0, 2.7, -2.7, 100.0, 127.4]
    if dtype != torch.uint8:  # a negative number to an unsigned type is undefined in C++
        case("to", [torch.tensor(values, dtype=torch.float64)], lambda x: x.detach().to(dtype),
             dtype=str(dtype).split(".")[1])
    whole = torch.tensor([0, 1, -1, 127, 128, 255, 256, -129, 70000])
    case("to", [whole], lambda x: x.to(dtype), dtype=str(dtype).split(".")[1])

for dtype in FLOATS:
    for shape in [(), (1,), (7,), (3, 4), (2, 3, 4), (0, 3), (2, 140)]:
        x = normal(*shape, dtype=dtype)
        case("sum", [x], torch.sum, terms=x.numel())
        if x.numel():
            case("mean", [x], torch.mean, terms=x.numel())
            case("max", [x], torch.max)
            case("min", [x], torch.min)
        for dim in range(-len(shape), len(shape)):
            for keep in (False, True):
                case("sumDim", [x], lambda x: x.sum(dim, keepdim=keep), terms=shape[dim], dim=dim,
                     keepDim=keep)
            if shape[dim]:
                case("meanDim", [x], lambda x: x.mean(dim), terms=shape[dim], dim=dim)
                case("maxDim", [x], lambda x: x.max(dim)[0], dim=dim)
                case("minDim", [x], lambda x: x.min(dim)[0], dim=dim)
                case("argmax", [x], lambda x: x.argmax(dim), dim=dim)
            case("softmax", [x], lambda x: x.softmax(dim), terms=shape[dim], dim=dim)
            case("logSoftmax", [x], lambda x: x.log_softmax(dim), terms=shape[dim], dim=dim)
    for op, function in {"softmax": torch.softmax, "logSoftmax": torch.log_softmax}.items():
        big = torch.tensor([[1e4, 0.0, -1e4], [5.0, 5.0, 5.0]], dtype=dtype)
        case(op, [big], lambda x: function(x, 1), terms=3, dim=1)
        case(op, [normal(3, 4, dtype=dtype)], lambda x: function(x, 0), terms=3, dim=0, strided=[0])
    case("sum", [normal(3, 4, dtype=dtype)], torch.sum, terms=12, strided=[0])

for dtype in FLOATS:
    for a, b in [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 4)), ((2, 3), (3, 4)), ((1, 1), (1, 1)),
                 ((0, 3), (3, 2)), ((2, 0), (0, 3)), ((5, 2, 3), (3, 4)), ((5, 2, 3), (5, 3, 4)),
                 ((5, 1, 2, 3), (6, 3, 4)), ((4,), (5, 4, 2)), ((17, 33), (33, 9))]:
        case("matmul", [normal(*a, dtype=dtype), normal(*b, dtype=dtype)], torch.matmul, terms=a[-1])
    for strided in ([0], [1], [0, 1]):
        case("matmul", [normal(3, 4, dtype=dtype), normal(4, 5, dtype=dtype)], torch.matmul,
             terms=4, strided=strided)
    for shape in [(2, 5), (5,), (3, 2, 5), (0, 5)]:
        case("linear", [normal(*shape, dtype=dtype), normal(3, 5, dtype=dtype),
                        normal(3, dtype=dtype)], F.linear, terms=6)
with torch.no_grad():
    case("matmul", [torch.arange(6).view(2, 3), torch.arange(12).view(3, 4)], torch.matmul)

for dtype in FLOATS:
    x = normal(2, 3, 4, dtype=dtype)
    case("reshape", [x], lambda x: x.reshape(4, -1), shape=[4, -1])
    case("reshape", [normal(3, 4, dtype=dtype)], lambda x: x.reshape(2, 6), shape=[2, 6], strided=[0])
    case("transpose", [x], lambda x: x.transpose(0, 2), dims=[0, 2])
    case("permute", [x], lambda x: x.permute(2, 0, 1))
    case("unsqueeze", [x], lambda x: x.unsqueeze(-2), dim=-2)
    case("squeeze", [normal(2, 1, 3, dtype=dtype)], lambda x: x.squeeze(1), dim=1)
    case("expand", [normal(2, 1, dtype=dtype)], lambda x: x.expand(3, 2, 4), shape=[3, 2, 4], terms=12)
    case("select", [x], lambda x: x.select(1, -1), dim=1, index=-1)
    case("narrow", [x], lambda x: x.narrow(2, 1, 2), dim=2, start=1, length=2)
    case("gather", [normal(3, 4, dtype=dtype), torch.tensor([[0, 2, 1, 0], [2, 2, 0, 1]])],
         lambda x, i: x.gather(0, i), dim=0, terms=2)
    case("scatterAdd", [normal(3, 4, dtype=dtype), torch.tensor([[0, 2, 1, 0], [2, 2, 0, 0]]),
                        normal(2, 4, dtype=dtype)], lambda x, i, s: x.scatter_add(0, i, s), dim=0, terms=3)
    case("cat", [normal(2, 3, dtype=dtype), normal(1, 3, dtype=dtype)], lambda a, b: torch.cat([a, b]), dim=0)
    case("cat", [normal(2, 3, dtype=dtype), normal(2, 1, dtype=dtype)], lambda a, b: torch.cat([a, b], -1), dim=-1)
    case("stack", [normal(2, 3, dtype=dtype), normal(2, 3, dtype=dtype)], lambda a, b: torch.stack([a, b], 1), dim=1)
    for reduction in ("mean", "sum", "none"):
        for op, function in {"nllLoss": F.nll_loss, "crossEntropy": F.cross_entropy}.items():
            case(op, [normal(4, 3, dtype=dtype), torch.tensor([0, 2, 1, 2])],
                 lambda x, t: function(x, t, reduction=reduction), terms=7, reduction=reduction)
            case(op, [normal(3, dtype=dtype), torch.tensor(1)],
                 lambda x, t: function(x, t, reduction=reduction), terms=4, reduction=reduction)
    case("crossEntropy", [torch.tensor([[1e4, 0.0], [0.0, 1e4]], dtype=dtype), torch.tensor([0, 0])],
         F.cross_entropy, terms=4, reduction="mean")

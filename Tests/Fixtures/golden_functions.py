"""Cases of elementwise functions, conversions, reductions and products."""
import torch
import torch.nn.functional as F

from golden_case import ALL, FLOATS, PAIRS, between, case, generator, normal

def hyper(op, function, sample, count=1, shapes=((), (5,), (2, 3), (0, 3)), strided=True, **arguments):
    """Cases of one operation over float dtypes and shapes, and one with a strided input."""
    for dtype in FLOATS:
        for shape in shapes:
            case(op, [sample(*shape, dtype=dtype) for _ in range(count)], function, **arguments)
    if strided:
        case(op, [sample(3, 4) for _ in range(count)], function, strided=[0], **arguments)
    half = [sample(4, dtype=torch.float16) for _ in range(count)]
    with torch.no_grad():
        case(op, half, function, **arguments)


ANY = {
    "exp2": torch.exp2, "expm1": torch.expm1, "erf": torch.erf, "erfc": torch.erfc, "sinh": torch.sinh,
    "cosh": torch.cosh, "asinh": torch.asinh, "atan": torch.atan, "tan": lambda x: (x * 0.4).tan(),
    "logSigmoid": F.logsigmoid, "silu": F.silu, "gelu": F.gelu,
    "tanhGelu": lambda x: F.gelu(x, approximate="tanh"), "floor": torch.floor, "ceil": torch.ceil,
    "round": torch.round, "trunc": torch.trunc, "frac": torch.frac,
}
for op, function in ANY.items():
    hyper(op, function, normal)
for op, function in {"log2": torch.log2, "log10": torch.log10, "rsqrt": torch.rsqrt,
                     "reciprocal": torch.reciprocal}.items():
    hyper(op, function, between(0.5, 4))
for op, function in {"asin": torch.asin, "acos": torch.acos, "atanh": torch.atanh}.items():
    hyper(op, function, between(-0.8, 0.8))
hyper("acosh", torch.acosh, between(1.2, 5))
hyper("leakyRelu", lambda x: F.leaky_relu(x, 0.2), normal, slope=0.2)
hyper("elu", lambda x: F.elu(x, 1.5), normal, alpha=1.5)
hyper("softplus", lambda x: F.softplus(x, 2.0), normal, beta=2.0)
hyper("clamp", lambda x: x.clamp(-0.5, 0.75), normal, low=-0.5, high=0.75)
hyper("clamp", lambda x: x.clamp(min=0), normal, low=0.0)
hyper("clamp", lambda x: x.clamp(max=0.25), normal, high=0.25)
edges = torch.tensor([-1e4, -30.0, -1.5, -0.5, -0.0, 0.0, 0.5, 1.5, 2.5, 30.0, 1e4, float("inf"), -float("inf"),
                      float("nan")])
with torch.no_grad():
    for dtype in FLOATS:
        for op in ("floor", "ceil", "round", "trunc", "erf", "erfc", "expm1", "sinh", "cosh", "atan", "asinh",
                   "logSigmoid"):
            case(op, [edges.to(dtype)], ANY[op])
        # PyTorch's gelu of infinity is NaN in float32 and infinity in float64.
        case("gelu", [edges[:11].to(dtype)], F.gelu)
        case("softplus", [edges.to(dtype)], F.softplus, beta=1.0)
        case("elu", [edges.to(dtype)], F.elu, alpha=1.0)
        case("clamp", [edges.to(dtype)], lambda x: x.clamp(-1, 1), low=-1.0, high=1.0)
        case("clamp", [edges.to(dtype)], lambda x: x.clamp(1, -1), low=1.0, high=-1.0)
    for op in ("floor", "ceil", "round", "trunc"):
        case(op, [torch.tensor([-3, 0, 5])], ANY[op])

TWO = {"maximum": torch.maximum, "minimum": torch.minimum, "atan2": torch.atan2, "remainder": torch.remainder,
       "fmod": torch.fmod}
for op, function in TWO.items():
    for dtype in FLOATS:
        for a, b in PAIRS:
            case(op, [normal(*a, dtype=dtype), between(0.5, 2)(*b, dtype=dtype)], function)
for a, b in PAIRS:
    case("powTensors", [between(0.5, 2)(*a), normal(*b)], torch.pow)
    case("where", [normal(*torch.broadcast_shapes(a, b)) > 0, normal(*a), normal(*b)], torch.where)
case("maximum", [torch.tensor([1.0, 2.0, 3.0]), torch.tensor([1.0, 3.0, 2.0])], torch.maximum)
case("minimum", [torch.tensor([1.0, 2.0, 3.0]), torch.tensor([1.0, 3.0, 2.0])], torch.minimum)
case("powTensors", [torch.tensor([-2.0, 0.0, 0.0, 2.0]), torch.tensor([3.0, 0.0, 2.0, -1.0])], torch.pow)
signs = [torch.tensor([7, -7, 7, -7, 6, 0]), torch.tensor([3, 3, -3, -3, 3, 5])]
FLOOR = {"floorDivide": lambda a, b: torch.div(a, b, rounding_mode="floor")}
for op, function in (TWO | FLOOR | {"powTensors": torch.pow}).items():
    if op == "atan2":
        continue
    with torch.no_grad():
        case(op, [signs[0], signs[1].abs() if op == "powTensors" else signs[1]], function)
        case(op, [signs[0].double(), signs[1].double()], function)
        case(op, [signs[0].to(torch.int8), signs[1].abs().to(torch.int32)], function)
        case(op, [signs[0].double(), torch.tensor([0.0, 0.0, float("inf"), -float("inf"), float("nan"), 0.0])], function)
case("floorDivide", [normal(2, 3), between(0.5, 2)(3)], FLOOR["floorDivide"])
for divisor in (3, -2.5):
    case("remainderNumber", [normal(5)], lambda x: x.remainder(divisor), exponent=float(divisor))
LOGIC = {"and": torch.bitwise_and, "or": torch.bitwise_or, "xor": torch.bitwise_xor}
truth = [torch.tensor([True, True, False, False]), torch.tensor([True, False, True, False])]
for op, function in LOGIC.items():
    case(op, truth, function)
    case(op, [torch.tensor([5, -3, 12]), torch.tensor([[6], [1]])], function)
    case(op, [torch.tensor([5, 200, 12], dtype=torch.uint8), torch.tensor([True, False, True])], function)
for op, function in {"logicalAnd": torch.logical_and, "logicalOr": torch.logical_or,
                     "logicalXor": torch.logical_xor}.items():
    case(op, [torch.tensor([0.0, 2.0, float("nan")]), torch.tensor([0, 0, 3])], function)
for x in (truth[0], torch.tensor([0, 5, -6]), torch.tensor([0, 5, 255], dtype=torch.uint8)):
    case("not", [x], torch.bitwise_not)
    case("logicalNot", [x], torch.logical_not)
compared = [torch.tensor([1.0, float("nan"), float("inf"), 2.0]), torch.tensor([1.0 + 1e-9, float("nan"), float("inf"), 2.1])]
for op, function in {"lt": torch.lt, "le": torch.le, "ge": torch.ge, "ne": torch.ne, "isClose": torch.isclose}.items():
    case(op, compared, function)
for op, function in {"isNaN": torch.isnan, "isInfinite": torch.isinf, "isFinite": torch.isfinite}.items():
    case(op, [edges], function)

# conversions with wrap-around, every dtype to every other
huge = [-1.0, -2.7, 255.0, 256.0, 300.0, -129.0, 40000.0, 2147483648.0, 3e9 + 1, -3e9 - 5, 1e10 + 7, 1e19, float("inf"),
        -float("inf"), float("nan")]
for a in ALL:
    source = torch.tensor(huge, dtype=torch.float64).to(a) if a.is_floating_point else torch.tensor(
        [0, 1, -1, 127, 128, 255, 256, -129, 70000, 2**31, 2**33 + 5]).to(a)
    for b in ALL:
        with torch.no_grad():
            case("to", [source], lambda x: x.detach().to(b), dtype=str(b).split(".")[1])

REDUCED = [((), []), ((7,), []), ((3, 4), []), ((3, 4), [0]), ((3, 4), [-1]), ((2, 3, 4), [0, 2]), ((2, 3, 4), [1]),
           ((2, 3, 4), [2, 1])]
OVER = {
    "amax": lambda x, d, k: x.amax(d, k), "amin": lambda x, d, k: x.amin(d, k),
    "var": lambda x, d, k: x.var(d, correction=1, keepdim=k), "std": lambda x, d, k: x.std(d, correction=1, keepdim=k),
    "var0": lambda x, d, k: x.var(d, correction=0, keepdim=k),
    "norm": lambda x, d, k: torch.linalg.vector_norm(x, 2, d, k),
    "norm1": lambda x, d, k: torch.linalg.vector_norm(x, 1, d, k),
    "norm3": lambda x, d, k: torch.linalg.vector_norm(x, 3, d, k),
    "normInf": lambda x, d, k: torch.linalg.vector_norm(x, float("inf"), d, k),
    "norm0": lambda x, d, k: torch.linalg.vector_norm(x, 0, d, k),
    "logSumExp": lambda x, d, k: x.logsumexp(d, k), "meanDims": lambda x, d, k: x.mean(d, k),
    "sumDims": lambda x, d, k: x.sum(d, k),
}
for op, function in OVER.items():
    for dtype in FLOATS:
        for shape, dims in REDUCED:
            if op in ("var", "std") and shape == ():
                continue
            for keep in (False, True) if dims else (False,):
                x = normal(*shape, dtype=dtype)
                every = dims or list(range(len(shape)))
                case(op, [x], lambda x: function(x, every, keep), terms=x.numel(), dims=dims, keepDim=keep)
with torch.no_grad():
    case("var0", [torch.tensor([5.0])], lambda x: x.var(correction=0), dims=[], keepDim=False)
    case("logSumExp", [edges[:10]], lambda x: x.logsumexp(0), terms=10, dims=[0], keepDim=False)
    case("logSumExp", [torch.tensor([[float("inf"), 1.0], [-float("inf")] * 2])], lambda x: x.logsumexp(1), dims=[1],
         keepDim=False)
    case("logSumExp", [torch.zeros(0, 3)], lambda x: x.logsumexp(0), dims=[0], keepDim=False)
tied = torch.tensor([[1.0, 3.0, 3.0], [2.0, 0.0, 2.0]])
case("max", [tied], torch.max)
case("min", [tied], torch.min)
case("amax", [tied], lambda x: x.amax([1]), dims=[1], keepDim=False)
case("std", [torch.tensor([[2.0, 2.0], [1.0, 2.0]])], lambda x: x.std(1), dims=[1], keepDim=False)
case("norm", [torch.tensor([[0.0, 0.0], [3.0, 4.0]])], lambda x: torch.linalg.vector_norm(x, 2, 1), dims=[1], keepDim=False)
for dtype in FLOATS:
    for shape in ((), (4,), (2, 3), (0, 3), (2, 3, 2)):
        x = normal(*shape, dtype=dtype)
        case("prod", [x], torch.prod)
        for dim in range(-len(shape), len(shape)):
            case("prodDim", [x], lambda x: x.prod(dim), dim=dim, keepDim=False)
            case("cumsum", [x], lambda x: x.cumsum(dim), terms=x.numel(), dim=dim)
    zeros = torch.tensor([[0.0, 2.0, 3.0], [0.0, 0.0, 5.0], [1.0, 2.0, 4.0]], dtype=dtype)
    case("prodDim", [zeros], lambda x: x.prod(1, keepdim=True), dim=1, keepDim=True)
    case("prodDim", [zeros], lambda x: x.prod(0), dim=0, keepDim=False)
for x in (torch.tensor([[2, 0, -3], [1, 5, 7]]), torch.tensor([[True, False], [True, True]]),
          torch.tensor([[1, 0], [200, 100]], dtype=torch.uint8), torch.tensor([[float("nan"), 0.0], [1.0, 2.0]])):
    with torch.no_grad():
        case("prod", [x], torch.prod)
        case("countNonzero", [x], torch.count_nonzero)
        case("argminAll", [x.float()], torch.argmin)
        case("argmaxAll", [x.float()], torch.argmax)
        for dim in (0, 1):
            case("cumsum", [x], lambda x: x.cumsum(dim), dim=dim)
            case("anyDim", [x], lambda x: x.any(dim), dim=dim)
            case("allDim", [x], lambda x: x.all(dim), dim=dim)
            case("countNonzeroDim", [x], lambda x: x.count_nonzero(dim), dim=dim)
            case("argmin", [x.float()], lambda x: x.argmin(dim), dim=dim)
for op in ("sum", "mean", "matmul"):
    half = [normal(40, 40, dtype=torch.float16)] * (2 if op == "matmul" else 1)
    with torch.no_grad():
        case(op, half, getattr(torch, op), terms=1)

for dtype in FLOATS:
    case("mv", [normal(3, 4, dtype=dtype), normal(4, dtype=dtype)], torch.mv, terms=4)
    case("mv", [normal(3, 4, dtype=dtype), normal(4, dtype=dtype)], torch.mv, terms=4, strided=[0])
    case("dot", [normal(5, dtype=dtype), normal(5, dtype=dtype)], torch.dot, terms=5)
    case("outer", [normal(3, dtype=dtype), normal(4, dtype=dtype)], torch.outer)
    case("mm", [normal(2, 3, dtype=dtype), normal(3, 4, dtype=dtype)], torch.mm, terms=3)
    case("bmm", [normal(3, 2, 4, dtype=dtype), normal(3, 4, 5, dtype=dtype)], torch.bmm, terms=4)
    case("bmm", [normal(3, 2, 0, dtype=dtype), normal(3, 0, 5, dtype=dtype)], torch.bmm, terms=4)
    for bias in ((2, 4), (4,), (2, 1), ()):
        case("addmm", [normal(*bias, dtype=dtype), normal(2, 3, dtype=dtype), normal(3, 4, dtype=dtype)],
             lambda c, a, b: torch.addmm(c, a, b, beta=0.5, alpha=2), terms=4, beta=0.5, alpha=2.0)
    for equation, shapes in {
        "ij,jk->ik": ((2, 3), (3, 4)), "ij,kj->ik": ((2, 3), (4, 3)), "ij,jk": ((2, 3), (3, 4)),
        "bij,bjk->bik": ((2, 3, 4), (2, 4, 5)), "bij,bj->bi": ((2, 3, 4), (2, 4)), "i,j->ij": ((3,), (4,)),
        "i,i->": ((3,), (3,)), "ij,ij->": ((2, 3), (2, 3)), "ij,ij->ij": ((2, 3), (2, 3)),
        "ijk,jk->ki": ((2, 3, 4), (3, 4)), "ij,k->k": ((2, 3), (4,)), "ii,ij->j": ((3, 3), (3, 2)),
        "...ij,...jk->...ik": ((2, 2, 3), (3, 4)), "i...,i...->...": ((2, 3, 4), (2, 1, 4)), "...,j...": ((2, 3), (4, 1, 3)),
        "b...,...a": ((2, 3), (3, 4)), "ij,jk->ik ": ((2, 1), (3, 4)), "i...j,j->i": ((2, 3, 4), (4,)), "iij,...j->...i": ((2, 2, 3), (4, 3)),
        "aB,Bc->ca": ((2, 3), (3, 4)), "bhqd,bhkd->bhqk": ((2, 2, 3, 2), (2, 2, 4, 2)), ",ij->ji": ((), (2, 3)),
    }.items():
        case("einsum", [normal(*s, dtype=dtype) for s in shapes], lambda a, b: torch.einsum(equation, a, b), terms=12,
             equation=equation)
    for equation, shape in {"ij->ji": (2, 3), "ij->": (2, 3), "ij->j": (2, 3), "ii->": (3, 3), "ii->i": (3, 3),
                            "iij->ji": (2, 2, 3), "ba": (2, 3), "...ij->...ji": (2, 3, 4),
                            "i...": (2, 3), "...i->i": (2, 3, 4)}.items():
        case("einsum", [normal(*shape, dtype=dtype)], lambda a: torch.einsum(equation, a), terms=6, equation=equation)
    for equation, shapes in {
        "ij,jk,kl->il": ((2, 3), (3, 4), (4, 2)), "bn,anm,bm->ba": ((2, 3), (4, 3, 5), (2, 5)),
        "i,i,i->": ((3,), (3,), (3,)), "i,i,i->i": ((3,), (3,), (3,)), "i,j,k->kji": ((2,), (3,), (4,)),
        "...ij,...jk,...kl->...il": ((2, 2, 3), (3, 4), (2, 4, 2)), "a,ab,bc,cd->d": ((2,), (2, 3), (3, 2), (2, 4)),
        "ij,ij,jk": ((2, 3), (2, 3), (3, 2)), "ii,i...,j...->j": ((2, 2), (2, 3), (4, 3)), ",i,->i": ((), (3,), ()),
    }.items():
        case("einsum", [normal(*s, dtype=dtype) for s in shapes], lambda *x: torch.einsum(equation, *x), terms=24,
             equation=equation)

whole = torch.tensor([[2, 0, -3], [100, 5, 7]], dtype=torch.int8)
for source in (whole, whole.bool(), whole.half(), whole.double()):
    for dtype in (torch.float32, torch.int32, torch.float16, torch.int8):
        with torch.no_grad():
            case("sumTo", [source], lambda x: x.sum(dtype=dtype), dtype=str(dtype).split(".")[1])
            case("sumDimTo", [source], lambda x: x.sum(1, dtype=dtype), dim=1, dtype=str(dtype).split(".")[1])
case("sumTo", [normal(2, 3, dtype=torch.float32)], lambda x: x.sum(dtype=torch.float64), terms=6, dtype="float64")
for dtype in FLOATS:
    for low, high in (((5,), (5,)), ((), (5,)), ((2, 1), (5,))):
        x, low, high = normal(2, 5, dtype=dtype), normal(*low, dtype=dtype) - 1, normal(*high, dtype=dtype) + 1
        case("clampTensors", [x, low, high], torch.clamp)
        case("clampMin", [x, low], lambda x, m: torch.clamp(x, min=m))
        case("clampMax", [x, high], lambda x, m: torch.clamp(x, max=m))
for op, function in {"x * 0.1": lambda x: x * 0.1, "x + 0.1": lambda x: x + 0.1, "x - 0.1": lambda x: x - 0.1,
                     "x / 0.1": lambda x: x / 0.1, "x * 1e-6": lambda x: x * 1e-6,
                     "sqrt of clamp": lambda x: x.clamp(min=0).sqrt()}.items():
    case(op, [between(0.5, 2)(5)], function)

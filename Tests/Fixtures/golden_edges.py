"""Cases at the edges, each of which random comparison with PyTorch once found wrong."""
import torch
import torch.nn.functional as F

from golden_case import FLOATS, case, normal

nan, inf = float("nan"), float("inf")
for dtype in FLOATS:
    case("matmul", [normal(5, 2, 0, dtype=dtype), normal(0, 3, dtype=dtype)], torch.matmul)
    case("linear", [normal(4, 2, 0, dtype=dtype), normal(3, 0, dtype=dtype), normal(3, dtype=dtype)], F.linear)
    case("norm05", [torch.tensor([[2.0, -1.0, 0.0]], dtype=dtype)], lambda x: torch.linalg.vector_norm(x, 0.5, 1), terms=3,
         dims=[1], keepDim=False)
    case("elu", [torch.tensor([nan, 1.0], dtype=dtype)], F.elu, alpha=1.0)
    case("x[0-d]", [normal(3, 4, dtype=dtype), torch.tensor(-2)], lambda x, i: x[i])
    case("x[0-d,:,i]", [normal(3, 4, 2, dtype=dtype), torch.tensor(1), torch.tensor([1, 0, 1])], lambda x, i, j: x[i, :, j])
    case("cat", [torch.zeros(0), normal(2, 3, dtype=dtype), torch.zeros(0)], lambda *x: torch.cat(x), dim=0)
case("cat", [torch.zeros(0), torch.zeros(0)], lambda *x: torch.cat(x), dim=0)
case("powTensors", [torch.tensor([0.3, 1.7]), torch.tensor([1.3, 0.4], dtype=torch.float64)], torch.pow)
with torch.no_grad():
    case("square", [torch.tensor([True, False])], torch.square)
    case("divByMinus3", [torch.tensor([0, 5, 200], dtype=torch.uint8)], lambda x: x / -3)
    case("5 / x", [torch.tensor([3, 7, 9])], lambda x: 5 / x)
    case("clamp(-1, 0.75)", [torch.tensor([0, 1, 200], dtype=torch.uint8)], lambda x: x.clamp(-1, 0.75))
    wide = torch.tensor([3e4, -3e4, 100.0, 1.0, -2.99, -3.2, 40.0], dtype=torch.float16)
    case("std", [wide], lambda x: x.std(correction=1), terms=7, dims=[], keepDim=False)
    case("norm", [wide], lambda x: torch.linalg.vector_norm(x), terms=7, dims=[], keepDim=False)
    case("gelu", [wide], F.gelu)
    case("silu", [-wide.abs().clamp(max=15)], F.silu)
    case("pow", [torch.tensor([-inf, 4.0, inf])], lambda x: x.pow(0.5), exponent=0.5)
    case("pow", [torch.tensor([-inf, 4.0, inf])], lambda x: x.pow(-0.5), exponent=-0.5)
    case("tanhGelu", [wide], lambda x: F.gelu(x, approximate="tanh"))
    case("softplus", [wide], lambda x: F.softplus(x, 1.5), beta=1.5)
    case("layerNorm", [torch.cat([wide, -wide / 2])], lambda x: F.layer_norm(x, (14,)), terms=14, shape=[14])
    case("layerNorm", [torch.tensor([[1.0, 1.0], [0.0, 0.0]], dtype=torch.float16)],
         lambda x: F.layer_norm(x, (2,), eps=1e-12), terms=2, shape=[2], exponent=1e-12)
    for op in (torch.remainder, torch.fmod):
        # Nothing is divided by the 0.
        case(op.__name__, [torch.zeros(0, 3, dtype=torch.int32), torch.tensor([0, 6, 5])], op)
    case("floorDivide", [torch.zeros(0, 3, dtype=torch.int32), torch.tensor([0, 6, 5])], torch.floor_divide)
# Above PyTorch's threshold, the slope is 1 and not what rounds to it in single precision.
case("softplus", [torch.tensor([13.3, 13.4, 30.0, -30.0], dtype=torch.float64)], lambda x: F.softplus(x, 1.5),
     strict=True, beta=1.5)
# The product alone is beyond half precision.
case("addmm", [torch.tensor([[6e4]], dtype=torch.float16), torch.tensor([[300.0, 1.0]], dtype=torch.float16),
               torch.tensor([[300.0], [1.0]], dtype=torch.float16)],
     lambda c, a, b: torch.addmm(c, a, b, beta=-1), strict=True, beta=-1.0, alpha=1.0)

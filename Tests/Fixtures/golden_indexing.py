"""Cases of indexing, rearranging and changes in place."""
import torch
import torch.nn.functional as F

from golden_case import FLOATS, between, case, normal

i, j = torch.tensor([2, 0, -1, 2]), torch.tensor([1, 1, 3, 0])
column, mask = torch.tensor([[0], [2]]), torch.tensor([[True, False, True, False]] * 2 + [[False, True, True, True]])
PICKED = {
    "x[i]": ([i], lambda x, i: x[i]), "x[i,j]": ([i, j], lambda x, i, j: x[i, j]),
    "x[:,i]": ([j], lambda x, i: x[:, i]), "x[column,j]": ([column, j], lambda x, i, j: x[i, j]),
    "x[mask]": ([mask], lambda x, m: x[m]), "x[row mask]": ([torch.tensor([True, False, True])], lambda x, m: x[m]),
    "x[:,column mask]": ([mask[2]], lambda x, m: x[:, m]), "x[1:,i]": ([j], lambda x, i: x[1:, i]),
    "x[0,i]": ([j], lambda x, i: x[0, i]), "x[...,i]": ([j], lambda x, i: x[..., i]),
    "x[None,i]": ([i], lambda x, i: x[None, i]), "x[i,::2]": ([i], lambda x, i: x[i, ::2]),
    "x[mask,None]": ([mask], lambda x, m: x[m, None]),
    "indexSelect0": ([i.abs()], lambda x, i: x.index_select(0, i)),
    "indexSelect1": ([j], lambda x, i: x.index_select(1, i)),
    "maskedSelect": ([mask], lambda x, m: x.masked_select(m)),
    "maskedSelectRow": ([mask[2]], lambda x, m: x.masked_select(m)),
    "maskedFill": ([mask], lambda x, m: x.masked_fill(m, 7.5)),
    "x[::2]": ([], lambda x: x[::2]), "x[1:,1::2]": ([], lambda x: x[1:, 1::2]), "x[-2:,:-1]": ([], lambda x: x[-2:, :-1]),
    "x[...,1]": ([], lambda x: x[..., 1]), "x[1,...,None]": ([], lambda x: x[1, ..., None]),
    "x[2:1]": ([], lambda x: x[2:1]), "x[:,None]": ([], lambda x: x[:, None]),
    "x[1:9:2]": ([], lambda x: x[1:9:2]), "diagonal": ([], lambda x: x.diagonal()),
    "diagonal1": ([], lambda x: x.diagonal(1)), "diagonal-2": ([], lambda x: x.diagonal(-2)), "triu": ([], torch.triu),
    "tril1": ([], lambda x: x.tril(1)), "triu-1": ([], lambda x: x.triu(-1)), "flip0": ([], lambda x: x.flip(0)),
    "flip01": ([], lambda x: x.flip(0, 1)), "roll": ([], lambda x: x.roll(3)), "roll1": ([], lambda x: x.roll(-1, 1)),
    "roll01": ([], lambda x: x.roll((1, 2), (0, 1))), "repeat": ([], lambda x: x.repeat(2, 1, 3)),
    "tile": ([], lambda x: x.tile(2)), "repeat0": ([], lambda x: x.repeat(0, 2)), "movedim": ([], lambda x: x.movedim(0, -1)),
    "flatten": ([], torch.flatten), "unsqueezeFlatten": ([], lambda x: x.unsqueeze(1).flatten(0, 1)),
    "squeezeDims": ([], lambda x: x[None, :, None].squeeze((0, 2))), "sort": ([], lambda x: x.sort(1)[0]),
    "sortDown": ([], lambda x: x.sort(0, descending=True)[0]), "argsort": ([], lambda x: x.argsort(0)),
    "topk": ([], lambda x: x.topk(2)[0]), "topkIndices": ([], lambda x: x.topk(2, 0, largest=False)[1]),
    "topkDown": ([], lambda x: x.topk(2, 0, largest=False)[0]), "split": ([], lambda x: x.split(2)[1]),
    "splitSizes": ([], lambda x: x.split([1, 3], 1)[1]), "chunk": ([], lambda x: x.chunk(3, 1)[1]),
    "unbind": ([], lambda x: x.unbind(1)[2]), "nonzero": ([], lambda x: (x > 0).nonzero()),
    "stack1": ([], lambda x: torch.stack([x, x], -1)),
    "scatterValue": ([torch.tensor([[0, 2, 1, 0]])], lambda x, i: x.scatter(0, i, 2.5)),
}
for op, (indices, function) in PICKED.items():
    for dtype in FLOATS:
        case(op, [normal(3, 4, dtype=dtype), *indices], function, terms=6)
    if op not in ("roll", "flatten"):
        case(op, [normal(3, 4), *indices], function, terms=6, strided=[0])
cube = {
    "x[i,:,i]": ([torch.tensor([0, 1, 1])] * 2, lambda x, i, j: x[i, :, j]),
    "x[:,i,j]": ([i, j], lambda x, i, j: x[:, i, j]), "x[i,None,j]": ([i % 2, j % 3], lambda x, i, j: x[i, None, j]),
    "x[mask2,i]": ([torch.tensor([[True, False, True], [False, True, False]]), torch.tensor([3, 0, 1])],
                   lambda x, m, i: x[m, i]),
    "diagonal12": ([], lambda x: x.diagonal(1, 1, 2)), "movedims": ([], lambda x: x.movedim((0, 1), (2, 0))),
    "tril": ([], torch.tril), "x[...,0,:]": ([], lambda x: x[..., 0, :]),
}
for op, (indices, function) in cube.items():
    for dtype in FLOATS:
        case(op, [normal(2, 3, 4, dtype=dtype), *indices], function, terms=6)


def changed(change):
    """A function that changes a copy of its first argument in place."""
    def function(x, *rest):
        y = x * 1
        change(y, *rest)
        return y
    return function


def assign(name):
    """Runs an assignment such as x[i] = v."""
    return changed(lambda x, *rest: exec(name, {"x": x, "v": rest[-1], **dict(zip("ij", rest))}))


WRITTEN = {
    "x[i] = v": [torch.tensor([0, 2]), (2, 4)], "x[i] = v (row)": [torch.tensor([0, 2]), (4,)],
    "x[i,j] = v": [torch.tensor([0, 1]), torch.tensor([3, 3]), (2,)], "x[:,i] = v": [torch.tensor([3, 1]), (3, 2)],
    "x[i] = v (mask)": [mask, ()], "x[0] = v": [(4,)], "x[1:,::2] = v": [(2, 2)], "x[...,1] = v": [()],
    "x[0] += v": [(4,)], "x[:,1] *= v": [(3,)], "x[i] += v": [torch.tensor([0, 2]), (4,)],
    "x[i] *= v (mask)": [mask, ()], "x[0][1] = v": [()], "x.t()[1] -= v": [(3,)], "x.view(2, 6)[0] /= v": [(6,)],
    "x += v": [(3, 4)], "x.diagonal().copy_(v)": [(3,)],
}
for name, parts in WRITTEN.items():
    for dtype in FLOATS:
        rest = [p if isinstance(p, torch.Tensor) else between(0.5, 2)(*p, dtype=dtype) for p in parts]
        case(name, [normal(3, 4, dtype=dtype), *rest], assign(name.split(" (")[0]), terms=6)
for dtype in FLOATS:
    case("indexPut", [normal(3, 4, dtype=dtype), torch.tensor([0, 2, 0]), normal(3, 4, dtype=dtype)],
         lambda x, i, v: x.index_put((i,), v, accumulate=True), terms=3)
    case("indexAdd", [normal(3, 4, dtype=dtype), torch.tensor([1, 1, 3]), normal(3, 3, dtype=dtype)],
         lambda x, i, v: x.index_add(1, i, v), terms=3)
    case("scatter", [normal(3, 4, dtype=dtype), torch.tensor([[0, 2, 1, 0], [2, 0, 0, 1]]), normal(2, 4, dtype=dtype)],
         lambda x, i, s: x.scatter(0, i, s), dim=0)
case("oneHot", [torch.tensor([[0, 2], [1, 0]])], lambda x: F.one_hot(x, 4), size=4)
case("oneHot", [torch.tensor([3, 0])], F.one_hot)
case("sort", [torch.tensor([[float("nan"), 1.0, -float("inf"), 1.0]])], lambda x: x.sort(1)[0])
case("argsort", [torch.tensor([3, 1, 3, 1])], lambda x: x.argsort(dim=0, stable=True))

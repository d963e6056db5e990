#!/usr/bin/env python3
"""Runs the PyTorch and NumPy cells of every lesson's table of names against the real libraries.

    .venv-bench/bin/python Tests/Fixtures/names_tables.py [LESSON.md ...]

Each cell is run by itself, with small tensors under the names that the tables use: `SETUP` and what
follows it.
Where a row has both, what comes out must agree in shape and, unless it is random, in numbers. A cell
that is no call, such as the head of a class, must compile. Ends with 1 where a cell does not hold.
"""

import ast
import contextlib
import pathlib
import re
import sys
import tempfile

import numpy as np
import torch
from torch import nn, optim
from torch.nn import functional as F

ROOT = pathlib.Path(__file__).resolve().parents[2]
COLUMNS = ["Kindling", "PyTorch", "Torch7", "NumPy"]

# What the tables of several lessons use.
SETUP = """
x = torch.tensor([[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]])
y = torch.tensor([[1.0, 0.0, -2.0], [0.5, 2.0, 0.75]])
a = torch.tensor([[0.1, 0.2, 0.3], [-0.4, 0.5, -0.6], [0.7, -0.8, 0.9]])
b = torch.tensor([0.1, -0.2, 0.3])
t = torch.tensor([2, 0])
i = torch.tensor([[2], [0]])
w = torch.tensor(0.5)
weight = torch.arange(24.0).reshape(2, 12)
counts = torch.tensor([0.0, 2.0, 1.0])
places = [torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0])]
"""

# What only PyTorch has: gradients, models, optimizers.
TORCH_SETUP = """
from torch import autograd
from torch.nn.utils import parameters_to_vector
scale = torch.ones(3)
f, g, h = nn.Linear(3, 3), nn.Tanh(), nn.Sequential(nn.Linear(3, 3), nn.Tanh())
model = network = layer = nn.Linear(3, 2)
parameters = [nn.Parameter(torch.ones(2))]
optimizer = optim.SGD(parameters, lr=0.1)
value = s = (parameters[0] ** 2).sum()
z = parameters[0] ** 2
self = nn.Module()
"""

# What single lessons use otherwise, by the name of the lesson's file.
LESSONS = {
    "1-creating-tensors": "x = torch.tensor([[3.0]])",
    "4-stopping-gradients": "z = torch.ones(2)",
    "1-word-embeddings": """
table, rows = torch.arange(6.0).reshape(3, 2), torch.ones(2, 2)
indices = index = torch.tensor([2, 0])
mask = x > 0
""",
    "2-n-gram-language-model": """
vectors = torch.arange(6.0).reshape(2, 3)
chances = torch.tensor([0.1, 0.3, 0.2, 0.15, 0.05, 0.2])
log_probs, target = chances.log().reshape(1, 6), torch.tensor([1])
""",
    "3-continuous-bag-of-words": """
vectors = torch.arange(24.0).reshape(2, 4, 3)
rows = [[0, 1, 3, 4], [1, 2, 4, 5]]
log_probs, targets = torch.tensor([[0.2, 0.5, 0.3], [0.6, 0.3, 0.1]]).log(), torch.tensor([2, 0])
one, other = torch.tensor([1.0, 2.0]), torch.tensor([4.0, -2.0])
""",
    "1-tensor-types": "t = a\nu = t",
    "2-tensor-creation": "t = a",
    "3-array-bridge": "a = torch.tensor([1.0, 2.0])\nt = a",
    "4-indexing": """
t, i = a, torch.tensor([2, 0])
mask = t > 0
""",
    "5-type-conversion": "a = torch.tensor([0.5, 2.0, 7.75])\nt = a",
    "6-tensor-operations": "b = 2 * a",
    "11-sequential-models": "shape, mask = (2, 3), x > 0",
    "14-sine-regression": "rows = torch.tensor([1, 0])",
    "8-differentiation": "x = torch.arange(4.0).reshape(4)\ny = x.sum()\nshape = (2, 3)",
    "10-modules": "parameter, new = torch.ones(2, 3), torch.zeros(2, 3)",
    "9-autograd": "g = torch.ones(4, 2)",
    "1-forward-pass": "a, b = -1.0, 1.0",
    "2-batched-input": """
x, y = torch.arange(5.0), torch.ones(5)
X = x.reshape(1, 5)
""",
    "4-backward-pass": "y = x.t()",
    "5-module-internals": "grad_output = torch.ones(2, 3)",
    "6-parameter-modules": """
X, g, G = torch.ones(4, 12), torch.ones(3), torch.ones(4, 3)
rows = indices = torch.tensor([1, 0])
""",
    "7-transfer-functions": """
places = torch.tensor([[0, 1, 0]])
g = torch.ones(1, 2)
""",
    "10-training-loops": "gradients, weights = torch.ones(3), torch.ones(3)",
    "11-common-bugs": "numbers, w = torch.ones(2), torch.zeros(2)",
    "8-table-layers": """
a, b, x = torch.ones(2, 3), torch.zeros(2, 3), torch.ones(2, 6)
table = [a, b, x]
pair = (a, b)
""",
    "9-criteria": """
logs = torch.tensor([[-0.5, -1.5, -2.0], [-2.0, -0.5, -1.5]])
places = torch.tensor([[0], [1]])
zeros, slopes = torch.zeros(2, 3), torch.ones(2, 1)
""",
}

# Of those, what only PyTorch has.
TORCH_LESSONS = {
    "4-indexing": "values = torch.ones(2, 3)",
    "7-devices": "device = torch.device('cpu')",
    "11-sequential-models": "a, b = nn.Linear(3, 2), nn.ReLU()",
    "13-optimizers": "parameter = parameters[0]",
    "14-sine-regression": """
from torch.utils.data import DataLoader, Dataset, TensorDataset
data = TensorDataset(x, x)
y = x
""",
    "15-reproducibility": "kept = model.state_dict()",
    "5-gradient-descent": "parameters[0].grad = torch.ones(2)",
    "1-tensor-types": "u = t.clone()",
    "10-modules": "state, f = model.state_dict(), lambda part: None",
    "8-differentiation": """
x = torch.arange(4.0, dtype=torch.float64).requires_grad_()
f = lambda x: x * x
y = x.sum()
""",
    "9-autograd": """
x = x.clone().requires_grad_()
y = (x * x).sum()
class Context:
    saved_tensors = ()
    def save_for_backward(self, *tensors): pass
ctx = Context()
""",
    "2-batched-input": "f = nn.Linear(5, 3)",
    "4-backward-pass": "gradOut = torch.ones(2, 3)",
    "5-module-internals": """
y, mul, ctx, weight = x.clone().requires_grad_() * 2, nn.Linear(3, 3), None, torch.ones(2)
def forward(ctx, x): return x
def backward(ctx, grad_output): return grad_output
""",
    "6-parameter-modules": "lin = nn.Linear(5, 3)",
    "7-transfer-functions": """
places, g = (torch.tensor([[0, 1, 0]]), torch.ones(1, 3)) if "add" in CODE else (places, g)
""",
    "10-training-loops": "loss = value",
    "11-common-bugs": "f, inputs = torch.sin, (torch.ones(2, dtype=torch.float64).requires_grad_(),)",
    "9-criteria": """
mse, predictions = nn.MSELoss(), torch.ones(2, 3, requires_grad=True)
loss = (predictions ** 2).sum()
""",
}

# Names that have another shape in single cells.
CELLS = {
    "y.squeeze(1)": "y = torch.ones(2, 1)",
    "y.backward()": "y = (nn.Parameter(torch.ones(2)) ** 2).sum()",
    "x.view(2, 2)": "x = torch.arange(4.0)",
    "x.item()": "x = torch.tensor([2.5])",
    "x.expand(4, 3)": "x = torch.tensor([1.0, 2.0, 3.0])",
    "np.broadcast_to(x, (4, 3))": "x = torch.tensor([1.0, 2.0, 3.0])",
    "x @ weight.T": "weight = torch.ones(4, 3)",
    "torch.promote_types(a, b)": "a, b = torch.int32, torch.float16",
    "np.promote_types(a, b)": "a, b = np.int32, np.float16",
    "np.save(file, a)": "import io\nfile = io.BytesIO()",
}

# What only runs on a machine with an NVIDIA card; elsewhere it must compile.
CUDA = {'torch.zeros(3, device="cuda:0")', "torch.cuda.synchronize()"}

RANDOM = re.compile(r"rand|seed|empty|uniform|FloatTensor\(|nn\.\w+\(|dropout")


def tables(lesson):
    """The rows of a lesson's table of names: line and the code of each column."""
    lines = lesson.read_text().split("\n")
    if "## Names" not in lines:
        return
    names = None
    for number in range(lines.index("## Names") + 1, len(lines)):
        line = lines[number]
        if line.startswith("## "):
            return
        if not line.startswith("|"):
            continue
        # A bar within code is written with a backslash before it.
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if names is None:
            names = cells
        elif not set(line) <= set("|-: "):
            codes = {}
            for name, cell in zip(names, cells):
                found = re.findall(r"`` ?(.+?) ?``|`([^`]+)`", cell)
                if found:
                    codes[name] = [(two or one).replace("\\|", "|") for two, one in found]
            yield number + 1, codes


def values(code, lesson, isTorch):
    """The names that a cell may use."""
    space = {"torch": torch, "nn": nn, "optim": optim, "F": F, "np": np, "CODE": code}
    exec(SETUP, space)
    if isTorch:
        exec(TORCH_SETUP, space)
    exec(LESSONS.get(lesson, ""), space)
    if isTorch:
        exec(TORCH_LESSONS.get(lesson, ""), space)
    exec(CELLS.get(code, ""), space)
    if not isTorch:
        for name, value in list(space.items()):
            if isinstance(value, torch.Tensor):
                space[name] = value.detach().numpy().copy()
            elif isinstance(value, list) and isinstance(value[0], torch.Tensor):
                space[name] = [item.detach().numpy() for item in value]
    return space


def run(code, lesson, isTorch):
    """What a cell gives; None for a statement. Raises what the library raises."""
    if code in CUDA and not torch.cuda.is_available():
        compile(code, "cell", "eval")
        return None
    space = values(code, lesson, isTorch)
    head = code.rstrip()
    if re.match(r"(class|def|with|for|if)\b", head):
        # The head of a block: its body is what the reader writes.
        tree = ast.parse(head.rstrip(":") + ": pass")
    else:
        tree = ast.parse(head)
    torch.manual_seed(1)
    np.random.seed(1)
    if len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr):
        return eval(code, space)
    exec(compile(tree, "cell", "exec"), space)
    target = getattr(tree.body[-1], "targets", [getattr(tree.body[-1], "target", None)])[0]
    return None if not isinstance(target, ast.Subscript) else space[target.value.id]


def numbers(value):
    """A result as an array; None for what is none, such as a layer."""
    if isinstance(value, tuple) and hasattr(value, "values"):
        value = value.values
    if isinstance(value, torch.Tensor):
        return value.detach().numpy()
    if isinstance(value, (np.ndarray, np.generic, int, float, bool)):
        return np.asarray(value)
    return None


def main():
    lessons = [pathlib.Path(name).resolve() for name in sys.argv[1:]] or sorted(
        ROOT.glob("docs/lessons/*/[0-9]*.md"))
    faults, count = [], 0
    for lesson in lessons:
        for line, codes in tables(lesson):
            results = {}
            for name in ["PyTorch", "NumPy"]:
                for code in codes.get(name, []):
                    try:
                        results[name] = numbers(run(code, lesson.stem, name == "PyTorch"))
                        count += 1
                    except Exception as error:
                        faults.append(f"{lesson}:{line}: {name} refuses `{code}`: {error}")
            torchs, numpys = results.get("PyTorch"), results.get("NumPy")
            if torchs is None or numpys is None:
                continue
            code = codes["PyTorch"][-1] + codes["NumPy"][-1]
            if torchs.shape != numpys.shape:
                faults.append(
                    f"{lesson}:{line}: PyTorch gives shape {torchs.shape}, NumPy {numpys.shape}")
            elif not RANDOM.search(code) and not np.allclose(
                    torchs, numpys, atol=1e-6, equal_nan=True):
                faults.append(f"{lesson}:{line}: PyTorch gives {torchs}, NumPy {numpys}")
    print("\n".join(faults + [f"{count} cells ran, {len(faults)} faults"]))
    sys.exit(1 if faults or count == 0 else 0)


if __name__ == "__main__":
    # Some cells write files.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        main()

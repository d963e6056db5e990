"""What the cells of the CS224U tutorial "PyTorch" print, from its start to its type conversions.

The tutorial stores no outputs and draws its random numbers without a seed. Here each part starts from
42, the seed that its last section sets, for PyTorch and for NumPy, and the lessons do the same.

    python3 make_tutorial_001_tensors.py        # writes tutorial_001_tensors.json

Made with PyTorch 2.15 and NumPy 2.4.
"""

import numpy as np
import torch

from printed_cells import prints, write

def seed():
    torch.manual_seed(42)
    np.random.seed(42)


# Calling the constructor
types = "4-framework/1-tensor-types"
t = torch.FloatTensor(2, 3)
prints(types, "t.size()", list(t.size()))
prints(types, "t.zero_()", t.zero_())
prints(types, "torch.FloatTensor([[1, 2, 3], [4, 5, 6]])", torch.FloatTensor([[1, 2, 3], [4, 5, 6]]))

# Calling a method in the torch module
tl = torch.tensor([1, 2, 3])
prints(types, "tl", tl)
prints(types, "tl.dtype", tl.dtype)
t = torch.tensor([1.0, 2.0, 3.0])
prints(types, "t", t)
prints(types, "t.dtype", t.dtype)
t = torch.zeros(2, 3)
t1 = torch.clone(t)
prints(types, "id(t) != id(t1)", str(id(t) != id(t1)).lower())

creation = "4-framework/2-tensor-creation"
seed()
prints(creation, "torch.zeros(2, 3)", t)
prints(creation, "torch.zeros_like(t)", torch.zeros_like(t))
prints(creation, "torch.ones(2, 3)", torch.ones(2, 3))
prints(creation, "torch.empty(2, 3).fill_(5)", torch.empty(2, 3).fill_(5))
prints(creation, "torch.rand(2, 3)", torch.rand(2, 3))
prints(creation, "torch.randn(2, 3)", torch.randn(2, 3))
seed()
prints(creation, "torch.randn(2, 3), first from the seed", torch.randn(2, 3))

# Using the PyTorch-NumPy bridge
bridge = "4-framework/3-array-bridge"
seed()
a = np.array([1.0, 2.0, 3.0])
t = torch.tensor(a)
prints(bridge, "a", a.tolist())
prints(bridge, "a.dtype", a.dtype)
prints(bridge, "t", t)
prints(bridge, "t.dtype", t.dtype)
prints(bridge, "t.numpy()", t.numpy().tolist())
prints(bridge, "torch.tensor(np.random.rand(5))", torch.tensor(np.random.rand(5)))

# Indexing
indexing = "4-framework/4-indexing"
seed()
t = torch.randn(2, 3)
prints(indexing, "t", t)
prints(indexing, "t[:, 0]", t[:, 0])
t = torch.randn(5, 6)
prints(indexing, "t of [5, 6]", t)
i, j = torch.tensor([1, 3]), torch.tensor([4, 5])
prints(indexing, "t[i]", t[i])
prints(indexing, "t[i, j]", t[i, j])

# Type conversion, of the same tensor
conversion = "4-framework/5-type-conversion"
t = t.float()
prints(conversion, "t.float()", t)
t = t.double()
prints(conversion, "t.double()", t)
t = t.byte()
prints(conversion, "t.byte()", t)

write("tutorial_001_tensors.json")

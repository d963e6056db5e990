"""What the cells of the CS224U tutorial "PyTorch" print, in its sections on operations and devices.

The tutorial stores no outputs and draws its random numbers without a seed. Here each section starts
from 42, the seed that its last section sets, and the lessons do the same. No GPU was there.

    python3 make_tutorial_001_operations.py        # writes tutorial_001_operations.json

Made with PyTorch 2.15.
"""

import torch

from printed_cells import prints, write

operations = "4-framework/6-tensor-operations"
devices = "4-framework/7-devices"

torch.manual_seed(42)
s = torch.tensor(42)
prints(operations, "s", s)
prints(operations, "s.item()", s.item())
x = torch.randn(1, 3)
v = torch.randn(3, 1)
A = torch.randn(3, 3)
for name, tensor in [("x", x), ("v", v), ("A", A)]:
    prints(operations, name, tensor)
    prints(operations, name + ".size()", list(tensor.size()))
u = torch.matmul(A, v)
prints(operations, "u", u)
b = torch.randn(3, 1)
prints(operations, "y", u + b)
s = torch.matmul(x, torch.matmul(A, v))
prints(operations, "s, the composition", s)
t = torch.randn(2, 3)
prints(operations, "t", t)
prints(operations, "t.sum(dim=0)", t.sum(dim=0))
prints(operations, "t.t()", t.t())
prints(operations, "t.numel()", t.numel())
prints(operations, "t.nonzero()", t.nonzero())
prints(operations, "t.view(-1, 2)", t.view(-1, 2))
prints(operations, "t.squeeze().size()", list(t.squeeze().size()))
prints(operations, "t.unsqueeze(0).size()", list(t.unsqueeze(0).size()))
prints(operations, "torch.arange(0, 10)", torch.arange(0, 10))
prints(operations, "torch.eye(3, 3)", torch.eye(3, 3))
t = torch.arange(0, 3)
prints(operations, "torch.cat((t, t))", torch.cat((t, t)))
prints(operations, "torch.stack((t, t))", torch.stack((t, t)))

torch.manual_seed(42)
t = torch.randn(3, 3)
prints(devices, "t", t)
device = torch.device("cuda:0") if torch.cuda.is_available() else torch.device("cpu")
prints(devices, "device", device)
prints(devices, "t.to(device) is t", str(t.to(device) is t).lower())

write("tutorial_001_operations.json")

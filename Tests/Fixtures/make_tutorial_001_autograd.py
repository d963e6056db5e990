"""What the cells of the CS224U tutorial "PyTorch" print, in its sections on modules and Sequential.

The tutorial stores no outputs and draws its random numbers without a seed. Here each model starts from
42, the seed that its last section sets, and the lessons do the same.

    python3 make_tutorial_001_autograd.py        # writes tutorial_001_autograd.json

Made with PyTorch 2.15.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F

from printed_cells import prints, write

modules = "4-framework/10-modules"
sequential = "4-framework/11-sequential-models"


class MyCustomModule(nn.Module):
    def __init__(self, n_inputs, n_hidden, n_output_classes):
        super().__init__()
        self.W = nn.Linear(n_inputs, n_hidden)
        self.f = nn.ReLU()
        self.U = nn.Linear(n_hidden, n_output_classes)

    def forward(self, x):
        return self.U(self.f(self.W(x)))


x = torch.FloatTensor([[0.3, 0.8, -0.4]])
torch.manual_seed(42)
model = MyCustomModule(3, 4, 2)
prints(modules, "y", model(x))
for name, parameter in model.named_parameters():
    prints(modules, name, parameter.data)

torch.manual_seed(42)
network = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
prints(sequential, "model(x)", network(x))

p_keep = 0.7
torch.manual_seed(42)
deep = nn.Sequential(
    nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2), nn.Dropout(1 - p_keep),
    nn.Softmax(dim=1))
for _ in range(3):
    prints(sequential, "model(x), in training", deep(x))
prints(sequential, "model(x), in evaluation", deep.eval()(x))
prints(sequential, "y", F.relu(torch.FloatTensor([[-5, -1, 0, 5]])))

write("tutorial_001_autograd.json")

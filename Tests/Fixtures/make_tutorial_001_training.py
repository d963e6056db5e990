"""What PyTorch gives for the sections on optimizers, losses and training of the CS224U tutorial "PyTorch".

    python3 make_tutorial_001_training.py        # writes tutorial_001_training.json

Made with PyTorch 2.15 and NumPy. `trajectories` has 50 steps of each optimizer on
(1 - x)^2 + 5 (y - x^2)^2 from (-1, 1.5) in float64; section 4.13's hidden suite carries them.
"""

import math
import warnings

import numpy as np
import torch
import torch.nn as nn
import torch.optim as optim
import torch.utils.data as data

from printed_cells import lessons, prints, write

warnings.simplefilter("ignore")
torch.set_num_threads(1)

OPTIMIZERS = [
    ("OwnSGD", optim.SGD, {"lr": 0.02}),
    ("OwnSGD", optim.SGD, {"lr": 0.02, "momentum": 0.8}),
    ("OwnSGD", optim.SGD, {"lr": 0.02, "momentum": 0.8, "nesterov": True}),
    ("OwnAdagrad", optim.Adagrad, {"lr": 0.5}),
    ("OwnRMSprop", optim.RMSprop, {"lr": 0.05, "alpha": 0.9}),
    ("OwnAdadelta", optim.Adadelta, {}),
    ("OwnAdadelta", optim.Adadelta, {"lr": 0.5, "rho": 0.8, "eps": 1e-2}),
    ("OwnAdam", optim.Adam, {"lr": 0.1}),
    ("OwnAdam", optim.Adam, {"lr": 0.2, "betas": (0.8, 0.9)}),
    ("OwnAdamax", optim.Adamax, {"lr": 0.2}),
    ("OwnAdamax", optim.Adamax, {"lr": 0.1, "betas": (0.7, 0.9)}),
]


def trajectory(make, options):
    place = torch.tensor([-1.0, 1.5], dtype=torch.float64, requires_grad=True)
    optimizer = make([place], **options)
    places = []
    for _ in range(50):
        optimizer.zero_grad()
        ((1 - place[0]) ** 2 + 5 * (place[1] - place[0] ** 2) ** 2).backward()
        optimizer.step()
        places.append([float(f"{number:.11g}") for number in place.tolist()])
    return places


trajectories = [
    {"name": name, "options": options, "places": trajectory(make, options)}
    for name, make, options in OPTIMIZERS
]

losses = "4-framework/12-loss-functions"
torch.manual_seed(42)
network = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
y = network(torch.FloatTensor([[0.3, 0.8, -0.4]]))
loss = nn.CrossEntropyLoss()(y, torch.tensor([1]))
prints(losses, "y", y)
prints(losses, "loss", loss)
loss.backward()
prints(losses, "network[2].bias.grad", network[2].bias.grad)

# The tutorial's training, from the seed 42 of its last section; the mean loss of some epochs.
sine = "4-framework/14-sine-regression"
np.random.seed(42)
torch.manual_seed(42)
x = np.random.rand(1200) * 2 * math.pi
eta = np.random.rand(1200) * 0.01
y = np.sin(x) + eta
prints(sine, "torch.tensor(x[:3])", torch.tensor(x[:3]))
prints(sine, "torch.tensor(y[:3])", torch.tensor(y[:3]))
x_train = torch.tensor(x[0:1000]).float().view(-1, 1)
y_train = torch.tensor(y[0:1000]).float().view(-1, 1)
loader = data.DataLoader(data.TensorDataset(x_train, y_train), batch_size=32, shuffle=True)
model = nn.Sequential(
    nn.Linear(1, 5), nn.ReLU(), nn.Linear(5, 5), nn.ReLU(), nn.Linear(5, 5), nn.ReLU(), nn.Linear(5, 1))
optimizer = optim.Adam(model.parameters(), lr=0.01)
for epoch in range(1, 11):
    total = 0.0
    for x_i, y_i in loader:
        loss = nn.MSELoss()(model(x_i), y_i)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x_i)
    if epoch in (1, 2, 5, 10):
        prints(sine, f"epoch {epoch}", torch.tensor(total / 1000))

write("tutorial_001_training.json", {"torch": torch.__version__, "lessons": lessons, "trajectories": trajectories})

#!/usr/bin/env python3
"""PyTorch's times for the work of `benchmark`, under the same keys.

Prints one JSON object: seconds (keys ending in _s) or nanoseconds (_ns) for each workload, and the
version. compare.py runs it.
"""

import argparse
import json
import math
import time
from pathlib import Path

began = time.perf_counter()
import torch  # noqa: E402
from torch import nn, optim  # noqa: E402
from torch.nn import functional as F  # noqa: E402

IMPORT_SECONDS = time.perf_counter() - began

import timing  # noqa: E402
from timing import median_seconds, seconds_per_call  # noqa: E402

SONNET = (Path(__file__).parents[2] / "Sources/benchmark/sonnet.txt").read_text().split()


def bag_of_words():
    torch.manual_seed(1)
    data = [
        ("me gusta comer en la cafeteria".split(), 0),
        ("Give it to me".split(), 1),
        ("No creo que sea una buena idea".split(), 0),
        ("No it is not a good idea to get lost at sea".split(), 1),
    ]
    test = [("Yo creo que si".split(), 0), ("it is lost on me".split(), 1)]
    numbers = {}
    for sentence, _ in data + test:
        for word in sentence:
            numbers.setdefault(word, len(numbers))

    def bag(sentence):
        counts = torch.zeros(len(numbers))
        for word in sentence:
            counts[numbers[word]] += 1
        return counts.view(1, -1)

    class Classifier(nn.Module):
        def __init__(self):
            super().__init__()
            self.linear = nn.Linear(len(numbers), 2)

        def forward(self, x):
            return F.log_softmax(self.linear(x), dim=1)

    model = Classifier()
    loss_function = nn.NLLLoss()
    optimizer = optim.SGD(model.parameters(), lr=0.1)
    for _ in range(100):
        for sentence, label in data:
            model.zero_grad()
            loss = loss_function(model(bag(sentence)), torch.tensor([label]))
            loss.backward()
            optimizer.step()
    return loss.item()


def n_grams():
    torch.manual_seed(1)
    trigrams = [
        ([SONNET[i], SONNET[i + 1]], SONNET[i + 2]) for i in range(len(SONNET) - 2)
    ]
    numbers = {word: i for i, word in enumerate(dict.fromkeys(SONNET))}

    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.embeddings = nn.Embedding(len(numbers), 10)
            self.first = nn.Linear(20, 128)
            self.second = nn.Linear(128, len(numbers))

        def forward(self, words):
            embedded = self.embeddings(words).view((1, -1))
            return F.log_softmax(self.second(F.relu(self.first(embedded))), dim=1)

    model = Model()
    loss_function = nn.NLLLoss()
    optimizer = optim.SGD(model.parameters(), lr=0.001)
    for _ in range(10):
        total = 0
        for context, target in trigrams:
            indices = torch.tensor([numbers[word] for word in context])
            model.zero_grad()
            loss = loss_function(model(indices), torch.tensor([numbers[target]]))
            loss.backward()
            optimizer.step()
            total += loss.item()
    return total


def sine():
    torch.manual_seed(42)
    x = torch.rand(1200) * 2 * math.pi
    y = torch.sin(x) + torch.rand(1200) * 0.01
    data = torch.utils.data.TensorDataset(x[:1000].view(-1, 1), y[:1000].view(-1, 1))
    # The order is drawn where the data are.
    generator = torch.Generator(device=torch.get_default_device())
    loader = torch.utils.data.DataLoader(data, batch_size=32, shuffle=True, generator=generator)
    model = nn.Sequential(
        nn.Linear(1, 5), nn.ReLU(), nn.Linear(5, 5), nn.ReLU(), nn.Linear(5, 5), nn.ReLU(),
        nn.Linear(5, 1))
    criterion = nn.MSELoss()
    optimizer = optim.Adam(model.parameters(), lr=0.01)
    for _ in range(100):
        for inputs, targets in loader:
            loss = criterion(model(inputs), targets)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return loss.item()


def layer_by_layer():
    torch.manual_seed(287)
    x = torch.randn(5, 4, dtype=torch.double)
    y = (x @ torch.randn(4, dtype=torch.double)) ** 2 + torch.randn(5, dtype=torch.double)
    y = y.view(-1, 1)
    model = nn.Sequential(nn.Linear(4, 3), nn.Tanh(), nn.Linear(3, 1)).double()
    criterion = nn.MSELoss()
    for _ in range(2000):
        model.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter.add_(parameter.grad, alpha=-0.01)
    return loss.item()


def multilayer_perceptron():
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
    optimizer = optim.Adam(model.parameters(), lr=1e-3)
    criterion = nn.CrossEntropyLoss()
    x = torch.randn(128, 784)
    y = torch.randint(0, 10, (128,))
    for _ in range(100):
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()


def training_programs():
    return {
        "bow_s": median_seconds(bag_of_words),
        "ngram_s": median_seconds(n_grams, 3),
        "sine100_s": median_seconds(sine, 3),
        "torch7_s": median_seconds(layer_by_layer, 3),
        "mlp100_s": median_seconds(multilayer_perceptron, 3),
    }


def small_operations():
    a, b = torch.randn(4), torch.randn(4)
    leaf = torch.randn(4, requires_grad=True)
    return {
        "add4_ns": seconds_per_call(lambda: a + b, 20_000) * 1e9,
        "add4_grad_ns": seconds_per_call(lambda: leaf + b, 20_000) * 1e9,
        "add4_fwdbwd_ns": seconds_per_call(lambda: (leaf + b).sum().backward(), 5_000) * 1e9,
    }


def products():
    times = {}
    for size in (64, 256, 512, 1024, 2048):
        a, b = torch.randn(size, size), torch.randn(size, size)
        calls = max(1, 5_000_000_000 // size**3) if size < 2048 else 2
        times[f"matmul{size}_s"] = seconds_per_call(lambda: a @ b, calls)
    return times


def large_kernels():
    big = torch.randn(1000, 1000)
    kernels = {
        "exp": torch.exp,
        "tanh": torch.tanh,
        "sigmoid": torch.sigmoid,
        "relu": torch.relu,
        "add": lambda x: x + x,
        "sum": torch.sum,
        "sum0": lambda x: x.sum(0),
        "softmax": lambda x: torch.softmax(x, 1),
        "logsoftmax": lambda x: torch.log_softmax(x, 1),
        "randn": lambda _: torch.randn(1000, 1000),
        "transpose_copy": lambda x: x.t().contiguous(),
        "bcast": lambda x: x + x[0],
        "mean": torch.mean,
        "max1": lambda x: x.max(1),
    }
    times = {
        f"{name}_1e6_s": seconds_per_call(lambda: kernel(big), 20)
        for name, kernel in kernels.items()
    }
    table, rows = torch.randn(10_000, 64), torch.randint(0, 10_000, (4096,))
    times["embedding4096_s"] = seconds_per_call(lambda: table[rows], 50)
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", help="where to compute, cuda:0 for instance")
    device = parser.parse_args().device
    if device:
        torch.set_default_device(device)
        if torch.device(device).type == "cuda":
            timing.synchronize = torch.cuda.synchronize
    times = {"version": f"PyTorch {torch.__version__}", "import_s": IMPORT_SECONDS}
    for part in (training_programs, small_operations, products, large_kernels):
        times |= part()
    print(json.dumps(times, indent=1))


if __name__ == "__main__":
    main()

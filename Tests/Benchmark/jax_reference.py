#!/usr/bin/env python3
"""JAX's times for two of the training programs, each step compiled as a whole.

Prints one JSON object, as torch_reference.py does. What JAX takes to compile is left out.
"""

import json
import math
import time

began = time.perf_counter()
import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402

IMPORT_SECONDS = time.perf_counter() - began


def forward(parameters, x):
    for i in range(0, len(parameters), 2):
        x = x @ parameters[i] + parameters[i + 1]
        if i < len(parameters) - 2:
            x = jax.nn.relu(x)
    return x


def sine():
    chance = np.random.RandomState(0)
    x = chance.rand(1000, 1).astype(np.float32) * 2 * math.pi
    y = np.sin(x)
    sizes = [1, 5, 5, 5, 1]
    parameters = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        weight = chance.randn(inputs, outputs) / math.sqrt(inputs)
        parameters += [jnp.array(weight, jnp.float32), jnp.zeros(outputs, jnp.float32)]

    @jax.jit
    def step(parameters, first, second, count, inputs, targets):
        gradients = jax.grad(lambda p: jnp.mean((forward(p, inputs) - targets) ** 2))(parameters)
        first = [0.9 * m + 0.1 * g for m, g in zip(first, gradients)]
        second = [0.999 * v + 0.001 * g * g for v, g in zip(second, gradients)]
        parameters = [
            p - 0.01 * (m / (1 - 0.9**count)) / (jnp.sqrt(v / (1 - 0.999**count)) + 1e-8)
            for p, m, v in zip(parameters, first, second)
        ]
        return parameters, first, second

    first = [jnp.zeros_like(p) for p in parameters]
    second = [jnp.zeros_like(p) for p in parameters]
    order = chance.permutation(1000)
    for size in (32, 8):  # Compiles the step for whole batches and for the last.
        step(parameters, first, second, 1.0, x[order[:size]], y[order[:size]])
    began = time.perf_counter()
    count = 0
    for _ in range(100):
        order = chance.permutation(1000)
        for i in range(0, 1000, 32):
            count += 1
            batch = order[i : i + 32]
            parameters, first, second = step(
                parameters, first, second, float(count), x[batch], y[batch])
    parameters[0].block_until_ready()
    return time.perf_counter() - began


def bag_of_words():
    chance = np.random.RandomState(0)
    bags = [chance.poisson(0.3, (1, 26)).astype(np.float32) for _ in range(4)]
    labels = [0, 1, 0, 1]
    weight, bias = jnp.zeros((26, 2)), jnp.zeros(2)

    @jax.jit
    def step(weight, bias, x, label):
        gradients = jax.grad(lambda p: -jax.nn.log_softmax(x @ p[0] + p[1])[0, label])((weight, bias))
        return weight - 0.1 * gradients[0], bias - 0.1 * gradients[1]

    step(weight, bias, bags[0], 0)
    began = time.perf_counter()
    for _ in range(100):
        for x, label in zip(bags, labels):
            weight, bias = step(weight, bias, x, label)
    weight.block_until_ready()
    return time.perf_counter() - began


def median_of_three(program):
    return sorted(program() for _ in range(3))[1]


def main():
    times = {
        "version": f"JAX {jax.__version__}",
        "import_s": IMPORT_SECONDS,
        "sine100_s": median_of_three(sine),
        "bow_s": median_of_three(bag_of_words),
    }
    print(json.dumps(times, indent=1))


if __name__ == "__main__":
    main()

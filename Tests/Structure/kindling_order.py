"""The order of the folders of Sources/Kindling: each may use those before it, none those after it."""

ORDER = [
    "Support",
    "Numbers",
    "Device",
    "Tensor",
    "Kernels",
    "Creation",
    "Autograd",
    "Operations",
    "IO",
    "Random",
    "GradientChecks",
    "Printing",
    "NN",
    "Optim",
    "Data",
    "OtherNames",
]

# References upwards, by the file and the name that it uses, each with its reason; `*` is any name. The
# list may only become shorter: an exception that is not needed is an error.
EXCEPTIONS = {
    ("Device/DeviceFunctions.swift", "*"):
        "The list of all functions that a device's program has kernels of.",
    ("Tensor/Tensor.swift", "Node"):
        "A tensor holds the record of how it was computed.",
    ("Creation/Tensor+NestedArrays.swift", "requiresGrad"):
        "Tensor(data, requiresGrad: true), as in the tutorials, sets it.",
    ("Autograd/AccumulateGradient.swift", "+(_:_:)"):
        "With createGraph, the sum of two gradients is itself recorded.",
    ("Autograd/BackwardWalk.swift", "+(_:_:)"):
        "With createGraph, the sum of two gradients is itself recorded.",
    ("Autograd/BackwardWalk.swift", "sum(to:for:)"):
        "A gradient is reduced to the shape of what was broadcast, recorded as well.",
    ("Autograd/BackwardWalk.swift", "to(_:)"):
        "A gradient is converted to the dtype of what was promoted, recorded as well.",
    ("Autograd/OperationNodes.swift", "wide"):
        "A derivative of float16 is computed in float32, recorded as well.",
}

"""The order of the folders of Sources/Kindling: each is to use only those before it."""

ORDER = [
    "Support",
    "Tensor",
    "Kernels",
    "Random",
    "Autograd",
    "Operations",
    "Device",
    "IO",
    "Printing",
    "NN",
    "Optim",
    "Data",
    "OtherNames",
]

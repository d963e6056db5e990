"""The order of the folders of each module: a folder may use those before it, none after it."""

# The files of a module that are in none of its folders.
TOP = ""

ORDERS = {
    "Answers": [TOP, "Policy"],
    "Authoring": [TOP, "New", "Generated", "Check"],
    "Classroom": [
        "Intake",
        "Tables",
        "Roster",
        "Alike",
        "Reports",
        "Gradebook",
        "Marks",
        "Exports",
        "Regrade",
        "Run",
    ],
    "Documents": ["Text", "Lesson", "Output"],
    "Grading": [
        "Tools",
        "Build",
        "Run",
        "Judge",
        "Report",
        TOP,
        "Doctor",
        "Student",
    ],
    "Handouts": [TOP, "Release", "Packages", "Update"],
    "Kindling": [
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
    ],
    "Layerwise": [TOP, "Modules", "Containers", "Criteria", "Tables"],
    "Publishing": [
        "Program",
        "Results",
        "Map",
        "Form",
        "Frame",
        "Benchmark",
        "ResultsPages",
        "API",
        "Pages",
        "Search",
        "Site",
        "Play",
        "Package",
    ],
    "Rendering": [TOP, "Charts", "Formulas", "Code", "Blocks"],
    "grade": ["Shared", "Class", TOP],
}

# References upwards, by the file and the name that it uses, each with its reason; `*` is any name. The
# list may only become shorter: an exception that is not needed is an error.
EXCEPTIONS = {
    ("Kindling/Tensor/Tensor.swift", "Node"):
        "A tensor holds the record of how it was computed.",
    ("Kindling/Creation/Tensor+NestedArrays.swift", "requiresGrad"):
        "Tensor(data, requiresGrad: true), as in the tutorials, sets it.",
    ("Kindling/Autograd/AccumulateGradient.swift", "+(_:_:)"):
        "With createGraph, the sum of two gradients is itself recorded.",
    ("Kindling/Autograd/BackwardWalk.swift", "+(_:_:)"):
        "With createGraph, the sum of two gradients is itself recorded.",
    ("Kindling/Autograd/BackwardWalk.swift", "sum(to:for:)"):
        "A gradient is reduced to the shape of what was broadcast, recorded as well.",
    ("Kindling/Autograd/BackwardWalk.swift", "to(_:)"):
        "A gradient is converted to the dtype of what was promoted, recorded as well.",
    ("Kindling/Autograd/OperationNodes.swift", "wide"):
        "A derivative of float16 is computed in float32, recorded as well.",
}

"""What Package.swift says that each module depends on."""

import json
import os
import subprocess

from references import ROOT

# What a program depends on so that building it builds what answers and lessons are compiled against.
BUILT_ALONGSIDE = {
    "grade": {"ExerciseTesting", "Kindling", "Layerwise", "Runner"},
    "lessons": {"Figures", "Kindling", "Layerwise"},
}


def dependencies():
    """The targets that each target of the complete package names."""
    result = subprocess.run(
        ["swift", "package", "dump-package"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "WORKBOOK_TARGETS": "all"})
    return {
        target["name"]: {
            named[0] for dependency in target["dependencies"]
            for kind, named in dependency.items() if kind in ("byName", "target")
        }
        for target in json.loads(result.stdout)["targets"]
    }


def faults(graph):
    """Where Package.swift and what modules use of each other differ, a line each."""
    named = dependencies()
    for module, uses in sorted(graph.uses.items()):
        for other in sorted(uses - named[module]):
            yield f"Package.swift: {module} uses {other} and does not name it as a dependency"
        for other in sorted(named[module] - uses - BUILT_ALONGSIDE.get(module, set())):
            yield f"Package.swift: {module} names {other} as a dependency and does not use it"

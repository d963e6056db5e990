"""What the README of a module says of its files and its neighbours."""

import re

from references import ROOT, SOURCES

PACKAGE = "Package.swift"

# A module of more files has a README.
FILES_WITHOUT_README = 10


def faults(graph):
    """Where a README is missing, names a file that is not there, or leaves out a neighbour."""
    listed = described()
    for module in sorted(graph.uses):
        folder = SOURCES / module
        readme = folder / "README.md"
        files = [path for path in folder.rglob("*") if path.is_file() and path != readme]
        if not readme.exists():
            if len(files) > FILES_WITHOUT_README:
                yield f"{readme.relative_to(ROOT)}: {module} has {len(files)} files and no README"
            if module in listed:
                yield f"{PACKAGE}: {module} is among those described and has no README"
            continue
        if module not in listed:
            yield f"{PACKAGE}: {module} has a README and is not among those described"
        text = readme.read_text()
        for name in sorted(set(re.findall(r"`([\w+/.-]+\.(?:swift|c|h|py))`", text))):
            is_here = any(str(path).endswith(f"/{name}") for path in files)
            if not is_here and not (ROOT / name).exists():
                yield f"{readme.relative_to(ROOT)}: there is no {name}"
        users = {other for other, uses in graph.uses.items() if module in uses}
        for other in sorted(graph.uses[module] | users):
            if not is_named(other, text):
                verb = "is used by" if other in users else "uses"
                yield f"{readme.relative_to(ROOT)}: {module} {verb} {other}, which it does not say"


def described():
    """The modules that Package.swift says have a README."""
    text = (ROOT / PACKAGE).read_text()
    lists = text[text.index("var described"):text.index("where described")]
    return set(re.findall(r'"(\w+)"', lists))


def is_named(module, text):
    """A module is named in code's letters, a C library as it is called."""
    is_in_c = module[:2].isupper()
    return f"`{module}`" in text or is_in_c and module[1:].lower() in text.lower()

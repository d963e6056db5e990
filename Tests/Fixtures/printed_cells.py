"""What the cells of a tutorial print, by lesson: what the make_tutorial_001_*.py gather and write down."""

import json
from pathlib import Path

lessons = {}


def prints(lesson, code, value):
    """Notes that a cell of a lesson prints a value."""
    lessons.setdefault(lesson, []).append({"code": code, "prints": str(value)})


def write(name, content=lessons):
    """Writes a fixture beside this file."""
    Path(__file__).with_name(name).write_text(json.dumps(content, indent=1) + "\n")

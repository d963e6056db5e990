#!/usr/bin/env python3
"""Makes the submissions of a class, to try `grade class` on.

    Tests/Fixtures/make_class.py OUT --students 12 --shape moodle --sections 2.1 2.2 --seed 1

The answers are the course's solutions, its mutants, skeletons, attacks, files that do not compile
and files in which nothing is left; they are handed in flat, in whole repositories, one folder too
deep, under names that browsers and learning platforms make, in archives and in archives inside
those, some late and some twice. The same arguments make the same bytes.

    OUT/submissions      what the shape gives out; submissions.zip with --packed
    OUT/roster.csv       the class, with two students who hand in nothing
    OUT/answers/KEY      each student's answers side by side, as grading alone takes them
    OUT/expected.json    for each student what should be found of each answer
"""
import argparse
import io
import json
import random
import re
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHAPES = ["plain", "zips", "canvas", "moodle", "gradescope", "classroom50"]
KINDS = [
    "right", "partly", "mutants", "attacks", "broken", "empty", "missing", "skeletons", "twice",
]
ATTACKS = ["Forbidden", "Importing", "Unsafe", "Directives"]


class Course:
    """The files of sections, by module."""

    def __init__(self, numbers):
        self.paths = {}
        for folder in sorted((ROOT / "Tests/Sections").glob("*/*")):
            chapter, section = folder.parent.name.split("-")[0], folder.name.split("-")[0]
            if f"{chapter}.{section}" in numbers:
                module = folder.name.split("-", 1)[1]
                self.paths[module] = folder.relative_to(ROOT / "Tests/Sections")
        if len(self.paths) != len(numbers):
            raise SystemExit(f"the course does not have all of the sections {' '.join(numbers)}")

    def path(self, module):
        return f"{self.paths[module]}/{module}.swift"

    def text(self, root, module):
        return (ROOT / root / self.path(module)).read_bytes()

    def mutants(self, module):
        return self.files(ROOT / "Tests/Sections" / self.paths[module] / "Mutants")

    def attacks(self, module):
        """The attacks on a section; AffineMaps is the section of those that name none."""
        found = []
        for folder in ATTACKS:
            for text in self.files(ROOT / "Tests/Attacks" / folder):
                section = re.search(rb"^// Section: (\w+)", text, re.M)
                if (section.group(1).decode() if section else "AffineMaps") == module:
                    found.append(text)
        return found

    @staticmethod
    def files(folder):
        return [file.read_bytes() for file in sorted(folder.glob("*.swift"))]


class Student:
    """A student, the answers, and the files by which they are handed in."""

    def __init__(self, number, course, rng):
        self.course, self.rng = course, rng
        self.number, self.name = 1000 + number, f"s{number:03}"
        self.kind = KINDS[(number - 1) % len(KINDS)]
        self.is_late = number % 5 == 0
        # So that each kind comes in every form.
        self.form = number + number // len(KINDS)
        self.answers = {}
        for index, module in enumerate(course.paths):
            self.answers[module] = self.answer(module, index)

    def answer(self, module, index):
        solution = self.course.text("Solutions", module)
        if self.kind == "right" or (self.kind in ["partly", "missing"] and index % 2 == 0):
            return solution
        if self.kind in ["partly", "mutants"]:
            return self.rng.choice(self.course.mutants(module))
        if self.kind == "attacks":
            return self.rng.choice(self.course.attacks(module) or [solution])
        if self.kind == "broken":
            return solution.replace(b"{", b"{ (", 1)
        if self.kind == "skeletons":
            return self.course.text("Exercises", module)
        return {"empty": b"", "missing": None, "twice": solution}[self.kind]

    def expected(self):
        found = {
            module: "missing" if text is None else "found"
            for module, text in self.answers.items()
        }
        if self.kind == "twice":
            found[next(iter(found))] = "ambiguous"
        return found

    def files(self, is_flat):
        """The files, by path; with `is_flat` none is in a folder."""
        forms = ["flat", "renamed", "numbered", "zipped"]
        if not is_flat:
            forms += ["exercises", "repository", "deep", "zipped-deep", "skeleton-beside"]
        form = forms[self.form % len(forms)]
        files = {}
        for module, text in self.answers.items():
            if text is not None:
                files[self.place(form, module)] = text
        if self.kind == "twice":
            module = next(iter(self.answers))
            other = "old.zip" if is_flat else f"old/{module}.swift"
            text = self.course.text("Solutions", module) + b"\n// an older one\n"
            files[other] = packed({f"{module}.swift": text}) if is_flat else text
        if form == "repository":
            files["kindling/Package.swift"] = b""
            for module in self.answers:
                files[f"kindling/Solutions/{self.course.path(module)}"] = b"not this one"
        if form == "skeleton-beside":
            for module, text in self.answers.items():
                if text is not None:
                    files[f"{module}.swift"] = self.course.text("Exercises", module)
        if form.startswith("zipped"):
            answers = {path: text for path, text in files.items() if not path.endswith(".zip")}
            files = {path: text for path, text in files.items() if path.endswith(".zip")}
            inner = packed({**answers, "__MACOSX/._x.swift": b"\0"})
            if form == "zipped-deep":
                inner = packed({"answers.zip": inner})
            files["answers.zip"] = inner
        if not is_flat:
            files["notes.txt"] = b"as discussed\n"
        return files

    def place(self, form, module):
        path = self.course.path(module)
        return {
            "renamed": f"{module}-1.swift",
            "numbered": f"{module.lower()} (2).swift",
            "exercises": f"Exercises/{path}",
            "repository": f"kindling/Exercises/{path}",
            "deep": f"homework/week 1/{module}.swift",
            "skeleton-beside": f"Exercises/{path}",
        }.get(form, f"{module}.swift")


def packed(files):
    """A zip archive, the same for the same files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, data in sorted(files.items()):
            info = zipfile.ZipInfo(path, (2027, 3, 1, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return stream.getvalue()


def handed_in(student, shape):
    """A student's key in reports, and the files that the shape has of the student's."""
    name, number = student.name, student.number
    files = student.files(is_flat=shape == "canvas")
    if shape == "plain":
        return name, {f"{name}/{path}": data for path, data in files.items()}
    if shape == "zips":
        inside = {f"{name}/{path}": data for path, data in files.items()}
        return name, {f"{name}.zip": packed(inside)}
    if shape == "canvas":
        late = "LATE_" if student.is_late else ""
        return f"{name}_{number}", {
            f"{name}_{late}{number}_{number * 100 + index}_{path}": data
            for index, (path, data) in enumerate(sorted(files.items()))
        }
    if shape == "moodle":
        spelling = "file" if number % 2 else "file_"
        lead = f"{name}_{number}_assignsubmission_"
        typed = {f"{lead}onlinetext/onlinetext.html": b"<p>see the files</p>"}
        return name, {
            **{f"{lead}{spelling}/{path}": data for path, data in files.items()},
            **(typed if number % 3 == 0 else {}),
        }
    if shape == "gradescope":
        return f"{name}_{number}", {
            f"submission_{number}/{path}": data for path, data in files.items()
        }
    return name, {
        f"kindling-week1-{name}/{path}": data
        for path, data in {**files, ".git/HEAD": b"ref: refs/heads/main\n"}.items()
    }


def metadata(students):
    """Gradescope's description of an export."""
    lines = ["---"]
    for student in students:
        day = 2 if student.is_late else 1
        lines += [
            f"submission_{student.number}:", "  :submitters:", f"  - :name: {student.name}",
            f"    :sid: '{student.number}'", f"    :email: {student.name}@example.org",
            f"  :created_at: 2027-03-{day:02} 12:{student.number % 60:02}:00.000000000 Z",
        ]
    return "\n".join(lines).encode() + b"\n"


def roster(students):
    lines = ["id,name,e-mail,section,group"]
    for student in students:
        number, name = student.number, student.name
        lines.append(f"{number},{name},{name}@example.org,{1 + number % 2},{1 + number % 3}")
    lines += ['9001,"absent, one",one@example.org,1,1', "9002,absent two,two@example.org,2,2"]
    return "\r\n".join(lines).encode() + b"\r\n"


def write(root, files):
    for path, data in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="a folder that is not there yet")
    parser.add_argument("--students", type=int, default=12)
    parser.add_argument("--shape", choices=SHAPES, default="plain")
    parser.add_argument("--sections", nargs="+", default=["2.1", "2.2"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--packed", action="store_true")
    arguments = parser.parse_args()
    if arguments.out.exists():
        raise SystemExit(f"{arguments.out} already exists")

    course, rng = Course(arguments.sections), random.Random(arguments.seed)
    students = [Student(number + 1, course, rng) for number in range(arguments.students)]
    files, expected = {}, {}
    for student in students:
        key, theirs = handed_in(student, arguments.shape)
        files.update(theirs)
        expected[key] = student.expected()
        write(arguments.out / "answers" / key, {
            f"{module}.swift": text for module, text in student.answers.items()
            if student.expected()[module] == "found"
        })
        (arguments.out / "answers" / key).mkdir(parents=True, exist_ok=True)
    if arguments.shape == "gradescope":
        files["submission_metadata.yml"] = metadata(students)
    if arguments.packed:
        write(arguments.out, {"submissions.zip": packed(files)})
    else:
        write(arguments.out / "submissions", files)
    write(arguments.out, {
        "roster.csv": roster(students),
        "expected.json": json.dumps(expected, indent=1, sort_keys=True).encode() + b"\n",
    })


main()

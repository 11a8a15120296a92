"""The graders that are compared: how each is installed, what an instructor writes for it, how it is run and read."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import sys
import sysconfig
import venv
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from measuring import ENVIRONMENTS, Cost, measure, run
from submissions import RIGHT, SUPPORT, TASKS, TESTS, WRONG, Submission, class_of, submit

REQUIREMENTS = Path(__file__).with_name("requirements")
IMPORTS = "import assertions\nfrom adam import Adam\nfrom iou import box_iou\n"  # for tests beside the answers' files
WRONG_OR_NOT = (0, 1)  # statuses of a grader that has graded: some say with 1 that a submission is wrong


class Misgraded(Exception):
    """A tool gave marks that the submissions have not earned; the message gives them."""


class Tool:
    """One way to grade a class. The same verbs for all: install, prepare, run, marks."""

    name: str
    package: str
    batch = False  # whether one command grades the whole class
    python = sys.executable

    def install(self) -> None:
        """Make the environment, unless it is there. Raises CommandFailed."""

    def version(self) -> str:
        program = f"from importlib.metadata import version; print(version({self.package!r}))"
        return run([self.python, "-c", program], Path()).strip()

    def prepare(self, folder: Path, submissions: Sequence[Submission]) -> None:
        """Lay out in `folder` what the instructor writes and what the students hand in; not timed."""
        raise NotImplementedError

    def run(self, folder: Path) -> list[Cost]:
        """Grade what is in `folder`: one cost for each command."""
        raise NotImplementedError

    def marks(self, folder: Path) -> dict[str, float]:
        """Student -> share of the full marks, as the tool wrote it down."""
        raise NotImplementedError

    def grade_class(self, folder: Path, n: int) -> list[Cost]:
        """Grade `n` right submissions. Raises Misgraded unless all get full marks."""
        submissions = class_of(n)
        self.prepare(folder, submissions)
        costs = self.run(folder)
        marks = self.marks(folder)
        if marks != {submission.student: 1 for submission in submissions}:
            raise Misgraded(f"full marks are due to all of {n} submissions, but the marks are {marks}")
        return costs

    def tell_right_from_wrong(self, folder: Path) -> None:
        """Raises Misgraded."""
        self.prepare(folder, [submit("right", RIGHT), submit("wrong", WRONG)])
        self.run(folder)
        marks = self.marks(folder)
        if marks.get("right") != 1 or marks.get("wrong", 1) == 1:
            raise Misgraded(f"full marks are due to the right submission alone, but the marks are {marks}")


class OneByOne(Tool):
    """A tool that grades one submission with each command. Each student has a folder in `class`."""

    def run(self, folder: Path) -> list[Cost]:
        return [measure(self.command(), student, 1, statuses=WRONG_OR_NOT) for student in children(folder / "class")]

    def marks(self, folder: Path) -> dict[str, float]:
        return {student.name: self.mark(student) for student in children(folder / "class")}

    def command(self) -> list[str]:
        """What grades the submission in the working directory."""
        raise NotImplementedError

    def mark(self, student: Path) -> float:
        raise NotImplementedError


class Installed(Tool):
    """A tool in an environment of its own, with what requirements/<package>.txt pins."""

    @property
    def home(self) -> Path:
        return ENVIRONMENTS / self.package

    @property
    def python(self) -> str:
        return str(self.home / "bin/python")

    def install(self) -> None:
        requirements, installed = REQUIREMENTS / f"{self.package}.txt", self.home / "installed.txt"
        if installed.exists() and installed.read_text("utf-8") == requirements.read_text("utf-8"):
            return
        print(f"installing {self.package} ...", file=sys.stderr)
        venv.create(self.home, clear=True, with_pip=True)
        pip = [self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, "--requirement", str(requirements)], REQUIREMENTS)
        # A copy of torch takes 1 GB, so all share the project's. Its packages come last on the path, behind the tool's
        # own, and only now, so that pip has not counted them among what the tool needs.
        packages = sysconfig.get_path("purelib", vars={"base": str(self.home)})
        write(Path(packages) / "torch_of_the_project.pth", sysconfig.get_path("purelib") + "\n")
        shutil.copyfile(requirements, installed)


class Pytest(OneByOne):
    name, package = "pytest", "pytest"

    def prepare(self, folder: Path, submissions: Sequence[Submission]) -> None:
        tests = "".join(f"\n\ndef test_{name}():\n    {body}\n" for name, body in TESTS.items())
        for submission in submissions:
            student = folder / "class" / submission.student
            submission.write(student)
            copy_support(student)
            write(student / "test_submission.py", IMPORTS + tests)

    def command(self) -> list[str]:
        options = ["-q", "-p", "no:cacheprovider", "--junit-xml", "results.xml"]
        return [self.python, "-m", "pytest", *options, "test_submission.py"]

    def mark(self, student: Path) -> float:
        suite = ET.parse(student / "results.xml").getroot()[0].attrib
        return 1 - (int(suite["failures"]) + int(suite["errors"])) / int(suite["tests"])


class GradescopeUtils(Installed, OneByOne):
    name, package = "gradescope-utils", "gradescope-utils"

    TESTS = """\
import unittest
{imports}from gradescope_utils.autograder_utils.decorators import weight


class TestSubmission(unittest.TestCase):
{tests}"""
    RUNNER = """\
import unittest
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner

suite = unittest.defaultTestLoader.discover(".")
with open("results.json", "w") as stream:
    JSONTestRunner(visibility="visible", stream=stream).run(suite)
"""

    def prepare(self, folder: Path, submissions: Sequence[Submission]) -> None:
        tests = "\n".join(
            f"    @weight(1)\n    def test_{name}(self):\n        {body}\n" for name, body in TESTS.items()
        )
        for submission in submissions:
            student = folder / "class" / submission.student
            submission.write(student)
            copy_support(student)
            write(student / "test_submission.py", self.TESTS.format(imports=IMPORTS, tests=tests))
            write(student / "run_tests.py", self.RUNNER)

    def command(self) -> list[str]:
        return [self.python, "run_tests.py"]

    def mark(self, student: Path) -> float:
        return gradescope_mark(student)


class Otter(Installed, OneByOne):
    name, package = "otter run", "otter-grader"

    TEST = """\
OK_FORMAT = False

import assertions
from otter.test_files import test_case

name = "{name}"
points = 1


@test_case()
def test_{name}(box_iou, Adam):
    {body}
"""

    def prepare(self, folder: Path, submissions: Sequence[Submission]) -> None:
        for name, body in TESTS.items():
            write(folder / f"tests/{name}.py", self.TEST.format(name=name, body=body))
        copy_support(folder)
        run([self.python, "-m", "otter", "generate", *SUPPORT], folder)
        for submission in submissions:
            cells = [code_cell(name, source) for name, source in submission.sources.items()]
            write(folder / "class" / submission.student / "submission.ipynb", notebook(cells))

    def command(self) -> list[str]:
        return [self.python, "-m", "otter", "run", "--autograder", "../../autograder.zip", "submission.ipynb"]

    def mark(self, student: Path) -> float:
        return gradescope_mark(student)


class Nbgrader(Installed):
    name, package, batch = "nbgrader autograde", "nbgrader", True

    def prepare(self, folder: Path, submissions: Sequence[Submission]) -> None:
        starter = dict.fromkeys(RIGHT, "raise NotImplementedError")
        write(folder / "source/ps1/submission.ipynb", self.assignment(starter))
        copy_support(folder / "source/ps1")
        run(self.command("generate_assignment", "ps1"), folder)
        for submission in submissions:
            write(
                folder / "submitted" / submission.student / "ps1/submission.ipynb", self.assignment(submission.sources)
            )

    def assignment(self, sources: dict[str, str]) -> str:
        """The notebook: cells for the answers, and a locked one for each test."""
        answers = [self.cell(name, source, solution=True) for name, source in sources.items()]
        tests = [self.cell(name, f"import assertions\n{body}", points=1) for name, body in TESTS.items()]
        return notebook(answers + tests)

    def cell(self, name: str, source: str, *, solution: bool = False, **metadata: int) -> dict[str, Any]:
        role = {"solution": solution, "grade": not solution, "locked": not solution, "task": False}
        about = {"schema_version": 3, "grade_id": name.removesuffix(".py"), "cell_type": "code"}
        return code_cell(name, source, nbgrader=role | about | metadata)

    def command(self, *words: str) -> list[str]:
        return [self.python, "-m", "nbgrader", *words]

    def run(self, folder: Path) -> list[Cost]:
        submissions = len(children(folder / "submitted"))
        return [measure(self.command("autograde", "ps1"), folder, submissions, statuses=WRONG_OR_NOT)]

    def marks(self, folder: Path) -> dict[str, float]:
        run(self.command("export", "--to", "grades.csv"), folder)
        with (folder / "grades.csv").open(encoding="utf-8") as rows:
            return {row["student_id"]: float(row["score"]) / float(row["max_score"]) for row in csv.DictReader(rows)}


class Grader(Tool):
    package, batch = "grader", True

    def __init__(self, jobs: int) -> None:
        self.jobs, self.name = jobs, f"grader batch --jobs {jobs}"

    def prepare(self, folder: Path, submissions: Sequence[Submission]) -> None:
        for submission in submissions:
            submission.write(folder / "class" / submission.student)

    def run(self, folder: Path) -> list[Cost]:
        tasks = [word for task in TASKS for word in ("--task", task)]
        command = [self.python, "-m", "grader", "batch", "class", "--db", "class.sqlite", "--jobs", str(self.jobs)]
        return [measure([*command, *tasks], folder, len(children(folder / "class")), statuses=WRONG_OR_NOT)]

    def marks(self, folder: Path) -> dict[str, float]:
        return dict(self.query(folder, "SELECT student, score / max_score FROM submissions"))

    def seconds_in_checks(self, folder: Path) -> float:
        """What the probes and the students' own code took, over all submissions."""
        return float(self.query(folder, "SELECT sum(seconds) FROM check_results")[0][0])

    def query(self, folder: Path, sql: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(folder / "class.sqlite") as connection:
            return connection.execute(sql).fetchall()


def children(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def copy_support(folder: Path) -> None:
    for name, source in SUPPORT.items():
        shutil.copyfile(source, folder / name)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def gradescope_mark(folder: Path) -> float:
    """Share of the full marks in what Gradescope reads, results.json."""
    tests = json.loads((folder / "results.json").read_text(encoding="utf-8"))["tests"]
    return sum(test.get("score", 0) for test in tests) / sum(test.get("max_score", 0) for test in tests)


def notebook(cells: Sequence[dict[str, Any]]) -> str:
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": list(cells)})


def code_cell(name: str, source: str, **metadata: Any) -> dict[str, Any]:
    cell = {"cell_type": "code", "id": name.removesuffix(".py"), "source": source, "metadata": metadata}
    return cell | {"execution_count": None, "outputs": []}

"""What a quiz of a class costs: papers issued, answers marked; beside the floor, which draws and marks in one process.

python benchmarks/quizzes.py --students 300 --questions 20 --repeat 3
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import measuring
from results import command, write_section

# Everybody's variants, and the right answer to each of them marked: the least that marking can take.
FLOOR = """\
import sys
from grader.catalog import Catalog
from grader.quiz.bank import Bank
from grader.quiz.issuing import QuizFolder, variants_of
from grader.quiz.marking import mark
from grader.quiz.variants import Maker
catalog = Catalog({root})
folder, bank, maker = QuizFolder(catalog.root), Bank(catalog.root), Maker(catalog.root)
issue = folder.issue("benchmark")
for student in issue.students:
    for variant in variants_of(issue, student, bank, maker, folder.secret()):
        assert mark(variant, variant.key.right[0]).share == 1
"""
# What students hand in: each question answered rightly but for every fourth.
ANSWERS = """\
import sys
from pathlib import Path
from grader.catalog import Catalog
from grader.quiz.bank import Bank
from grader.quiz.issuing import QuizFolder, variants_of
from grader.quiz.model import Answer, AnswerSheet
from grader.quiz.papers import answers_text
from grader.quiz.variants import Maker
catalog = Catalog({root})
folder, bank, maker = QuizFolder(catalog.root), Bank(catalog.root), Maker(catalog.root)
issue, out = folder.issue("benchmark"), Path("answers")
out.mkdir()
for number, student in enumerate(issue.students):
    answers = []
    for place, one in enumerate(variants_of(issue, student, bank, maker, folder.secret())):
        wrong = one.key.mistakes[0].answers[0] if one.key.mistakes else "1"
        raw = wrong if (number + place) % 4 == 0 else one.key.right[0]
        answers.append(Answer(one.asked.question, one.asked.variant, raw))
    (out / (student + ".json")).write_text(answers_text(AnswerSheet("benchmark", student, tuple(answers))))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--students", type=int, default=300)
    parser.add_argument("--questions", type=int, default=20)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    load = measuring.load()
    with tempfile.TemporaryDirectory() as name:
        rows = measured(Path(name), options)
    floor = rows["draw and mark, in one process (the floor)"].cpu
    lines = [
        f"| {what} | {cost.wall * options.students:.1f} | {cost.cpu * options.students:.1f} | {cost.cpu / floor:.2f} |"
        for what, cost in rows.items()
    ]
    text = "\n".join(
        [
            "## A quiz",
            "",
            command("quizzes", options),
            "",
            f"Seconds for {options.students} students with {options.questions} questions each, of all units, without code to run,",
            "start of the command included (`import torch` is most of it).",
            "",
            measuring.machine(load),
            "",
            "| | wall time | CPU time | CPU time / the floor |",
            "|---|---|---|---|",
            *lines,
        ]
    )
    write_section("quizzes", text)
    print(text)


def measured(folder: Path, options: argparse.Namespace) -> dict[str, measuring.Cost]:
    python, grader = sys.executable, [sys.executable, "-m", "grader"]
    (folder / "roster.txt").write_text("".join(f"student{number}\n" for number in range(options.students)))
    for part in ("assignments", "reference"):
        (folder / part).symlink_to(measuring.ROOT / part)
    course = {"root": f"__import__('pathlib').Path({str(folder)!r})"}
    issue = [*grader, "quiz", "issue", *units(), "--students", "roster.txt", "--out", "papers", "--name", "benchmark"]
    issue += ["--count", str(options.questions)]
    ways = {
        "draw and mark, in one process (the floor)": [python, "-c", FLOOR.format(**course)],
        "`grader batch`": [*grader, "batch", "answers", "--db", "class.sqlite"],
        "`grader report`": [*grader, "report", "--db", "class.sqlite", "--out", "report"],
        "`grader quiz issue`": issue,
    }
    environment = {"GRADER_COURSE": str(folder)}
    measuring.run(issue, folder, environment=environment)
    measuring.run([python, "-c", ANSWERS.format(**course)], folder, environment=environment)
    found: dict[str, list[measuring.Cost]] = {what: [] for what in ways}
    for _ in range(options.repeat):
        for what, words in ways.items():
            cost = measuring.measure(words, folder, options.students, statuses=(0, 1), environment=environment)
            found[what].append(cost)
    return {what: measuring.median(costs) for what, costs in found.items()}


def units() -> list[str]:
    """All topics without questions that have code to run."""
    from grader.quiz.bank import Bank
    from grader.quiz.model import Kind

    return [one.name for one in Bank(measuring.ROOT).questions if one.kind is not Kind.CODE and not one.practice]


if __name__ == "__main__":
    main()

"""What a student begins with: handouts and starters of a unit, as a folder with an overview or as one notebook."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from grader.catalog import handed_out
from grader.model import Language, Task, Text

_HOW = Text(
    "Write your solutions into the .py files beside this one, in any order, and look how far you are at any time:",
    "옆에 있는 .py 파일에 풀이를 작성하십시오. 순서는 자유이며, 언제든지 다음 명령으로 확인할 수 있습니다.",
)
_HOW_IN_A_NOTEBOOK = Text(
    "Write your solutions into the code cells that hold the starters, in any order. To see how far you are, save this "
    "notebook (in Colab: File, Download, Download .ipynb) and run",
    "스타터 코드가 있는 코드 셀에 풀이를 작성하십시오. 순서는 자유입니다. 확인하려면 이 노트북을 저장하고(Colab: 파일, "
    "다운로드, .ipynb 다운로드) 다음 명령을 실행하십시오.",
)
_TABLE = Text("| Task | Points | What to write |", "| 과제 | 점수 | 작성할 것 |")


def handout(task: Task, language: Language) -> str:
    """Raises TaskDefect when it is missing."""
    return handed_out(task, "handout.ko.md" if language == "ko" else "handout.md").decode("utf-8")


def starter(task: Task) -> str:
    """Raises TaskDefect when it is missing."""
    return handed_out(task, "starter.py").decode("utf-8")


def overview(tasks: Sequence[Task], language: Language) -> str:
    """The tasks of one unit as a page of Markdown, which stands beside their handouts."""
    links = {task: f"[{task.title.get(language)}]({task.slug}.md)" for task in tasks}
    command = f"    grader check {tasks[0].unit}"
    return "\n".join([f"# {tasks[0].unit}", "", *_table(links, language), "", _HOW.get(language), "", command, ""])


def notebook(tasks: Sequence[Task], language: Language, filename: str) -> str:
    """The handouts and starters of tasks as one Jupyter notebook (nbformat 4.5)."""
    table = "\n".join(_table({task: task.title.get(language) for task in tasks}, language))
    head = f"{table}\n\n{_HOW_IN_A_NOTEBOOK.get(language)}\n\n    grader check {filename}"
    cells = [("markdown", head)]
    for task in tasks:
        cells += [("markdown", handout(task, language)), ("code", starter(task))]
    document = {
        "cells": [_cell(kind, text, f"cell-{number}") for number, (kind, text) in enumerate(cells, 1)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _table(names: Mapping[Task, str], language: Language) -> Iterator[str]:
    yield _TABLE.get(language)
    yield "|---|---:|---|"
    for task, name in names.items():
        yield f"| {name} | {task.points:g} | {', '.join(f'`{symbol}`' for symbol in task.symbols)} |"


def _cell(kind: str, text: str, identity: str) -> dict[str, object]:
    cell: dict[str, object] = {"cell_type": kind, "id": identity, "metadata": {}}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell | {"source": text.rstrip("\n").splitlines(keepends=True)}

"""The floor under `grader batch`: a process that holds torch forks for every answer, and the child makes the same calls.
No reading of notebooks or archives, no sandbox, no transfer, no comparison, no storage; what an answer does is lost.

    python benchmarks/bare.py CLASS JOB JOBS      every JOBS-th folder of CLASS, beginning with number JOB
"""

from __future__ import annotations

import ast
import gc
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from submissions import FILES, ROOT

from grader.catalog import Catalog
from grader.checks.draw import Draw
from grader.checks.language import Check
from grader.oracle import Oracle
from grader.sandbox.guest.compiler import put_off_compiler
from grader.sandbox.guest.program import load
from grader.sandbox.jobs import Plan


@dataclass(frozen=True)
class Asked:
    """What is asked of the answer to one task."""

    plan: Plan
    checks: Mapping[str, Check]

    @classmethod
    def of(cls, names: list[str], seed: int) -> list[Asked]:
        torch.set_num_threads(1)
        put_off_compiler()
        catalog = Catalog(ROOT)
        oracle = Oracle(catalog, seed=seed)
        tasks = [catalog.task(name) for name in names]
        return [cls(oracle.plan(task, tuple(c.name for c in task.checks)), oracle.checks(task)) for task in tasks]

    def call_all(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        statements = list(range(len(ast.parse(text).body)))
        piece = {"module": file.stem, "label": file.name, "text": text, "statements": statements}
        impl, _ = load([piece], dict.fromkeys(self.plan.task.symbols, file.stem))
        for call in self.plan.calls:
            torch.default_generator.manual_seed(call.seed)
            self.checks[call.check].probe(impl, Draw(call.seed))


def main() -> None:
    folder, job, jobs = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    everything = Asked.of(list(FILES), seed=1)
    gc.collect()
    gc.freeze()
    for entry in sorted(folder.iterdir())[job::jobs]:
        for asked in everything:
            pid = os.fork()
            if pid == 0:
                try:
                    asked.call_all(entry / FILES[asked.plan.task.name])
                finally:
                    os._exit(0)
            if os.waitpid(pid, 0)[1]:
                raise SystemExit(f"{entry} could not be run")


if __name__ == "__main__":
    main()

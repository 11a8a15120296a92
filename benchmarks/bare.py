"""The floor under `grader batch`: a process that holds torch forks for every submission, and the child makes the same
calls. No sandbox, no transfer, no comparison, no storage; what a submission does is lost.

    python benchmarks/bare.py CLASS JOB JOBS      every JOBS-th folder of CLASS, beginning with number JOB
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import torch
from submissions import ROOT, TASKS

from grader import intake
from grader.catalog import Catalog
from grader.checks.draw import Draw
from grader.checks.language import Check
from grader.oracle import Oracle
from grader.sandbox.guest.compiler import put_off_compiler
from grader.sandbox.guest.program import load
from grader.sandbox.jobs import Job, Plan


def main() -> None:
    folder, job, jobs = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(1)
    put_off_compiler()
    tasks = Catalog(ROOT).select(TASKS)
    oracle = Oracle(Catalog(ROOT), seed=1)
    plans = [oracle.plan(task, tuple(check.name for check in task.checks)) for task in tasks]
    checks = {task.name: oracle.checks(task) for task in tasks}
    for entry in sorted(folder.iterdir())[job::jobs]:
        submission = intake.read(entry)
        work = [Job(plan, intake.program(submission, plan.task.symbols, prefer=plan.task.slug)) for plan in plans]
        gc.freeze()
        pid = os.fork()
        if pid == 0:
            try:
                for one in work:
                    call_all(one, one.plan, checks[one.plan.task.name])
            finally:
                os._exit(0)
        os.waitpid(pid, 0)


def in_this_process(path: str, task: str) -> None:
    """One submission's calls, without a fork."""
    torch.set_num_threads(1)
    put_off_compiler()
    (asked,) = Catalog(ROOT).select([task])
    oracle = Oracle(Catalog(ROOT), seed=0)
    plan = oracle.plan(asked, tuple(check.name for check in asked.checks))
    program = intake.program(intake.read(Path(path)), asked.symbols, prefer=asked.slug)
    call_all(Job(plan, program), plan, oracle.checks(asked))


def call_all(job: Job, plan: Plan, checks: Mapping[str, Check]) -> None:
    impl, _ = load(job.pieces(), job.where())
    for call in plan.calls:
        torch.default_generator.manual_seed(call.seed)
        checks[call.check].probe(impl, Draw(call.seed))


if __name__ == "__main__":
    main()

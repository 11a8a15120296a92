"""`grader replay`."""

from __future__ import annotations

from contextlib import ExitStack
from typing import cast

import click

from grader.cli import options
from grader.model import Language, Text


@click.command("replay")
@click.argument("run_id", metavar="RUN", type=int)
@click.argument("student")
@options.db
@options.unsafe_no_sandbox
@options.lang
def command(run_id: int, student: str, db: str, unsafe_no_sandbox: bool, lang: Language) -> int:
    """Grade the stored submission of STUDENT in RUN again, with the run's seed,
    and compare the verdicts. Changes nothing that is stored.

    \b
    Example:  grader replay 3 kim --db class.sqlite
    """
    from grader.batch import Scope
    from grader.catalog import whole_course
    from grader.oracle import Oracle
    from grader.quiz.grading import Quizzes
    from grader.report.audience import Audience
    from grader.report.terminal import render
    from grader.sandbox.launch import Device, Mode
    from grader.sandbox.worker import Worker
    from grader.storage import Results

    catalog = whole_course()
    with Results.open(db, create=False) as results:
        run, then, submission = (
            results.run(run_id),
            results.report(run_id, student),
            results.submission(run_id, student),
        )
    quizzes = Quizzes(catalog)
    scope = Scope.of(catalog, quizzes, [task.task for task in then.tasks]) if then.tasks else Scope((), ())
    if scope.quizzes:  # whose paper it is depends on who else handed it in
        with Results.open(db, create=False) as results:
            quizzes.survey(results.submission(run_id, name) for name in results.students(run_id))
    for name, now_hash in scope.hashes(catalog, quizzes).items():
        if now_hash != run.tasks.get(name):
            changed = Text(
                f"{name} has changed since run {run_id}; verdicts may differ",
                f"{name}: 실행 {run_id} 이후에 바뀌었으므로 판정이 다를 수 있습니다.",
            )
            click.echo(changed.get(lang), err=True)
    mode: Mode = "plain" if unsafe_no_sandbox else "bubblewrap"
    device = cast(Device, run.settings.get("device", "cpu"))
    confined = scope.confined(quizzes)
    with ExitStack() as stack:
        worker = stack.enter_context(Worker.for_tasks(confined, mode=mode, device=device)) if confined else None
        now = scope.grade(submission, quizzes, worker=worker, oracle=Oracle(catalog, seed=run.seed))
    click.echo(render(now, **options.Terminal.here().options(lang), audience=Audience.STAFF), nl=False)
    verdicts = [[(c.check, c.verdict, c.points) for t in report.tasks for c in t.checks] for report in (then, now)]
    same = verdicts[0] == verdicts[1]
    told = (
        Text("the same verdicts as stored", "저장된 판정과 같습니다.")
        if same
        else Text("the verdicts DIFFER from those stored", "저장된 판정과 다릅니다.")
    )
    click.echo(told.get(lang), err=True)
    return 0 if same else 1

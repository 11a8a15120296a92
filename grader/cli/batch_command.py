"""`grader batch`."""

from __future__ import annotations

import gc
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader import timings
from grader.cli import options
from grader.model import Language, Report, Text
from grader.timings import stage

if TYPE_CHECKING:
    from grader.sandbox.launch import Device


_GUESSABLE = 1 << 40  # seeds below could all be tried by a student's code, which knows what its checks drew


@click.command("batch")
@click.argument("submissions", type=click.Path(path_type=Path))
@options.db
@options.tasks
@options.jobs
@click.option("--resume", is_flag=True, help="Go on with the last run over this folder.")
@click.option(
    "--seed", type=int, help="Repeat a run's numbers: `grader runs` shows its seed. Secret and random otherwise."
)
@options.unsafe_no_sandbox
@options.device
@click.option("--timings", "show_timings", is_flag=True, help="At the end, print CPU time by stage to standard error.")
@options.as_json
@options.lang
def command(
    submissions: Path,
    db: str,
    names: Sequence[str],
    jobs: int,
    resume: bool,
    seed: int | None,
    unsafe_no_sandbox: bool,
    device: Device,
    show_timings: bool,
    as_json: bool,
    lang: Language,
) -> int:
    """Grade a class: SUBMISSIONS is a folder with one file, folder or zip per
    student, or what Canvas or Moodle exports.

    \b
    Example:  grader batch submissions/ --db class.sqlite --task optimizers
    """
    from grader.batch import discover, run_batch
    from grader.catalog import whole_course
    from grader.storage import Results

    catalog, entries = whole_course(), discover(submissions)  # before anything is created or started
    if seed is not None and seed < _GUESSABLE:
        told = Text(
            f"seed {seed} can be found by trying: give it for trials, and none for grades",
            f"시드 {seed}은(는) 추측할 수 있습니다. 시험할 때만 쓰고, 성적을 낼 때는 지정하지 마십시오.",
        )
        click.echo(told.get(lang), err=True)
    # Torch and a class full of reports are much to look through for garbage, of which there is little.
    gc.set_threshold(100_000)
    with Results.open(db, create=not resume) as results:
        try:
            run = run_batch(
                submissions,
                entries,
                catalog,
                results,
                names=names,
                jobs=jobs,
                resume=resume,
                mode="plain" if unsafe_no_sandbox else "bubblewrap",
                device=device,
                seed=seed,
                progress=_progress,
            )
        except KeyboardInterrupt:
            words = [str(submissions), "--db", db, *_named(names)]
            words += ["--unsafe-no-sandbox"] * unsafe_no_sandbox + ["--device", device] * (device != "cpu")
            again = " ".join(shlex.quote(word) for word in (*words, "--resume"))
            told = Text(
                f"Interrupted. What is graded is stored; go on with: grader batch {again}",
                f"중단되었습니다. 채점한 결과는 저장되어 있습니다. 이어서 하려면: grader batch {again}",
            )
            click.echo(f"\n{told.get(lang)}", err=True)
            return 130
        seen = _Seen()
        with stage("report"):
            _show(seen.all(results.reports(run.id)), as_json=as_json, lang=lang)
    if not as_json:
        following = f"grader report --db {shlex.quote(db)} --out report/"
        told = Text(
            f"run {run.id} in {db}; next: {following}", f"{db}에 실행 {run.id}로 저장했습니다. 다음: {following}"
        )
        click.echo(told.get(lang), err=True)
    if show_timings:
        click.echo("\n".join(timings.table()), err=True)
    return seen.exit_code


@dataclass(slots=True)
class _Seen:
    """What the exit code depends on, noticed while the reports go by."""

    internal: bool = False
    all_passed: bool = True

    def all(self, reports: Iterable[Report]) -> Iterator[Report]:
        for report in reports:
            self.internal |= report.internal
            self.all_passed &= report.score == report.max_score and report.rejected is None
            yield report

    @property
    def exit_code(self) -> int:
        return 5 if self.internal else 0 if self.all_passed else 1


def _show(reports: Iterable[Report], *, as_json: bool, lang: Language) -> None:
    if as_json:
        from grader.report.as_json import document
        from grader.report.audience import Audience

        for piece in document(reports, audience=Audience.STAFF, language=lang):
            click.echo(piece, nl=False)
        click.echo()
    else:
        from grader.report.terminal import render_class

        click.echo(render_class(reports, **options.Terminal.here().options(lang)), nl=False)


def _named(names: Sequence[str]) -> list[str]:
    return [word for name in names for word in ("--task", name)]


def _progress(done: int, total: int, report: Report | None) -> None:
    if sys.stderr.isatty():
        filled = 40 * done // max(total, 1)
        click.echo(f"\r\x1b[K[{'#' * filled}{'.' * (40 - filled)}] {done}/{total}", nl=done == total, err=True)

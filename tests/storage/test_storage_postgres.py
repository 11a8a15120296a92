"""One test that says whether PostgreSQL was tried; with its URL set, the other tests of this folder run on it too."""

from __future__ import annotations

from collections.abc import Callable

from grader.model import Report, Submission, Verdict
from grader.storage import Results, Run


def test_a_batch_can_be_kept_in_postgresql(
    postgres_url: str,
    start: Callable[..., Run],
    make_report: Callable[..., Report],
    make_submission: Callable[[Report], Submission],
) -> None:
    with Results.open(postgres_url) as results:
        run = start(results)
        for report in (make_report("나", Verdict.INTERNAL), make_report("b"), make_report("나")):
            results.save(run.id, report, make_submission(report))
        results.finish_run(run.id)
    with Results.open(postgres_url, create=False) as results:
        assert list(results.reports(run.id)) == [make_report("b"), make_report("나")]
        assert results.run(run.id).finished_at is not None

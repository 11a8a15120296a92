from __future__ import annotations

from pathlib import Path

import pytest

from grader import doctor
from grader.errors import GraderError, SandboxFault, SandboxMissing


@pytest.mark.parametrize(
    ("failure", "namespaces"),
    [
        (SandboxMissing("bwrap is not installed"), False),
        (SandboxFault("the sandbox did not start: bwrap: setting up uid map: Permission denied"), True),
        (SandboxFault("the sandbox did not start: No space left on device"), False),
    ],
)
def test_advice_on_a_sandbox_goes_by_the_cause(
    monkeypatch: pytest.MonkeyPatch, failure: GraderError, namespaces: bool
) -> None:
    def start(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(doctor, "Worker", start)
    found = {finding.subject: finding for finding in doctor.examine()}["sandbox"]
    assert not found.well and found.advice
    assert ("user namespaces" in found.advice) is namespaces


@pytest.mark.parametrize("gpu", [True, False])
def test_what_a_device_would_find_is_said_and_no_fault(monkeypatch: pytest.MonkeyPatch, gpu: bool) -> None:
    monkeypatch.setattr(doctor, "has_gpu", lambda: gpu)
    found = doctor._gpu()
    assert found.well and "--device cuda" in found.detail


def test_a_course_that_is_not_there_comes_with_advice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GRADER_COURSE", str(tmp_path))
    found = doctor._course()
    assert not found.well and "bundle" in found.advice

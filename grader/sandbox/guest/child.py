"""One job, in the forked child: confine, load the student's program, run the probes, stream what they observe."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from grader.checks.language import Check
from grader.checks.observation import MAX_TENSOR_BYTES, MAX_TREE_BYTES, NotAnObservation, decode

from . import devices, wire
from .confine import forbid_core_dumps, limit_resources
from .probing import observe
from .program import BrokenDefinition, Failure, Loader, MissingSymbol, load
from .traps import ForbiddenCall, folders, set_traps

if TYPE_CHECKING:
    from .confine import Confinement

_PROGRAM = 256 << 20  # bytes; what intake lets through is far less, also with every character escaped
_PRINTED = 2000  # bytes of output that travel with each check
_MESSAGE = 2000  # characters of an exception's text


def run(
    job: socket.socket,
    command: Mapping[str, Any],
    checks: Mapping[str, Mapping[str, Check]],
    confinement: Confinement | None,
) -> None:
    """Never returns: the process ends here, or, by an exception after it is confined, in the zygote's `finally`."""
    try:
        limits, device = command["limits"], command["device"]
        # kill(0) goes to the whole process group, across PID namespaces: the zygote must not be in it.
        os.setpgid(0, 0)
        # Before the system-call filter, which does not know close_range: without it, this is a loop of many calls.
        _close_all_but({0, 1, 2, job.fileno()})
        if confinement is not None:
            confinement.enter(limits, folders(command["forbidden"]))
        else:
            limit_resources(limits, gpu=device != "cpu" and devices.has_gpu())
        output = _capture_output()
        place = devices.start(device, limits["memory_mb"])
        if confinement is not None:
            forbid_core_dumps()
        set_traps(command["forbidden"])
    except BaseException as error:  # whatever it was, nothing may run unconfined; the host hears that it is our fault
        wire.send(job, {"event": "unable", "why": f"{type(error).__name__}: {error}"})
        os._exit(70)
    started = time.process_time()  # what it took to get here is not the student's time
    wire.send(job, {"event": "confined", "cpu": started})
    # From here on nothing is our fault: how large the program is was the student's choice.
    header, pieces, _ = wire.receive(job, max_text=_PROGRAM)
    _, text, blob = wire.receive(job, max_text=MAX_TREE_BYTES * 16, max_blob=MAX_TENSOR_BYTES * 4)
    shown = decode(text, blob) if text else {}
    assert isinstance(shown, Mapping)
    impl, loader = load(json.loads(pieces), header["where"])
    failures = [_failure(failure) for failure in loader.failures[:20]]
    wire.send(job, {"event": "loaded", "cpu": time.process_time() - started, "failures": failures})
    for call in header["calls"]:
        check = checks[command["task"]][call["check"]]
        os.ftruncate(output, 0)
        os.lseek(output, 0, os.SEEK_SET)
        started = time.process_time()
        tree, tensors = b"", b""
        try:
            tree, tensors = observe(check, impl, call["seed"], shown.get(call["check"]), place)
            result: dict[str, Any] = {"status": "observed"}
        except BaseException as error:
            result = _raised(error, loader)
        result |= {"event": "check", "check": call["check"], "cpu": time.process_time() - started}
        result["printed"] = _printed(output)
        wire.send(job, result, tree, tensors)
    job.close()
    os._exit(0)  # no exit handlers, no destructors: what the student's code left behind does not run


def _capture_output() -> int:
    """Send what is printed to an unnamed file, whose size the file-size limit bounds."""
    with tempfile.TemporaryFile() as file:
        output = os.dup(file.fileno())
    os.dup2(output, 1)
    os.dup2(output, 2)
    # Line by line, so that a full file is the failure of the line that filled it.
    sys.stdout = open(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
    return output


def _close_all_but(keep: set[int]) -> None:
    # One by one below the highest: os.closerange(n, n) closes everything from n on, not nothing.
    for descriptor in set(range(max(keep))) - keep:
        with contextlib.suppress(OSError):
            os.close(descriptor)
    os.closerange(max(keep) + 1, 1 << 16)


def _printed(output: int) -> str:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # a full file, a closed or replaced stream: the check's own result says enough
            continue
    try:
        return os.pread(output, _PRINTED, 0).decode("utf-8", "replace")
    except OSError:
        return ""


def _raised(error: BaseException, loader: Loader) -> dict[str, Any]:
    if isinstance(error, MissingSymbol):
        return {"status": "missing", "message": str(error)}
    if isinstance(error, NotAnObservation):
        return {"status": "unobservable", "path": error.path[:200], "why": error.why, "detail": error.detail[:200]}
    if isinstance(error, BrokenDefinition):
        if error.__cause__ is None:  # no statement failed: it was never reached, or deleted again
            return {"status": "missing", "message": str(error)}
        error = error.__cause__
    return {"status": "forbidden" if isinstance(error, ForbiddenCall) else "raised", **_describe(error, loader.labels)}


def _failure(failure: Failure) -> dict[str, Any]:
    return _describe(failure.error, {failure.label}) | {"label": failure.label, "line": failure.line}


def _describe(error: BaseException, labels: set[str]) -> dict[str, Any]:
    """Type, text and the innermost line of the student's own code. Their exception classes may lie or raise: contain."""
    try:
        message = str(error)[:_MESSAGE]
    except Exception:
        message = ""
    label, line = None, None
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename in labels:
            label, line = frame.f_code.co_filename, number
    if isinstance(error, SyntaxError) and error.filename in labels:
        label, line = error.filename, error.lineno
    return {"type": type(error).__name__[:200], "message": message, "label": label, "line": line}

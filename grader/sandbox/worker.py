"""One zygote and the host's side of the conversation with it. A worker runs one job at a time; a batch has several."""

from __future__ import annotations

import contextlib
import json
import math
import signal
import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self

from grader import timings
from grader.catalog import checks_text
from grader.checks.observation import MAX_TENSOR_BYTES, MAX_TREE_BYTES, Unfit, Wire
from grader.errors import SandboxFault
from grader.model import Place, Program, Task, Text

from .guest import wire
from .jobs import EXIT_CODE, SIGNAL, Call, Job, LoadFailure, Outcome, Plan, Status
from .launch import Device, Launched, Mode, launch

_START_SECONDS = 180.0  # importing torch from a cold disk on a busy machine
_READY_SECONDS = 60.0  # for a child to get its job and to be confined, and to start CUDA where it is asked to
_EXIT_SECONDS = 20.0
_NAP = 0.004  # between looks at what a child has sent
_GIVE_UP_AFTER = 2  # checks that had to be stopped, before the rest of a submission's task is not run

# Nothing to run: what it takes to get there is what is tried.
_NO_TASK = Task("", "", Text.same(""), catalogue=(), symbols=(), checks=(), folder=Path(), order=0, any_device=True)
_TRIAL = Job(Plan(_NO_TASK, (), (b"", b"")), Program((), ()))


class Worker:
    """A zygote: started on construction, ready after `wait`, closed by `close`. Raises SandboxFault."""

    def __init__(
        self, checks: Mapping[str, str], *, mode: Mode, device: Device = "cpu", launched: Launched | None = None
    ) -> None:
        """`checks` maps task names to the text of their checks.py; `device` is where probes make their tensors;
        `launched`, with the same mode and device, saves starting one here."""
        self._mode = mode
        self._checks = checks
        self._device = device
        self._exited: Mapping[str, Any] | None = None
        self._closed = False
        self._start(launched)

    @classmethod
    def for_tasks(
        cls, tasks: Sequence[Task], *, mode: Mode, device: Device = "cpu", launched: Launched | None = None
    ) -> Self:
        texts = {task.name: checks_text(task) for task in tasks}
        return cls(texts, mode=mode, device=device, launched=launched)

    def _start(self, launched: Launched | None = None) -> None:
        self._zygote = launched or launch(self._mode, self._device)
        self._control = self._zygote.control
        self._ready = False
        init = json.dumps(dict(self._checks)).encode()
        try:
            wire.send(self._control, {"device": self._device}, init)
        except OSError:
            raise self._fault("did not start") from None

    def wait(self) -> None:
        """Block until the zygote has imported torch and has confined a first child."""
        if self._ready:
            return
        if self._closed:
            raise SandboxFault("the sandbox is closed")
        try:
            event, _, _ = wire.receive(self._control, deadline=time.monotonic() + _START_SECONDS)
        except (wire.Closed, wire.BadFrame, TimeoutError):
            raise self._fault("did not start") from None
        if event["event"] != "ready":
            raise self._fault("did not start")
        self._ready = True
        timings.add("start the sandbox", event["cpu"])
        if self._mode == "bubblewrap" or self._device == "cuda":
            _, end, _ = self._run_child(_TRIAL, [])
            if end is not None:
                raise self._fault(f"could not run anything ({end.status} {end.error} {end.message})")

    def _fault(self, what: str) -> SandboxFault:
        text = self._end()
        it = "the process that runs submissions" if self._mode == "plain" else "the sandbox"
        return SandboxFault(f"{it} {what}{': ' + text if text else ''}\n`grader doctor` says what this machine lacks.")

    def close(self) -> None:
        """End the zygote, and with it everything that runs in it."""
        self._closed = True
        self._end()

    def _end(self) -> str:
        return self._zygote.end(patience=2 if self._ready else 0)

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- running a job ---------------------------------------------------------------------------------------------

    def run(self, job: Job) -> list[Outcome]:
        """Run every call of the job's plan, in order: one outcome each.

        After a crash or a time-out the remaining checks run in a fresh child. A zygote that fails is replaced and the
        checks tried once more; then SandboxFault is raised. A child that the kernel killed for want of memory is tried
        once more, too: others may have taken it.
        """
        outcomes: list[Outcome] = []
        pending = list(job.plan.calls)
        stopped = faults = 0
        waited = 0.0
        spared = False
        while pending:
            try:
                self.wait()
                started = time.monotonic()
                done, end, used = self._run_child(job, pending, waited)
                waited += time.monotonic() - started - used
            except (SandboxFault, OSError) as error:
                faults += 1
                if faults > 1 or self._closed:
                    raise error if isinstance(error, SandboxFault) else SandboxFault(str(error)) from error
                self._end()
                self._start()
                continue
            outcomes += done
            pending = pending[len(done) :]
            if end is None or not pending:
                continue
            if end.status is Status.MEMORY and not spared:
                spared = True
                continue
            outcomes.append(end.of(pending.pop(0).check))
            stopped += 1
            if stopped >= _GIVE_UP_AFTER or end.status is Status.WAITED:
                outcomes += [Outcome(call.check, Status.NOT_RUN) for call in pending]
                break
        return outcomes

    def _run_child(
        self, job: Job, calls: list[Call], waited: float = 0.0
    ) -> tuple[list[Outcome], Outcome | None, float]:
        """One child: the outcomes of the checks it got through, how it ended if it did not get through all, and the CPU
        time it took. `waited`: seconds that children before it have waited."""
        ours, theirs = socket.socketpair()
        limits = asdict(job.limits) | {"total_cpu_seconds": job.limits.cpu_seconds * (len(calls) + 1)}
        task = job.plan.task
        device = self._device if task.any_device else "cpu"
        command = {"op": "start", "task": task.name, "limits": limits, "forbidden": task.forbidden, "device": device}
        with ours, theirs:
            socket.send_fds(self._control, [b"j"], [theirs.fileno()])
            wire.send(self._control, command)
            theirs.close()
            conversation = _Conversation(self, ours, job, calls, waited)
            try:
                conversation.hold()
            except wire.Closed:
                pass
            except SandboxFault:
                raise
            except Exception as error:  # whatever it was, it came of what the child sent
                conversation.end = Outcome("", Status.GARBLED, message=str(error)[:200])
                self._send_kill()
            finished = conversation.finished
        exit_event = self._await_exit()
        own = min(conversation.calls_seconds, exit_event["cpu"])
        timings.add(timings.OWN, own)
        timings.add("fork and confine", exit_event["cpu"] - own + exit_event["own_cpu"])
        if conversation.unable is not None:
            raise self._fault(f"could not get ready: {conversation.unable}")
        end = conversation.end
        if end is None and not finished:
            end = _ending(exit_event, limits["total_cpu_seconds"])
        return conversation.outcomes, end, float(exit_event["cpu"])

    def cpu_seconds(self) -> float | None:
        """CPU time of the running child; None when it has ended or the system does not say."""
        try:
            self._command({"op": "cpu"})
            event, _, _ = wire.receive(self._control, deadline=time.monotonic() + _EXIT_SECONDS)
        except (wire.Closed, wire.BadFrame, OSError):
            raise self._fault("does not answer") from None
        if event["event"] == "exit":
            self._exited = event
            return None
        seconds = event["seconds"]
        return None if seconds is None else float(seconds)

    @property
    def child_has_ended(self) -> bool:
        return self._exited is not None

    def _command(self, command: Mapping[str, Any]) -> None:
        self._control.settimeout(_EXIT_SECONDS)
        self._control.sendall(b"-")
        wire.send(self._control, command)

    def _send_kill(self) -> None:
        with contextlib.suppress(OSError):
            self._command({"op": "kill"})

    def _await_exit(self) -> Mapping[str, Any]:
        """The zygote's word on how the child ended. A child that has closed its socket but lives on is killed."""
        deadline = time.monotonic() + _EXIT_SECONDS
        patience = time.monotonic() + 0.5
        while self._exited is None:
            try:
                event, _, _ = wire.receive(self._control, deadline=min(deadline, patience))
            except TimeoutError:
                if time.monotonic() >= deadline:
                    raise self._fault("does not answer") from None
                self._send_kill()
                patience = deadline
                continue
            except (wire.Closed, wire.BadFrame):
                raise self._fault("has died") from None
            if event["event"] == "exit":
                self._exited = event
        exited, self._exited = self._exited, None
        return exited


class _Conversation:
    """Reads one child's frames, watching the clock."""

    def __init__(self, worker: Worker, sock: socket.socket, job: Job, calls: list[Call], waited: float) -> None:
        self._worker = worker
        self._socket = sock
        self._job = job
        self._calls = calls
        self._places = job.places()
        self.outcomes: list[Outcome] = []
        self.end: Outcome | None = None
        self.unable: str | None = None
        self.finished = False
        self._cpu_before = 0.0
        self._room = 2 * MAX_TENSOR_BYTES  # for all that the child sends, which is kept until the last check is done
        # The moment at which a child that only waits has waited too long; what it computes comes on top.
        self._patience = time.monotonic() + job.limits.waiting_seconds - waited
        self._load_failures: tuple[LoadFailure, ...] = ()
        self.calls_seconds = 0.0  # as the child says

    def hold(self) -> None:
        header = {
            "where": self._job.where(),
            "calls": [{"check": call.check, "seed": call.seed} for call in self._calls],
        }
        pieces = json.dumps(self._job.pieces()).encode()
        with contextlib.suppress(OSError):  # the child ended before it read: what it did send says why
            self._socket.settimeout(_READY_SECONDS)
            wire.send(self._socket, header, pieces)
            wire.send(self._socket, {}, *self._job.plan.data)
        # Said before a line of the student's code runs; what it forges later is a bad frame like any other.
        try:
            said, _, _ = wire.receive(self._socket, deadline=time.monotonic() + _READY_SECONDS, nap=_NAP)
        except (TimeoutError, wire.Closed) as error:
            self.unable = f"it ended or hung before it began ({type(error).__name__})"
            return
        if said["event"] != "confined":
            self.unable = str(said.get("why"))[:500]
            return
        self._cpu_before = _seconds(said["cpu"])
        event = self._next()
        if event is None:
            return
        if event[0]["event"] != "loaded":
            raise wire.BadFrame("nothing loaded")
        self._load_failures = tuple(
            LoadFailure(str(failure["type"])[:200], str(failure["message"])[:2000], self._place(failure))
            for failure in event[0]["failures"][:20]
        )
        for call in self._calls:
            event = self._next()
            if event is None:
                return
            frame, text, blob = event
            if frame["event"] != "check" or frame["check"] != call.check:
                raise wire.BadFrame("an answer to another question")
            self.outcomes.append(self._outcome(call.check, frame, text, blob))
        self.finished = True

    def _outcome(self, check: str, frame: Mapping[str, Any], text: bytes, blob: bytes) -> Outcome:
        printed, seconds = str(frame["printed"])[:4000], _seconds(frame["cpu"])
        status = Status(frame["status"])
        if status is Status.OBSERVED:
            return Outcome(check, status, Wire(text, blob), printed=printed, seconds=seconds)
        if status is Status.UNOBSERVABLE:
            why, detail, path = Unfit(frame["why"]), str(frame["detail"])[:200], str(frame["path"])[:200]
            return Outcome(check, status, error=why, message=detail, path=path, printed=printed)
        if status not in (Status.RAISED, Status.MISSING, Status.FORBIDDEN):
            raise wire.BadFrame("a status that only the host gives")
        error, message = str(frame.get("type", ""))[:200], str(frame["message"])[:2000]
        if status is Status.RAISED:
            status = _kind_of_error(error, message)
        return Outcome(check, status, Wire(), error, message, self._place(frame), printed, seconds, self._load_failures)

    def _place(self, frame: Mapping[str, Any]) -> Place | None:
        place, line = self._places.get(str(frame.get("label"))), frame.get("line")
        # `type(x) is`: True is an int, and no line.
        return Place(place.file, place.cell, line) if place and type(line) is int and 0 < line < 1 << 31 else place

    def _next(self) -> tuple[dict[str, Any], bytes, bytes] | None:
        """The next frame, or None when the check took too long and the child has been told to end.

        What counts is CPU time: a busy machine fails nobody. Waiting (sleep, a lock) is bounded by wall time, and the
        waiting of all checks together by what is left of it.
        """
        limits = self._job.limits
        started = time.monotonic()
        before = self._cpu_before
        last = started + limits.wall_seconds
        deadline = started + limits.cpu_seconds
        patience = self._patience
        while True:
            try:
                frame = wire.receive(
                    self._socket,
                    deadline=min(deadline, last, patience),
                    max_text=MAX_TREE_BYTES,
                    max_blob=min(MAX_TENSOR_BYTES + MAX_TREE_BYTES, self._room),
                    nap=_NAP,
                )
            except TimeoutError:
                used = self._worker.cpu_seconds()
                if self._worker.child_has_ended:
                    deadline = last = patience = math.inf  # what it sent before can still be read, and then the end
                    continue
                # Where the system does not say, all of the time that passed counts.
                seconds = limits.cpu_seconds if used is None else used - before
                left = limits.cpu_seconds - seconds
                now = time.monotonic()
                patience = math.inf if used is None else self._patience + used
                if left > 0.01 and now < last and now < patience - 0.01:
                    deadline = now + left
                    continue
                waited = Status.WAITED if now >= patience - 0.01 else Status.STALLED
                self.end = Outcome("", Status.TIMEOUT if left <= 0.01 else waited, seconds=seconds)
                self._worker._send_kill()
                return None
            # The child's own word: no more than the time that has passed, or a lie would buy time for the next check.
            seconds = min(_seconds(frame[0].get("cpu", 0.0)), time.monotonic() - started)
            self._cpu_before = before + seconds
            self.calls_seconds += seconds
            self._room -= len(frame[2])
            return frame


def _seconds(reported: object) -> float:
    """What a child says that a check took: it may say anything. Raises BadFrame."""
    if type(reported) is not float or not math.isfinite(reported):
        raise wire.BadFrame("a duration that is no number")
    return min(max(reported, 0.0), 1e6)


def _kind_of_error(error: str, message: str) -> Status:
    words = ("can't allocate memory", "not enough memory", "[Errno 12]")  # torch's, and the system's ENOMEM
    if error in ("MemoryError", "OutOfMemoryError") or any(word in message for word in words):
        return Status.MEMORY
    if error == "OSError" and "[Errno 27]" in message:  # EFBIG, by RLIMIT_FSIZE
        return Status.OUTPUT
    return Status.RAISED


def _ending(event: Mapping[str, Any], cpu_limit: float) -> Outcome:
    """What a child's end means when its checks were not all answered and the host had not stopped it."""
    if event["killed"] == "threads":
        return Outcome("", Status.THREADS)
    if event["signal"] in (signal.SIGXCPU, signal.SIGKILL) and event["killed"] is None:
        # Nobody but the kernel kills it: past the CPU time that all its checks have together, or out of memory.
        over = event["signal"] == signal.SIGXCPU or event["cpu"] >= cpu_limit
        return Outcome("", Status.TIMEOUT if over else Status.MEMORY)
    error, number = (SIGNAL, event["signal"]) if event["signal"] else (EXIT_CODE, event["code"])
    return Outcome("", Status.ENDED, error=error, message=str(number))

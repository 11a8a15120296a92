"""A process that has imported torch once and forks for every job. Started by `grader.sandbox.launch`.

Standard input is a socket to the host, the control channel; only this process holds it. A job comes as a command and a
socket of its own: the child reads the program and the calls from it and streams back one frame per check.

    host -> zygote   {device} + checks of all tasks, then start {task, limits, forbidden, device} + socket | cpu | kill
    zygote -> host   ready {cpu} | exit {code, signal, killed, cpu, own_cpu} | cpu {seconds}
    host -> child    {where, calls} + program, then {} + data
    child -> host    confined {cpu} | unable {why}, then loaded {cpu, failures} | check {check, status, cpu, ...} + observation
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import signal
import site
import socket
import sys
import tempfile
import time
from collections.abc import Mapping
from typing import Any

from . import traps, wire
from .compiler import put_off_compiler
from .heap import fill_holes

_SUPERVISE_EVERY = 0.2  # seconds between looks at a running child's threads


def main() -> None:
    """Serve the control channel until the host closes it. `--plain` leaves the namespaces and filters out."""
    gc.disable()  # nothing that is imported is garbage, and looking for some takes a tenth of the start
    import torch  # noqa: F401  before the host has said what for: it reads submissions meanwhile

    plain = "--plain" in sys.argv
    site.setquit()  # started without site: `exit()` is what students know
    control = socket.socket(fileno=os.dup(0))
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    init, text, _ = wire.receive(control, max_text=64 << 20)
    zygote = Zygote(control, checks=json.loads(text), device=init["device"], plain=plain)
    zygote.serve()


class Zygote:
    def __init__(self, control: socket.socket, *, checks: Mapping[str, str], device: str, plain: bool) -> None:
        import torch

        from grader.checks.language import load_checks

        from . import child, probing
        from .devices import has_gpu

        torch.set_num_threads(1)
        if device == "cpu" and plain:  # confined, it sees no GPU anyhow
            os.environ["CUDA_VISIBLE_DEVICES"] = ""  # a backward pass starts threads for every GPU that torch can see
        put_off_compiler()
        self._control = control
        self._child, self._probing = child, probing
        self._checks = {task: load_checks(text, f"{task}/checks.py") for task, text in checks.items()}
        self._of_networks = frozenset(task for task, text in checks.items() if "layers.summary" in text)
        probing.warm_up(backward=device == "cpu")
        tempfile.gettempdir()  # tries several folders the first time
        self._confinement = None
        if not plain:
            from .confine import Confinement

            self._confinement = Confinement(gpu=device != "cpu" and has_gpu())
        gc.collect()
        fill_holes()
        gc.freeze()
        gc.enable()
        threads = _threads("self")
        if threads is not None and threads != 1:
            raise RuntimeError(f"the zygote has {threads} threads; a fork of it would hang")
        wire.send(control, {"event": "ready", "cpu": time.process_time()})

    def serve(self) -> None:
        while True:
            try:
                command, job = self._receive()
            except wire.Closed:
                os._exit(0)
            # A command for a child that has ended meanwhile (`cpu`, `kill`) finds nobody: the host has its exit event.
            if command["op"] == "start" and job is not None:
                self._run(command, job)

    def _receive(self) -> tuple[dict[str, Any], socket.socket | None]:
        self._control.settimeout(None)
        tag, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        if not tag:
            raise wire.Closed
        command, _, _ = wire.receive(self._control)
        return command, socket.socket(fileno=descriptors[0]) if descriptors else None

    def _run(self, command: Mapping[str, Any], job: socket.socket) -> None:
        started = time.process_time()
        traps.prepare(command["forbidden"])
        if command["task"] in self._of_networks:
            self._probing.warm_up_shapes()
            gc.freeze()
            self._of_networks = frozenset()
        if self._confinement is not None:
            self._confinement.new_pid_namespace()
        pid = os.fork()
        if pid == 0:
            self._control.close()
            try:
                self._child.run(job, command, self._checks, self._confinement)
            finally:
                os._exit(71)  # whatever happened, this process never goes back into the zygote's loop
        job.close()
        ended = self._supervise(pid, int(command["limits"]["threads"]))
        wire.send(self._control, ended | {"event": "exit", "own_cpu": time.process_time() - started})

    def _supervise(self, pid: int, max_threads: int) -> dict[str, Any]:
        """Wait for the child, while answering the host and counting the child's threads; how it ended."""
        killed = None
        # A pipe end that only the child's process tree would hold could be kept open by it; waitpid cannot be fooled.
        with selectors.DefaultSelector() as selector:
            selector.register(self._control, selectors.EVENT_READ)
            exited = _exit_descriptor(pid)
            if exited is not None:
                selector.register(exited, selectors.EVENT_READ)
            while True:
                ready = selector.select(_SUPERVISE_EVERY if exited is not None else 0.005)
                done, status, usage = os.wait4(pid, os.WNOHANG)
                if done:
                    break
                if any(key.fileobj is self._control for key, _ in ready):
                    try:
                        command, _ = self._receive()
                    except wire.Closed:
                        command = {"op": "kill"}
                    if command["op"] == "cpu":
                        wire.send(self._control, {"event": "cpu", "seconds": _cpu_seconds(pid)})
                    else:
                        killed = killed or "host"
                        _kill(pid)
                threads = _threads(str(pid))
                if threads is not None and threads > max_threads:
                    killed = killed or "threads"
                    _kill(pid)
            if exited is not None:
                os.close(exited)
        return {
            "code": os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else None,
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
            "killed": killed,
            "cpu": usage.ru_utime + usage.ru_stime,
        }


def _exit_descriptor(pid: int) -> int | None:
    """A descriptor that becomes readable when the process ends, where the system has such."""
    try:
        return os.pidfd_open(pid)
    except (AttributeError, OSError):
        return None


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _cpu_seconds(pid: int) -> float | None:
    """CPU time that a process has used; None where the system does not say."""
    try:
        return time.clock_gettime((~pid << 3) | 2)  # the kernel's clock id of another process's CPU time
    except OSError:
        return None


def _threads(pid: str) -> int | None:
    try:
        return len(os.listdir(f"/proc/{pid}/task"))
    except OSError:
        return None

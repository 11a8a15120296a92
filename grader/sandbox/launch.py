"""Starts the process of a zygote. Imports little: whoever is in a hurry launches first and reads submissions meanwhile."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field
from typing import IO, Literal

from grader.errors import SandboxFault

from . import bubblewrap

Mode = Literal["bubblewrap", "plain"]
Device = Literal["cpu", "cuda", "auto"]


@dataclass(frozen=True, slots=True)
class Launched:
    """A zygote that imports torch, and then waits to be told what it is for."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    errors: IO[bytes]
    _ending: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def __enter__(self) -> Launched:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self, *, patience: float = 0.0) -> str:
        """End it, with everything that runs in it; what it said on standard error. One that serves ends by itself when
        its control channel is closed, one that is still importing would hear of that much later: give it no patience.
        """
        with contextlib.suppress(OSError):
            self.control.shutdown(socket.SHUT_RDWR)  # another thread may be waiting for it
        with self._ending:  # or be ending it, too
            try:
                self.process.wait(timeout=patience)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.control.close()
            if self.errors.closed:
                return ""
            with self.errors:
                self.errors.seek(0)
                return self.errors.read()[-2000:].decode("utf-8", "replace").strip()


def launch(mode: Mode, device: Device = "cpu") -> Launched:
    """Start one. Raises SandboxMissing when bubblewrap is needed and not installed, SandboxFault when this machine has
    no room for it."""
    if mode == "bubblewrap":
        command, environment = bubblewrap.command(gpu=device != "cpu"), None
    else:
        command, environment = bubblewrap.plain_command(), bubblewrap.plain_environment()
    with contextlib.ExitStack() as opened:
        try:
            ours, theirs = map(opened.enter_context, socket.socketpair())
            errors = opened.enter_context(tempfile.TemporaryFile())
            process = subprocess.Popen(
                command,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env=environment,
                start_new_session=True,  # Ctrl-C is for the host, which ends the zygote when it has stored its results
            )
        except OSError as error:  # memory, processes, descriptors or the disk for temporary files are used up
            raise SandboxFault(f"the sandbox cannot be started: {error}; make room, then repeat") from error
        theirs.close()
        opened.pop_all()
    return Launched(process, ours, errors)

"""What no attack may bring about. Each of these is looked for after every attack, whatever it was after."""

from __future__ import annotations

import json
import os
import re
import resource
import secrets
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path

from grader.jsonable import to_json
from grader.model import Report, Verdict
from grader.report.audience import Audience
from grader.report.html import student_html
from grader.report.terminal import render
from grader.sandbox.worker import Worker

LITTER = "hostile-litter"  # how every file is called that an attack leaves behind
_LIVELY = {"script", "img", "iframe", "object", "svg:script", "embed", "link", "base", "form"}


class Surroundings:
    """A secret in the environment, in a file and in a database, and somebody who listens, on the grading machine."""

    def __init__(self, folder: Path) -> None:
        self.token = f"secret_{secrets.token_hex(8)}"  # a Python name, whatever it is taken for
        os.environ["GRADER_HOSTILE_SECRET"] = self.token
        self.secret, self.database = folder / "secret.txt", folder / "class.sqlite"
        self.secret.write_text(self.token)
        with sqlite3.connect(self.database) as connection:
            connection.execute("create table grades (student text, secret text)")
            connection.execute("insert into grades values ('kim', ?)", (self.token,))
        connection.close()
        self.folder = folder
        self._before = self._files()
        self._tcp, self._udp = socket.create_server(("127.0.0.1", 0)), socket.socket(type=socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", 0))
        self._abstract = socket.socket(socket.AF_UNIX)
        self.abstract = f"\0{self.token}"
        self._abstract.bind(self.abstract)
        self._abstract.listen()
        for listener in (self._tcp, self._udp, self._abstract):
            listener.setblocking(False)
        self.ports = self._tcp.getsockname()[1], self._udp.getsockname()[1]

    def close(self) -> None:
        os.environ.pop("GRADER_HOSTILE_SECRET", None)
        for listener in (self._tcp, self._udp, self._abstract):
            listener.close()

    def _files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def assert_untouched(self) -> None:
        assert self._files() == self._before
        for listener in (self._tcp, self._abstract):
            with suppress(BlockingIOError):
                raise AssertionError(f"{listener.accept()} got through to a listener")
        with suppress(BlockingIOError):
            raise AssertionError(f"{self._udp.recvfrom(100)} got through to a listener")


class Household:
    """The processes and descriptors of a worker that is idle, none of which may come to stay, and the memory of the host
    that talks to it."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._processes = set(descendants(worker._zygote.process.pid))
        self._descriptors = self._count()
        self._peak = _peak()

    def _count(self) -> list[int]:
        counts = [len(os.listdir("/proc/self/fd"))]
        for process in sorted(self._processes):
            with suppress(PermissionError):  # root's processes, seen by somebody else
                counts.append(len(os.listdir(f"/proc/{process}/fd")))
        return counts

    def assert_as_before(self) -> None:
        assert set(descendants(self._worker._zygote.process.pid)) == self._processes
        assert self._count() == self._descriptors
        before, self._peak = self._peak, _peak()
        assert self._peak - before < 400 << 10, "an attack takes the memory of the host"


def _peak() -> int:
    """The most memory that this process has had, in KB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def descendants(process: int) -> Iterator[int]:
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield int(child)
            yield from descendants(int(child))


def assert_nothing_left_behind() -> None:
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "."):
        assert not [name for name in os.listdir(folder) if name.startswith(LITTER)]


def assert_decent(report: Report, token: str) -> None:
    """No fault of ours, which would be full points; no secret; nothing that acts where it is read."""
    assert all(check.verdict is not Verdict.INTERNAL for task in report.tasks for check in task.checks), report
    assert token not in json.dumps(to_json(report))
    assert_lifeless_page(student_html(report, language="en", audience=Audience.STAFF))
    assert_lifeless(render(report, language="ko", audience=Audience.STAFF, color=False, unicode=True))


def assert_lifeless(text: str) -> None:
    """Nothing in it moves a cursor, recolours a terminal or turns text round."""
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), repr(text)


def assert_lifeless_page(page: str) -> None:
    """Nothing in it runs, loads or leads to anything but other pages."""
    tags = _Tags(page)
    assert not tags.lively, tags.lively


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.lively: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        acts = tag in _LIVELY or any(
            name.startswith("on") or (value or "").strip().lower().startswith("javascript:") for name, value in attrs
        )
        if acts:
            self.lively.append(f"{tag} {attrs}")

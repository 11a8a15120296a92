"""Writing files that people keep: all of it or nothing."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from grader.errors import EnvironmentFault
from grader.model import Text


def write_file(path: Path, content: str | bytes, *, option: str = "--out") -> None:
    """Writes a file, in folders that are made where they are missing, in one step in place of what was there; text as
    UTF-8 with `\\n`. Raises EnvironmentFault, which names the `option` that says where to write."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        why = error.strerror or type(error).__name__
        raise EnvironmentFault(
            Text(
                f"{path} cannot be written: {why}; name another place with {option}",
                f"{path} 파일을 쓸 수 없습니다: {why}. {option}(으)로 다른 위치를 지정하십시오.",
            )
        ) from error

"""The cache of observations saves time; spoilt, closed or unwritable, it costs some, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nights
import pytest

from grader.checks.observation import Observed
from grader.oracle import Oracle

CHECK = nights.TASK.checks[0].name


def reference(cache: Path | None) -> Observed:
    return Oracle(nights.CATALOG, seed=5, cache=cache).reference(nights.TASK, CHECK)


def agrees(observed: Observed) -> bool:
    check = Oracle(nights.CATALOG, seed=5).checks(nights.TASK)[CHECK]
    return check.compare.distance(observed, reference(None), {}) == 0


def folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:20]),
        lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
        lambda file: file.write_bytes(file.read_bytes() + b"more"),
        lambda file: file.write_bytes(bytes(1 << 20)),
        folder_instead,
    ],
    ids=["empty", "a digest of nothing", "cut short", "too long", "zeros", "a folder"],
)
def test_a_spoilt_entry_is_made_anew(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    reference(tmp_path)
    (file,) = tmp_path.iterdir()
    spoil(file)
    assert agrees(reference(tmp_path))


def test_a_place_where_no_cache_can_be_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert agrees(reference(tmp_path / "file" / "cache"))
    assert agrees(reference(Path("/proc/cache")))  # where nobody may write, root neither

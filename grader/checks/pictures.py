"""Pictures that checks attach to their results: pure functions of (observed, expected), numpy only."""

from __future__ import annotations

import numpy as np

from grader.model import Picture, Series, Text

from .observation import Array, Observed

_YOURS, _REFERENCE = Text("yours", "제출한 코드"), Text("reference", "기준 구현")


def path_picture(observed: Observed, expected: Observed) -> Picture | None:
    """Two paths in the plane, from `probes.path`: arrays [steps + 1, 2]. None when what came is no path."""
    if not all(
        isinstance(tree, Array) and len(tree.shape) == 2 and tree.shape[1] == 2 for tree in (observed, expected)
    ):
        return None
    series = tuple(_series(name, tree) for name, tree in ((_YOURS, observed), (_REFERENCE, expected)))
    return Picture("path", Text("The path of the optimizer", "옵티마이저의 경로"), series)


def curve_picture(observed: Observed, expected: Observed) -> Picture | None:
    """Two curves over steps: arrays [steps]. None when what came is no curve."""
    if not all(isinstance(tree, Array) and len(tree.shape) == 1 for tree in (observed, expected)):
        return None
    series = tuple(_series(name, tree) for name, tree in ((_YOURS, observed), (_REFERENCE, expected)))
    return Picture("lines", Text("Value over steps", "스텝별 값"), series, x_label=Text("step", "스텝"))


def _series(name: Text, tree: Observed) -> Series:
    assert isinstance(tree, Array)
    values = tree.values.astype(np.float64)
    if values.ndim == 1:
        values = np.stack([np.arange(len(values), dtype=np.float64), values], axis=1)
    finite = values[np.isfinite(values).all(axis=1)][:500]
    return Series(name, tuple((float(x), float(y)) for x, y in finite))

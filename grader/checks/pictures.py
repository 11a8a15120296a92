"""Pictures that checks attach to their results: pure functions of (observed, expected), numpy only."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from grader.model import Picture, Series, Text

from .language import Artist
from .observation import Array, Observed

_NAMES = Text("yours", "제출한 코드"), Text("reference", "기준 구현")


def path_picture(observed: Observed, expected: Observed) -> Picture | None:
    """Two paths in the plane, from `probes.path`: arrays [steps + 1, 2]. None when what came is no path."""
    if not all(
        isinstance(tree, Array) and len(tree.shape) == 2 and tree.shape[1] == 2 for tree in (observed, expected)
    ):
        return None
    series = tuple(_series(name, tree) for name, tree in zip(_NAMES, (observed, expected), strict=True))
    return Picture("path", Text("The path of the optimizer", "옵티마이저의 경로"), series)


def curve_picture(key: str, *, title: Text, x_label: Text, y_label: Text) -> Artist:
    """An artist that draws two curves over 0 to 100 %: the arrays [points] under `key` of the two observations. It
    draws nothing when what came is no curve, or holds no number at all."""

    def draw(observed: Observed, expected: Observed) -> Picture | None:
        curves = [tree.get(key) if isinstance(tree, Mapping) else None for tree in (observed, expected)]
        if not all(isinstance(curve, Array) and len(curve.shape) == 1 and len(curve.values) > 1 for curve in curves):
            return None
        series = tuple(_series(name, _over_percent(curve)) for name, curve in zip(_NAMES, curves, strict=True))
        if not any(math.isfinite(y) for _, y in series[0].points):
            return None
        return Picture("lines", title, series, x_label=x_label, y_label=y_label)

    return draw


def _over_percent(curve: Observed) -> Array:
    assert isinstance(curve, Array)
    y = curve.values.astype(np.float64)
    return Array(np.stack([np.linspace(0.0, 100.0, len(y)), y], axis=1), "float64")


def _series(name: Text, tree: Observed) -> Series:
    assert isinstance(tree, Array)
    # Numbers that are not finite go along: the report says that they could not be drawn.
    return Series(name, tuple((float(x), float(y)) for x, y in tree.values.astype(np.float64)[:500]))

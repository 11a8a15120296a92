"""Pictures that checks attach to their results: pure functions of (observed, expected, what was kept), numpy only."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from grader.model import Grid, Picture, Series, Table, TableRow, Text

from .compare import Kept
from .language import Artist
from .observation import Array, Observed

_NAMES = Text("yours", "제출한 코드"), Text("reference", "기준 구현")


def path_picture(observed: Observed, expected: Observed, kept: Kept) -> Picture | None:
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

    def draw(observed: Observed, expected: Observed, kept: Kept) -> Picture | None:
        curves = [tree.get(key) if isinstance(tree, Mapping) else None for tree in (observed, expected)]
        if not all(isinstance(curve, Array) and len(curve.shape) == 1 and len(curve.values) > 1 for curve in curves):
            return None
        series = tuple(_series(name, _over_percent(curve)) for name, curve in zip(_NAMES, curves, strict=True))
        if not any(math.isfinite(y) for _, y in series[0].points):
            return None
        return Picture("lines", title, series, x_label=x_label, y_label=y_label)

    return draw


def boxes_picture(key: str, *, title: Text, most: int = 60) -> Artist:
    """An artist that draws boxes (x1, y1, x2, y2): the arrays [n, 4] under `key` of the two observations, the first `most` of
    each. It draws nothing when what came are no boxes."""

    def draw(observed: Observed, expected: Observed, kept: Kept) -> Picture | None:
        both = [tree.get(key) if isinstance(tree, Mapping) else None for tree in (observed, expected)]
        if not all(isinstance(boxes, Array) and len(boxes.shape) == 2 and boxes.shape[1] == 4 for boxes in both):
            return None
        return Picture(
            "boxes", title, tuple(_boxes(name, boxes, most) for name, boxes in zip(_NAMES, both, strict=True))
        )

    return draw


def grids_picture(key: str | None = None, *, title: Text, most: int = 32) -> Artist:
    """An artist that shades the values of two maps: the arrays [..., rows, columns] under `key` of the two observations
    (or the observations themselves), of which it takes the map in which they differ most, and no more than the first
    `most` rows and columns. It draws nothing when what came is no map."""

    def draw(observed: Observed, expected: Observed, kept: Kept) -> Picture | None:
        both = []
        for tree in (observed, expected):
            found = tree if key is None else tree.get(key) if isinstance(tree, Mapping) else None
            if not isinstance(found, Array) or len(found.shape) < 2 or not found.values.size:
                return None
            if np.iscomplexobj(found.values):
                return None
            both.append(found.values.astype(np.float64).reshape(-1, *found.shape[-2:]))
        yours, reference = both
        place = 0
        if yours.shape == reference.shape:
            with np.errstate(invalid="ignore", over="ignore"):
                apart = np.nan_to_num(np.abs(yours - reference), nan=np.inf).max(axis=(1, 2))
            place = int(apart.argmax())
        return Picture(
            "grids",
            title,
            (),
            grids=tuple(
                Grid(name, tuple(tuple(map(float, row[:most])) for row in maps[place][:most]))
                for name, maps in zip(_NAMES, both, strict=True)
            ),
        )

    return draw


def _boxes(name: Text, boxes: Observed, most: int) -> Series:
    assert isinstance(boxes, Array)
    corners = boxes.values[:most].reshape(-1, 2).tolist()
    return Series(name, tuple((float(x), float(y)) for x, y in corners))


def _over_percent(curve: Observed) -> Array:
    assert isinstance(curve, Array)
    y = curve.values.astype(np.float64)
    return Array(np.stack([np.linspace(0.0, 100.0, len(y)), y], axis=1), "float64")


def _series(name: Text, tree: Observed) -> Series:
    assert isinstance(tree, Array)
    # Numbers that are not finite go along: the report says that they could not be drawn.
    return Series(name, tuple((float(x), float(y)) for x, y in tree.values.astype(np.float64)[:500]))


# --- networks ------------------------------------------------------------------------------------------------------------

_ROWS = 24  # of a table; a longer one is shown around the first difference
_COLUMNS = (
    Text("layer", "층"),
    Text("shape", "모양"),
    Text("parameters", "매개변수"),
    Text("multiply-adds", "곱셈-덧셈"),
)


@dataclass(frozen=True, slots=True)
class Layer:
    """A row of `layers.table`, as far as it is to be believed."""

    name: str
    shape_in: tuple[int, ...]
    shape_out: tuple[int, ...]
    params: int
    macs: int
    field: tuple[int, int]

    @property
    def cells(self) -> tuple[str, ...]:
        shapes = "×".join(map(str, self.shape_in)), "×".join(map(str, self.shape_out))
        return self.name, " → ".join(shapes), f"{self.params:,}", f"{self.macs:,}"

    @property
    def side(self) -> int:
        """Of the feature map that it gives; 1 for a vector."""
        return self.shape_out[-1] if len(self.shape_out) == 3 else 1

    def like(self, other: Layer) -> bool:
        """A linear layer is like the convolution that does the same."""
        size, its = math.prod(self.shape_out), math.prod(other.shape_out)
        return (self.params, self.macs, size) == (other.params, other.macs, its)


def layers_picture(key: str = "layers", *, stages: bool = False) -> Artist:
    """An artist for the rows of `layers.table` under `key`: the two networks layer by layer, the first difference
    marked; with `stages`, also bars of parameters and multiply-adds for each size of feature map."""

    def draw(observed: Observed, expected: Observed, kept: Kept) -> Picture | None:
        both = [layers_of(tree.get(key)) if isinstance(tree, Mapping) else None for tree in (observed, expected)]
        yours, reference = both
        if yours is None or reference is None:
            return None
        return Picture(
            "bars",
            Text("Layer by layer", "층별 비교"),
            _stages(yours, reference) if stages else (),
            x_label=Text("side of the feature map (pixels)", "특징 맵의 한 변 (픽셀)"),
            y_label=Text("% of the reference's total", "기준 구현 전체 대비 %"),
            table=_side_by_side(yours, reference),
            figures={
                "parameters": (_total(yours, "params"), _total(reference, "params")),
                "macs": (_total(yours, "macs"), _total(reference, "macs")),
                "receptive_field": (_field(yours), _field(reference)),
            },
        )

    return draw


def accuracy_picture(key: str, labels: str) -> Artist:
    """An artist that draws the share of right answers for each class: `key` holds the logits [n, classes] in the two
    observations, `labels` the labels int64[n] in what the host kept."""

    def draw(observed: Observed, expected: Observed, kept: Kept) -> Picture | None:
        right = kept[labels]
        shares = []
        for tree in (observed, expected):
            logits = tree.get(key) if isinstance(tree, Mapping) else None
            if not isinstance(logits, Array) or len(logits.shape) != 2 or len(logits.values) != len(right):
                return None
            shares.append(logits.values.argmax(axis=1) == right)
        series = tuple(
            Series(name, tuple((float(c), 100.0 * float(share[right == c].mean())) for c in np.unique(right)))
            for name, share in zip(_NAMES, shares, strict=True)
        )
        return Picture(
            "bars",
            Text("New images recognised, by class", "클래스별로 맞힌 새 이미지"),
            series,
            x_label=Text("class", "클래스"),
            y_label=Text("right (%)", "정답 (%)"),
            figures={"accuracy": (float(shares[0].mean()), float(shares[1].mean()))},
        )

    return draw


def layers_of(tree: object) -> list[Layer] | None:
    """The rows of `layers.table`, or None where what came is no such table."""
    if not isinstance(tree, list) or not 0 < len(tree) <= 5000:
        return None
    found = []
    for row in tree:
        if not isinstance(row, list) or len(row) != 6 or not isinstance(row[0], str):
            return None
        before, after, numbers, reach = (_whole(part) for part in (row[1], row[2], row[3:5], row[5]))
        if before is None or after is None or numbers is None or reach is None or len(reach) != 2:
            return None
        found.append(Layer(row[0][:40], before, after, numbers[0], numbers[1], (reach[0], reach[1])))
    return found


def _whole(tree: object) -> tuple[int, ...] | None:
    """A short list of whole numbers; None for anything else."""
    items = tree.values.tolist() if isinstance(tree, Array) and len(tree.shape) == 1 else tree
    if not isinstance(items, list) or len(items) > 8:
        return None
    return tuple(items) if all(type(item) is int and 0 <= item < 2**60 for item in items) else None


def _side_by_side(yours: Sequence[Layer], reference: Sequence[Layer]) -> Table:
    longest = max(len(yours), len(reference))
    pairs = [
        (yours[i] if i < len(yours) else None, reference[i] if i < len(reference) else None) for i in range(longest)
    ]
    parts = next((i for i, (a, b) in enumerate(pairs) if a is None or b is None or not a.like(b)), None)
    start = 0 if parts is None or longest <= _ROWS else max(0, min(parts - _ROWS // 2, longest - _ROWS))
    nothing = ("",) * len(_COLUMNS)
    rows = [
        TableRow((*(a.cells if a else nothing), *(b.cells if b else nothing)), differs=i == parts)
        for i, (a, b) in enumerate(pairs[start : start + _ROWS], start)
    ]
    if start:
        rows.insert(0, TableRow(left_out=start))
    if longest > start + _ROWS:
        rows.append(TableRow(left_out=longest - start - _ROWS))
    totals = [
        f"{total:,.0f}" for side in (yours, reference) for total in (_total(side, "params"), _total(side, "macs"))
    ]
    rows.append(TableRow(("Σ", "", *totals[:2], "Σ", "", *totals[2:])))
    return Table(_NAMES, _COLUMNS, tuple(rows))


def _stages(yours: Sequence[Layer], reference: Sequence[Layer]) -> tuple[Series, ...]:
    sides = sorted({layer.side for layer in (*yours, *reference)}, reverse=True)[:12]
    what = {"params": Text("parameters", "매개변수"), "macs": Text("multiply-adds", "곱셈-덧셈")}
    series = []
    for attribute, told in what.items():
        whole = max(_total(reference, attribute), 1.0)
        for name, network in zip(_NAMES, (yours, reference), strict=True):
            shares = [
                100.0 * sum(getattr(layer, attribute) for layer in network if layer.side == side) / whole
                for side in sides
            ]
            points = tuple((float(side), share) for side, share in zip(sides, shares, strict=True))
            series.append(Series(Text(f"{told.en}, {name.en}", f"{told.ko}, {name.ko}"), points))
    return tuple(series)


def _total(network: Sequence[Layer], attribute: str) -> float:
    return float(sum(getattr(layer, attribute) for layer in network))


def _field(network: Sequence[Layer]) -> float:
    """The receptive field of the last feature map that is more than one pixel."""
    return float(max((max(layer.field) for layer in network if layer.side > 1), default=1))

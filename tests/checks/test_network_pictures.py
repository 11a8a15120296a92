"""Pictures of networks: what the host makes of tables of layers that came out of the sandbox."""

from __future__ import annotations

import numpy as np
import pytest

from grader.checks import close, count, under
from grader.checks.observation import Array
from grader.checks.pictures import accuracy_picture, layers_of, layers_picture

CONV = ["conv 3x3", [3, 8, 8], [4, 8, 8], 112, 6912, [3, 3]]
POOL = ["max pool 2x2 /2", [4, 8, 8], [4, 4, 4], 0, 0, [4, 4]]
LINEAR = ["linear", [64], [10], 650, 640, [10, 10]]


def draw(yours, reference, **options):
    return layers_picture(**options)({"layers": yours}, {"layers": reference}, {})


def test_the_first_difference_is_marked_and_totals_close_the_table() -> None:
    wider = ["conv 3x3", [3, 8, 8], [5, 8, 8], 140, 8640, [3, 3]]
    picture = draw([wider, POOL, LINEAR], [CONV, POOL, LINEAR])
    assert [row.differs for row in picture.table.rows] == [True, False, False, False]
    assert picture.table.rows[0].cells[3:6] == ("8,640", "conv 3x3", "3×8×8 → 4×8×8")
    assert picture.table.rows[-1].cells == ("Σ", "", "790", "9,280", "Σ", "", "762", "7,552")
    assert picture.figures == {"parameters": (790.0, 762.0), "macs": (9280.0, 7552.0), "receptive_field": (4.0, 4.0)}


def test_a_convolution_over_the_whole_map_is_no_difference_to_a_linear_layer() -> None:
    whole = ["conv 4x4", [4, 4, 4], [10, 1, 1], 650, 640, [10, 10]]
    assert not any(row.differs for row in draw([CONV, POOL, whole], [CONV, POOL, LINEAR]).table.rows)


def test_a_missing_layer_is_a_difference() -> None:
    rows = draw([CONV, POOL], [CONV, POOL, LINEAR]).table.rows
    assert rows[2].differs and rows[2].cells[:4] == ("", "", "", "")


def test_a_long_table_is_shown_around_its_first_difference() -> None:
    reference = [CONV] * 100
    yours = [CONV] * 60 + [POOL] + [CONV] * 39
    rows = draw(yours, reference).table.rows
    assert rows[0].left_out == 48 and rows[-2].left_out == 28
    assert [row.differs for row in rows].index(True) == 13


def test_bars_show_each_stage_as_a_share_of_the_references_total() -> None:
    picture = draw([CONV, POOL, LINEAR], [CONV, POOL, LINEAR], stages=True)
    assert [series.name.en for series in picture.series] == [
        "parameters, yours", "parameters, reference", "multiply-adds, yours", "multiply-adds, reference",
    ]  # fmt: skip
    for series in picture.series:
        assert [x for x, _ in series.points] == [8.0, 4.0, 1.0]
        assert sum(y for _, y in series.points) == pytest.approx(100)


@pytest.mark.parametrize(
    "sent",
    [
        None, [], "layers", [[]], [["conv"]], [["conv", [1], [1], 1, 1]], [[1, [1], [1], 1, 1, [1, 1]]],
        [["conv", "1", [1], 1, 1, [1, 1]]], [["conv", [1], [1], -1, 1, [1, 1]]], [["conv", [1], [1], 1, 2**70, [1, 1]]],
        [["conv", [1], [1], 1, 1, [1]]], [["conv", [1] * 9, [1], 1, 1, [1, 1]]], [["conv", [1.5], [1], 1, 1, [1, 1]]],
    ],
)  # fmt: skip
def test_what_is_no_table_draws_nothing(sent) -> None:
    assert layers_of(sent) is None
    assert draw(sent, [CONV]) is None


def test_accuracy_is_told_by_class() -> None:
    labels = np.array([0, 0, 1, 1])
    logits = Array(np.array([[2.0, 1], [2, 1], [2, 1], [1, 2]]), "float64")
    perfect = Array(np.eye(2)[labels], "float64")
    picture = accuracy_picture("new", "new_labels")({"new": logits}, {"new": perfect}, {"new_labels": labels})
    assert picture.series[0].points == ((0.0, 100.0), (1.0, 50.0))
    assert picture.figures == {"accuracy": (0.75, 1.0)}
    assert accuracy_picture("new", "new_labels")({"new": None}, {"new": perfect}, {"new_labels": labels}) is None


def test_under_judges_one_key_alone() -> None:
    compare = under("parameters", count())
    right, wrong = {"parameters": [[2, 3]], "layers": []}, {"parameters": [[2, 2]], "layers": []}
    assert compare.judge(right, {"parameters": [[3, 2]], "layers": ["anything"]}, {}) is None
    assert compare.judge(wrong, right, {}) is not None
    assert compare.judge("no mapping", right, {}) is not None
    assert under("a", close(0)).explains

from __future__ import annotations

import numpy as np

from grader.checks.observation import Array
from grader.checks.pictures import boxes_picture
from grader.model import Text

BOXES = boxes_picture("boxes", title=Text.same("Boxes"), most=2)


def boxes(*rows: list[float]) -> Array:
    return Array(np.array(rows, dtype=np.float32).reshape(-1, 4), "float32")


def test_boxes_of_both_sides_are_drawn_as_pairs_of_corners() -> None:
    own, reference = boxes([0, 1, 2, 3]), boxes([4, 5, 6, 7], [1, 2, 3, 4], [0, 0, 1, 1])
    picture = BOXES({"boxes": own}, {"boxes": reference}, {})
    assert picture is not None and picture.kind == "boxes"
    assert [series.points for series in picture.series] == [
        ((0.0, 1.0), (2.0, 3.0)),
        ((4.0, 5.0), (6.0, 7.0), (1.0, 2.0), (3.0, 4.0)),  # the first two
    ]


def test_what_are_no_boxes_is_not_drawn() -> None:
    for other in (None, "boxes", Array(np.zeros((3, 5)), "float64"), Array(np.zeros(4), "float64")):
        assert BOXES({"boxes": other}, {"boxes": boxes([0, 1, 2, 3])}, {}) is None
    assert BOXES([], {"boxes": boxes()}, {}) is None

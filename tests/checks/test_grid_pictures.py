from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np

from grader.checks.observation import Array
from grader.checks.pictures import grids_picture
from grader.model import Text
from grader.report.pictures import svg

MAPS = grids_picture("maps", title=Text.same("Maps"), most=3)


def maps(values: object) -> dict[str, Array]:
    return {"maps": Array(np.array(values, dtype=np.float64), "float64")}


def test_the_map_that_differs_most_is_shown() -> None:
    own, reference = np.zeros((3, 2, 2)), np.zeros((3, 2, 2))
    own[0, 0, 0], own[1, 1, 0] = 0.5, 4.0
    picture = MAPS(maps(own), maps(reference), {})
    assert picture is not None and [grid.rows for grid in picture.grids] == [((0, 0), (4, 0)), ((0, 0), (0, 0))]


def test_large_maps_are_cut_and_what_is_no_map_is_not_drawn() -> None:
    picture = MAPS(maps(np.ones((4, 5))), maps(np.ones((2, 2))), {})
    assert picture is not None and [len(grid.rows[0]) for grid in picture.grids] == [3, 2]
    for other in ([1.0, 2.0], np.zeros((0, 2))):
        assert MAPS(maps(other), maps([[1.0]]), {}) is None
    assert MAPS({"maps": "text"}, maps([[1.0]]), {}) is None
    assert MAPS([], maps([[1.0]]), {}) is None


def test_grids_share_a_range_and_cross_out_what_is_not_finite() -> None:
    picture = MAPS(maps([[0.0, 1.0], [np.nan, 2.0]]), maps([[4.0, 4.0], [4.0, 4.0]]), {})
    assert picture is not None
    drawing = ET.fromstring(svg(picture, "en"))
    shades = [cell.get("fill-opacity") for cell in drawing.findall(".//rect[@class='cell']")]
    assert shades == ["0.00", "0.25", "0.50", "1.00", "1.00", "1.00", "1.00"]
    texts = [text.text for text in drawing.iter("text")]
    assert "white: 0; black: 4" in texts and any("not finite" in (text or "") for text in texts)

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET

import pytest

from grader.model import LANGUAGES, Picture, Series, Text
from grader.report.pictures import Disc, histogram, scatter, svg

from . import samples


def lines(*values: float) -> Picture:
    return Picture(
        "lines", Text.same("t"), (Series(Text.same("s"), tuple((float(i), v) for i, v in enumerate(values))),)
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [samples.loss_picture, samples.path_picture, samples.boxes_picture])
def test_pictures_are_well_formed_titled_and_told_apart_without_colour(make, language):
    picture = make()
    drawing = ET.fromstring(svg(picture, language))
    assert drawing.findtext("title") == picture.title.get(language)
    dashes = {element.get("stroke-dasharray") for element in drawing.iter() if element.get("stroke-dasharray")}
    assert len(dashes) == len(picture.series)
    texts = [element.text for element in drawing.iter("text")]
    assert all(series.name.get(language) in texts for series in picture.series)


def test_bars_stand_in_groups_and_are_told_apart_without_colour():
    drawing = ET.fromstring(svg(samples.layers_picture(), "en"))
    bars = drawing.findall(".//rect[@class='bars']")
    assert len(bars) == 3 + 2 + 2  # one is not finite; two stand in the legend
    assert {bar.get("style", "").partition(";")[0] for bar in bars} == {"fill:var(--series-1)", "fill:none"}
    texts = [element.text for element in drawing.iter("text")]
    assert {"56", "28", "1", "yours", "reference"} <= set(texts)
    assert any("not finite" in (text or "") for text in texts)


def test_a_scatter_names_its_discs_one_below_the_other():
    discs = [Disc(name, 1e6, 90.0, size, 80.0) for name, size in (("small", 1.0), ("large", 100.0))]
    drawing = ET.fromstring(scatter([*discs, Disc("far", 1e9, 20.0, 10.0, 30.0)], "x", "y", "t", "en"))
    places = {text.text: float(text.get("y", 0)) for text in drawing.iter("text")}
    assert abs(places["small"] - places["large"]) >= 12
    radii = [float(disc.get("r", 0)) for disc in drawing.findall(".//circle")]
    assert radii[0] > radii[1] > radii[2]  # the largest lies at the bottom


def test_a_path_that_runs_away_leaves_the_reference_readable():
    away = Series(Text.same("yours"), tuple((2 * 1.7**t, (-1.7) ** t) for t in range(40)))
    near = Series(Text.same("reference"), tuple((2 * 0.9**t, 0.8**t) for t in range(40)))
    drawing = ET.fromstring(svg(Picture("path", Text.same("t"), (away, near)), "en"))
    assert any("cut at the edge: yours" in (text.text or "") for text in drawing.iter("text"))
    reference = drawing.findall(".//path[@class='curve']")[1].get("d", "")
    xs = [float(x) for x in re.findall(r"[ML](\S+) ", reference)]
    assert max(xs) - min(xs) > 50


def test_a_picture_is_told_in_words():
    told = ET.fromstring(svg(samples.boxes_picture(), "en")).findtext("desc")
    assert told == "yours: 3 boxes; reference: 2 boxes"
    assert "from (0, 1) to (2, 3)" in (ET.fromstring(svg(lines(1.0, 2.0, 3.0), "en")).findtext("desc") or "")


def test_points_that_are_not_finite_leave_a_gap_and_are_counted():
    drawn = svg(lines(1.0, 2.0, math.nan, 3.0, math.inf, 2.0), "en")
    assert "2 points are not finite" in drawn and not re.search(r"nan|inf\b", drawn)
    curve = re.search(r'class="curve" d="([^"]*)"', drawn)
    assert curve is not None and curve[1].count("M") == 3


def test_a_picture_without_finite_points_says_so():
    assert "No finite values to draw." in svg(lines(math.nan), "en")
    assert "No finite values to draw." in svg(Picture("boxes", Text.same("t"), ()), "en")


@pytest.mark.parametrize(
    "values", [(0.0,), (1e16, 1e16 + 2), (1e149, -1e149), (5e-324, 0.0), (1e-300, 1e100), (7.0, 7.0)]
)
def test_extreme_values_are_drawn(values):
    drawn = svg(lines(*values), "en")
    assert not re.search(r"nan|inf\b", drawn)
    ET.fromstring(drawn)


def test_values_over_many_decades_are_drawn_on_a_logarithmic_scale():
    assert "log scale" in svg(lines(1e-4, 1.0, 100.0), "en")
    assert "log scale" not in svg(lines(0.0, 1.0, 100.0), "en")


@pytest.mark.parametrize("scores", [(), (0.0, 5.0, 10.0, 10.0)])
def test_a_histogram_counts_every_score(scores):
    drawing = ET.fromstring(histogram(scores, 10.0, "ko"))
    bars = [float(element.get("height", "0")) for element in drawing.iter("rect")]
    assert len(bars) == 10 and sum(bar > 0 for bar in bars) == len(set(scores))

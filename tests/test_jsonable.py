from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

import pytest

from grader.jsonable import fields_to_json, from_json, to_json


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    colour: Colour
    points: tuple[Point, ...]
    size: tuple[int, float]
    kind: Literal["open", "closed"]
    labels: Mapping[str, int] = field(default_factory=dict)
    parent: Shape | None = None
    filled: bool = False


SHAPE = Shape(
    "삼각형",
    Colour.BLUE,
    (Point(1.0), Point(0.1, -2e300)),
    (3, 1.5),
    "closed",
    {"a": 1},
    Shape("parent", Colour.RED, (), (0, 0.0), "open"),
    True,
)


def plain() -> dict[str, Any]:
    data = to_json(SHAPE)
    assert isinstance(data, dict)
    return data


def test_what_was_written_as_json_text_reads_back_equal() -> None:
    assert from_json(Shape, json.loads(json.dumps(to_json(SHAPE), allow_nan=False))) == SHAPE


def test_containers_of_dataclasses_need_no_dataclass_around_them() -> None:
    assert from_json(tuple[Point, ...], to_json([Point(1.0)])) == (Point(1.0),)


def test_fields_can_be_left_out_and_take_their_defaults_on_the_way_back() -> None:
    data = fields_to_json(SHAPE, omit=("parent", "filled", "labels"))
    assert "parent" not in data
    assert from_json(Shape, data) == Shape("삼각형", Colour.BLUE, SHAPE.points, (3, 1.5), "closed")


def test_floats_that_json_does_not_have_travel_as_words() -> None:
    data = to_json([math.inf, -math.inf, math.nan])
    assert data == ["inf", "-inf", "nan"]
    assert from_json(tuple[float, ...], data)[:2] == (math.inf, -math.inf)
    assert math.isnan(from_json(tuple[float, ...], data)[2])


def test_a_whole_number_is_a_float_where_a_float_is_expected() -> None:
    assert type(from_json(Point, {"x": 3}).x) is float


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": 3}, r"Shape\.name: expected str, got 3"),
        ({"name": None}, r"Shape\.name: expected str, got None"),
        ({"colour": "green"}, r"Shape\.colour: expected one of red, blue, got 'green'"),
        ({"colour": ["red"]}, r"Shape\.colour: expected one of"),
        ({"kind": "ajar"}, r"Shape\.kind: expected one of open, closed, got 'ajar'"),
        ({"points": "xy"}, r"Shape\.points: expected list"),
        ({"points": [{"x": 0}, {"x": "1"}]}, r"Shape\.points\[1\]\.x: expected float, got '1'"),
        ({"points": [{"x": True}]}, r"Shape\.points\[0\]\.x: expected float, got True"),
        ({"points": [{"x": 10**400}]}, r"Shape\.points\[0\]\.x: expected float"),
        ({"points": [{}]}, r"Shape\.points\[0\]: missing field 'x'"),
        ({"points": [[1, 2]]}, r"Shape\.points\[0\]: expected object"),
        ({"size": [1]}, r"Shape\.size: expected list of 2"),
        ({"size": [True, 1.0]}, r"Shape\.size\[0\]: expected int, got True"),
        ({"labels": {"a": "b"}}, r"Shape\.labels\['a'\]: expected int"),
        ({"labels": []}, r"Shape\.labels: expected object"),
        ({"parent": 3}, r"Shape\.parent: expected object, got 3"),
        ({"filled": 1}, r"Shape\.filled: expected bool, got 1"),
        ({"volume": 1}, r"Shape: unknown field 'volume'"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        from_json(Shape, {**plain(), **change})


def test_a_refusal_quotes_only_the_start_of_what_came() -> None:
    with pytest.raises(ValueError) as refusal:
        from_json(Point, {"x": "9" * 10_000})
    assert len(str(refusal.value)) < 200


@pytest.mark.parametrize("value", [object(), {1: 2}, b"bytes", {"set"}, Point])
def test_what_has_no_json_is_a_type_error(value: object) -> None:
    with pytest.raises(TypeError):
        to_json(value)


def test_a_type_without_a_rule_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="no rule"):
        from_json(set, [])

"""The figure of a question: drawn, and told for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from grader.model import LANGUAGES, Language, Picture, Text

MOST_POINTS = 16  # of a curve that is told in numbers

Point = tuple[float, float]


def drawing(picture: Picture) -> Text:
    from grader.report.pictures import svg

    return Text(*(str(svg(picture, language)) for language in LANGUAGES))


def in_words(picture: Picture) -> Text:
    """The numbers of a figure, for a terminal."""

    def lines(language: Language) -> list[str]:
        title = [picture.title.get(language)]
        curves = [f"{one.name.get(language)}: {' '.join(map(_point, _few(one.points)))}" for one in picture.series]
        grids = []
        for grid in picture.grids:
            rows = [[f"{value:g}" for value in row] for row in grid.rows]
            width = max(len(value) for row in rows for value in row)
            grids += [grid.name.get(language), *(" ".join(value.rjust(width) for value in row) for row in rows)]
        return title + curves + grids

    return Text(*("\n".join(lines(language)) for language in LANGUAGES))


def _few(points: Sequence[Point]) -> Sequence[Point]:
    """Of a long curve, points evenly along it."""
    if len(points) <= MOST_POINTS:
        return points
    step = (len(points) - 1) / (MOST_POINTS - 1)
    return [points[round(place * step)] for place in range(MOST_POINTS)]


def _point(point: Point) -> str:
    return f"({point[0]:.4g}, {point[1]:.4g})"

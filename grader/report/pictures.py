"""Pictures of a report as inline SVG: no script, no id, no outside reference; colours come from the page's variables.

Series differ by dash pattern as well as by colour, and the later ones lie on top: where two agree, both stay visible.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from grader.model import Grid, Language, Picture, Series, Text
from grader.report.safe import visible
from grader.report.summary import BINS, bins
from grader.report.words import counted, word

Point = tuple[float, float]

# Of the drawing, and of its plot without legend: small enough for its letters to be read on a telephone.
_WIDTH, _PLOT = 440.0, 220.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 62.0, 12.0, 12.0, 50.0
_ROW = 20.0  # height of a legend row
_DASHES = ("", "7 5", "2 4", "10 4 2 4")
_HUGE = 1e150  # beyond this, differences and ratios overflow
_LOG_FROM = 1e3  # positive values that span more than this are drawn on a logarithmic scale
_FAR = 10.0  # a path that goes this many times further than the reference's is cut, so that both can be seen
_OUTSIDE = 1e5  # no coordinate of the drawing is further out: beyond that, browsers round


@dataclass(frozen=True, slots=True)
class _Axes:
    """The ranges drawn, and the rectangle of the drawing that they fill."""

    x: Point
    y: Point
    left: float
    top: float
    width: float
    height: float
    down: bool  # y grows downwards

    def at(self, point: Point) -> Point:
        across = (point[0] - self.x[0]) / (self.x[1] - self.x[0])
        up = (point[1] - self.y[0]) / (self.y[1] - self.y[0])
        x, y = self.left + across * self.width, self.top + (up if self.down else 1 - up) * self.height
        return min(max(x, -_OUTSIDE), _OUTSIDE), min(max(y, -_OUTSIDE), _OUTSIDE)


def svg(picture: Picture, language: Language) -> Markup:
    """The picture as one `<svg>` element with axes and a legend. Points that are not finite are left out, leave a gap
    in their line, and are counted below it."""
    drawn = [_usable(series, picture.kind) for series in picture.series]
    points = [point for series in drawn for point in series if point is not None]
    dropped = sum(len(series.points) for series in picture.series) - len(points)
    title = _cut(picture.title.get(language), 90)
    if picture.kind == "grids":
        return _grids(picture.grids, title, language)
    if not points:
        return _element(_line_of_text(10, 24, word("nothing_to_draw", language)), title, "", 40)
    told = _told(picture, drawn, language)
    if picture.kind == "bars":
        return _grouped_bars(picture, drawn, dropped, told, language)
    log = picture.kind == "lines" and _wants_log(points)
    if log:
        drawn = [[p and (p[0], math.log10(p[1])) for p in series] for series in drawn]
        points = [p for series in drawn for p in series if p is not None]
    axes = _axes(points, picture.kind)
    notes = [f"○ {word('start', language)}   ■ {word('end', language)}"] if picture.kind == "path" else []
    if picture.kind == "path":
        axes, cut = _near_reference(axes, drawn)
        far = max(abs(value) for point in points for value in point)
        names = ", ".join(_cut(series.name.get(language), 20) for series in picture.series[:-1])
        left = word("leaves", language).replace("{name}", names).replace("{far}", f"{far:.3g}")
        notes += [left] if cut else []
    draw = _boxes if picture.kind == "boxes" else _curve
    inside = [draw(series, index, axes) for index, series in enumerate(drawn)]
    if picture.kind == "path":
        inside += [_ends(series, index, axes) for index, series in enumerate(drawn)]
    body = [_frame(axes, log), _axis_labels(picture, log, language), _clipped(Markup("").join(inside), axes)]
    rows = [_cut(series.name.get(language), 46) for series in picture.series]
    below = _TOP + _PLOT + (_BOTTOM if picture.kind != "boxes" else _BOTTOM - 16)
    body += [_legend_row(index, name, below + index * _ROW) for index, name in enumerate(rows)]
    notes += [counted("dropped", dropped, language)] if dropped else []
    body += [_line_of_text(_LEFT, below + (len(rows) + i) * _ROW + 4, note) for i, note in enumerate(notes)]
    return _element(Markup("").join(body), title, told, below + (len(rows) + len(notes)) * _ROW)


def _grouped_bars(
    picture: Picture, drawn: Sequence[Sequence[Point | None]], dropped: int, told: str, language: Language
) -> Markup:
    """For each x a group of bars, one of each series, in the order in which the x come."""
    groups = list(dict.fromkeys(point[0] for series in drawn for point in series if point is not None))
    heights = [point[1] for series in drawn for point in series if point is not None]
    axes = _Axes(
        (0.0, float(len(groups))), (min(0.0, *heights), max(0.0, *heights) or 1.0), _LEFT, _TOP,
        _WIDTH - _LEFT - _RIGHT, _PLOT, False,
    )  # fmt: skip
    zero, body = axes.at((0.0, 0.0))[1], Markup("")
    for tick in _ticks(*axes.y):
        y = axes.at((0.0, tick))[1]
        body += _stroke(_LEFT, y, _WIDTH - _RIGHT, y, "grid") + _line_of_text(
            _LEFT - 7, y + 4, f"{tick:.4g}", anchor="end"
        )
    thick = 0.8 / len(drawn)
    for index, series in enumerate(drawn):
        for point in series:
            if point is None:
                continue
            left, top = axes.at((groups.index(point[0]) + 0.1 + index * thick, point[1]))
            width = axes.at((thick, 0.0))[0] - axes.left
            body += _bar(left, min(top, zero), width, abs(zero - top), index)
    for place, x in enumerate(groups):
        middle = axes.at((place + 0.5, 0.0))[0]
        body += _line_of_text(middle, _TOP + _PLOT + 17, f"{x:.6g}", anchor="middle")
    body += _stroke(_LEFT, zero, _WIDTH - _RIGHT, zero, "axis") + _axis_labels(picture, False, language)
    below = _TOP + _PLOT + _BOTTOM + 6
    for index, series_ in enumerate(picture.series):
        y = below + index * _ROW
        body += _bar(_LEFT, y - 6, 44, 12, index)
        body += _line_of_text(_LEFT + 54, y + 4, _cut(series_.name.get(language), 46))
    rows = len(picture.series)
    if dropped:
        body += _line_of_text(_LEFT, below + rows * _ROW + 4, counted("dropped", dropped, language))
    return _element(body, _cut(picture.title.get(language), 90), told, below + (rows + bool(dropped)) * _ROW)


def _grids(grids: Sequence[Grid], title: str, language: Language) -> Markup:
    """Grids beside each other, all in one range: the largest value is black, the smallest white. What is not finite is
    crossed out, and counted below."""
    values = [value for grid in grids for row in grid.rows for value in row]
    finite = [value for value in values if abs(value) < _HUGE]  # NaN compares false
    if not finite:
        return _element(_line_of_text(10, 24, word("nothing_to_draw", language)), title, "", 40)
    low, high = min(finite), max(finite)
    gap = 16.0
    wide = (_WIDTH - 2 * _RIGHT - gap * (len(grids) - 1)) / len(grids)
    side = min(
        wide / max(len(row) for grid in grids for row in grid.rows), _PLOT / max(len(grid.rows) for grid in grids)
    )
    body, told = Markup(""), []
    for index, grid in enumerate(grids):
        name, left = _cut(grid.name.get(language), 30), _RIGHT + index * (wide + gap)
        body += _line_of_text(left, _TOP + 8, name)
        for i, row in enumerate(grid.rows):
            for j, value in enumerate(row):
                x, y = left + j * side, _TOP + 16 + i * side
                if abs(value) < _HUGE:
                    shade = (value - low) / ((high - low) or 1.0)
                    cell = '<rect class="cell" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill-opacity="{:.2f}"/>'
                    body += Markup(cell).format(x, y, side, side, shade)
                else:
                    body += _stroke(x, y, x + side, y + side, "axis") + _stroke(x + side, y, x, y + side, "axis")
        told.append(f"{name}: {len(grid.rows)}×{len(grid.rows[0])}")
    below = _TOP + 16 + side * max(len(grid.rows) for grid in grids) + 20
    shades = word("shades", language).replace("{low}", f"{low:.3g}").replace("{high}", f"{high:.3g}")
    notes = [shades] + ([counted("dropped", dropped, language)] if (dropped := len(values) - len(finite)) else [])
    body += Markup("").join(_line_of_text(_RIGHT, below + i * _ROW, note) for i, note in enumerate(notes))
    return _element(body, title, "; ".join(told), below + len(notes) * _ROW)


@dataclass(frozen=True, slots=True)
class Disc:
    """A named point of a scatter chart: its area shows `size`, and a tick at `other` a second value of y."""

    name: str
    x: float
    y: float
    size: float
    other: float


def scatter(discs: Sequence[Disc], x_label: str, y_label: str, title: str, language: Language) -> Markup:
    """y up to 100 over x > 0 on a logarithmic scale. Each disc bears its name."""
    logs = [math.log10(disc.x) for disc in discs]
    low = max(0.0, 20 * math.floor((min(min(disc.y, disc.other) for disc in discs) - 20) / 20))
    axes = _Axes((min(logs) - 0.3, max(logs) + 0.5), (low, 105.0), _LEFT, _TOP, _WIDTH - _LEFT - _RIGHT, _PLOT, False)
    body, bottom = Markup(""), axes.top + axes.height
    for tick in _ticks(low, 100.0):
        y = axes.at((axes.x[0], tick))[1]
        body += _stroke(_LEFT, y, _WIDTH - _RIGHT, y, "grid") + _line_of_text(
            _LEFT - 7, y + 4, f"{tick:g}", anchor="end"
        )
    for power in range(math.ceil(axes.x[0]), math.floor(axes.x[1]) + 1):
        x = axes.at((power, low))[0]
        body += _stroke(x, _TOP, x, bottom, "grid") + _line_of_text(x, bottom + 17, f"1e{power}", anchor="middle")
    largest = max(disc.size for disc in discs) or 1.0
    taken: list[Point] = []
    for disc in sorted(discs, key=lambda disc: -disc.size):  # small ones on top
        x, y = axes.at((math.log10(disc.x), disc.y))
        radius = 3 + 15 * math.sqrt(max(disc.size, 0.0) / largest)
        body += Markup('<circle class="disc" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>').format(x, y, radius)
        median = axes.at((0.0, disc.other))[1]
        body += Markup('<path class="curve" d="M{:.1f} {:.1f}h12" {}/>').format(x - 6, median, _look(1))
        below = y + radius + 13
        while any(abs(x - other) < 62 and abs(below - at) < 12 for other, at in taken):  # names lie under one another
            below += 12
        taken.append((x, below))
        middle = min(x, _WIDTH - 60)  # the name of the rightmost disc must not be cut off
        body += _line_of_text(middle, below, _cut(disc.name, 20), anchor="middle")
    lowest = max(bottom, *(at for _, at in taken))
    body += _stroke(_LEFT, bottom, _WIDTH - _RIGHT, bottom, "axis") + _stroke(_LEFT, _TOP, _LEFT, bottom, "axis")
    body += _line_of_text(
        (_LEFT + _WIDTH - _RIGHT) / 2, lowest + 36, f"{x_label} ({word('log_scale', language)})", anchor="middle"
    )
    body += _upright(_TOP + _PLOT / 2, y_label)
    legend = lowest + 58
    body += Markup('<circle class="disc" cx="{:.1f}" cy="{:.1f}" r="7"/>').format(_LEFT + 22, legend)
    body += _line_of_text(_LEFT + 54, legend + 4, word("disc_reference", language)) + _legend_row(
        1, word("disc_class", language), legend + _ROW
    )
    told = "; ".join(f"{disc.name}: {disc.x:.4g}, {disc.y:.1f} ({disc.other:.1f})" for disc in discs)
    return _element(body, title, told, legend + 2 * _ROW)


def _bar(x: float, y: float, width: float, height: float, index: int) -> Markup:
    """Every other series is an outline, so that neighbours can be told apart without colour."""
    colour, dashes = _colour(index), _DASHES[index % len(_DASHES)] or "none"
    fill = colour if index % 2 == 0 else "none"
    return Markup(
        '<rect class="bars" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" style="fill:{};stroke:{}" '
        'stroke-dasharray="{}"/>'
    ).format(x + 1, y, max(width - 2, 1), height, fill, colour, dashes)


def histogram(scores: Sequence[float], maximum: float, language: Language) -> Markup:
    """How many scores lie in each tenth of [0, maximum], as bars with their counts on top."""
    counts = bins(scores, maximum)
    most = max(*counts, 1)
    left, height = 34.0, 150.0
    slot = (_WIDTH - left - _RIGHT) / BINS
    base = _TOP + 14 + height
    body = Markup("")
    for index, count in enumerate(counts):
        start, tall = left + index * slot, height * count / most
        body += Markup('<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
            start + 2, base - tall, slot - 4, tall
        )
        if count:
            body += _line_of_text(start + slot / 2, base - tall - 5, str(count), anchor="middle")
    for index in range(BINS + 1):  # labels at the edges of the bars: between them there is no room on a telephone
        body += _line_of_text(left + index * slot, base + 17, str(index * 100 // BINS), anchor="middle")
    body += _stroke(left, base, _WIDTH - _RIGHT, base, "axis")
    middle = (left + _WIDTH - _RIGHT) / 2
    body += _line_of_text(middle, base + 36, f"{word('share_of_points', language)} (%)", anchor="middle")
    body += _upright(base - height / 2, word("students_axis", language))
    shares = ((index * 100 // BINS, (index + 1) * 100 // BINS, count) for index, count in enumerate(counts))
    told = ", ".join(f"{low}–{high}%: {count}" for low, high, count in shares if count)
    return _element(body, word("distribution", language), told, base + 44)


def _told(picture: Picture, drawn: Sequence[Sequence[Point | None]], language: Language) -> str:
    """The picture in words, for those who do not see it."""

    def one(name: str, points: Sequence[Point | None]) -> str:
        finite = [point for point in points if point is not None]
        if picture.kind == "boxes":
            return word("summary_boxes", language).replace("{n}", str(len(finite) // 2)).replace("{name}", name)
        ends = [f"({x:.4g}, {y:.4g})" for x, y in (finite[:1] + finite[-1:])] or ["–", "–"]
        text = word("summary_points", language).replace("{n}", str(len(finite)))
        return text.replace("{first}", ends[0]).replace("{last}", ends[1]).replace("{name}", name)

    names = [_cut(series.name.get(language), 46) for series in picture.series]
    return "; ".join(one(name, points) for name, points in zip(names, drawn, strict=True))


def _usable(series: Series, kind: str) -> list[Point | None]:
    """The points, with None for each that cannot be drawn; of boxes, only pairs of corners."""
    points = [p if all(abs(v) < _HUGE for v in p) else None for p in series.points]  # NaN compares false
    if kind != "boxes":
        return points
    pairs = zip(points[::2], points[1::2], strict=False)
    return [corner for first, second in pairs if first and second for corner in (first, second)]


def _wants_log(points: Iterable[Point]) -> bool:
    values = [y for _, y in points]
    return min(values) > 0 and math.log10(max(values)) - math.log10(min(values)) > math.log10(_LOG_FROM)


def _axes(points: Sequence[Point], kind: str) -> _Axes:
    x = _padded([p[0] for p in points], 0.0 if kind == "lines" else 0.06)
    y = _padded([p[1] for p in points], 0.06)
    width, height = _WIDTH - _LEFT - _RIGHT, _PLOT
    if kind == "boxes":  # a square is drawn as a square
        scale = min(width / (x[1] - x[0]), height / (y[1] - y[0]))
        if min(scale * (x[1] - x[0]), scale * (y[1] - y[0])) > 40:
            width, height = scale * (x[1] - x[0]), scale * (y[1] - y[0])
    return _Axes(x, y, _LEFT, _TOP + _PLOT - height, width, height, kind == "boxes")


def _padded(values: Sequence[float], share: float) -> Point:
    low, high = min(values), max(values)
    pad = (high - low) * share
    # a range too narrow for floating point is drawn as one value
    if high - low <= 1e-12 * max(abs(low), abs(high), 1e-290):
        pad = max(abs(low) * 0.1, 0.5)
    return low - pad, high + pad


def _near_reference(axes: _Axes, drawn: Sequence[Sequence[Point | None]]) -> tuple[_Axes, bool]:
    """Axes around the last path, the reference's, where another one runs away from it; and whether they cut it."""
    reference = [point for point in drawn[-1] if point is not None]
    if len(drawn) < 2 or len(reference) < 2:
        return axes, False
    ranges = []
    for low, high, values in (
        (*axes.x, [point[0] for point in reference]),
        (*axes.y, [point[1] for point in reference]),
    ):
        extent = max(values) - min(values)
        far = extent > 0 and high - low > _FAR * extent
        ranges.append(_padded(values, 0.75) if far else (low, high))
    x, y = ranges
    return replace(axes, x=x, y=y), (x, y) != (axes.x, axes.y)


def _ticks(low: float, high: float, *, whole: bool = False) -> list[float]:
    """A few round numbers within [low, high]."""
    rough = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    if whole:
        step = max(round(step), 1)
    return [index * step for index in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def _frame(axes: _Axes, log: bool) -> Markup:
    bottom, right = axes.top + axes.height, axes.left + axes.width
    body = Markup("")
    for tick in _ticks(*axes.y, whole=log):
        y = axes.at((axes.x[0], tick))[1]
        body += _stroke(axes.left, y, right, y, "grid")
        label = f"1e{tick:.0f}" if log else f"{tick:.4g}"
        body += _line_of_text(axes.left - 7, y + 4, label, anchor="end")
    for tick in _ticks(*axes.x):
        x = axes.at((tick, axes.y[0]))[0]
        body += _stroke(x, axes.top, x, bottom, "grid")
        body += _line_of_text(x, bottom + 17, f"{tick:.4g}", anchor="middle")
    return (
        body
        + _stroke(axes.left, bottom, right, bottom, "axis")
        + _stroke(axes.left, axes.top, axes.left, bottom, "axis")
    )


def _axis_labels(picture: Picture, log: bool, language: Language) -> Markup:
    def label(text: Text | None, otherwise: str) -> str:
        if text is not None:
            return text.get(language)
        return word(otherwise, language) if picture.kind != "boxes" else ""

    names = ("first_parameter", "second_parameter") if picture.kind == "path" else ("step", "value")
    y = label(picture.y_label, names[1]) + (f" ({word('log_scale', language)})" if log else "")
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    across = _line_of_text(middle, _TOP + _PLOT + 36, _cut(label(picture.x_label, names[0]), 46), anchor="middle")
    return across + _upright(_TOP + _PLOT / 2, _cut(y, 30))


def _curve(points: Sequence[Point | None], index: int, axes: _Axes) -> Markup:
    steps: list[str] = []
    pen_down = False
    for point in points:
        if point is not None:
            x, y = axes.at(point)
            # `h0` makes a dot of a point that stands alone
            steps.append(f"L{x:.1f} {y:.1f}" if pen_down else f"M{x:.1f} {y:.1f}h0")
        pen_down = point is not None
    return Markup('<path class="curve" d="{}" {}/>').format("".join(steps), _look(index))


def _ends(points: Sequence[Point | None], index: int, axes: _Axes) -> Markup:
    finite = [point for point in points if point is not None]
    if not finite:
        return Markup("")
    (x1, y1), (x2, y2) = axes.at(finite[0]), axes.at(finite[-1])
    colour = _colour(index)
    start = Markup('<circle class="start" cx="{:.1f}" cy="{:.1f}" r="5" style="stroke:{}"/>').format(x1, y1, colour)
    end = Markup('<rect x="{:.1f}" y="{:.1f}" width="8" height="8" style="fill:{}"/>')
    return start + end.format(x2 - 4, y2 - 4, colour)


def _boxes(points: Sequence[Point | None], index: int, axes: _Axes) -> Markup:
    corners = [axes.at(point) for point in points if point is not None]
    body = Markup("")
    for (x1, y1), (x2, y2) in zip(corners[::2], corners[1::2], strict=True):
        body += Markup('<rect class="box" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" {}/>').format(
            min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1), _look(index)
        )
    return body


def _colour(index: int) -> str:
    return f"var(--series-{index % len(_DASHES) + 1})"


def _look(index: int) -> Markup:
    return Markup('style="stroke:{}" stroke-dasharray="{}"').format(
        _colour(index), _DASHES[index % len(_DASHES)] or "none"
    )


def _legend_row(index: int, name: str, y: float) -> Markup:
    sample = Markup('<path class="curve" d="M{:.0f} {:.0f}h44" {}/>').format(_LEFT, y, _look(index))
    return sample + _line_of_text(_LEFT + 54, y + 4, name)


def _stroke(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return Markup('<path class="{}" d="M{:.1f} {:.1f}L{:.1f} {:.1f}"/>').format(kind, x1, y1, x2, y2)


def _line_of_text(x: float, y: float, text: str, *, anchor: str = "start") -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(x, y, anchor, visible(text))


def _upright(y: float, text: str) -> Markup:
    turned = '<text transform="translate(14 {:.1f}) rotate(-90)" text-anchor="middle">{}</text>'
    return Markup(turned).format(y, visible(text))


def _cut(text: str, most: int) -> str:
    text = visible(text)
    return text if len(text) <= most else text[: most - 1] + "…"


def _clipped(body: Markup, axes: _Axes) -> Markup:
    """What lies within the axes and a line's width around them: an inner `<svg>` cuts without the id of a clip path."""
    around = 6.0
    box = (axes.left - around, axes.top - around, axes.width + 2 * around, axes.height + 2 * around)
    place = Markup('<svg x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" viewBox="{:.1f} {:.1f} {:.1f} {:.1f}">')
    return place.format(*box, *box) + body + Markup("</svg>")


def _element(body: Markup, title: str, told: str, height: float) -> Markup:
    head = '<svg class="picture" role="img" viewBox="0 0 {:.0f} {:.0f}"><title>{}</title>'
    described = Markup("<desc>{}</desc>").format(visible(told)) if told else Markup("")
    return Markup(head).format(_WIDTH, height, visible(title)) + described + body + Markup("</svg>")

"""The networks of a class beside each other: what the reports say of parameters, multiply-adds, receptive field and
accuracy, task by task, as a table and one chart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from markupsafe import Markup

from grader.model import Language, Report, Text
from grader.report import pictures
from grader.report.words import word

FIGURES = ("parameters", "macs", "receptive_field", "accuracy")


@dataclass(frozen=True, slots=True)
class Spread:
    """One figure of one network: the reference's, and those of the class."""

    reference: float
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def low(self) -> float:
        return min(self.values)

    @property
    def high(self) -> float:
        return max(self.values)


@dataclass(frozen=True, slots=True)
class Network:
    task: str
    title: Text
    figures: Mapping[str, Spread]  # some of FIGURES


def networks(reports: Iterable[Report]) -> tuple[Network, ...]:
    """Every task of which at least one report has figures, in the order in which they come. Of several networks in one
    task the first counts."""
    titles: dict[str, Text] = {}
    found: dict[str, dict[str, tuple[float, list[float]]]] = {}
    for report in reports:
        for task in report.tasks:
            told: set[str] = set()
            for check in task.checks:
                for name, (own, reference) in (check.picture.figures if check.picture else {}).items():
                    if name in FIGURES and name not in told and math.isfinite(own) and math.isfinite(reference):
                        told.add(name)
                        titles.setdefault(task.task, task.title)
                        spreads = found.setdefault(task.task, {})
                        spreads.setdefault(name, (reference, []))[1].append(own)
    return tuple(
        Network(task, titles[task], {name: Spread(ref, tuple(own)) for name, (ref, own) in spreads.items()})
        for task, spreads in found.items()
    )


def chart(shown: Sequence[Network], language: Language) -> Markup | None:
    """Accuracy over multiply-adds: a disc for each reference, its area by parameters, and a tick for the median of the
    class. None where fewer than two can be placed."""
    placed = [network for network in shown if {"accuracy", "macs", "parameters"} <= network.figures.keys()]
    placed = [network for network in placed if network.figures["macs"].reference > 0]
    if len(placed) < 2:
        return None
    return pictures.scatter(
        [
            pictures.Disc(
                network.task.rpartition("/")[2],
                network.figures["macs"].reference,
                100 * network.figures["accuracy"].reference,
                network.figures["parameters"].reference,
                100 * network.figures["accuracy"].median,
            )
            for network in placed
        ],
        word("macs", language),
        f"{word('accuracy', language)} (%)",
        word("networks_title", language),
        language,
    )

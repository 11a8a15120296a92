"""`grader inspect`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli import options
from grader.model import Language, Text

if TYPE_CHECKING:
    from grader.checks.pictures import Layer

_HEAD = (
    Text("layer", "층"), Text("in", "입력"), Text("out", "출력"), Text("parameters", "매개변수"),
    Text("mult-adds", "곱셈-덧셈"), Text("field", "수용 영역"),
)  # fmt: skip
_FIRST_NUMBER = 3
_ALL = Text("all", "전체")


@click.command("inspect")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("network", metavar="CLASS")
@click.option("--input", "inputs", multiple=True, required=True, metavar="N,C,H,W", help="Shape of the input.")
@options.as_json
@options.lang
def command(path: Path, network: str, inputs: tuple[str, ...], as_json: bool, lang: Language) -> int:
    """Show the layers of a network: shapes, parameters, multiply-adds.

    CLASS is a class or function in PATH, with arguments where it needs some.
    The network is not computed with numbers, so a large one is shown at once.

    \b
    Examples:  grader inspect net.py MyNet --input 1,3,224,224
               grader inspect net.py "BasicBlock(64, 128, 2)" --input 1,64,56,56
    """
    from grader.sandbox.launch import launch

    with launch("plain", "cpu") as zygote:  # imports torch while we import the rest
        from grader.inspecting import inspect, made, shape

        layers = inspect(path, made(network), [shape(text) for text in inputs], zygote)
    if as_json:
        rows = [
            {
                "layer": layer.name,
                "in": list(layer.shape_in),
                "out": list(layer.shape_out),
                "parameters": layer.params,
                "macs": layer.macs,
                "receptive_field": list(layer.field),
            }
            for layer in layers
        ]
        click.echo(json.dumps({"schema_version": 1, "layers": rows}, indent=1))
        return 0
    _print(layers, lang)
    return 0


def _print(layers: Sequence[Layer], lang: Language) -> None:
    from grader.report.console import Console

    terminal = options.Terminal.here()
    console = Console.of(width=terminal.width, color=terminal.color, unicode=terminal.unicode)
    times = "×" if terminal.unicode else "x"
    rows = [tuple(text.get(lang) for text in _HEAD)]
    for layer in layers:
        sides = layer.field if layer.field[0] != layer.field[1] else layer.field[:1]
        shapes = (times.join(map(str, shape)) for shape in (layer.shape_in, layer.shape_out))
        rows.append((layer.name, *shapes, f"{layer.params:,}", f"{layer.macs:,}", times.join(map(str, sides))))
    params, macs = sum(layer.params for layer in layers), sum(layer.macs for layer in layers)
    rows.append((_ALL.get(lang), "", "", f"{params:,}", f"{macs:,}", ""))
    widths = [max(console.columns(row[column]) for row in rows) for column in range(len(_HEAD))]
    for row in rows:
        cells = []
        for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
            cell = console.clean(cell)
            padding = " " * (width - console.columns(cell))
            cells.append(padding + cell if column >= _FIRST_NUMBER else cell + padding)
        click.echo("  ".join(cells).rstrip())

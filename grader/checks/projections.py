"""Layers of a Transformer, whatever their linear maps are called, and however queries, keys, values and heads are packed.

Linear maps are `nn.Linear`, convolutions with kernel 1 or those within `nn.MultiheadAttention`: a weight [outputs, inputs, ...]
with a bias beside it. Gradients tell what each *row* of a projection is for, so that three times [d, d], 3h times [d / h, d] and
[3d, d] are the same, also where a row for the keys follows each row for the queries.

    alike(layer, ...)    all projections and all heads get the same weights: no order of them makes a difference
    apart(layer, ...)    each gets weights of its own

Helpers for probes: they run on both sides, beside the reference and beside the student's code, and hold no answers.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import torch  # and nothing out of it: on the host this line costs nothing until a probe runs (see language.py)

from .probes import unlike
from .watching import watch

if TYPE_CHECKING:
    from torch import Tensor, nn

    from .draw import Draw

Part = tuple["nn.Parameter", "nn.Parameter", slice]  # weight, bias, rows of both
_NONE = 1e-12  # smaller gradients are none


def parts(layer: nn.Module, inputs: Sequence[Tensor], head: int, width: int) -> list[Part]:
    """The linear maps and norms by depth; those from `width` features to whole heads row by row."""
    depths, named = watch(layer, *inputs).depths, dict(layer.named_parameters())
    found: list[Part] = []
    for name in sorted(named, key=lambda name: depths.get(name, -1)):
        weight, bias = named[name], named.get(name.removesuffix("weight") + "bias")
        if name.endswith("weight") and bias is not None:
            projects = weight.dim() > 1 and weight.shape[1] == width and len(weight) % head == 0
            size = 1 if projects else len(weight)
            found += [(weight, bias, slice(start, start + size)) for start in range(0, len(weight), size)]
    return found


def alike(
    layer: nn.Module, inputs: Sequence[Tensor], head: int, *, width: int | None = None, one_norm: bool = False
) -> nn.Module:
    """The layer in float64, where queries, keys, values and outputs have the same weights, all heads too.

    `inputs` [N, T, d], three tokens or more; those of a whole network are no vectors: it says its `width` d, and, as the order
    of its norms is not known, that they are all `one_norm`. Among the rows of a weight queries are those that no gradient
    reaches where there is one token; keys, too, but their biases are never reached.
    """
    experiments = [[x[:1, :some] for x in inputs] for some in (1, 3)]
    norms = 0
    for part, _, number in _told_apart(layer, inputs, head, experiments, width):
        norms += part[0].dim() == 1 and not one_norm
        _write(part, f"norm {norms}" if part[0].dim() == 1 else str(number % head))
    return layer


def apart(layer: nn.Module, inputs: Sequence[Tensor], head: int, experiments: Sequence[Sequence[Tensor]]) -> nn.Module:
    """The layer in float64, where each head's queries, keys, values and outputs have weights of their own. Which row is for which
    is told by the experiments, inputs of one sequence: whether a gradient of the last token's output reaches its bias, and its
    weight for the last feature. Rows that no experiment tells apart are taken in the order of their depth."""
    for part, role, number in _told_apart(layer, inputs, head, experiments):
        _write(part, f"{role} {number}")
    return layer


def _told_apart(
    layer: nn.Module,
    inputs: Sequence[Tensor],
    head: int,
    experiments: Sequence[Sequence[Tensor]],
    width: int | None = None,
) -> Iterator[tuple[Part, str, int]]:
    """Each part of the layer, which becomes float64, with its role and its number among those of its role and shape."""
    found = parts(layer.double(), inputs, head, inputs[0].shape[-1] if width is None else width)
    for weight, bias in {id(weight): (weight, bias) for weight, bias, _ in found}.values():
        _write((weight, bias, slice(None)), "at first")
        with torch.no_grad():
            if weight.dim() == 1:
                weight.fill_(1)
                bias.zero_()
            else:  # every ReLU is open
                weight.mul_(0.1)
                bias.add_(1.0)
    roles = [""] * len(found)
    for experiment in experiments:
        layer.zero_grad()
        last = layer(*experiment)[0, -1]
        (last * unlike(last)).sum().backward()
        roles = [role + _reached(part) for role, part in zip(roles, found, strict=True)]
    layer.zero_grad()
    numbers: Counter[tuple[str, torch.Size]] = Counter()
    for part, role in zip(found, roles, strict=True):
        kind = role, part[0][part[2]].shape
        yield part, role, numbers[kind]
        numbers[kind] += 1


def _reached(part: Part) -> str:
    weight, bias, rows = part
    if weight.grad is None or bias.grad is None:
        return ".."
    last = weight.grad[rows] if weight.dim() == 1 else weight.grad[rows].flatten(1)[:, -1]
    return "".join("." if gradient.abs().max() < _NONE else "x" for gradient in (last, bias.grad[rows]))


def _write(part: Part, key: str) -> None:
    """Values that depend on the key and on the shape alone."""
    weight, bias, rows = part
    shape = weight[rows].shape
    outputs, inputs = len(weight[rows]), weight[0].numel()
    generator = torch.Generator("cpu").manual_seed(zlib.crc32(f"{key} {outputs} {inputs}".encode()))
    w, b = (torch.rand(n, generator=generator, dtype=torch.float64, device="cpu") for n in (outputs * inputs, outputs))
    values = 0.5 + w if weight.dim() == 1 else (2 * w - 1) * math.sqrt(6 / inputs)
    with torch.no_grad():
        weight[rows] = values.reshape(shape).to(weight)
        bias[rows] = (b - 0.5).to(bias)


def with_gradients(
    layer: Callable[..., Tensor], inputs: Sequence[Tensor], *masks: Tensor, **named: Tensor
) -> dict[str, object]:
    """The output of a layer, and where the gradients of a weighting of it go."""
    leaves = [tensor.clone().requires_grad_() for tensor in inputs]
    given = [leaf.clone() for leaf in leaves]
    y = layer(*given, *masks, **named)
    (y * unlike(y)).sum().backward()
    gradients = [param.grad for param in layer.parameters()] if isinstance(layer, torch.nn.Module) else []
    lengths = [g.square().sum() for g in gradients if g is not None]
    return {
        "output": y,
        "gradients of the inputs": [leaf.grad for leaf in leaves],
        "length of the other gradients": sum(lengths, start=torch.zeros(())) ** 0.5,
        "parameters without gradient": sum(g is None for g in gradients),
        "inputs after": given,
    }


def named(pair: object) -> object:
    """Outputs and weights of an attention as a dict; what is no pair stays as it is, for the comparison to say so."""
    return dict(zip(("out", "attn"), pair, strict=True)) if isinstance(pair, tuple | list) and len(pair) == 2 else pair


def allowed(draw: Draw, *shape: int) -> Tensor:
    """A mask: about half of everything, and two places in each row for sure (one where there is one)."""
    drawn = draw.uniform(*shape)
    return (drawn < 0.5) | (drawn <= drawn.sort(dim=-1).values[..., :2].amax(dim=-1, keepdim=True))

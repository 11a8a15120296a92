from __future__ import annotations

import torch
from torch import Tensor, nn

from grader.checks import projections
from grader.checks.draw import Draw

D, H = 6, 2


class Apart(nn.Module):
    """Self-attention with a layer for each of queries, keys, values and outputs."""

    def __init__(self) -> None:
        super().__init__()
        self.o, self.v, self.k, self.q = (nn.Linear(D, D) for _ in range(4))

    def projected(self, x: Tensor) -> tuple[Tensor, ...]:
        return self.q(x), self.k(x), self.v(x)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = (y.unflatten(2, (H, -1)).transpose(1, 2) for y in self.projected(x))
        heads = (q @ k.transpose(2, 3) / (D // H) ** 0.5).softmax(dim=3) @ v
        y: Tensor = self.o(heads.transpose(1, 2).flatten(2))
        return y


class Packed(Apart):
    def __init__(self) -> None:
        super().__init__()
        self.q = self.k = self.v = nn.Identity()
        self.first = nn.Conv1d(D, 3 * D, 1)

    def projected(self, x: Tensor) -> tuple[Tensor, ...]:
        q, v, k = self.first(x.transpose(1, 2)).transpose(1, 2).chunk(3, dim=2)
        return q, k, v


class Everyone(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.MultiheadAttention(D, H, batch_first=True)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.inner(x, x, x)[0]
        return y


def looked_at(layer: nn.Module, x: Tensor) -> list[dict[str, object]]:
    first = x[:1, :3]
    experiments = [[first[:, :1]], [first * torch.arange(3)[:, None]], [first * 0]]
    projections.apart(layer, [x], D // H, experiments)
    of_its_own = projections.run(layer, [x])
    projections.alike(layer, [x], D // H)
    layer.zero_grad()
    return [of_its_own, projections.run(layer, [x])]


def test_packing_and_order_make_no_difference() -> None:
    x = Draw(3).normal(2, 5, D)
    expected = looked_at(Apart(), x)
    for layer in (Packed(), Everyone()):
        for found, wanted in zip(looked_at(layer, x), expected, strict=True):
            for name in ("output", "gradients of the inputs", "length of the other gradients"):
                torch.testing.assert_close(found[name], wanted[name])


def test_what_a_projection_does_makes_a_difference() -> None:
    class Mixed(Apart):
        def projected(self, x: Tensor) -> tuple[Tensor, ...]:
            return self.q(x), self.k(x), self.k(x) + 0 * self.v(x)

    x = Draw(3).normal(2, 5, D)
    found, expected = looked_at(Mixed(), x)[0]["output"], looked_at(Apart(), x)[0]["output"]
    assert isinstance(found, Tensor) and isinstance(expected, Tensor) and not torch.allclose(found, expected)


def test_every_row_of_a_mask_allows_something() -> None:
    mask = projections.allowed(Draw(1), 50, 3, 7)
    assert bool(mask.any(dim=-1).all()) and not bool(mask.all())

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


class Interleaved(Packed):
    """A row for the values, then one for the queries, then one for the keys, and so on."""

    def projected(self, x: Tensor) -> tuple[Tensor, ...]:
        rows = self.first(x.transpose(1, 2)).transpose(1, 2)
        return rows[..., 1::3], rows[..., 2::3], rows[..., 0::3]


class ByHead(Packed):
    """Head by head its keys, queries and values."""

    def projected(self, x: Tensor) -> tuple[Tensor, ...]:
        k, q, v = self.first(x.transpose(1, 2)).transpose(1, 2).unflatten(2, (H, 3, -1)).unbind(3)
        return q.flatten(2), k.flatten(2), v.flatten(2)


class Everyone(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.MultiheadAttention(D, H, batch_first=True)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.inner(x, x, x)[0]
        return y


def looked_at(layer: nn.Module, x: Tensor) -> list[dict[str, object]]:
    first = x[:1, :3]
    experiments = [[first[:, :1]], [first * torch.tensor([[2], [1], [0]])], [first * 0]]
    projections.apart(layer, [x], D // H, experiments)
    of_its_own = projections.with_gradients(layer, [x])
    projections.alike(layer, [x], D // H)
    layer.zero_grad()
    return [of_its_own, projections.with_gradients(layer, [x])]


def test_packing_and_order_make_no_difference() -> None:
    x = Draw(3).normal(2, 5, D)
    expected = looked_at(Apart(), x)
    for layer in (Packed(), Interleaved(), ByHead(), Everyone()):
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


def test_what_is_alike_tells_roles_apart_in_whole_networks() -> None:
    class Network(nn.Module):
        def __init__(self, layer: nn.Module) -> None:
            super().__init__()
            self.layer, self.E = layer, nn.Parameter(torch.linspace(-1, 1, 3 * D).cos().view(3, D))

        def forward(self, tokens: Tensor) -> Tensor:
            y: Tensor = self.layer(self.E[tokens])
            return y

    tokens = torch.tensor([[0, 1, 2, 1], [2, 0, 0, 1]])
    outputs = [
        projections.alike(Network(layer), [tokens], D // H, width=D)(tokens)
        for layer in (Apart(), Interleaved(), ByHead(), Everyone())
    ]
    for output in outputs[1:]:
        torch.testing.assert_close(output, outputs[0])


def test_every_row_of_a_mask_allows_something() -> None:
    mask = projections.allowed(Draw(1), 50, 3, 7)
    assert bool((mask.sum(dim=-1) >= 2).all()) and not bool(mask.all())
    assert bool(projections.allowed(Draw(1), 5, 1).all())


def test_a_pair_is_named_and_nothing_else() -> None:
    assert projections.named((1, 2)) == {"out": 1, "attn": 2}
    assert projections.named([1, 2, 3]) == [1, 2, 3] and projections.named(None) is None

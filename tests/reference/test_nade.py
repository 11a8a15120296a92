from __future__ import annotations

import itertools
import math

import pytest
import torch
from loading import load

from grader.checks.training import minimise

reference = load("generative/nade")


def vectors(D: int) -> torch.Tensor:
    return torch.tensor(list(itertools.product((0.0, 1.0), repeat=D)), dtype=torch.float64)


def model(D: int, H: int, seed: int = 0) -> torch.nn.Module:
    generator = torch.Generator().manual_seed(seed)
    nade = reference.NADE(D, H).double()
    for param in nade.parameters():
        param.data = torch.randn(param.shape, dtype=torch.float64, generator=generator)
    return nade


def by_hand(nade: torch.nn.Module, x: list[float]) -> float:
    """Every conditional from the formula, with Python's numbers."""
    W, c, V, b = (getattr(nade, name).tolist() for name in "WcVb")
    log_p = 0.0
    for d, bit in enumerate(x):
        a = [c[h] + sum(W[h][i] * x[i] for i in range(d)) for h in range(len(c))]
        z = b[d] + sum(V[d][h] / (1 + math.exp(-a[h])) for h in range(len(c)))
        p = 1 / (1 + math.exp(-z))
        log_p += math.log(p if bit else 1 - p)
    return log_p


def test_log_prob_is_that_of_the_formula() -> None:
    nade = model(5, 3)
    expected = torch.tensor([by_hand(nade, x) for x in vectors(5).tolist()], dtype=torch.float64)
    torch.testing.assert_close(nade.log_prob(vectors(5)), expected, rtol=0, atol=1e-12)


def test_probabilities_sum_to_one() -> None:
    assert model(8, 6).log_prob(vectors(8)).exp().sum().item() == pytest.approx(1, abs=1e-12)


def test_a_bit_that_sees_itself_does_not() -> None:
    nade = model(8, 6)
    x = vectors(8)
    a = nade.c + torch.cumsum(x[:, :, None] * nade.W.T, 1)
    z = (a.sigmoid() * nade.V).sum(-1) + nade.b
    p = torch.where(x > 0, z.sigmoid(), 1 - z.sigmoid()).prod(-1)
    assert abs(p.sum() - 1) > 1e-3


def test_worked_example() -> None:
    nade = reference.NADE(2, 1).double()
    values = {"c": [0.0], "W": [[2.0, 0.0]], "V": [[1.0], [-2.0]], "b": [0.0, 1.0]}
    for name, value in values.items():
        getattr(nade, name).data = torch.tensor(value, dtype=torch.float64)
    log_p = nade.log_prob(vectors(2))
    torch.testing.assert_close(
        log_p.exp(), torch.tensor([0.1888, 0.1888, 0.4243, 0.1981], dtype=torch.float64), rtol=0, atol=5e-5
    )
    assert log_p[3].item() == pytest.approx(-1.6188, abs=5e-5)


def test_parameters_of_the_paper() -> None:
    with torch.device("meta"):
        assert sum(param.numel() for param in reference.NADE(784, 500).parameters()) == 785_284


def test_samples_have_their_probabilities() -> None:
    nade = model(4, 5, seed=3)
    n = 20_000
    x = nade.sample(n, generator=torch.Generator().manual_seed(0))
    counts = torch.bincount((x @ torch.tensor([8.0, 4, 2, 1], dtype=x.dtype)).long(), minlength=16)
    p = nade.log_prob(vectors(4)).exp()
    assert ((counts / n - p).abs() < 5 * (p * (1 - p) / n).sqrt() + 1e-4).all()
    assert torch.equal(x, nade.sample(n, generator=torch.Generator().manual_seed(0)))


def test_learns_four_patterns() -> None:
    torch.manual_seed(0)
    x = vectors(4)[[1, 6, 8, 15]].float()
    nade = reference.NADE(4, 8)
    losses = minimise(lambda: -nade.log_prob(x).mean(), nade.parameters(), steps=200, lr=0.1)
    assert math.log(4) <= losses[-1] < 1.45

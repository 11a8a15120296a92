from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from grader.checks import bits
from grader.checks.draw import Draw
from grader.checks.observation import Array


def arrays(tree: dict[str, Tensor]) -> dict[str, Array]:
    return {name: Array(tensor.numpy(), "float64") for name, tensor in tree.items()}


def test_every_vector_in_the_order_of_the_numbers_they_spell() -> None:
    assert bits.vectors(2).tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    images = bits.every(1, 2, 3)
    assert images.shape == (64, 1, 2, 3) and images.dtype == torch.float64
    assert images[0b100110].flatten().tolist() == [1, 0, 0, 1, 1, 0]


def test_probabilities_of_logits() -> None:
    z = torch.randn(8, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    p = torch.where(bits.every(3) > 0, z.sigmoid(), 1 - z.sigmoid()).prod(1)
    np.testing.assert_allclose(np.exp(bits.log_probabilities(z.numpy())), p.numpy(), rtol=1e-12)
    np.testing.assert_array_equal(bits.log_probabilities(np.full((2, 1), 800.0)), [-800, 0])
    tables = [{"logits": Array(z.numpy(), "float64")}, {"log_p": Array(p.log().numpy(), "float64")}]
    np.testing.assert_allclose(*(bits.table(tree) for tree in tables), rtol=1e-12)


def test_frequencies_leave_out_what_is_no_vector() -> None:
    samples = np.array([[0, 1], [0, 1], [1, 1], [0.5, 1]])
    assert bits.frequencies(samples).tolist() == [0, 0.5, 0, 0.25]


@pytest.mark.parametrize("p", [1e-6, 0.003, 0.3, 0.5, 0.99])
def test_chance_is_rarer_outside_than_said(p: float) -> None:
    n = 2000
    k = np.arange(n + 1)
    log_factorials = np.cumsum(np.log(np.maximum(k, 1)))
    log_binomial = (
        log_factorials[-1] - log_factorials - log_factorials[::-1] + k * math.log(p) + (n - k) * math.log1p(-p)
    )
    explained = bits.by_chance(k / n, np.full(n + 1, p), n)
    outside = np.exp(log_binomial[~explained]).sum()
    assert 0 < outside < bits.FALSE_ALARMS
    assert explained.sum() < 2 * (7 * math.sqrt(n * p * (1 - p)) + 12)  # and the bounds are no wider than need be


def test_impossible_events_are_not_explained_by_chance() -> None:
    shares, p = np.array([0.0, 0.001, 1.0, 0.999]), np.array([0.0, 0.0, 1.0, 1.0])
    assert bits.by_chance(shares, p, 1000).tolist() == [True, False, True, False]


def test_samples_agree_with_their_table_and_with_no_other() -> None:
    draw = Draw(1)
    p = draw.normal(16).softmax(dim=0)
    samples = bits.every(4)[torch.multinomial(p, 4000, replacement=True, generator=draw.generator())].numpy()
    wanted = bits.within_chance(p.log().numpy(), samples)
    np.testing.assert_allclose(wanted["how often each is drawn"], p.numpy(), rtol=1e-12)
    found = bits.within_chance(p.flip(0).log().numpy(), samples)
    assert np.abs(found["how often each is drawn"] - p.flip(0).numpy()).max() > 0.01


def test_samples_of_bits_that_hang_together_differ_from_such_that_do_not() -> None:
    samples = np.array([[0, 0], [1, 1]] * 1000)
    found = bits.within_chance(np.full(4, math.log(0.25)), samples)
    assert found["how often bits i and j are 1"].tolist() == [[0.5, 0.5], [0.5, 0.5]]


def fair(generator: torch.Generator | None) -> Tensor:
    return torch.bernoulli(torch.full((500, 3), 0.5, dtype=torch.float64), generator=generator)


def constant(generator: torch.Generator | None) -> Tensor:
    return fair(generator or torch.Generator().manual_seed(0))


def ignoring(generator: torch.Generator | None) -> Tensor:
    return fair(None)


def unrepeatable(generator: torch.Generator | None) -> Tensor:
    own = torch.Generator()
    own.seed()
    return fair(generator or own)


@pytest.mark.parametrize(
    ("sample", "given", "without"),
    [
        (fair, (True, True, True), (True, True, True)),
        (constant, (True, True, True), (True, False, False)),
        (ignoring, (False, True, True), (True, True, True)),
        (unrepeatable, (True, True, True), (False, True, True)),
    ],
)
def test_generators(sample: object, given: tuple[bool, ...], without: tuple[bool, ...]) -> None:
    found = bits.repeatedly(sample, Draw(3))  # type: ignore[arg-type]
    said = bits.repeats(np.full(8, math.log(1 / 8)), {name: arrays(samples) for name, samples in found.items()})
    flags = [tuple(value for value in tree.values() if isinstance(value, bool)) for tree in said.values()]
    assert flags == [given, without]


def test_masked_weights_do_not_count() -> None:
    class Masked(nn.Linear):
        def forward(self, x: Tensor) -> Tensor:
            return nn.functional.linear(x, self.weight * torch.tensor([[1.0, 0.0]]).double(), self.bias)

    found = []
    for hidden in (0.0, 5.0):
        layer = Masked(2, 1).double()
        with torch.no_grad():
            layer.weight.copy_(torch.tensor([[2.0, hidden]]))
            layer.bias.fill_(1.0)
        found.append(bits.forward_and_gradients(layer, torch.ones(3, 2, dtype=torch.float64)))
    assert found[0]["gradients times parameters"] == found[1]["gradients times parameters"]
    assert torch.equal(found[0]["output"], found[1]["output"])  # type: ignore[arg-type]


def test_divergence() -> None:
    given = bits.patterns(1, 2, 2)(Draw(5))
    images = given.shown["images"]
    assert images.shape == (4, 1, 2, 2) and len(images.flatten(1).unique(dim=0)) == 4
    uniform = {"log_p": Array(np.full(16, -math.log(16)), "float64")}
    assert bits.divergence(uniform, given.kept) == pytest.approx(math.log(4))
    certain = {"log_p": Array(np.zeros(16), "float64")}  # sees what it foretells
    assert bits.divergence(certain, given.kept) > 10


def test_mosaic() -> None:
    x = torch.zeros(16, 1, 3, 3)
    x[1] = 1
    picture = bits.mosaic(x)
    assert picture.shape == (15, 15)
    assert picture[0].tolist() == [0] * 3 + [0.5] + [1] * 3 + [0.5] + [0] * 3 + [0.5] + [0] * 3

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from loading import load
from torch import Tensor

module = load("regularization/dropout")
Dropout, dropout = module.Dropout, module.dropout

N = 1_000_000


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("p", [0.1, 0.3, 0.5, 0.9])
def test_it_has_the_statistics_of_torchs_dropout(p: float) -> None:
    torch.manual_seed(0)
    x = torch.ones(N, dtype=torch.float64)
    ours, theirs = dropout(x, p, generator=seeded()), F.dropout(x, p)
    torch.testing.assert_close(ours.unique(), theirs.unique(), rtol=1e-14, atol=0)
    ratio = p / (1 - p)
    for y in (ours, theirs):
        assert (y == 0).double().mean().item() == pytest.approx(p, abs=6 * (p * (1 - p) / N) ** 0.5)
        assert y.mean().item() == pytest.approx(1, abs=6 * (ratio / N) ** 0.5)
        assert y.var().item() == pytest.approx(ratio, rel=0.02)


def test_what_is_kept_at_point_three_is_multiplied_by_1_428571() -> None:
    x = torch.randn(10_000, generator=seeded(1), dtype=torch.float64)
    y = dropout(x, 0.3, generator=seeded())
    kept = y != 0
    torch.testing.assert_close(y[kept], x[kept] * 1.4285714285714286, rtol=1e-15, atol=0)


def test_every_element_is_drawn_for_itself() -> None:
    y = dropout(torch.ones(64, 32, 10, 10), 0.5, generator=seeded())
    kept = (y != 0).float()
    assert len(kept.flatten(1).unique(dim=0)) == 64
    assert len(kept.transpose(0, 1).flatten(1).unique(dim=0)) == 32
    centred = kept.flatten(1) - 0.5
    correlation = (centred @ centred.T / centred.shape[1] * 4).fill_diagonal_(0)
    assert correlation.abs().max() < 7 / centred.shape[1] ** 0.5


def test_every_call_draws_anew_and_the_generator_decides() -> None:
    x, g = torch.ones(200), seeded()
    first, second = dropout(x, 0.5, generator=g), dropout(x, 0.5, generator=g)
    assert not torch.equal(first, second)
    assert torch.equal(first, dropout(x, 0.5, generator=seeded()))
    layer = Dropout(0.5)
    assert not torch.equal(layer(x), layer(x))


def test_with_a_generator_the_global_one_stays_where_it_was() -> None:
    before = torch.get_rng_state()
    dropout(torch.ones(10), 0.5, generator=seeded())
    assert torch.equal(torch.get_rng_state(), before)


def test_the_layer_drops_in_training_and_is_the_identity_in_evaluation() -> None:
    x = torch.randn(1000, generator=seeded())
    layer = Dropout(0.4)
    assert (layer(x) == 0).float().mean().item() == pytest.approx(0.4, abs=0.1)
    layer.eval()
    assert torch.equal(layer(x), x)
    layer.train()
    assert (layer(x) == 0).any()
    assert torch.equal(dropout(x, 0.4, training=False), x)


def test_half_is_dropped_by_default() -> None:
    assert Dropout().p == 0.5
    assert dropout(torch.ones(100)).unique().tolist() == [0.0, 2.0]
    assert list(Dropout().parameters()) == []


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_the_extremes_keep_everything_and_nothing(dtype: torch.dtype) -> None:
    x = torch.randn(50, generator=seeded()).to(dtype)
    assert torch.equal(dropout(x, 0.0), x)
    assert torch.equal(dropout(x, 1.0), torch.zeros_like(x))
    assert dropout(x, 0.5).dtype == dtype


def test_at_p_zero_even_a_draw_of_exactly_zero_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch, "rand", lambda shape, **options: torch.zeros(shape))
    assert torch.equal(dropout(torch.ones(5), 0.0), torch.ones(5))
    assert torch.equal(dropout(torch.ones(5), 1e-9), torch.zeros(5))


@pytest.mark.parametrize("p", [0.0, 0.3, 1.0])
def test_the_gradient_passes_through_the_same_mask(p: float) -> None:
    x = torch.ones(500, dtype=torch.float64, requires_grad=True)
    y = dropout(x, p, generator=seeded())
    y.sum().backward()
    assert torch.equal(x.grad, y.detach())


def test_the_input_stays_as_it_was() -> None:
    x = torch.randn(100, generator=seeded())
    before = x.clone()
    dropout(x, 0.5)
    assert torch.equal(x, before)


def test_views_numbers_and_nothing_are_dropped_from() -> None:
    x = torch.randn(20, 30, generator=seeded()).T
    y = dropout(x, 0.25, generator=seeded())
    kept = y != 0
    torch.testing.assert_close(y[kept], x[kept] / 0.75)
    for shape in ((), (0, 3)):
        assert dropout(torch.ones(shape), 0.5).shape == shape


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        dropout(torch.ones(3), p)
    with pytest.raises(ValueError, match="between 0 and 1"):
        Dropout(p)


@pytest.mark.gpu
def test_it_runs_on_a_gpu_with_a_generator_on_either_side(cuda: str) -> None:
    x = torch.ones(N, device=cuda)
    results: list[Tensor] = [dropout(x, 0.3), dropout(x, 0.3, generator=torch.Generator(cuda).manual_seed(0))]
    results.append(dropout(x, 0.3, generator=seeded()))
    for y in results:
        assert y.device.type == "cuda"
        assert y.mean().item() == pytest.approx(1, abs=0.004)
    assert torch.equal(results[2].cpu(), dropout(x.cpu(), 0.3, generator=seeded()))

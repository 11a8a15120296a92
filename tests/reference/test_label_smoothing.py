from __future__ import annotations

import math

import pytest
import torch
import torch.nn.functional as F
from loading import load

label_smoothing_ce = load("regularization/label_smoothing").label_smoothing_ce


def batch(n: int = 6, k: int = 5, dtype: torch.dtype = torch.float64) -> tuple[torch.Tensor, torch.Tensor]:
    g = torch.Generator().manual_seed(0)
    return torch.randn(n, k, generator=g, dtype=dtype), torch.randint(k, (n,), generator=g)


@pytest.mark.parametrize("eps", [0.0, 0.1, 0.5, 1.0])
def test_loss_and_gradient_are_those_of_torchs_cross_entropy(eps: float) -> None:
    logits, target = batch()
    ours, theirs = logits.clone().requires_grad_(), logits.clone().requires_grad_()
    loss, expected = label_smoothing_ce(ours, target, eps), F.cross_entropy(theirs, target, label_smoothing=eps)
    torch.testing.assert_close(loss, expected, rtol=0, atol=1e-14)
    torch.testing.assert_close(
        torch.autograd.grad(loss, ours)[0], torch.autograd.grad(expected, theirs)[0], rtol=0, atol=1e-15
    )


def test_a_loop_over_samples_and_classes_gives_the_same() -> None:
    logits, target = batch(3, 4)
    total = 0.0
    for z, y in zip(logits.tolist(), target.tolist(), strict=True):
        normaliser = sum(math.exp(value) for value in z)
        for k, value in enumerate(z):
            total -= ((0.8 if k == y else 0.0) + 0.2 / 4) * math.log(math.exp(value) / normaliser)
    assert label_smoothing_ce(logits, target, 0.2).item() == pytest.approx(total / 3, abs=1e-14)


def test_the_gradient_is_softmax_minus_the_smoothed_label() -> None:
    logits, target = batch(1, 7)
    leaf = logits.clone().requires_grad_()
    label_smoothing_ce(leaf, target, 0.3).backward()
    q = 0.7 * F.one_hot(target, 7).double() + 0.3 / 7
    torch.testing.assert_close(leaf.grad, logits.softmax(1) - q, rtol=0, atol=1e-15)


def test_at_the_published_optimum_the_gap_is_4_51086_and_the_loss_0_500288() -> None:
    gap = math.log(0.91 / 0.01)
    assert gap == pytest.approx(4.51086, abs=1e-5)
    logits = torch.zeros(1, 10, dtype=torch.float64)
    logits[0, 3] = gap
    leaf = logits.requires_grad_()
    loss = label_smoothing_ce(leaf, torch.tensor([3]), 0.1)
    loss.backward()
    assert loss.item() == pytest.approx(0.500288, abs=1e-6)
    assert leaf.grad is not None and leaf.grad.abs().max() < 1e-15


def test_spreading_over_the_wrong_classes_is_smoothing_by_a_larger_share() -> None:
    logits, target = batch(5, 4)
    q = torch.full_like(logits, 0.3 / 3).scatter(1, target[:, None], 0.7)
    theirs = -(q * logits.log_softmax(1)).sum(1).mean()
    torch.testing.assert_close(label_smoothing_ce(logits, target, 0.3 * 4 / 3), theirs, rtol=0, atol=1e-14)


def test_the_handouts_example() -> None:
    logits = torch.tensor([[2.0, 1.0, 0.0]], dtype=torch.float64)
    assert label_smoothing_ce(logits, torch.tensor([0]), 0.3).item() == pytest.approx(0.707606, abs=1e-6)
    q = torch.tensor([0.8, 0.1, 0.1], dtype=torch.float64)
    assert -(q * q.log()).sum().item() == pytest.approx(0.639032, abs=1e-6)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_the_dtype_stays_and_large_logits_are_finite(dtype: torch.dtype) -> None:
    logits, target = batch()
    loss = label_smoothing_ce((1000 * logits).to(dtype), target, 0.1)
    assert loss.dtype == dtype and loss.isfinite()


@pytest.mark.parametrize("eps", [-0.1, 1.1])
def test_a_share_outside_of_0_and_1_is_refused(eps: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        label_smoothing_ce(*batch(), eps)


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    logits, target = batch()
    there = label_smoothing_ce(logits.to(cuda), target.to(cuda), 0.1)
    torch.testing.assert_close(there.cpu(), label_smoothing_ce(logits, target, 0.1))

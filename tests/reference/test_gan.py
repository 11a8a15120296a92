from __future__ import annotations

import copy
import math

import pytest
import torch
import torch.nn.functional as F
from loading import load
from torch import nn

reference = load("generative/gan")


def tensor(*values: float) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float64)


def test_the_losses_are_torchs_cross_entropies() -> None:
    real, fake = torch.randn(5, 1, dtype=torch.float64), torch.randn(3, 2, dtype=torch.float64)
    bce = F.binary_cross_entropy_with_logits
    of_samples = bce(fake, torch.zeros_like(fake))
    torch.testing.assert_close(reference.d_loss(real, fake), bce(real, torch.ones_like(real)) + of_samples)
    torch.testing.assert_close(reference.g_loss(fake), bce(fake, torch.ones_like(fake)))
    torch.testing.assert_close(reference.g_loss(fake, "minimax"), -of_samples)


def test_the_handouts_examples() -> None:
    real, fake = tensor(2, 0), tensor(-1, 0.5)
    assert reference.d_loss(real, fake).item() == pytest.approx(1.053707, abs=1e-6)
    assert reference.g_loss(fake).item() == pytest.approx(0.893669, abs=1e-6)
    assert reference.g_loss(fake, "minimax").item() == pytest.approx(-0.643669, abs=1e-6)


@pytest.mark.parametrize(("kind", "expected"), [("minimax", -0.01799), ("ns", -0.98201)])
def test_where_d_is_sure_the_minimax_gradient_vanishes(kind: str, expected: float) -> None:
    logit = tensor(-4).requires_grad_()
    reference.g_loss(logit, kind).backward()
    assert logit.grad is not None and logit.grad.item() == pytest.approx(expected, abs=1e-5)


def test_the_best_discriminator_gives_the_jensen_shannon_divergence() -> None:
    p, q = tensor(0.5, 0.5), tensor(0.25, 0.75)
    data, samples = torch.tensor([0, 1]), torch.tensor([0, 1, 1, 1])

    def value(logits: torch.Tensor) -> float:
        return -float(reference.d_loss(logits[data], logits[samples]))

    best = (p / q).log()
    torch.testing.assert_close(best.sigmoid(), tensor(2 / 3, 2 / 5))
    middle = (p + q) / 2
    js = sum((a * (a / middle).log()).sum() for a in (p, q)) / 2
    assert float(js) == pytest.approx(0.033822, abs=1e-6)
    assert value(best) == pytest.approx(-math.log(4) + 2 * float(js)) == pytest.approx(-1.318650, abs=1e-6)
    for step in (tensor(0.01, 0), tensor(0, 0.01)):
        assert value(best + step) < value(best) > value(best - step)
    assert -float(reference.d_loss(tensor(0), tensor(0))) == pytest.approx(-1.386294, abs=1e-6)


@pytest.mark.parametrize("size", [100.0, 1000.0])
def test_large_logits(size: float) -> None:
    wrong = tensor(size).requires_grad_()
    reference.d_loss(-wrong, wrong).backward()
    assert wrong.grad is not None and wrong.grad.item() == pytest.approx(2)
    assert reference.g_loss(-wrong).item() == pytest.approx(size)
    assert reference.g_loss(wrong, "minimax").item() == pytest.approx(-size)


def test_other_kinds_are_refused() -> None:
    with pytest.raises(ValueError, match="minimax"):
        reference.g_loss(tensor(0), "saturating")


@pytest.mark.parametrize("kind", ["ns", "minimax"])
def test_a_step_is_two_gradient_steps_by_hand(kind: str) -> None:
    G, D = nn.Linear(2, 3).double(), nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1)).double()
    real, z = torch.randn(5, 3, dtype=torch.float64), torch.randn(4, 2, dtype=torch.float64)
    g, d = copy.deepcopy(G), copy.deepcopy(D)
    for net in (G, D):  # what an earlier step left
        for param in net.parameters():
            param.grad = torch.ones_like(param)
    optimizers = [torch.optim.SGD(net.parameters(), lr=0.1) for net in (G, D)]
    losses = reference.train_step(G, D, *optimizers, real, z, kind)

    loss_d = -(d(real).sigmoid().log().mean() + (1 - d(g(z)).sigmoid()).log().mean())
    gradients = torch.autograd.grad(loss_d, list(d.parameters()))
    with torch.no_grad():
        for param, gradient in zip(d.parameters(), gradients, strict=True):
            param -= 0.1 * gradient
    deceived = d(g(z)).sigmoid()
    loss_g = -deceived.log().mean() if kind == "ns" else (1 - deceived).log().mean()
    gradients = torch.autograd.grad(loss_g, list(g.parameters()))
    with torch.no_grad():
        for param, gradient in zip(g.parameters(), gradients, strict=True):
            param -= 0.1 * gradient
    torch.testing.assert_close(losses, (loss_d.detach(), loss_g.detach()))
    for ours, theirs in ((G, g), (D, d)):
        torch.testing.assert_close(list(ours.parameters()), list(theirs.parameters()))


def test_it_learns_the_mean_of_a_gaussian() -> None:
    torch.manual_seed(0)
    G, D = nn.Linear(1, 1), nn.Sequential(nn.Linear(1, 16), nn.LeakyReLU(0.2), nn.Linear(16, 1))
    optimizers = [torch.optim.Adam(net.parameters(), lr=0.02, betas=(0.5, 0.99)) for net in (G, D)]
    for _ in range(600):
        reference.train_step(G, D, *optimizers, 3 + 0.5 * torch.randn(64, 1), torch.randn(64, 1))
    assert abs(G.bias.item() - 3) < 0.5

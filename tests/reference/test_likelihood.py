from __future__ import annotations

import itertools
import math

import pytest
import torch
from loading import load
from torch.distributions import Bernoulli, Categorical, Normal, kl_divergence

reference = load("generative/likelihood")


def tensor(*values: float) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float64)


def test_no_other_gaussian_makes_the_data_likelier() -> None:
    x = 3 + 2 * torch.randn(30, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    mu, var = reference.gaussian_mle(x)

    def nll(mean: torch.Tensor, variance: torch.Tensor) -> float:
        return -float(Normal(mean, variance.sqrt()).log_prob(x).sum())

    best = nll(mu, var)
    for a, b in itertools.product((-1e-3, 0, 1e-3), repeat=2):
        assert nll(mu + a, var + b) >= best
    leaves = [mu.clone().requires_grad_(), var.clone().requires_grad_()]
    for gradient in torch.autograd.grad(Normal(leaves[0], leaves[1].sqrt()).log_prob(x).sum(), leaves):
        assert abs(gradient) < 1e-12


def test_no_other_bernoulli_makes_the_data_likelier() -> None:
    x = (torch.rand(40, generator=torch.Generator().manual_seed(1)) < 0.3).double()
    grid = torch.linspace(0.001, 0.999, 999, dtype=torch.float64)
    likelihood = Bernoulli(grid).log_prob(x[:, None]).sum(0)
    assert abs(grid[likelihood.argmax()] - reference.bernoulli_mle(x)) <= 5.1e-4


def test_examples_lie_along_axis_0() -> None:
    x = torch.randn(5, 2, 3, dtype=torch.float64)
    mu, var = reference.gaussian_mle(x)
    torch.testing.assert_close((mu, var), (x.mean(0), x.var(0, correction=0)))
    assert reference.gaussian_mle(x[:1])[1].eq(0).all()
    assert reference.bernoulli_mle(x > 0).shape == (2, 3)


def test_the_variance_is_right_far_from_zero() -> None:
    x = torch.randn(50, dtype=torch.float64)
    torch.testing.assert_close(reference.gaussian_mle(1e6 + x)[1], reference.gaussian_mle(x)[1], rtol=0, atol=1e-9)


def test_categorical_divergence_is_that_of_torch_distributions() -> None:
    p, q = torch.randn(2, 4, 3, 5, dtype=torch.float64).softmax(-1)
    torch.testing.assert_close(reference.kl_categorical(p, q), kl_divergence(Categorical(p), Categorical(q)))


def test_it_is_the_cross_entropy_less_the_entropy() -> None:
    p, q = torch.randn(2, 6, dtype=torch.float64).softmax(-1)
    cross, entropy = -(p * q.log()).sum(), -(p * p.log()).sum()
    torch.testing.assert_close(reference.kl_categorical(p, q), cross - entropy, rtol=0, atol=1e-15)


def test_zeros() -> None:
    kl = reference.kl_categorical
    assert kl(tensor(1, 0), tensor(0.5, 0.5)).item() == pytest.approx(math.log(2))
    assert kl(tensor(0.5, 0.5), tensor(1, 0)).item() == math.inf
    assert kl(tensor(0.5, 0.5, 0), tensor(0.25, 0.75, 0)).item() == pytest.approx(0.143841, abs=1e-6)


def test_gaussian_divergence_is_that_of_torch_distributions_with_gradients() -> None:
    mu, logvar = (torch.randn(4, 3, dtype=torch.float64, requires_grad=True) for _ in range(2))
    ours = reference.kl_gauss(mu, logvar)
    theirs = kl_divergence(Normal(mu, (logvar / 2).exp()), Normal(tensor(0), tensor(1))).sum(-1)
    torch.testing.assert_close(ours, theirs)
    for a, b in zip(*(torch.autograd.grad(kl.square().sum(), (mu, logvar)) for kl in (ours, theirs)), strict=True):
        torch.testing.assert_close(a, b)


def test_gaussian_divergence_is_the_integral() -> None:
    mu, sigma, z = 0.7, 0.4, torch.linspace(-8, 8, 200_001, dtype=torch.float64)
    q = Normal(tensor(mu), tensor(sigma)).log_prob(z)
    integral = torch.trapezoid(q.exp() * (q - Normal(tensor(0), tensor(1)).log_prob(z)), z)
    assert reference.kl_gauss(tensor(mu), tensor(math.log(sigma**2))).item() == pytest.approx(integral.item(), abs=1e-9)


def test_the_handouts_examples() -> None:
    mu, var = reference.gaussian_mle(tensor(2, 4, 6))
    assert (mu.item(), var.item()) == (4, pytest.approx(8 / 3))
    assert reference.bernoulli_mle(torch.tensor([1, 0, 1, 1])).item() == 0.75
    p, q = tensor(0.5, 0.5), tensor(0.25, 0.75)
    assert reference.kl_categorical(p, q).item() == pytest.approx(0.143841, abs=1e-6)
    assert reference.kl_categorical(q, p).item() == pytest.approx(0.130812, abs=1e-6)
    logvar = tensor(0.5, 2).square().log()
    assert reference.kl_gauss(tensor(1, 0), logvar).item() == pytest.approx(1.625)
    assert reference.kl_gauss(tensor(1, 0), logvar / 2).item() == pytest.approx(0.75)  # the logarithm of σ instead
    reverse = kl_divergence(Normal(tensor(0, 0), tensor(1, 1)), Normal(tensor(1, 0), tensor(0.5, 2))).sum()
    assert reverse.item() == pytest.approx(3.125)

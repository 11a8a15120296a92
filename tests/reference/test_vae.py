from __future__ import annotations

import math

import pytest
import torch
from loading import load
from torch import nn
from torch.distributions import Bernoulli, Normal, kl_divergence

from grader.checks import layers

reference = load("generative/vae")
STANDARD = Normal(torch.tensor(0.0, dtype=torch.float64), torch.tensor(1.0, dtype=torch.float64))


def test_the_published_number_of_parameters() -> None:
    model = layers.on_meta(lambda: reference.VAE(784, 400, 20))
    assert sum(param.numel() for param in model.parameters()) == 652_824


def test_the_bound_is_that_of_torch_distributions_with_gradients() -> None:
    x = torch.rand(5, 4, dtype=torch.float64).round()
    leaves = [torch.randn(5, n, dtype=torch.float64, requires_grad=True) for n in (4, 3, 3)]
    logits, mu, logvar = leaves
    ours = reference.elbo(x, *leaves)
    kl = kl_divergence(Normal(mu, (logvar / 2).exp()), STANDARD).sum(1)
    theirs = (Bernoulli(logits=logits).log_prob(x).sum(1) - kl).mean()
    torch.testing.assert_close(ours, theirs)
    for a, b in zip(*(torch.autograd.grad(bound, leaves) for bound in (ours, theirs)), strict=True):
        torch.testing.assert_close(a, b)


def test_the_bound_and_the_divergence_from_the_posterior_make_the_likelihood() -> None:
    """log p(x) = E_q[ELBO's integrand] + KL(q || p(z | x)), by sums over a fine grid of a one-dimensional z."""
    torch.manual_seed(0)
    model = layers.fill(reference.VAE(6, 5, 1), torch.zeros(1, 6)).eval()
    x = torch.rand(1, 6, dtype=torch.float64).round()
    with torch.no_grad():
        _, mu, logvar = model(x)
        z = torch.linspace(-12, 12, 40_001, dtype=torch.float64)[:, None]
        weights = torch.full((len(z),), 24 / 40_000, dtype=torch.float64)
        log_p = Bernoulli(logits=model.decode(z)).log_prob(x).sum(1)
        prior, q = STANDARD.log_prob(z)[:, 0], Normal(mu, (logvar / 2).exp()).log_prob(z)[:, 0]
        evidence = (weights.log() + prior + log_p).logsumexp(0)
        bounds = torch.stack([reference.elbo(x, model.decode(one[None]), mu, logvar) for one in z[::8]])
        bound = (8 * weights[::8] * q[::8].exp() * bounds).sum()
        gap = (weights * q.exp() * (q - (prior + log_p - evidence))).sum()
    assert bound < evidence
    assert float(bound + gap) == pytest.approx(float(evidence), abs=1e-6)


def test_the_linear_gaussian_case_in_closed_form() -> None:
    """x = z + noise: the same KL and the same noise give the bound that is tight at the true posterior."""
    x, s2 = torch.tensor(1.3, dtype=torch.float64), 0.5
    evidence = Normal(0.0, math.sqrt(1 + s2)).log_prob(x)
    mean, var = x / (1 + s2), torch.tensor(s2 / (1 + s2), dtype=torch.float64)
    eps = torch.randn(400_000, dtype=torch.float64, generator=torch.Generator().manual_seed(0))

    def bound(mu: torch.Tensor, variance: torch.Tensor) -> float:
        z = reference.reparameterize(mu.expand_as(eps), variance.log().expand_as(eps), eps)
        reconstruction = Normal(z, math.sqrt(s2)).log_prob(x).mean()
        nothing = torch.zeros(1, 0, dtype=torch.float64)
        return float(reconstruction + reference.elbo(nothing, nothing, mu.view(1, 1), variance.log().view(1, 1)))

    assert bound(mean, var) == pytest.approx(float(evidence), abs=0.01)
    prior = torch.tensor(0.0, dtype=torch.float64), torch.tensor(1.0, dtype=torch.float64)
    gap = kl_divergence(STANDARD, Normal(mean, var.sqrt()))
    assert bound(*prior) == pytest.approx(float(evidence - gap), abs=0.02)


def test_gradients_of_a_mean_square_pass_the_noise() -> None:
    mu, logvar = (torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in (0.3, -0.5))
    eps = torch.randn(200_000, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    reference.reparameterize(mu, logvar, eps).square().mean().backward()
    assert mu.grad is not None and mu.grad.item() == pytest.approx(0.6, rel=0.02)
    assert logvar.grad is not None and logvar.grad.item() == pytest.approx(math.exp(-0.5), rel=0.02)


def test_evaluation_is_without_noise_and_training_with() -> None:
    model, x = reference.VAE(6, 8, 2), torch.rand(3, 6)
    logits, mu, _ = model.eval()(x)
    torch.testing.assert_close(logits, model.decode(mu))
    model.train()
    assert not torch.equal(model(x)[0], model(x)[0])
    assert torch.equal(model(x)[1], mu)


def test_it_is_the_network_that_is_written_out() -> None:
    model = reference.VAE(5, 4, 2).eval()
    first, mu, logvar, second, last = [layer for layer in model.modules() if isinstance(layer, nn.Linear)]
    x = torch.rand(3, 5)
    h = first(x).clamp(min=0)
    expected = last(second(mu(h)).clamp(min=0)), mu(h), logvar(h)
    torch.testing.assert_close(model(x), expected)


def test_the_handouts_examples() -> None:
    one = torch.ones(1, 1)
    assert reference.reparameterize(one, math.log(4) * one, one / 2).item() == pytest.approx(2)
    x, logits = torch.tensor([[1.0, 0.0]]), torch.tensor([[0.0, math.log(3)]])
    assert reference.elbo(x, logits, one, math.log(4) * one).item() == pytest.approx(-3.3863, abs=1e-4)
    assert reference.elbo(x, 1000 * (1 - 2 * x), one, one).isfinite()


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    model, x = reference.VAE(6, 8, 2).double().eval(), torch.rand(3, 6, dtype=torch.float64)
    here = reference.elbo(x, *model(x))
    there = reference.elbo(x.to(cuda), *model.to(cuda)(x.to(cuda)))
    torch.testing.assert_close(there.cpu(), here)

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from loading import load

module = load("regularization/mixup")
mixup, sample_lambda = module.mixup, module.sample_lambda


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def batch(n: int = 6) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    g = seeded(1)
    x = torch.randn(n, 3, 4, 5, generator=g, dtype=torch.float64)
    y = F.one_hot(torch.randint(4, (n,), generator=g), 4).double()
    return x, y, torch.randperm(n, generator=g)


def test_a_loop_over_samples_gives_the_same() -> None:
    x, y, perm = batch()
    mixed, labels = mixup(x, y, 0.3, perm)
    for i in range(len(x)):
        torch.testing.assert_close(mixed[i], 0.3 * x[i] + 0.7 * x[int(perm[i])], rtol=0, atol=1e-15)
        torch.testing.assert_close(labels[i], 0.3 * y[i] + 0.7 * y[int(perm[i])], rtol=0, atol=1e-15)


def test_torchvisions_mixup_gives_the_same_with_its_partner_and_its_lambda(torchvision: object) -> None:
    v2 = pytest.importorskip("torchvision.transforms.v2")
    x, _, _ = batch()
    classes = torch.tensor([0, 1, 2, 3, 0, 1])
    torch.manual_seed(0)
    theirs, labels = v2.MixUp(alpha=0.7, num_classes=4)(x, classes)
    partner = torch.arange(6).roll(1)
    lam = float(((theirs - x[partner]) / (x - x[partner])).median())
    ours, our_labels = mixup(x, F.one_hot(classes, 4).double(), lam, partner)
    torch.testing.assert_close(ours, theirs)
    torch.testing.assert_close(our_labels, labels.double(), rtol=0, atol=1e-6)


def test_the_cross_entropy_of_a_mixture_is_the_mixture_of_cross_entropies() -> None:
    x, y, perm = batch()
    logits = torch.randn(6, 4, generator=seeded(3), dtype=torch.float64)
    _, labels = mixup(x, y, 0.8, perm)
    mixture = 0.8 * F.cross_entropy(logits, y) + 0.2 * F.cross_entropy(logits, y[perm])
    torch.testing.assert_close(F.cross_entropy(logits, labels), mixture, rtol=0, atol=1e-15)


def test_the_mean_of_a_batch_is_preserved_and_the_ends_are_exact() -> None:
    x, y, perm = batch()
    torch.testing.assert_close(mixup(x, y, 0.35, perm)[0].mean(0), x.mean(0), rtol=0, atol=1e-15)
    assert torch.equal(mixup(x, y, 1.0, perm)[0], x) and torch.equal(mixup(x, y, 0.0, perm)[1], y[perm])


def test_gradients_go_to_both_partners() -> None:
    x, y, perm = batch()
    leaf = x.clone().requires_grad_()
    weight = torch.randn(x.shape, generator=seeded(5), dtype=torch.float64)
    (mixup(leaf, y, 0.6, perm)[0] * weight).sum().backward()
    torch.testing.assert_close(leaf.grad, 0.6 * weight + 0.4 * weight[perm.argsort()], rtol=0, atol=1e-15)


def test_integer_labels_become_fractions() -> None:
    x, y, perm = batch()
    labels = mixup(x, y.long(), 0.25, perm)[1]
    assert labels.dtype == torch.float32
    torch.testing.assert_close(labels.double(), mixup(x, y, 0.25, perm)[1], rtol=0, atol=1e-7)


@pytest.mark.parametrize("alpha", [0.05, 0.2, 1.0, 4.0])
def test_lambda_has_the_moments_of_a_symmetric_beta(alpha: float) -> None:
    n, g = 20_000, seeded()
    lam = torch.tensor([sample_lambda(alpha, g) for _ in range(n)], dtype=torch.float64)
    variance = 1 / (4 * (2 * alpha + 1))
    assert lam.mean().item() == pytest.approx(0.5, abs=6 * (variance / n) ** 0.5)
    assert lam.var().item() == pytest.approx(variance, rel=0.05)
    theirs = torch.distributions.Beta(alpha, alpha)
    middle = 0.4 if alpha == 1 else theirs.sample(torch.Size([n])).sub(0.5).abs().lt(0.2).double().mean().item()
    assert (lam - 0.5).abs().lt(0.2).double().mean().item() == pytest.approx(middle, abs=0.03)


def test_the_generator_decides_and_the_global_one_stays() -> None:
    before = torch.get_rng_state()
    g, again = seeded(7), seeded(7)
    first = [sample_lambda(0.4, g) for _ in range(5)]
    assert first == [sample_lambda(0.4, again) for _ in range(5)] and len(set(first)) == 5
    assert torch.equal(before, torch.get_rng_state())


def test_without_alpha_nothing_is_mixed_and_a_negative_one_is_refused() -> None:
    assert sample_lambda(0) == 1.0
    with pytest.raises(ValueError, match="not negative"):
        sample_lambda(-1)


def test_the_handouts_example() -> None:
    x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    mixed, labels = mixup(x, F.one_hot(torch.tensor([0, 1, 1])).float(), 0.75, torch.tensor([1, 2, 0]))
    assert mixed.tolist() == [[1.5, 2.5], [3.5, 4.5], [4.0, 5.0]]
    assert labels.tolist() == [[0.75, 0.25], [0.0, 1.0], [0.25, 0.75]]


@pytest.mark.gpu
def test_it_runs_on_the_gpu(cuda: str) -> None:
    x, y, perm = batch()
    mixed, labels = mixup(x.to(cuda), y.to(cuda), 0.3, perm.to(cuda))
    torch.testing.assert_close(mixed.cpu(), mixup(x, y, 0.3, perm)[0])
    assert labels.is_cuda and 0 <= sample_lambda(0.5, torch.Generator(cuda).manual_seed(1)) <= 1

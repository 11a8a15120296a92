from __future__ import annotations

import itertools
import math

import pytest
import torch
from loading import load

from grader.checks.layers import fill
from grader.checks.training import minimise

reference = load("generative/pixelcnn")


def images(H: int, W: int) -> torch.Tensor:
    bits = list(itertools.product((0.0, 1.0), repeat=H * W))
    return torch.tensor(bits, dtype=torch.float64).view(-1, 1, H, W)


def filled(module: torch.nn.Module, seed: int = 0) -> torch.nn.Module:
    generator = torch.Generator().manual_seed(seed)
    for param in module.double().parameters():
        param.data = torch.randn(param.shape, dtype=torch.float64, generator=generator) * math.sqrt(
            3 / param[0].numel()
        )
    return module


@pytest.mark.parametrize(("type", "k", "kept"), [("A", 3, 4), ("B", 3, 5), ("A", 7, 24), ("B", 1, 1), ("A", 1, 0)])
def test_masks_keep_what_comes_before(type: str, k: int, kept: int) -> None:
    mask = reference.MaskedConv2d(type, 1, 1, k).mask
    centre = k // 2
    for i, j in itertools.product(range(k), repeat=2):
        before = i < centre or (i == centre and j < centre)
        assert mask[i, j] == (before or (type == "B" and i == j == centre))
    assert mask.sum() == kept


def test_convolution_is_that_of_a_loop() -> None:
    conv, x = filled(reference.MaskedConv2d("B", 2, 3, 3)), torch.randn(1, 2, 4, 5, dtype=torch.float64)
    y = conv(x)
    for o, i, j in itertools.product(range(3), range(4), range(5)):
        total = conv.bias[o].item()
        for c, (di, dj) in itertools.product(range(2), [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 0)]):
            if 0 <= i + di < 4 and 0 <= j + dj < 5:
                total += conv.weight[o, c, 1 + di, 1 + dj].item() * x[0, c, i + di, j + dj].item()
        assert y[0, o, i, j].item() == pytest.approx(total, abs=1e-12)


def test_other_types_are_refused() -> None:
    with pytest.raises(ValueError, match="'C'"):
        reference.MaskedConv2d("C", 1, 1, 3)


def test_parameters() -> None:
    for arguments, expected in (((), 47_873), ((8, 2), 1_577)):
        assert sum(param.numel() for param in reference.PixelCNN(*arguments).parameters()) == expected


def test_blind_spot() -> None:
    convs = [filled(reference.MaskedConv2d(*spec, 3)) for spec in (("A", 1, 2), ("B", 2, 2), ("B", 2, 1))]
    x = torch.randn(1, 1, 7, 7, dtype=torch.float64, requires_grad=True)
    y = x
    for conv in convs:
        y = conv(y)
    seen = torch.autograd.grad(y[0, 0, 3, 3], x)[0][0, 0] != 0
    assert seen.sum(1).tolist() == [7, 6, 5, 3, 0, 0, 0]


def test_no_logit_depends_on_its_own_pixel_or_later_ones() -> None:
    model, x = filled(reference.PixelCNN(6, 2)), torch.randn(16, dtype=torch.float64)
    jacobian = torch.autograd.functional.jacobian(lambda flat: model(flat.view(1, 1, 4, 4)).flatten(), x)
    assert jacobian.triu().eq(0).all() and jacobian.tril(-1).ne(0).any()


def test_probabilities_sum_to_one_and_with_b_first_they_do_not() -> None:
    model, x = filled(reference.PixelCNN(8, 2)), images(3, 3)
    model[0].weight.data *= 3

    def total() -> float:
        z = model(x).detach()
        return float(torch.where(x > 0, z.sigmoid(), 1 - z.sigmoid()).flatten(1).prod(1).sum())

    assert total() == pytest.approx(1, abs=1e-12)
    model[0].mask[3, 3] = True
    assert abs(total() - 1) > 1e-2


def test_samples_have_their_probabilities() -> None:
    model, x, n = filled(reference.PixelCNN(8, 1), seed=4), images(2, 2), 20_000
    with torch.no_grad():
        for param in model.parameters():
            param.mul_(1.3)
        z = model(x)
    p = torch.where(x > 0, z.sigmoid(), 1 - z.sigmoid()).flatten(1).prod(1)
    drawn = model.sample(n, 2, 2, generator=torch.Generator().manual_seed(0))
    assert torch.equal(drawn, model.sample(n, 2, 2, generator=torch.Generator().manual_seed(0)))
    counts = torch.bincount((drawn.flatten(1) @ torch.tensor([8.0, 4, 2, 1], dtype=x.dtype)).long(), minlength=16)
    assert ((counts / n - p).abs() < 5 * (p * (1 - p) / n).sqrt() + 1e-4).all()


def test_learns_four_images() -> None:
    x = images(3, 3)[[5, 99, 300, 411]]
    model = fill(reference.PixelCNN(12, 2), x)
    bce = torch.nn.functional.binary_cross_entropy_with_logits
    losses = minimise(lambda: 9 * bce(model(x), x), model.parameters(), steps=150, lr=0.02)
    assert math.log(4) <= losses[-1] < 1.5

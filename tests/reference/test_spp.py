from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from loading import load

reference = load("detection/spp")


@pytest.mark.parametrize("h", [1, 5, 7, 10, 13, 24])
@pytest.mark.parametrize("w", [4, 9, 11, 16])
def test_it_is_torchs_adaptive_pooling_with_gradients(h: int, w: int) -> None:
    x = torch.randn(2, 3, h, w, dtype=torch.float64, requires_grad=True)
    ours = reference.spp(x, (1, 2, 3, 6))
    theirs = torch.cat([F.adaptive_max_pool2d(x, n).flatten(1) for n in (1, 2, 3, 6)], dim=1)
    assert torch.equal(ours, theirs)
    torch.testing.assert_close(*[torch.autograd.grad(y.square().sum(), x)[0] for y in (ours, theirs)])


@pytest.mark.parametrize(("levels", "length"), [((1, 2, 3, 6), 12_800), ((1, 2, 4), 5_376)])
def test_the_length_is_the_papers_whatever_the_size(levels: tuple[int, ...], length: int) -> None:
    for size in ((13, 13), (7, 9)):
        assert reference.spp(torch.zeros(1, 256, *size), levels).shape == (1, length)


@pytest.mark.parametrize("n", [1, 2, 3, 4, 6])
def test_for_13_pixels_the_bins_are_the_papers_windows(n: int) -> None:
    window, stride = -(-13 // n), 13 // n
    x = torch.randn(1, 2, 13, 13, dtype=torch.float64)
    assert torch.equal(reference.spp(x, (n,)), F.max_pool2d(x, window, stride).flatten(1))


def test_the_worked_examples() -> None:
    assert reference.bins(5, 3) == [(0, 2), (1, 4), (3, 5)]
    assert reference.roi_to_feature((40, 16, 200, 100), 16) == (3, 2, 12, 6)


def test_projected_corners_lie_inside() -> None:
    """Pixel x' of the map stands for x = S x' of the image: the paper wants it right of the window's left edge."""
    for x1 in range(50):
        left, _, right, _ = reference.roi_to_feature((x1, 0, x1 + 40, 40), 8)
        assert 8 * left > x1 >= 8 * (left - 1)
        assert 8 * right < x1 + 40 <= 8 * (right + 1)

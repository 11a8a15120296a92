from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from loading import load

reference = load("segmentation/bilinear_upsampling")


@pytest.mark.parametrize("s", [1, 2, 3, 4, 5, 8])
def test_in_the_interior_it_is_interpolate(s: int) -> None:
    x = torch.randn(2, 3, 5, 7, dtype=torch.float64)
    ours, theirs = reference.upsample(x, s), F.interpolate(x, scale_factor=s, mode="bilinear", align_corners=False)
    assert ours.shape == theirs.shape
    inner = (..., slice(s, -s), slice(s, -s))
    torch.testing.assert_close(ours[inner], theirs[inner], rtol=0, atol=1e-14)
    if s > 1:
        assert float((ours - theirs).abs().max()) > 0.05  # at the border


@pytest.mark.parametrize("s", [1, 2, 3, 4])
def test_it_is_the_naive_sum_of_stamps(s: int) -> None:
    k, p = 2 * s - s % 2, -(-(s - 1) // 2)
    kernel = reference.bilinear_kernel(1, k)[0, 0]
    x = torch.randn(3, 4, dtype=torch.float64)
    canvas = torch.zeros((3 - 1) * s + k, (4 - 1) * s + k, dtype=torch.float64)
    for i in range(3):
        for j in range(4):
            canvas[i * s : i * s + k, j * s : j * s + k] += x[i, j] * kernel
    expected = canvas[p : canvas.shape[0] - p, p : canvas.shape[1] - p]
    torch.testing.assert_close(reference.upsample(x[None, None], s)[0, 0], expected)


def test_the_worked_examples() -> None:
    kernel = reference.bilinear_kernel(3, 4)
    assert kernel.shape == (3, 1, 4, 4)
    assert kernel[2, 0, 0].tolist() == [0.0625, 0.1875, 0.1875, 0.0625]
    assert float(kernel[0].sum()) == 4
    assert reference.bilinear_kernel(1, 3)[0, 0, 1].tolist() == [0.5, 1, 0.5]
    assert reference.upsample(torch.ones(1, 1, 1, 1), 2).tolist() == [[[[0.5625] * 2] * 2]]


@pytest.mark.parametrize("s", [2, 3, 8])
def test_the_taps_add_up_to_the_square_of_the_factor(s: int) -> None:
    assert float(reference.bilinear_kernel(1, 2 * s - s % 2).sum()) == pytest.approx(s * s)

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from loading import load

conv_transpose2d = load("cnn/conv_transpose").conv_transpose2d

SETTINGS = [
    ((2, 4, 3, 5), (4, 6, 3, 2), {"stride": (2, 3), "padding": (1, 0), "output_padding": (1, 2), "dilation": (2, 1)}),
    ((1, 3, 4, 4), (3, 2, 3, 3), {}),
    ((2, 2, 5, 3), (2, 3, 4, 4), {"stride": 2, "padding": 1}),
    ((1, 2, 3, 3), (2, 2, 2, 2), {"stride": 3, "output_padding": 2}),
]


@pytest.mark.parametrize(("x_shape", "w_shape", "options"), SETTINGS)
def test_it_is_torchs_with_gradients(x_shape, w_shape, options) -> None:
    leaves = [torch.randn(*shape, dtype=torch.float64, requires_grad=True) for shape in (x_shape, w_shape)]
    ours, theirs = conv_transpose2d(*leaves, **options), F.conv_transpose2d(*leaves, **options)
    torch.testing.assert_close(ours, theirs, rtol=1e-12, atol=1e-12)
    weights = torch.randn_like(ours)
    for a, b in zip(
        torch.autograd.grad((ours * weights).sum(), leaves),
        torch.autograd.grad((theirs * weights).sum(), leaves),
        strict=True,
    ):
        torch.testing.assert_close(a, b, rtol=1e-11, atol=1e-11)


def test_it_is_the_adjoint_of_convolution() -> None:
    x, w = torch.randn(2, 3, 9, 8, dtype=torch.float64), torch.randn(5, 3, 3, 2, dtype=torch.float64)
    y = F.conv2d(x, w, stride=2, padding=1)
    z = torch.randn_like(y)
    back = conv_transpose2d(z, w, stride=2, padding=1, output_padding=(0, 0))
    missing = x.shape[2] - back.shape[2], x.shape[3] - back.shape[3]
    back = conv_transpose2d(z, w, stride=2, padding=1, output_padding=missing)
    assert float((y * z).sum()) == pytest.approx(float((x * back).sum()), abs=1e-10)


@pytest.mark.parametrize(
    ("n", "k", "s", "p", "op", "out"),
    [
        (4, 3, 1, 0, 0, 6),
        (4, 3, 2, 1, 0, 7),
        (4, 3, 2, 1, 1, 8),
        (7, 4, 2, 1, 0, 14),
        (16, 16, 8, 4, 0, 128),
        (1, 64, 32, 0, 0, 64),
    ],
)
def test_published_sizes(n: int, k: int, s: int, p: int, op: int, out: int) -> None:
    assert conv_transpose2d(torch.zeros(1, 1, n, n), torch.zeros(1, 1, k, k), s, p, op).shape[2:] == (out, out)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="channels"):
        conv_transpose2d(torch.zeros(1, 2, 3, 3), torch.zeros(3, 2, 3, 3))
    with pytest.raises(ValueError, match="nothing"):
        conv_transpose2d(torch.zeros(1, 2, 1, 1), torch.zeros(2, 2, 2, 2), padding=1)

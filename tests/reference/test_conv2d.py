from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from loading import load

conv2d = load("cnn/conv2d").conv2d

SETTINGS = [
    ((2, 4, 9, 11), (6, 2, 3, 2), {"stride": (2, 3), "padding": (1, 2), "dilation": (2, 1), "groups": 2}),
    ((1, 3, 7, 5), (4, 3, 3, 3), {}),
    ((2, 6, 8, 8), (6, 1, 5, 5), {"padding": 2, "groups": 6}),
    ((3, 2, 10, 6), (4, 2, 1, 1), {"stride": 2}),
    ((1, 4, 12, 13), (2, 4, 2, 4), {"dilation": (3, 2), "padding": (0, 3), "stride": (1, 2)}),
]


@pytest.mark.parametrize(("x_shape", "w_shape", "options"), SETTINGS)
@pytest.mark.parametrize("bias", [False, True])
def test_it_is_torchs_with_gradients(x_shape, w_shape, options, bias) -> None:
    leaves = [torch.randn(*shape, dtype=torch.float64, requires_grad=True) for shape in (x_shape, w_shape, w_shape[:1])]
    given = leaves if bias else leaves[:2]
    ours, theirs = conv2d(*given, **options), F.conv2d(*given, **options)
    torch.testing.assert_close(ours, theirs, rtol=1e-12, atol=1e-12)
    weights = torch.randn_like(ours)
    for a, b in zip(
        torch.autograd.grad((ours * weights).sum(), given),
        torch.autograd.grad((theirs * weights).sum(), given),
        strict=True,
    ):
        torch.testing.assert_close(a, b, rtol=1e-11, atol=1e-11)


def test_dilation_is_a_kernel_with_zeros_between() -> None:
    x, w = torch.randn(1, 2, 9, 9, dtype=torch.float64), torch.randn(3, 2, 3, 3, dtype=torch.float64)
    wide = torch.zeros(3, 2, 5, 5, dtype=torch.float64)
    wide[:, :, ::2, ::2] = w
    torch.testing.assert_close(conv2d(x, w, dilation=2), conv2d(x, wide), rtol=0, atol=1e-14)


def test_a_shift_by_the_stride_shifts_the_output_by_one() -> None:
    x, w = torch.randn(1, 1, 12, 12, dtype=torch.float64), torch.randn(1, 1, 3, 3, dtype=torch.float64)
    y, shifted = conv2d(x, w, stride=2), conv2d(x.roll(2, dims=2), w, stride=2)
    torch.testing.assert_close(shifted[:, :, 1:], y[:, :, :-1])


@pytest.mark.parametrize(
    ("w_shape", "options"), [((4, 3, 3, 3), {}), ((3, 2, 3, 3), {"groups": 2}), ((4, 4, 3, 3), {"dilation": 4})]
)
def test_what_does_not_fit_is_refused(w_shape, options) -> None:
    with pytest.raises(ValueError, match=r"groups|fit"):
        conv2d(torch.zeros(1, 4, 8, 8), torch.zeros(*w_shape), **options)

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from loading import load

reference = load("cnn/activations")
PAIRS = {
    "relu": torch.relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "log_sigmoid": F.logsigmoid, "leaky_relu": F.leaky_relu,
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_it_is_torchs_with_gradients(name: str) -> None:
    x = torch.cat(
        [torch.randn(50, dtype=torch.float64), torch.linspace(-800, 800, 41, dtype=torch.float64)]
    ).requires_grad_()
    ours, theirs = getattr(reference, name)(x), PAIRS[name](x)
    torch.testing.assert_close(ours, theirs, rtol=1e-13, atol=1e-15)
    gradients = [torch.autograd.grad(y.sum(), x)[0] for y in (ours, theirs)]
    torch.testing.assert_close(*gradients, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("name", ["relu", "sigmoid", "tanh"])
def test_backward_passes_are_autograds(name: str) -> None:
    x, grad = torch.randn(40, dtype=torch.float64, requires_grad=True), torch.randn(40, dtype=torch.float64)
    y = PAIRS[name](x)
    (expected,) = torch.autograd.grad(y, x, grad)
    torch.testing.assert_close(getattr(reference, f"{name}_backward")(y.detach(), grad), expected)


def test_float32_stays_finite_and_float32() -> None:
    x = torch.tensor([-200.0, -40.0, 0.5, 40.0, 200.0])
    for name in PAIRS:
        y = getattr(reference, name)(x)
        assert y.dtype == torch.float32 and y.isfinite().all(), name


def test_ten_sigmoids_leave_a_millionth_and_no_gradient_exceeds_the_bound() -> None:
    assert reference.gradient_bound(10) == pytest.approx(9.54e-7, rel=1e-3)
    x = torch.linspace(-3, 3, 101, dtype=torch.float64).requires_grad_()
    for act in ("sigmoid", "tanh", "relu"):
        y = x
        for _ in range(4):
            y = PAIRS[act](1.5 * y)
        (gradient,) = torch.autograd.grad(y.sum(), x)
        assert float(gradient.abs().max()) <= reference.gradient_bound(4, act, 1.5) + 1e-12
    with pytest.raises(KeyError):
        reference.gradient_bound(3, "gelu")

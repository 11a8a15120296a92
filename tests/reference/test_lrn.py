from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from loading import load

lrn = load("cnn/lrn").lrn


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("channels", [1, 3, 8])
def test_divided_by_n_it_is_torchs_with_gradients(n: int, channels: int) -> None:
    x = (3 * torch.randn(2, channels, 4, 5, dtype=torch.float64)).requires_grad_()
    ours, theirs = lrn(x, n, 1.5, 0.3, 0.6, divide_by_n=True), F.local_response_norm(x, n, alpha=0.3, beta=0.6, k=1.5)
    torch.testing.assert_close(ours, theirs, rtol=1e-12, atol=1e-12)
    torch.testing.assert_close(*[torch.autograd.grad(y.square().sum(), x)[0] for y in (ours, theirs)])


def test_the_papers_is_torchs_with_alpha_times_n() -> None:
    x = 30 * torch.randn(2, 8, 4, 5, dtype=torch.float64)
    torch.testing.assert_close(lrn(x), F.local_response_norm(x, 5, alpha=5e-4, k=2.0), rtol=1e-12, atol=1e-12)
    assert float((lrn(x) - lrn(x, divide_by_n=True)).abs().max()) > 0.05


def test_it_is_the_naive_loop() -> None:
    x = torch.randn(2, 7, 2, 3, dtype=torch.float64)
    expected = torch.empty_like(x)
    for c in range(7):
        total = sum(x[:, j] ** 2 for j in range(max(0, c - 2), min(6, c + 2) + 1))
        expected[:, c] = x[:, c] / (2 + 0.5 * total) ** 0.75
    torch.testing.assert_close(lrn(x, alpha=0.5), expected)


def test_ones() -> None:
    y = lrn(torch.ones(1, 8, 1, 1, dtype=torch.float64))[0, :, 0, 0].tolist()
    assert y[3] == pytest.approx(0.594492, abs=1e-6)
    assert y[0] == y[7] == pytest.approx(0.594537, abs=1e-6)

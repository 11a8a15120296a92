from __future__ import annotations

import pytest
import torch
from loading import load
from torch import nn

reference = load("sequence/rnn")


def test_it_is_torchs() -> None:
    ours, theirs = reference.RNN(5, 3).double(), nn.RNN(5, 3, batch_first=True).double()
    named = {"weight_ih_l0": ours.W_ih, "weight_hh_l0": ours.W_hh, "bias_ih_l0": ours.b_ih, "bias_hh_l0": ours.b_hh}
    theirs.load_state_dict(named)
    x, h0 = (torch.randn(*shape, dtype=torch.float64, requires_grad=True) for shape in [(2, 6, 5), (2, 3)])
    (out, hT), (their_out, their_hT) = ours(x, h0), theirs(x, h0[None])
    torch.testing.assert_close(out, their_out)
    torch.testing.assert_close(hT, their_hT[0])
    for mine, other in zip(
        torch.autograd.grad(out.square().sum(), [x, h0]),
        torch.autograd.grad(their_out.square().sum(), [x, h0]),
        strict=True,
    ):
        torch.testing.assert_close(mine, other)
    torch.testing.assert_close(ours(x)[0], theirs(x)[0])


@pytest.mark.parametrize(("inputs", "units", "size"), [(10, 20, 640), (28, 256, 73_216)])
def test_numbers_of_parameters(inputs: int, units: int, size: int) -> None:
    assert sum(param.numel() for param in reference.RNN(inputs, units).parameters()) == size


def test_the_worked_example() -> None:
    rnn = reference.RNN(1, 1).double()
    with torch.no_grad():
        for param, value in zip((rnn.W_ih, rnn.W_hh, rnn.b_ih, rnn.b_hh), (1.0, 0.5, 0.0, 0.0), strict=True):
            param.fill_(value)
    out, _ = rnn(torch.tensor([1.0, 0, 0], dtype=torch.float64).view(1, 3, 1))
    torch.testing.assert_close(out.flatten(), torch.tensor([0.7616, 0.3634, 0.1797]).double(), atol=1e-4, rtol=0)

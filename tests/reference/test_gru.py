from __future__ import annotations

import pytest
import torch
from loading import load
from torch import nn

reference = load("sequence/gru")


def drawn(*shape: int) -> torch.Tensor:
    return torch.randn(*shape, dtype=torch.float64, requires_grad=True)


def test_cell_and_network_are_torchs() -> None:
    gru = reference.GRU(5, 3).double()
    cell, theirs = nn.GRUCell(5, 3).double(), nn.GRU(5, 3, batch_first=True).double()
    named = {"weight_ih": gru.cell.W, "weight_hh": gru.cell.U, "bias_ih": gru.cell.b_W, "bias_hh": gru.cell.b_U}
    cell.load_state_dict(named)
    theirs.load_state_dict({f"{name}_l0": tensor for name, tensor in named.items()})
    x, h = drawn(2, 6, 5), drawn(2, 3)
    torch.testing.assert_close(gru.cell(x[:, 0], h), cell(x[:, 0], h))
    (out, hT), (their_out, their_hT) = gru(x, h), theirs(x, h[None])
    torch.testing.assert_close([out, hT], [their_out, their_hT[0]])
    ours = torch.autograd.grad(out.square().sum(), [x, h])
    torch.testing.assert_close(ours, torch.autograd.grad(their_out.square().sum(), [x, h]))
    torch.testing.assert_close(gru(x)[0], theirs(x)[0])


@pytest.mark.parametrize(("inputs", "units", "size"), [(10, 20, 1_920), (28, 256, 219_648)])
def test_numbers_of_parameters(inputs: int, units: int, size: int) -> None:
    for module in (reference.GRUCell(inputs, units), reference.GRU(inputs, units)):
        assert sum(param.numel() for param in module.parameters()) == size


def test_a_large_bias_of_z_keeps_the_state() -> None:
    cell, h = reference.GRUCell(4, 3).double(), drawn(2, 3)
    with torch.no_grad():
        cell.b_W[3:6] += 50
    torch.testing.assert_close(cell(drawn(2, 4), h), h, atol=1e-12, rtol=0)

from __future__ import annotations

import pytest
import torch
from loading import load
from torch import nn

from grader.checks import gates

reference = load("sequence/lstm")


def drawn(*shape: int) -> torch.Tensor:
    return torch.randn(*shape, dtype=torch.float64, requires_grad=True)


def test_cell_and_network_are_torchs() -> None:
    lstm = reference.LSTM(5, 3).double()
    cell, theirs = nn.LSTMCell(5, 3).double(), nn.LSTM(5, 3, batch_first=True).double()
    named = {"weight_ih": lstm.cell.W, "weight_hh": lstm.cell.U, "bias_ih": lstm.cell.b_W, "bias_hh": lstm.cell.b_U}
    cell.load_state_dict(named)
    theirs.load_state_dict({f"{name}_l0": tensor for name, tensor in named.items()})
    x, h, c = drawn(2, 6, 5), drawn(2, 3), drawn(2, 3)
    torch.testing.assert_close(lstm.cell(x[:, 0], (h, c)), cell(x[:, 0], (h, c)))
    (out, state), (their_out, their_state) = lstm(x, (h, c)), theirs(x, (h[None], c[None]))
    torch.testing.assert_close([out, *state], [their_out, *(part[0] for part in their_state)])
    ours = torch.autograd.grad(out.square().sum(), [x, h, c])
    torch.testing.assert_close(ours, torch.autograd.grad(their_out.square().sum(), [x, h, c]))
    torch.testing.assert_close(lstm(x)[0], theirs(x)[0])


@pytest.mark.parametrize(("inputs", "units", "size"), [(10, 20, 2_560), (28, 256, 292_864)])
def test_numbers_of_parameters(inputs: int, units: int, size: int) -> None:
    for module in (reference.LSTMCell(inputs, units), reference.LSTM(inputs, units)):
        assert sum(param.numel() for param in module.parameters()) == size


@pytest.mark.parametrize(("bias", "kept"), [(5.0, 0.714789), (0.0, 2.0**-50)])
def test_what_is_left_of_c_after_fifty_steps(bias: float, kept: float) -> None:
    lstm = reference.LSTM(2, 1).double()
    with torch.no_grad():
        for param in lstm.parameters():
            param.zero_()
        lstm.cell.b_W[1] = bias
    c = drawn(1, 1)
    _, (_, cT) = lstm(torch.zeros(1, 50, 2, dtype=torch.float64), (torch.zeros(1, 1, dtype=torch.float64), c))
    assert torch.autograd.grad(cT.sum(), c)[0].item() == pytest.approx(kept, rel=1e-5)


def test_the_checks_take_every_order_of_the_gates() -> None:
    """nn.LSTMCell's gates are i, f, g, o; of a shuffled copy the set of results is the same, and its rows are not."""

    class Shuffled(nn.Module):
        def __init__(self, order: list[int]) -> None:
            super().__init__()
            self.cell, self.order = nn.LSTMCell(4, 3), order

        def forward(
            self, x: torch.Tensor, state: tuple[torch.Tensor, torch.Tensor]
        ) -> tuple[torch.Tensor, torch.Tensor]:
            h, c = state
            a = x @ self.cell.weight_ih.T + self.cell.bias_ih + h @ self.cell.weight_hh.T + self.cell.bias_hh
            i, f, g, o = (a.chunk(4, dim=1)[k] for k in self.order)
            c = f.sigmoid() * c + i.sigmoid() * g.tanh()
            return o.sigmoid() * c.tanh(), c

    x, h, c = (tensor.detach() for tensor in (drawn(2, 4), drawn(2, 3), drawn(2, 3)))
    seen = []
    for cell in (Shuffled([0, 1, 2, 3]), Shuffled([3, 0, 1, 2])):

        def look(cell: nn.Module = cell) -> torch.Tensor:
            return gates.with_gradients(cell, x, h, c, call=lambda x, h, c: cell(x, (h, c)))

        def step(x: torch.Tensor, h: torch.Tensor, cell: nn.Module = cell) -> torch.Tensor:
            return torch.cat(cell(x, (h, c[:1])), dim=1)

        seen.append(gates.in_every_order(cell, step, look, inputs=4, units=3)["weights of h"])
    assert not torch.allclose(*seen)
    torch.testing.assert_close(*(rows[rows[:, 0].argsort()] for rows in seen))

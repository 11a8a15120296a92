from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from grader.checks import gates
from grader.checks.observation import Array

I, H = 4, 3  # noqa: E741


class Cell(nn.Module):
    """Two gates: h' = h + sigmoid(a) tanh(b), in many layouts."""

    def __init__(self, layout: str) -> None:
        super().__init__()
        self.layout = layout
        if layout == "packed, b first":
            self.x, self.h = nn.Linear(I, 2 * H), nn.Linear(H, 2 * H)
        elif layout == "h and x together":
            self.both = nn.Linear(H + I, 2 * H)
        elif layout == "from the right":
            self.wx, self.wh = nn.Parameter(torch.ones(I, 2 * H)), nn.Parameter(torch.ones(2, H, H))
            self.bias = nn.Parameter(torch.ones(2, 1, H))
        elif layout == "x, h and 1 together":
            self.whole = nn.Parameter(torch.ones(I + H + 1, 2 * H))
        elif layout == "a layer each":
            self.parts = nn.ModuleList(
                [nn.Linear(I, H), nn.Linear(H, H, bias=False)] * 1 + [nn.Linear(I, H), nn.Linear(H, H)]
            )

    def gates(self, x: Tensor, h: Tensor) -> tuple[Tensor, Tensor]:
        if self.layout == "packed, b first":
            b, a = (self.x(x) + self.h(h)).chunk(2, dim=1)
        elif self.layout == "h and x together":
            a, b = self.both(torch.cat([h, x], dim=1)).chunk(2, dim=1)
        elif self.layout == "x, h and 1 together":
            a, b = (torch.cat([x, h, torch.ones_like(x[:, :1])], dim=1) @ self.whole).chunk(2, dim=1)
        elif self.layout == "from the right":
            a, b = torch.stack((x @ self.wx).chunk(2, dim=1)) + torch.einsum("nj,kjh->knh", h, self.wh) + self.bias
        else:
            a, b = self.parts[0](x) + self.parts[1](h), self.parts[2](x) + self.parts[3](h)
        return a, b

    def forward(self, x: Tensor, h: Tensor) -> Tensor:
        a, b = self.gates(x, h)
        return h + a.sigmoid() * b.tanh()


LAYOUTS = ["packed, b first", "h and x together", "from the right", "x, h and 1 together", "a layer each"]


def seen(cell: nn.Module) -> dict[str, Tensor]:
    generator = torch.Generator().manual_seed(5)
    inputs = [torch.randn(2, size, generator=generator, dtype=torch.float64) for size in (I, H)]
    found = gates.in_every_order(cell, cell, lambda: gates.with_gradients(cell, *inputs), inputs=I, units=H)
    return {name: rows[rows[:, 0].argsort()] for name, rows in found.items()}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_makes_no_difference(layout: str) -> None:
    expected, found = seen(Cell(LAYOUTS[0])), seen(Cell(layout))
    assert {name: len(rows) for name, rows in found.items()} == {"weights of x": 2, "weights of h": 2, "biases": 2}
    torch.testing.assert_close(found, expected)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_number_of_a_parameter_is_found_once(layout: str) -> None:
    cell = Cell(layout).double()
    blocks = gates.taken_apart(cell, cell, I, H)
    places = [
        (id(block.parameter), int(place))
        for gate in (*blocks.x, *blocks.h, *blocks.bias)
        for block in gate
        for place in block.places.flatten()
    ]
    assert len(set(places)) == len(places) == sum(param.numel() for param in cell.parameters())


def test_what_each_gate_does_makes_a_difference() -> None:
    class Other(Cell):
        def forward(self, x: Tensor, h: Tensor) -> Tensor:
            a, b = self.gates(x, h)
            return h + a.sigmoid() * b

    expected, found = seen(Cell(LAYOUTS[0])), seen(Other(LAYOUTS[0]))
    assert all(not torch.allclose(expected[name], found[name]) for name in expected)


def test_a_gate_that_is_missing_leaves_fewer_assignments() -> None:
    class One(Cell):
        def forward(self, x: Tensor, h: Tensor) -> Tensor:
            a, _ = self.gates(x, h)
            return h + a.sigmoid()

    assert [len(rows) for rows in seen(One("a layer each")).values()] == [1, 1, 1]


def test_a_module_without_parameters_is_no_error() -> None:
    class Nothing(nn.Module):
        def forward(self, x: Tensor, h: Tensor) -> Tensor:
            return torch.tanh(h)

    found = gates.in_every_order(Nothing(), Nothing(), lambda: torch.zeros(2), inputs=I, units=H)
    assert {name: tuple(rows.shape) for name, rows in found.items()} == {
        "weights of x": (1, 2),
        "weights of h": (1, 2),
        "biases": (1, 2),
    }


def test_dead_units_are_found_by_either_sign() -> None:
    class Relu(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.x, self.h = nn.Linear(I, H), nn.Linear(H, H)

        def forward(self, x: Tensor, h: Tensor) -> Tensor:
            return torch.relu(self.x(x) + self.h(h))

    cell = Relu().double()
    blocks = gates.taken_apart(cell, cell, I, H)
    assert [len(blocks.x), len(blocks.h)] == [1, 1]


def test_alike_gives_all_gates_the_same_weights() -> None:
    cell = Cell("packed, b first")
    gates.alike(cell, cell, inputs=I, units=H)
    torch.testing.assert_close(cell.x.weight[:H], cell.x.weight[H:])
    torch.testing.assert_close(cell.x.bias, cell.h.bias)  # half of a bias in each of two


def test_outputs_come_with_the_gradients_of_inputs_and_parameters() -> None:
    layer = nn.Linear(1, 1, bias=False).double()
    nn.init.constant_(layer.weight, 5.0)
    x, y = torch.tensor([2.0]).double(), torch.tensor([3.0]).double()
    found = gates.with_gradients(layer, x, y, call=lambda x, y: (layer(x), [y.detach()]))
    assert found.tolist() == [10.0, 3.0, 5.0, 0.0, 10.0]  # 5 x and y; d/dx, d/dy; w d/dw


def test_gates_of_a_unit_may_stand_side_by_side() -> None:
    class Interleaved(Cell):
        def gates(self, x: Tensor, h: Tensor) -> tuple[Tensor, Tensor]:
            a, b = (self.x(x) + self.h(h)).view(len(x), H, 2).unbind(dim=2)
            return a, b

    torch.testing.assert_close(seen(Interleaved(LAYOUTS[0])), seen(Cell(LAYOUTS[0])))


def test_biases_that_count_as_their_sum_are_optional() -> None:
    counted = gates.one_bias_or_two(1 / 2)

    def total(module: nn.Module) -> Array:
        return Array(gates.sizes(module).numpy(), "int64")

    reference = total(nn.LSTMCell(I, H))  # two biases for each gate
    one, none = total(nn.Linear(I + H, 4 * H)), total(nn.Linear(I + H, 4 * H, bias=False))
    assert [counted.accepts(got, reference, {}) for got in (reference, one, none)] == [True, True, False]

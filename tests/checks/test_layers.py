"""Networks that do the same get the same weights and the same table, however they are written."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from grader.checks import layers


class Branches(nn.Module):
    """Two parallel convolutions, then a third on both."""

    def __init__(self) -> None:
        super().__init__()
        self.narrow, self.wide, self.last = nn.Conv2d(3, 4, 1), nn.Conv2d(3, 5, 3, padding=1), nn.Conv2d(9, 2, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.last(torch.cat([self.narrow(x).relu(), self.wide(x).relu()], 1))


class OtherNamesAndOrders(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.c = nn.Linear(9, 2)
        self.b = nn.ModuleList([nn.Conv2d(3, 5, 3, padding="same"), nn.Linear(3, 4)])

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        wide, narrow = self.b[0](x), self.b[1](x.movedim(1, -1))
        y = x.new_zeros(len(x), 9, *x.shape[2:])
        y[:, 4:] = wide
        y[:, :4].copy_(narrow.movedim(-1, 1))  # into a view
        return self.c(y.clamp_(min=0).permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class WithViewsOfParameters(nn.Module):
    """The convolutions as products with unfolded images."""

    def __init__(self) -> None:
        super().__init__()
        self.w3, self.b3 = nn.Parameter(torch.zeros(5, 3, 3, 3)), nn.Parameter(torch.zeros(5))
        self.last = nn.Conv2d(9, 2, 1)
        self.narrow = nn.Conv2d(3, 4, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        columns = nn.functional.unfold(x, 3, padding=1)
        wide = (self.w3.view(5, -1) @ columns + self.b3[:, None]).view(len(x), 5, *x.shape[2:])
        return self.last(torch.relu(torch.cat((self.narrow(x), wide), dim=1)))


@pytest.mark.parametrize("other", [OtherNamesAndOrders, WithViewsOfParameters])
def test_the_same_network_written_otherwise_gets_the_same_weights(other: type[nn.Module]) -> None:
    x = torch.randn(2, 3, 5, 6, dtype=torch.float64)
    torch.testing.assert_close(layers.fill(other(), x)(x), layers.fill(Branches(), x)(x))


def test_equal_layers_at_different_depths_differ_so_that_one_layer_used_twice_is_seen() -> None:
    class Twice(nn.Module):
        def __init__(self, one: bool) -> None:
            super().__init__()
            self.first = nn.Linear(4, 4)
            self.second = self.first if one else nn.Linear(4, 4)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.second(self.first(x))

    x = torch.randn(3, 4, dtype=torch.float64)
    once, twice = (layers.fill(Twice(one), x)(x) for one in (False, True))
    assert (once - twice).abs().max() > 0.1


def test_a_convolution_over_the_whole_image_is_a_linear_layer() -> None:
    class Flat(nn.Sequential):
        def __init__(self) -> None:
            super().__init__(nn.Flatten(), nn.Linear(3 * 4 * 5, 7))

    x = torch.randn(2, 3, 4, 5, dtype=torch.float64)
    conv = layers.fill(nn.Conv2d(3, 7, (4, 5)), x)
    torch.testing.assert_close(conv(x).flatten(1), layers.fill(Flat(), x)(x))


def test_filling_leaves_the_mode_the_inputs_and_other_buffers_alone() -> None:
    net = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.Dropout(0.5)).train()
    net[1].eval()
    net.register_buffer("constant", torch.full((1,), 7.0))
    x = torch.randn(2, 3, 5, 5)
    before = x.clone()
    layers.fill(net, x)
    assert [part.training for part in net] == [True, False, True]
    assert torch.equal(x, before) and float(net.constant) == 7.0
    assert (net[1].running_var > 0).all() and (net[1].weight > 0).all()
    assert int(net[1].num_batches_tracked) == 0


NETS = {
    "conv": (nn.Conv2d(4, 6, (3, 5), stride=(2, 1), groups=2), (2, 4, 9, 11)),
    "transposed": (nn.ConvTranspose2d(4, 6, 3, stride=2, groups=2), (2, 4, 5, 6)),
    "linear": (nn.Linear(4, 6), (2, 3, 4)),
}


@pytest.mark.parametrize("name", ["conv", "transposed", "linear"])
def test_multiply_adds_are_those_of_torchs_counter(name: str) -> None:
    net, shape = NETS[name]
    rows = layers.look(net, shape)
    with FlopCounterMode(display=False) as counter:
        net(torch.zeros(*shape))
    assert sum(row.macs for row in rows) == counter.get_total_flops() // 2
    assert sum(row.params for row in rows) == sum(param.numel() for param in net.parameters())


def test_multiply_adds_of_products() -> None:
    class Products(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.w = nn.Parameter(torch.zeros(5, 3))

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return torch.einsum("oc,nchw->nohw", self.w, x) + (self.w @ x.flatten(2)).view(2, 5, 4, 6)

    assert [row.macs for row in layers.look(Products(), (2, 3, 4, 6))] == [2 * 5 * 3 * 24] * 2


def test_the_receptive_field_is_that_of_the_gradient() -> None:
    net = nn.Sequential(
        nn.Conv2d(1, 2, 3, padding=1), nn.MaxPool2d(2), nn.Conv2d(2, 2, (3, 1), dilation=2), nn.AvgPool2d(3, 2),
        nn.Conv2d(2, 1, (1, 5)),
    ).double()  # fmt: skip
    (height, width) = layers.look(net, (1, 1, 60, 60))[-1].field
    with torch.no_grad():
        for param in net.parameters():
            param.fill_(1.0)
    x = torch.rand(1, 1, 60, 60, dtype=torch.float64, requires_grad=True)
    net[1] = nn.AvgPool2d(2)  # every pixel of the window gets a gradient
    y = net(x)
    y[0, 0, y.shape[2] // 2, y.shape[3] // 2].backward()
    assert x.grad is not None
    rows, columns = x.grad[0, 0].nonzero().unbind(1)
    assert (height, width) == (rows.max() - rows.min() + 1, columns.max() - columns.min() + 1)


def test_a_network_is_counted_without_memory() -> None:
    rows = layers.summary(lambda: nn.Linear(10**6, 10**6), (1, 10**6))
    assert rows["parameters"] == [[10**6], [10**6, 10**6]]
    assert rows["layers"] == [["linear", [10**6], [10**6], 10**12 + 10**6, 10**12, [1, 1]]]


def test_a_network_that_needs_numbers_is_computed_with_them() -> None:
    class Needs(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.rates = [float(rate) for rate in torch.linspace(0, 1, 3)]  # not on the meta device
            self.layer = nn.Linear(2, 3)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.layer(x) * float(x.sum() + 1)

    assert layers.summary(Needs, (1, 2))["layers"] == [["linear", [2], [3], 9, 6, [1, 1]]]


def test_a_network_that_fails_is_still_counted() -> None:
    assert layers.summary(lambda: nn.Linear(2, 3), (1, 5)) == {"parameters": [[3], [3, 2]], "layers": []}


class Dropping(nn.Module):
    def __init__(self, p: float, *, norm: bool = False) -> None:
        super().__init__()
        self.first, self.last = nn.Conv2d(3, 40, 3), nn.Linear(40 * 36, 500)
        self.norm = nn.BatchNorm2d(40) if norm else nn.Identity()
        self.dropout, self.out = nn.Dropout(p), nn.Linear(500, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.norm(self.first(x)).relu().flatten(1)
        return self.out(self.last(self.dropout(y)))


def test_what_dropout_leaves_is_counted_for_each_depth() -> None:
    x = torch.randn(4, 3, 8, 8)
    kept = layers.kept(layers.fill(Dropping(0.3), x, dtype=torch.float32), x)
    assert kept["maps"].tolist() == [[1, 0.25]]
    assert kept["vectors"][0, 0] == pytest.approx(0.7, abs=0.03)
    assert kept["vectors"][0, 1] == pytest.approx(0.25, abs=0.02)  # what is left is larger
    assert kept["vectors"][1, 0] == pytest.approx(1.0, abs=0.03)
    assert kept["outputs_dropped"] is False


def test_logits_are_those_of_both_modes_without_dropout_and_of_fresh_statistics() -> None:
    x = torch.randn(4, 3, 8, 8, dtype=torch.float64)
    found = layers.logits(lambda: Dropping(0.5, norm=True), x)
    net = layers.fill(Dropping(0.0, norm=True), x).train()
    torch.testing.assert_close(found["training"], net(x))
    torch.testing.assert_close(found["evaluation"], net.eval()(x))
    assert (found["training"] - found["evaluation"]).abs().max() > 0.1


def test_first_weights_are_not_drawn_where_they_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    monkeypatch.setattr(torch.Tensor, "uniform_", lambda self, *args: drawn.append(1))
    layers.logits(lambda: nn.Linear(4, 3), torch.randn(2, 4))
    assert not drawn


def test_large_weights_repeat_but_no_row_or_column_is_like_another() -> None:
    weight = layers.fill(nn.Linear(300, 400, bias=False)).weight
    assert len(weight.unique(dim=0)) == 400 and len(weight.unique(dim=1)[0]) == 300

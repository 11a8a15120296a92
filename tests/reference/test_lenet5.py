from __future__ import annotations

import pytest
import torch
from loading import load
from torch import nn

from grader.checks import layers

reference = load("cnn/lenet5")


def sequential(act: type[nn.Module], pool: type[nn.Module]) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), act(), pool(2), nn.Conv2d(6, 16, 5), act(), pool(2), nn.Flatten(),
        nn.Linear(400, 120), act(), nn.Linear(120, 84), act(), nn.Linear(84, 10),
    )  # fmt: skip


@pytest.mark.parametrize("act", ["tanh", "relu"])
@pytest.mark.parametrize("pool", ["avg", "max"])
def test_it_is_the_sequence_of_torchs_layers(act: str, pool: str) -> None:
    ours = reference.LeNet5(act=act, pool=pool)
    theirs = sequential({"tanh": nn.Tanh, "relu": nn.ReLU}[act], {"avg": nn.AvgPool2d, "max": nn.MaxPool2d}[pool])
    for a, b in zip(theirs.parameters(), ours.parameters(), strict=True):
        a.data = b.data.clone()
    x = torch.randn(3, 1, 28, 28)
    torch.testing.assert_close(ours(x), theirs(x))
    for net in (ours, theirs):
        net(x).square().sum().backward()
    for a, b in zip(ours.parameters(), theirs.parameters(), strict=True):
        torch.testing.assert_close(a.grad, b.grad)


def test_numbers_of_parameters() -> None:
    net = reference.LeNet5()
    parts = [net.c1, net.c3, net.c5, net.f6, net.output]
    counts = [sum(param.numel() for param in part.parameters()) for part in parts]
    assert counts == [156, 2_416, 48_120, 10_164, 850]
    assert sum(counts) == sum(param.numel() for param in net.parameters()) == 61_706


def test_sizes_and_the_receptive_field_of_the_second_pooling() -> None:
    rows = layers.look(reference.LeNet5(), (1, 1, 28, 28))
    assert [row.shape_out[1:] for row in rows[:4]] == [(6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 5, 5)]
    assert rows[3].field == (16, 16)


@pytest.mark.parametrize("wrong", [{"act": "gelu"}, {"pool": "min"}])
def test_other_words_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="act is one of"):
        reference.LeNet5(**wrong)

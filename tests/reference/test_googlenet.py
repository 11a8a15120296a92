from __future__ import annotations

import sys
from types import ModuleType

import pytest
import torch
from loading import load
from torch import nn

from grader.checks import layers

reference = load("cnn/googlenet")


def size(module: nn.Module) -> int:
    return sum(param.numel() for param in module.parameters())


def patched(net: nn.Module) -> nn.Module:
    """torchvision's googlenet with a true 5x5 branch and the paper's last pooling; its batch norms have another epsilon."""
    for module in net.modules():
        if type(module).__name__ == "Inception":
            conv = module.branch3[1].conv
            module.branch3[1].conv = nn.Conv2d(conv.in_channels, conv.out_channels, 5, padding=2, bias=False)
        if isinstance(module, nn.BatchNorm2d):
            module.eps = 1e-5
    if hasattr(net, "maxpool4"):
        net.maxpool4 = nn.MaxPool2d(3, stride=2, ceil_mode=True)
    return net


def torchvisions(torchvision: ModuleType, aux: bool) -> nn.Module:
    return patched(torchvision.models.GoogLeNet(1000, aux_logits=aux, init_weights=False))


@pytest.mark.parametrize("training", [False, True])
def test_the_module_is_torchvisions_with_a_true_5x5(torchvision: ModuleType, training: bool) -> None:
    sizes = (5, 3, 4, 6, 2, 5, 4)
    theirs = patched(nn.Sequential(sys.modules["torchvision.models.googlenet"].Inception(*sizes)))
    x = torch.randn(2, 5, 6, 7, dtype=torch.float64, requires_grad=True)
    outputs = [layers.fill(net, x).train(training)(x) for net in (reference.Inception(*sizes, bn=True), theirs)]
    torch.testing.assert_close(*outputs)
    torch.testing.assert_close(*[torch.autograd.grad(y.square().sum(), x)[0] for y in outputs])


def test_without_batch_norm_the_module_is_four_sequences_of_torchs_layers() -> None:
    module = reference.Inception(5, 3, 4, 6, 2, 5, 4)
    x = torch.randn(2, 5, 6, 7)
    convs = [part for part in module.modules() if isinstance(part, nn.Conv2d)]
    one, r3, three, r5, five, pooled = (lambda x, conv=conv: torch.relu(conv(x)) for conv in convs)
    expected = [one(x), three(r3(x)), five(r5(x)), pooled(nn.functional.max_pool2d(x, 3, 1, 1))]
    torch.testing.assert_close(module(x), torch.cat(expected, 1))
    assert [conv.kernel_size[0] for conv in convs] == [1, 1, 3, 1, 5, 1]


def test_the_network_is_torchvisions_patched(torchvision: ModuleType) -> None:
    x = torch.randn(1, 3, 70, 101, dtype=torch.float64)
    ours, theirs = (
        layers.fill(net, x).eval() for net in (reference.GoogLeNet(bn=True), torchvisions(torchvision, False))
    )
    theirs.transform_input = False
    torch.testing.assert_close(ours(x), theirs(x))


@pytest.mark.parametrize(
    ("options", "expected"), [({}, 6_998_552), ({"aux": True}, 13_378_280), ({"bn": True}, 7_005_832)]
)
def test_published_totals(options: dict[str, bool], expected: int) -> None:
    assert size(layers.on_meta(lambda: reference.GoogLeNet(**options))) == expected


def test_totals_of_torchvision_patched_and_as_it_is(torchvision: ModuleType) -> None:
    assert size(layers.on_meta(lambda: torchvisions(torchvision, True))) == 13_385_816
    assert size(layers.on_meta(lambda: torchvision.models.GoogLeNet(init_weights=False))) == 13_004_888


def test_sizes_of_the_modules() -> None:
    net = layers.on_meta(reference.GoogLeNet)
    assert size(net.inception["3a"]) == 163_696
    shapes: list[tuple[int, ...]] = []
    for module in net.inception.values():
        module.register_forward_hook(lambda _, __, y: shapes.append(tuple(y.shape[1:3])))
    rows = layers.look(net, (1, 3, 224, 224))
    assert shapes == [
        (256, 28), (480, 28), (512, 14), (512, 14), (512, 14), (528, 14), (832, 14), (832, 7), (1024, 7),
    ]  # fmt: skip
    assert max(row.depth for row in rows) == 22


def test_auxiliary_classifiers_speak_in_training_alone() -> None:
    net = reference.GoogLeNet(7, aux=True)
    x = torch.randn(1, 3, 224, 224)
    assert [tuple(y.shape) for y in net.train()(x)] == [(1, 7)] * 3
    assert net.eval()(x).shape == (1, 7)

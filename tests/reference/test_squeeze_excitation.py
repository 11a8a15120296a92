from __future__ import annotations

from types import ModuleType

import torch
from loading import load
from torch import nn

from grader.checks import layers

reference = load("cnn/squeeze_excitation")


def size(module: nn.Module) -> int:
    return sum(param.numel() for param in module.parameters())


def test_the_block_is_torchvisions(torchvision: ModuleType) -> None:
    ours, theirs = reference.SEBlock(12, 3), torchvision.ops.SqueezeExcitation(12, 4)
    x = torch.randn(2, 12, 5, 4, dtype=torch.float64, requires_grad=True)
    outputs = [layers.fill(block, x)(x) for block in (ours, theirs)]
    torch.testing.assert_close(*outputs)
    torch.testing.assert_close(*[torch.autograd.grad(y.square().sum(), x)[0] for y in outputs])


def test_numbers_of_parameters_of_the_block(torchvision: ModuleType) -> None:
    assert size(reference.SEBlock(64, 16)) == size(torchvision.ops.SqueezeExcitation(64, 4)) == 580
    assert size(reference.SEBlock(64, 4)) == 2_128
    assert size(reference.SEBlock(64, 4, bias=False)) == 2_048


def test_published_totals() -> None:
    assert size(layers.on_meta(reference.SEResNet50)) == 28_088_024
    assert size(layers.on_meta(lambda: reference.SEResNet50(bias=False))) == 28_071_976
    rows = layers.look(layers.on_meta(reference.SEResNet50), (1, 3, 224, 224))
    assert (
        sum(row.macs for row in rows) == 4_089_184_256 + 2_514_944
    )  # ResNet-50, and once each weight of the SE blocks


def test_the_block_scales_what_it_adds_to_the_shortcut(torchvision: ModuleType) -> None:
    theirs = torchvision.models.resnet.Bottleneck(12, 3).double().train()
    scale = torchvision.ops.SqueezeExcitation(12, 6).double()
    ours = reference.SEBottleneck(12, 3, 1, 2, True).double().train()
    x = torch.randn(4, 12, 5, 6, dtype=torch.float64, requires_grad=True)
    layers.fill(ours, x)
    for i, name in ((0, "conv1"), (1, "bn1"), (3, "conv2"), (4, "bn2"), (6, "conv3"), (7, "bn3")):
        getattr(theirs, name).load_state_dict(ours.f[i].state_dict())
    for name, linear in (("fc1", ours.f[-1].w1), ("fc2", ours.f[-1].w2)):
        conv = getattr(scale, name)
        conv.load_state_dict({"weight": linear.weight[:, :, None, None], "bias": linear.bias})
    theirs.bn3 = nn.Sequential(theirs.bn3, scale)  # the excitation between the last norm and the addition
    outputs = [block(x) for block in (ours, theirs)]
    torch.testing.assert_close(*outputs)
    torch.testing.assert_close(*[torch.autograd.grad(y.square().sum(), x)[0] for y in outputs])


def test_with_scales_of_one_the_network_is_torchvisions_resnet50(torchvision: ModuleType) -> None:
    x = torch.randn(1, 3, 40, 33)
    ours, theirs = reference.SEResNet50(5).eval(), torchvision.models.resnet50(num_classes=5).eval()
    for block in ours.blocks:
        block.f[-1] = nn.Identity()
    outputs = [layers.fill(net, x, dtype=torch.float32)(x) for net in (ours, theirs)]
    torch.testing.assert_close(*outputs, rtol=1e-4, atol=1e-4)


def test_with_weights_of_zero_the_block_halves_its_input() -> None:
    block = reference.SEBlock(8, 2)
    with torch.no_grad():
        for param in block.parameters():
            param.zero_()
    x = torch.randn(2, 8, 3, 3)
    assert torch.equal(block(x), 0.5 * x)

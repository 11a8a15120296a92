from __future__ import annotations

from types import ModuleType

import pytest
import torch
from loading import load

from grader.checks import layers

reference = load("cnn/squeezenet")


def copied(ours: torch.nn.Module, theirs: torch.nn.Module) -> None:
    """The weights of one network into the other, in the order of registration, which is the same here."""
    ours.load_state_dict(dict(zip(ours.state_dict(), theirs.state_dict().values(), strict=True)))


def test_fire_is_torchvisions(torchvision: ModuleType) -> None:
    ours, theirs = reference.Fire(6, 3, 5, 7), torchvision.models.squeezenet.Fire(6, 3, 5, 7)
    copied(ours, theirs)
    inputs = [torch.randn(2, 6, 5, 4, requires_grad=True) for _ in range(1)]
    inputs.append(inputs[0].detach().clone().requires_grad_())
    for block, x in zip((ours, theirs), inputs, strict=True):
        block(x).square().sum().backward()
    torch.testing.assert_close(ours(inputs[0]), theirs(inputs[0]))
    torch.testing.assert_close(inputs[0].grad, inputs[1].grad)
    for a, b in zip(ours.parameters(), theirs.parameters(), strict=True):
        torch.testing.assert_close(a.grad, b.grad)


@pytest.mark.parametrize("size", [(67, 67), (64, 90), (33, 32)])
def test_the_network_is_torchvisions(torchvision: ModuleType, size: tuple[int, int]) -> None:
    ours, theirs = reference.SqueezeNet1_0(7).eval(), torchvision.models.squeezenet1_0(num_classes=7).eval()
    copied(ours, theirs)
    x = torch.randn(2, 3, *size)
    torch.testing.assert_close(ours(x), theirs(x))


def test_published_numbers_of_parameters() -> None:
    net = layers.on_meta(reference.SqueezeNet1_0)
    fires = [sum(p.numel() for p in part.parameters()) for part in net.modules() if isinstance(part, reference.Fire)]
    assert fires == [11_920, 12_432, 45_344, 49_440, 104_880, 111_024, 188_992, 197_184]
    assert sum(p.numel() for p in net.conv1.parameters()) == 14_208
    assert sum(p.numel() for p in net.conv10.parameters()) == 513_000
    assert sum(p.numel() for p in net.parameters()) == 1_248_424


def test_multiply_adds_and_sizes_of_an_image_of_224_pixels() -> None:
    rows = layers.look(layers.on_meta(reference.SqueezeNet1_0), (1, 3, 224, 224))
    assert sum(row.macs for row in rows) == 818_924_576
    assert [row.shape_out[-1] for row in rows if "max pool" in row.name] == [54, 27, 13]

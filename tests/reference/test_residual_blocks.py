from __future__ import annotations

import copy
from types import ModuleType
from typing import Any

import pytest
import torch
from loading import load
from torch import Tensor, nn

blocks = load("cnn/residual_blocks")
BasicBlock, Bottleneck = blocks.BasicBlock, blocks.Bottleneck


def count(model: nn.Module, kinds: type[nn.Module] = nn.Module) -> int:
    return sum(p.numel() for m in model.modules() if isinstance(m, kinds) for p in m.parameters(recurse=False))


def shuffled(model: nn.Module) -> nn.Module:
    """Float64 with weights, biases and running statistics that are all different from their starting values."""
    g = torch.Generator().manual_seed(5)
    model.double()
    for name, tensor in model.state_dict().items():
        if tensor.is_floating_point():
            value = torch.rand(tensor.shape, generator=g, dtype=torch.float64)
            tensor.copy_(value + 0.5 if tensor.dim() == 1 and not name.endswith("bias") else value - 0.5)
    return model


def copy_weights(source: nn.Module, target: nn.Module) -> None:
    """By order: both register the convolutions and norms of F in theirs, then the shortcut's."""
    a, b = source.state_dict(), target.state_dict()
    assert [t.shape for t in a.values()] == [t.shape for t in b.values()]
    target.load_state_dict(dict(zip(b, a.values(), strict=True)))


def image(channels: int, size: int = 9) -> Tensor:
    g = torch.Generator().manual_seed(1)
    return torch.randn(3, channels, size, size, generator=g, dtype=torch.float64)


def assert_equal_blocks(ours: nn.Module, theirs: nn.Module, x: Tensor) -> None:
    """Outputs, input gradients, parameter gradients and running statistics, in both modes."""
    shuffled(ours)
    theirs.double()
    copy_weights(ours, theirs)
    for training in (True, False):
        results = []
        for model in (ours, theirs):
            model.train(training)
            model.zero_grad()
            leaf = x.clone().requires_grad_()
            y = model(leaf)
            (y * torch.linspace(-1, 1, y.numel(), dtype=y.dtype).reshape(y.shape)).sum().backward()
            tensors = [y.detach(), leaf.grad, *(p.grad for p in model.parameters()), *model.buffers()]
            results.append(tensors)
        for a, b in zip(*results, strict=True):
            torch.testing.assert_close(a, b, rtol=1e-9, atol=1e-10)


def projection(ci: int, co: int, stride: int) -> nn.Module:
    return nn.Sequential(nn.Conv2d(ci, co, 1, stride, bias=False), nn.BatchNorm2d(co))


@pytest.mark.parametrize(
    ("block", "parameters", "in_convolutions"),
    [
        (lambda: BasicBlock(64, 64), 73_984, 73_728),
        (lambda: BasicBlock(64, 128, stride=2), 230_144, 229_376),
        (lambda: BasicBlock(64, 128, stride=2, shortcut="A"), 221_696, 221_184),
        (lambda: Bottleneck(256, 64), 70_400, 69_632),
        (lambda: Bottleneck(64, 64), 75_008, 73_728),
        (lambda: Bottleneck(64, 64, stride_on="1x1"), 75_008, 73_728),
    ],
)
def test_parameter_counts(block: Any, parameters: int, in_convolutions: int) -> None:
    assert count(block()) == parameters
    assert count(block(), nn.Conv2d) == in_convolutions


def test_counts_are_those_of_the_networks_in_torchvision(torchvision: ModuleType) -> None:
    with torch.device("meta"):
        r18, r50 = torchvision.models.resnet18(), torchvision.models.resnet50()
        pairs = [
            (BasicBlock(64, 64), r18.layer1[0]),
            (BasicBlock(64, 128, 2), r18.layer2[0]),
            (BasicBlock(512, 512), r18.layer4[1]),
            (Bottleneck(64, 64), r50.layer1[0]),
            (Bottleneck(256, 64), r50.layer1[1]),
            (Bottleneck(1024, 512, 2), r50.layer4[0]),
        ]
    assert [count(a) for a, _ in pairs] == [count(b) for _, b in pairs]


@pytest.mark.parametrize(("ci", "co", "stride"), [(6, 6, 1), (6, 8, 1), (6, 6, 2), (6, 8, 2)])
def test_the_basic_block_is_torchvisions(torchvision: ModuleType, ci: int, co: int, stride: int) -> None:
    downsample = None if ci == co and stride == 1 else projection(ci, co, stride)
    theirs = torchvision.models.resnet.BasicBlock(ci, co, stride, downsample)
    assert_equal_blocks(BasicBlock(ci, co, stride), theirs, image(ci))


@pytest.mark.parametrize("stride_on", ["1x1", "3x3"])
@pytest.mark.parametrize(("ci", "mid", "stride"), [(8, 2, 1), (6, 2, 1), (8, 2, 2), (6, 2, 2)])
def test_the_bottleneck_is_torchvisions_with_the_stride_where_asked(
    torchvision: ModuleType, ci: int, mid: int, stride: int, stride_on: str
) -> None:
    downsample = None if ci == 4 * mid and stride == 1 else projection(ci, 4 * mid, stride)
    theirs = torchvision.models.resnet.Bottleneck(ci, mid, stride, downsample)
    if stride_on == "1x1":
        theirs.conv1.stride, theirs.conv2.stride = (stride, stride), (1, 1)
    assert_equal_blocks(Bottleneck(ci, mid, stride, stride_on), theirs, image(ci))


def test_where_the_stride_stands_changes_the_output_but_no_shape_and_no_count() -> None:
    a, b = shuffled(Bottleneck(6, 2, 2, "1x1")), shuffled(Bottleneck(6, 2, 2, "3x3"))
    x = image(6)
    assert count(a) == count(b)
    assert a(x).shape == b(x).shape
    assert (a(x) - b(x)).abs().max() > 0.01


def test_the_stride_of_a_bottleneck_is_on_the_3x3_by_default() -> None:
    assert Bottleneck(6, 2, 2).conv2.stride == (2, 2)
    assert Bottleneck(6, 2, 2).conv1.stride == (1, 1)


@pytest.mark.parametrize("kind", ["basic", "bottleneck"])
@pytest.mark.parametrize("stride", [1, 2])
def test_shortcut_c_projects_even_where_the_shape_stays(torchvision: ModuleType, kind: str, stride: int) -> None:
    resnet = torchvision.models.resnet
    if kind == "basic":
        ours, theirs = BasicBlock(8, 8, stride, "C"), resnet.BasicBlock(8, 8, stride, projection(8, 8, stride))
    else:
        ours = Bottleneck(8, 2, stride, shortcut="C")
        theirs = resnet.Bottleneck(8, 2, stride, projection(8, 8, stride))
    assert_equal_blocks(ours, theirs, image(8))


class PaddedWithZeros(nn.Module):
    """Shortcut A, pixel by pixel."""

    def __init__(self, co: int, stride: int) -> None:
        super().__init__()
        self.co, self.stride = co, stride

    def forward(self, x: Tensor) -> Tensor:
        n, ci, h, w = x.shape
        rows, columns = range(0, h, self.stride), range(0, w, self.stride)
        y = x.new_zeros(n, self.co, len(rows), len(columns))
        for i, row in enumerate(rows):
            for j, column in enumerate(columns):
                y[:, :ci, i, j] = x[:, :, row, column]
        return y


@pytest.mark.parametrize(("ci", "co", "stride", "size"), [(6, 8, 2, 9), (6, 8, 2, 8), (6, 8, 1, 9), (8, 8, 2, 9)])
@pytest.mark.parametrize("kind", ["basic", "bottleneck"])
def test_shortcut_a_subsamples_and_pads_with_zeros(
    torchvision: ModuleType, kind: str, ci: int, co: int, stride: int, size: int
) -> None:
    resnet, padded = torchvision.models.resnet, PaddedWithZeros(co, stride)
    if kind == "basic":
        ours, theirs = BasicBlock(ci, co, stride, "A"), resnet.BasicBlock(ci, co, stride, padded)
    else:
        ours = Bottleneck(ci, co // 4, stride, shortcut="A")
        theirs = resnet.Bottleneck(ci, co // 4, stride, padded)
    assert_equal_blocks(ours, theirs, image(ci, size))


@pytest.mark.parametrize("shortcut", ["A", "B"])
@pytest.mark.parametrize("block", [BasicBlock, Bottleneck])
def test_a_dead_f_leaves_relu_of_the_input(block: Any, shortcut: str) -> None:
    model = block(8, 8, shortcut=shortcut) if block is BasicBlock else block(8, 2, shortcut=shortcut)
    model = shuffled(model)
    last = [m for m in model.modules() if isinstance(m, nn.BatchNorm2d)][-1]
    nn.init.zeros_(last.weight)
    nn.init.zeros_(last.bias)
    x = image(8)
    assert torch.equal(model(x), x.relu())


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("shortcut", ["A", "B", "C"])
def test_shapes_dtypes_and_an_untouched_input(dtype: torch.dtype, shortcut: str) -> None:
    for stride, size in ((1, 7), (2, 7), (2, 8)):
        x = image(4, size).to(dtype)
        before = x.clone()
        for model in (BasicBlock(4, 8, stride, shortcut), Bottleneck(4, 2, stride, shortcut=shortcut)):
            y = model.to(dtype)(x)
            assert y.shape == (3, 8, -(-size // stride), -(-size // stride))
            assert y.dtype == dtype
            assert (y >= 0).all()
            assert torch.equal(x, before)


@pytest.mark.parametrize("shortcut", ["A", "B", "C"])
def test_a_copy_computes_the_same_with_layers_of_its_own(shortcut: str) -> None:
    x = image(4)
    for model in (BasicBlock(4, 8, 3, shortcut), Bottleneck(4, 2, 3, shortcut=shortcut)):
        model = shuffled(model).eval()
        twin, y = copy.deepcopy(model), model(x)
        for param in model.parameters():
            nn.init.zeros_(param)
        assert y.shape == (3, 8, 3, 3)
        assert torch.equal(twin(x), y)


def test_unknown_words_are_refused() -> None:
    with pytest.raises(ValueError, match="'A', 'B' or 'C'"):
        BasicBlock(4, 4, shortcut="D")
    with pytest.raises(ValueError, match="'1x1' or '3x3'"):
        Bottleneck(4, 1, stride_on="2x2")
    with pytest.raises(ValueError, match="not remove"):
        BasicBlock(8, 4, shortcut="A")


@pytest.mark.gpu
@pytest.mark.parametrize("shortcut", ["A", "B", "C"])
def test_it_computes_the_same_on_a_gpu(cuda: str, shortcut: str) -> None:
    x = image(6)
    for model in (BasicBlock(6, 8, 2, shortcut), Bottleneck(6, 2, 2, shortcut=shortcut)):
        here = shuffled(model)(x)
        there = shuffled(model).to(cuda)(x.to(cuda))
        torch.testing.assert_close(there.cpu(), here, rtol=1e-9, atol=1e-9)

from __future__ import annotations

import itertools

import pytest
import torch
import torch.nn.functional as F
from loading import load

from grader.checks import layers

FCN = load("segmentation/fcn").FCN


@pytest.mark.parametrize(("variant", "total"), [("32s", 4_531), ("16s", 4_582), ("8s", 4_609)])
def test_the_worked_example(variant: str, total: int) -> None:
    net = FCN((4, 8, 8, 16, 16), 3, variant)
    assert sum(param.numel() for param in net.parameters()) == total
    assert net(torch.zeros(2, 3, 32, 64)).shape == (2, 3, 32, 64)


def test_the_published_numbers_of_vgg16s_scores() -> None:
    """score_fr on 4096 channels, score_pool4 on 512 and score_pool3 on 256: 86 037, 10 773 and 5 397 parameters."""
    nets = [layers.on_meta(lambda v=v: FCN((64, 128, 256, 512, 4096), 21, v)) for v in ("32s", "16s", "8s")]
    totals = [sum(param.numel() for param in net.parameters()) for net in nets]
    assert [b - a for a, b in itertools.pairwise(totals)] == [10_773, 5_397]
    assert sum(param.numel() for param in nets[0].scores[0].parameters()) == 86_037


@pytest.mark.parametrize("variant", ["32s", "16s", "8s"])
def test_it_is_the_sum_of_enlarged_scores(variant: str) -> None:
    x = torch.randn(2, 3, 64, 32, dtype=torch.float64)
    net = layers.fill(FCN((3, 4, 5, 6, 4), 3, variant), x)
    maps, y = [], x
    for conv in net.convs:
        y = F.max_pool2d(torch.relu(F.conv2d(y, conv.weight, conv.bias, padding=1)), 2)
        maps.append(y)
    scores = [score(one) for score, one in zip(net.scores, maps[::-1], strict=False)]
    size = {"32s": 1, "16s": 2, "8s": 4}[variant]
    # Linear: what reaches the finest scores is the sum of what each of them gives alone.
    total = 0.0
    for i, one in enumerate(scores):
        for _ in range(len(scores) - 1 - i):
            one = F.interpolate(one, scale_factor=2, mode="bilinear", align_corners=False)
        total = total + one
    assert total.shape[2] == 2 * size
    expected = F.interpolate(total, size=(64, 32), mode="bilinear", align_corners=False)
    torch.testing.assert_close(net(x), expected, rtol=0, atol=1e-12)


def test_without_skip_scores_the_8s_is_three_enlargements_of_the_coarsest() -> None:
    x = torch.randn(1, 3, 32, 32, dtype=torch.float64)
    net = layers.fill(FCN((4, 4, 4), 2, "8s"), x)
    with torch.no_grad():
        for score in net.scores[1:]:
            for param in score.parameters():
                param.zero_()
    y = x
    for conv in net.convs:
        y = F.max_pool2d(conv(y).relu(), 2)
    y = net.scores[0](y)
    for _ in range(3):
        y = F.interpolate(y, scale_factor=2, mode="bilinear", align_corners=False)
    torch.testing.assert_close(net(x), y)

from __future__ import annotations

from types import ModuleType

import pytest
import torch
from boxes import naive_iou, random_boxes
from loading import load

reference = load("detection/anchor_targets")
assign, sample = reference.assign, reference.sample


@pytest.mark.parametrize("force_best", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_it_is_torchvisions_matcher(torchvision: ModuleType, seed: int, force_best: bool) -> None:
    matcher = torchvision.models.detection._utils.Matcher(0.7, 0.3, allow_low_quality_matches=force_best)
    anchors, gt = random_boxes(305, seed).split([300, 5])  # at the same places: each box meets an anchor
    theirs = matcher(torchvision.ops.box_iou(gt, anchors))
    labels, matched = assign(anchors, gt, force_best=force_best)
    assert torch.equal(labels, torch.where(theirs >= 0, 1, torch.where(theirs == -1, 0, -1)))
    assert torch.equal(matched[labels == 1], theirs[labels == 1])


def test_every_box_that_an_anchor_meets_gets_a_positive() -> None:
    anchors, gt = random_boxes(30, 1), random_boxes(12, 2)
    labels, _ = assign(anchors, gt)
    for box in gt.tolist():
        overlaps = [naive_iou(anchor, box) for anchor in anchors.tolist()]
        if max(overlaps) > 0:
            assert labels[overlaps.index(max(overlaps))] == 1


def test_the_worked_example(monkeypatch: pytest.MonkeyPatch) -> None:
    iou = torch.tensor([[0.8, 0.1], [0.5, 0.4], [0.2, 0.0], [0.6, 0.45]])
    monkeypatch.setattr(reference, "box_iou", lambda a, b: iou)
    for force_best, expected in ((False, [1, -1, 0, -1]), (True, [1, -1, 0, 1])):
        labels, matched = assign(torch.zeros(4, 4), torch.zeros(2, 4), force_best=force_best)
        assert labels.tolist() == expected and matched.tolist() == [0, 0, 0, 0]


def test_without_boxes_all_is_background() -> None:
    labels, matched = assign(random_boxes(5, 3), torch.zeros(0, 4))
    assert labels.tolist() == matched.tolist() == [0] * 5


@pytest.mark.parametrize(
    ("positives", "negatives", "expected"),
    [(40, 1000, (40, 216)), (300, 1000, (128, 128)), (300, 50, (128, 50)), (0, 9, (0, 9))],
)
def test_a_minibatch(positives: int, negatives: int, expected: tuple[int, int]) -> None:
    labels = torch.cat([torch.ones(positives), torch.zeros(negatives), -torch.ones(20)]).long()
    chosen = sample(labels, generator=torch.Generator().manual_seed(0))
    assert len(chosen.unique()) == len(chosen)
    assert ((labels[chosen] == 1).sum(), (labels[chosen] == 0).sum()) == expected

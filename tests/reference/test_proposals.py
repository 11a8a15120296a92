from __future__ import annotations

from types import ModuleType, SimpleNamespace

import pytest
import torch
from boxes import naive_nms, random_boxes
from loading import load

propose = load("detection/proposals").propose


def given(n: int, seed: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    g = torch.Generator().manual_seed(seed)
    scores = torch.randperm(n, generator=g).double() / n
    return scores, 0.3 * torch.randn(n, 4, generator=g, dtype=torch.float64), random_boxes(n, seed)


@pytest.mark.parametrize(("pre", "post", "thr"), [(6000, 300, 0.7), (40, 10, 0.5), (100, 300, 0.1)])
@pytest.mark.parametrize("seed", range(3))
def test_it_is_torchvisions_filter_of_proposals(
    torchvision: ModuleType, monkeypatch: pytest.MonkeyPatch, seed: int, pre: int, post: int, thr: float
) -> None:
    """Theirs, with the naive walk in place of the compiled suppression."""
    rpn = torchvision.models.detection.rpn.RegionProposalNetwork
    numbers = {"training": pre, "testing": pre}, {"training": post, "testing": post}
    theirs = SimpleNamespace(
        _pre_nms_top_n=numbers[0],
        _post_nms_top_n=numbers[1],
        nms_thresh=thr,
        score_thresh=-1.0,
        min_size=1e-3,
        training=False,
    )
    theirs.pre_nms_top_n = lambda: pre
    theirs.post_nms_top_n = lambda: post
    theirs._get_top_n_idx = lambda objectness, counts: rpn._get_top_n_idx(theirs, objectness, counts)
    monkeypatch.setattr(
        torchvision.ops.boxes, "batched_nms", lambda boxes, scores, levels, t: torch.tensor(naive_nms(boxes, scores, t))
    )
    scores, deltas, anchors = given(120, seed)
    coder = torchvision.models.detection._utils.BoxCoder((1.0, 1.0, 1.0, 1.0))
    logits = torch.logit(scores.clamp(1e-6, 1 - 1e-6))
    boxes, probabilities = rpn.filter_proposals(
        theirs, coder.decode_single(deltas, anchors)[None], logits[None, :, None], [(70, 90)], [120]
    )
    ours = propose(logits, deltas, anchors, (70, 90), pre, post, thr)
    torch.testing.assert_close(ours[0], boxes[0])
    torch.testing.assert_close(ours[1].sigmoid(), probabilities[0])


def test_the_worked_example() -> None:
    anchors = torch.tensor([[0.0, 0, 10, 10], [1, 0, 11, 10], [20, 0, 30, 10]])
    arguments = torch.tensor([0.9, 0.8, 0.7]), torch.zeros(3, 4), anchors, (10, 25)
    boxes, scores = propose(*arguments)
    assert boxes.tolist() == [[0, 0, 10, 10], [20, 0, 25, 10]]
    assert scores.tolist() == pytest.approx([0.9, 0.7])
    assert propose(*arguments, post=1)[0].tolist() == propose(*arguments, pre=2)[0].tolist() == [[0, 0, 10, 10]]


def test_proposals_are_sorted_inside_the_image_and_apart() -> None:
    boxes, scores = propose(*given(200, 5), (60, 80), thr=0.4)
    assert torch.equal(scores, scores.sort(descending=True).values)
    assert bool((boxes >= 0).all()) and float(boxes[:, 2].max()) <= 80 and float(boxes[:, 3].max()) <= 60
    assert naive_nms(boxes, scores, 0.4) == list(range(len(boxes)))

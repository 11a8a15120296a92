from __future__ import annotations

from types import ModuleType

import pytest
import torch
from boxes import naive_nms, random_boxes
from loading import load
from torch import Tensor

module = load("detection/nms")
nms, batched_nms = module.nms, module.batched_nms

CHAIN = torch.tensor([[0.0, 0.0, 10.0, 10.0], [4.0, 0.0, 14.0, 10.0], [8.0, 0.0, 18.0, 10.0]])  # IoU 3/7, 3/7, 1/9


def random_scores(n: int, seed: int) -> Tensor:
    """Distinct, so that the order has no ties."""
    return torch.randperm(n, generator=torch.Generator().manual_seed(seed)).double() / max(n, 1)


@pytest.mark.parametrize("iou_thr", [0.0, 0.1, 0.3, 0.5, 0.8])
@pytest.mark.parametrize("seed", range(5))
def test_it_keeps_what_the_naive_walk_keeps(seed: int, iou_thr: float) -> None:
    boxes, scores = random_boxes(60, seed), random_scores(60, seed)
    kept = nms(boxes, scores, iou_thr).tolist()
    assert kept == naive_nms(boxes, scores, iou_thr)
    assert len(kept) < 60


@pytest.mark.parametrize("iou_thr", [0.0, 0.3, 0.7])
@pytest.mark.parametrize("seed", range(5))
def test_by_class_it_keeps_what_the_naive_walk_keeps(seed: int, iou_thr: float) -> None:
    boxes, scores = random_boxes(60, seed), random_scores(60, seed)
    classes = torch.randint(-1, 3, (60,), generator=torch.Generator().manual_seed(seed)) * 10
    kept = batched_nms(boxes, scores, iou_thr, classes).tolist()
    assert kept == naive_nms(boxes, scores, iou_thr, classes)
    assert len(kept) > len(nms(boxes, scores, iou_thr))


@pytest.mark.parametrize("iou_thr", [0.05, 0.3, 0.5])
def test_it_keeps_what_torchvision_keeps(compiled_ops: ModuleType, iou_thr: float) -> None:
    boxes, scores = random_boxes(200, 9), random_scores(200, 9)
    classes = torch.randint(0, 4, (200,), generator=torch.Generator().manual_seed(9))
    assert torch.equal(nms(boxes, scores, iou_thr), compiled_ops.nms(boxes, scores, iou_thr))
    theirs = compiled_ops.batched_nms(boxes, scores, classes, iou_thr)
    assert torch.equal(batched_nms(boxes, scores, iou_thr, classes), theirs)


def test_a_suppressed_box_suppresses_nothing() -> None:
    assert nms(CHAIN, torch.tensor([0.9, 0.8, 0.7]), 0.3).tolist() == [0, 2]
    assert nms(CHAIN, torch.tensor([0.7, 0.8, 0.9]), 0.3).tolist() == [2, 0]
    assert nms(CHAIN, torch.tensor([0.7, 0.9, 0.8]), 0.3).tolist() == [1]
    assert nms(CHAIN, torch.tensor([0.9, 0.8, 0.7]), 0.1).tolist() == [0]


@pytest.mark.parametrize("dtype", [torch.float16, torch.float32, torch.float64, torch.int64])
def test_a_box_at_exactly_the_threshold_stays(dtype: torch.dtype) -> None:
    boxes = torch.tensor([[0, 0, 2, 1], [0, 0, 1, 1]]).to(dtype)
    scores = torch.tensor([0.9, 0.8])
    assert nms(boxes, scores, 0.5).tolist() == [0, 1]
    assert nms(boxes, scores, 0.499).tolist() == [0]


def test_thresholds_zero_and_one() -> None:
    boxes = torch.tensor([[0.0, 0.0, 2.0, 2.0], [0.0, 0.0, 2.0, 2.0], [2.0, 0.0, 4.0, 2.0], [3.9, 0.0, 6.0, 2.0]])
    scores = torch.tensor([0.6, 0.7, 0.8, 0.9])
    assert nms(boxes, scores, 1.0).tolist() == [3, 2, 1, 0]
    assert nms(boxes, scores, 0.0).tolist() == [3, 1]


def test_boxes_without_area_stay() -> None:
    boxes = torch.tensor([[1.0, 1.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 2.0, 2.0]])
    assert nms(boxes, torch.tensor([0.1, 0.2, 0.3]), 0.5).tolist() == [2, 1, 0]


def test_of_equal_scores_the_earlier_box_goes_first() -> None:
    scores = torch.full((40,), 0.5)
    far = torch.arange(40.0)[:, None] * 10 + torch.tensor([0.0, 0.0, 1.0, 1.0])
    assert nms(far, scores, 0.5).tolist() == list(range(40))
    assert batched_nms(far, scores, 0.5, torch.arange(40) % 3).tolist() == list(range(40))
    assert nms(CHAIN, torch.ones(3), 0.3).tolist() == [0, 2]


def test_no_boxes_give_no_indices() -> None:
    empty = torch.zeros(0, 4), torch.zeros(0), 0.5
    for kept in (nms(*empty), batched_nms(*empty, torch.zeros(0, dtype=torch.int64))):
        assert kept.shape == (0,)
        assert kept.dtype == torch.int64


def test_what_is_kept_is_kept_again() -> None:
    boxes, scores = random_boxes(80, 3), random_scores(80, 3)
    kept = nms(boxes, scores, 0.4)
    assert nms(boxes[kept], scores[kept], 0.4).tolist() == list(range(len(kept)))
    assert torch.equal(scores[kept], scores[kept].sort(descending=True).values)
    assert kept.dtype == torch.int64


@pytest.mark.parametrize("dtype", [torch.int32, torch.int64])
def test_only_which_class_numbers_are_equal_matters(dtype: torch.dtype) -> None:
    boxes, scores = random_boxes(60, 8).clamp(min=0).float(), random_scores(60, 8)
    which = torch.arange(60) % 3
    far = torch.tensor([1, 77_777, 999_999])[which].to(dtype)
    assert torch.equal(batched_nms(boxes, scores, 0.3, far), batched_nms(boxes, scores, 0.3, which))


def test_scores_that_only_float64_tells_apart_keep_their_order() -> None:
    boxes, scores = random_boxes(40, 9), random_scores(40, 9)
    assert torch.equal(nms(boxes, 0.5 + 1e-9 * scores, 0.3), nms(boxes, scores, 0.3))


def test_one_class_is_plain_nms_and_a_class_each_keeps_all() -> None:
    boxes, scores = random_boxes(50, 4), random_scores(50, 4)
    one, each = torch.full((50,), 7), torch.arange(50)
    assert torch.equal(batched_nms(boxes, scores, 0.3, one), nms(boxes, scores, 0.3))
    assert torch.equal(batched_nms(boxes, scores, 0.3, each), scores.argsort(descending=True))


def test_its_overlap_is_box_iou() -> None:
    boxes = random_boxes(20, 5)
    expected = load("detection/iou").box_iou(boxes[:1], boxes)[0]
    torch.testing.assert_close(module.iou_with(boxes[0], boxes), expected, rtol=0, atol=1e-15)


def test_arguments_stay_as_they_were() -> None:
    boxes, scores, classes = random_boxes(30, 6), random_scores(30, 6), torch.arange(30) % 2
    before = [t.clone() for t in (boxes, scores, classes)]
    nms(boxes, scores, 0.3)
    batched_nms(boxes, scores, 0.3, classes)
    assert all(torch.equal(a, b) for a, b in zip(before, (boxes, scores, classes), strict=True))


@pytest.mark.gpu
def test_it_keeps_the_same_on_a_gpu(cuda: str) -> None:
    boxes, scores, classes = random_boxes(60, 7), random_scores(60, 7), torch.arange(60) % 3
    on_gpu = boxes.to(cuda), scores.to(cuda), 0.3
    assert nms(*on_gpu).device.type == "cuda"
    assert torch.equal(nms(*on_gpu).cpu(), nms(boxes, scores, 0.3))
    assert torch.equal(batched_nms(*on_gpu, classes.to(cuda)).cpu(), batched_nms(boxes, scores, 0.3, classes))

"""The detectors' parts against naive loops, closed forms and one another; whole, `grader validate` trains and judges them."""

from __future__ import annotations

import math
from types import ModuleType

import pytest
import torch
from torch import Tensor

from grader.checks.detection import mean_average_precision
from grader.checks.detectors import found
from grader.checks.draw import Draw
from grader.checks.scenes import objects
from reference.detection import yolo_loss as yolo_task
from reference.detectors import fast_rcnn, faster_rcnn, mask_rcnn, rcnn, sppnet, yolo

FAMILY = [rcnn, sppnet, fast_rcnn, faster_rcnn, mask_rcnn]
POOLS = [
    lambda maps, boxes, image: fast_rcnn.roi_max_pool(maps, boxes, image),
    lambda maps, boxes, image: faster_rcnn.roi_max_pool(maps, boxes, image),
    lambda maps, boxes, image: sppnet.pooled(maps, boxes, image, 4),
]


def some_boxes(n: int, side: float = 48.0) -> Tensor:
    low, size = torch.rand(n, 2) * (side - 12), 4 + 8 * torch.rand(n, 2)
    return torch.cat([low, low + size], dim=1)


@pytest.mark.parametrize("module", FAMILY, ids=lambda module: module.__name__.rpartition(".")[2])
def test_decoding_undoes_encoding(module: ModuleType) -> None:
    torch.manual_seed(0)
    regions, boxes = some_boxes(20), some_boxes(20)
    decoded = module.decode(module.encode(boxes, regions)[:, None].expand(-1, 3, -1), regions)
    torch.testing.assert_close(decoded, boxes[:, None].expand(-1, 3, -1), atol=1e-3, rtol=1e-4)


@pytest.mark.parametrize("pool", POOLS, ids=["fast", "faster", "spp"])
def test_pooling_takes_the_largest_pixel_of_each_bin(pool) -> None:  # type: ignore[no-untyped-def]
    torch.manual_seed(1)
    maps, boxes, image = torch.randn(2, 3, 12, 12), some_boxes(9), torch.tensor([0, 1, 0] * 3)
    pooled = pool(maps, boxes, image)
    for r, (x1, y1, x2, y2) in enumerate(boxes.tolist()):
        left, top, right, bottom = math.floor(x1 / 4), math.floor(y1 / 4), math.ceil(x2 / 4), math.ceil(y2 / 4)
        for i in range(4):
            for j in range(4):
                rows = slice(top + (i * (bottom - top)) // 4, top + math.ceil((i + 1) * (bottom - top) / 4))
                columns = slice(left + (j * (right - left)) // 4, left + math.ceil((j + 1) * (right - left) / 4))
                want = maps[image[r], :, rows, columns].amax(dim=(1, 2))
                assert torch.equal(pooled[r, :, i, j], want)


def test_a_pyramid_has_21_numbers_for_each_channel_and_its_top_is_the_maximum() -> None:
    torch.manual_seed(2)
    maps, boxes = torch.randn(1, 5, 12, 12), some_boxes(4)
    vectors = sppnet.pyramid(maps, boxes, torch.zeros(4, dtype=torch.int64))
    assert vectors.shape == (4, 5 * 21)
    x1, y1, x2, y2 = boxes[0].tolist()
    window = maps[0, :, math.floor(y1 / 4) : math.ceil(y2 / 4), math.floor(x1 / 4) : math.ceil(x2 / 4)]
    assert torch.equal(vectors[0, :5], window.amax(dim=(1, 2)))


def ramp(side: int) -> Tensor:
    """An image of the place of each pixel's middle: [1, 3, side, side], x, y and 1."""
    at = torch.arange(side) + 0.5
    return torch.stack([at.expand(side, side), at[:, None].expand(side, side), torch.ones(side, side)])[None]


def test_a_warped_region_shows_the_places_that_it_was_cut_from() -> None:
    boxes = torch.tensor([[10.0, 20.0, 34.0, 32.0]])
    (crop,) = rcnn.warp(ramp(48), [boxes])
    at = (torch.arange(rcnn.SIDE) + 0.5 - rcnn.CONTEXT) / (rcnn.SIDE - 2 * rcnn.CONTEXT)
    torch.testing.assert_close(crop[0], (10 + 24 * at).expand(rcnn.SIDE, -1), atol=1e-3, rtol=0)
    torch.testing.assert_close(crop[1], (20 + 12 * at)[:, None].expand(-1, rcnn.SIDE), atol=1e-3, rtol=0)


def test_aligned_features_are_those_of_the_middle_of_each_bin() -> None:
    boxes = torch.tensor([[9.0, 14.0, 33.0, 26.0]])
    (features,) = mask_rcnn.roi_align(4 * ramp(12), [boxes], 6)  # pixels of the image
    at = (torch.arange(6) + 0.5) / 6
    torch.testing.assert_close(features[0], (9 + 24 * at).expand(6, -1), atol=1e-3, rtol=0)
    torch.testing.assert_close(features[1], (14 + 12 * at)[:, None].expand(-1, 6), atol=1e-3, rtol=0)


def test_a_mask_that_is_cropped_and_pasted_is_the_same_up_to_its_edge() -> None:
    for seed in range(5):
        kept = objects(0, 1, masks=True)(Draw(seed)).kept
        boxes, masks = torch.tensor(kept["boxes"][0, :1]), torch.tensor(kept["masks"][0, :1])
        pasted = mask_rcnn.paste(mask_rcnn.crop(masks, boxes), boxes, 48)
        assert int((pasted & masks).sum()) / int((pasted | masks).sum()) > 0.85


@pytest.mark.parametrize("module", [faster_rcnn, mask_rcnn], ids=["faster", "mask"])
def test_anchors_lie_about_the_middle_of_each_cell_in_the_order_of_the_networks_outputs(module: ModuleType) -> None:
    boxes = module.anchors(12, 12).reshape(12, 12, 3, 4)
    assert boxes[3, 5, 0].tolist() == [10, 8, 34, 20]  # the handout's
    torch.manual_seed(3)
    network, features = module.RPN(48), torch.randn(2, 48, 12, 12)
    logits, deltas = network(features)
    hidden = torch.relu(network.conv(features))
    assert torch.equal(logits.reshape(2, 12, 12, 3)[1, 3, 5], network.objectness(hidden)[1, :, 3, 5])
    assert torch.equal(deltas.reshape(2, 12, 12, 3, 4)[1, 3, 5, 2], network.deltas(hidden)[1, 8:, 3, 5])


def test_yolos_loss_is_that_of_its_task() -> None:
    torch.manual_seed(4)
    pred = torch.rand(3, 6, 6, 13)
    boxes = some_boxes(3) / 48
    target = torch.stack([yolo.encode(boxes[i : i + 1], torch.tensor([i]), 3) for i in range(3)])
    wide = torch.cat([target[..., :5], target[..., :5], target[..., 5:]], dim=-1)  # the task's target has both slots
    torch.testing.assert_close(yolo.yolo_loss(pred, target), yolo_task.yolo_loss(pred, wide, 6, 2, 3))


def test_a_perfect_output_of_yolo_is_read_as_the_objects() -> None:
    boxes, labels = torch.tensor([[10.0, 20.0, 34.0, 36.0], [0.0, 0.0, 12.0, 14.0]]), torch.tensor([2, 0])
    target = yolo.encode(boxes / 48, labels, 3)
    assert target[3, 2, :5].tolist() == pytest.approx([0.75, 0.5, 0.5, 1 / 3, 1])  # the handout's
    read = yolo.YOLO(3).read(torch.cat([target[..., :5], torch.zeros(6, 6, 5), target[..., 5:]], dim=-1), 48)
    order = read["labels"].argsort(descending=True)
    torch.testing.assert_close(read["boxes"][order], boxes)
    assert read["scores"].tolist() == [1, 1]


def test_a_linear_svm_separates_what_can_be_separated() -> None:
    torch.manual_seed(5)
    x = torch.cat([torch.randn(400, 6), torch.ones(400, 1)], dim=1)
    margin = x[:, 0] + 0.5 * x[:, 1] - 0.6
    x, y = x[margin.abs() > 0.3], margin[margin.abs() > 0.3].sign()
    assert ((x @ rcnn.linear_svm(x, y)) * y > 0).float().mean() > 0.98


@pytest.mark.parametrize("module", FAMILY, ids=lambda module: module.__name__.rpartition(".")[2])
def test_of_overlapping_boxes_of_a_class_the_best_stays(module: ModuleType) -> None:
    boxes = torch.tensor([[0.0, 0, 10, 10], [1, 0, 11, 10], [20, 20, 30, 30]])[:, None].expand(-1, 2, -1)
    scores = torch.tensor([[0.8, -9.0], [0.9, 0.7], [0.6, -9.0]])
    best = module.best_detections(boxes, scores)
    assert best["scores"].sort(descending=True).values.tolist() == pytest.approx([0.9, 0.7, 0.6])
    assert best["labels"][best["scores"].argsort(descending=True)].tolist() == [0, 1, 0]


def test_a_detector_learns_a_few_scenes_by_heart() -> None:
    given = objects(0, 12)(Draw(6))
    targets = [
        {"boxes": torch.tensor(b[n >= 0]), "labels": torch.tensor(n[n >= 0])}
        for b, n in zip(given.kept["boxes"], given.kept["labels"], strict=True)
    ]
    torch.manual_seed(6)
    detector = yolo.YOLO(3)
    detector.fit(given.shown["new"].repeat(4, 1, 1, 1), targets * 4, epochs=30)
    table = found(detector.detect(given.shown["new"]), 12)["detections"].numpy()
    assert mean_average_precision(table, given.kept) > 0.9

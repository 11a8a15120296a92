"""Mean average precision is COCO's own, and detections are judged whatever form they come in."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
import torch
from pycocotools import mask as coco_masks
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from grader.checks.detection import (
    average_precision,
    box_iou,
    curves,
    finds,
    hits,
    mean_average_precision,
    precision_picture,
    precision_recall,
    scene_picture,
    steadiness,
)
from grader.checks.detectors import alone_and_together, finds_drawn, found
from grader.checks.draw import Draw
from grader.checks.observation import Observed, decode, encode
from grader.checks.scenes import objects, propose, scene

SIDE = 48


def observed(tree: object) -> Any:
    return decode(*encode(tree))


def noisy_detections(draw: Draw, kept: Mapping[str, Any], *, masks: bool) -> dict[str, torch.Tensor]:
    """Some objects moved, some missed, some found twice, some under another class, some where there is nothing."""
    found_there = []
    for boxes, labels, shapes in zip(kept["boxes"], kept["labels"], kept.get("masks", kept["labels"]), strict=True):
        rows, planes = [], []
        for box, label, shape in zip(boxes.tolist(), labels.tolist(), shapes, strict=True):
            for _ in range(draw.integer(0, 4)):
                shift = [coordinate + draw.integer(-4, 5) for coordinate in box]
                rows.append(
                    [*shift[:2], max(shift[2], shift[0] + 1), max(shift[3], shift[1] + 1), *draw.uniform(1).tolist()]
                )
                rows[-1].append(draw.integer(0, 4) if draw.integer(0, 4) == 0 or label < 0 else label)
                planes.append(np.roll(shape, draw.integer(-4, 5), axis=1) if masks else np.zeros((1, 1)))
        table = torch.tensor(rows, dtype=torch.float64).reshape(-1, 6)
        one = {"boxes": table[:, :4], "scores": table[:, 4], "labels": table[:, 5]}
        if masks:
            one["masks"] = torch.tensor(np.stack(planes) if planes else np.zeros((0, SIDE, SIDE), bool))
        found_there.append(one)
    return found(found_there, len(found_there), side=SIDE if masks else None)


def cocos_map(tree: Mapping[str, torch.Tensor], kept: Mapping[str, Any], threshold: float, *, masks: bool) -> float:
    images, annotations, results = [], [], []

    def encoded(plane: Any) -> Any:
        return coco_masks.encode(np.asfortranarray(np.asarray(plane, dtype=np.uint8)))

    for i, (boxes, labels) in enumerate(zip(kept["boxes"], kept["labels"], strict=True)):
        images.append({"id": i, "width": SIDE, "height": SIDE})
        for k, (box, label) in enumerate(zip(boxes.tolist(), labels.tolist(), strict=True)):
            if label >= 0:
                x1, y1, x2, y2 = box
                of = {"segmentation": encoded(kept["masks"][i][k])} if masks else {}
                area = {"bbox": [x1, y1, x2 - x1, y2 - y1], "area": (x2 - x1) * (y2 - y1), "iscrowd": 0}
                annotations.append({"id": len(annotations) + 1, "image_id": i, "category_id": label, **area, **of})
        for k, (x1, y1, x2, y2, score, label) in enumerate(tree["detections"][i].tolist()):
            if label >= 0:
                of = {"segmentation": encoded(tree["masks"][i][k])} if masks else {"bbox": [x1, y1, x2 - x1, y2 - y1]}
                results.append({"image_id": i, "category_id": int(label), "score": score, **of})
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO()
        coco.dataset = {"images": images, "annotations": annotations, "categories": [{"id": k} for k in range(4)]}
        coco.createIndex()
        judge = COCOeval(coco, coco.loadRes(results), "segm" if masks else "bbox")
        judge.params.iouThrs = np.array([threshold])
        judge.evaluate()
        judge.accumulate()
    precision = judge.eval["precision"][0, :, :, 0, -1]  # [recalls, classes], all areas, 100 detections
    return float(np.mean([column.mean() for column in precision.T if (column > -1).all()]))


@pytest.mark.parametrize("masks", [False, True], ids=["boxes", "masks"])
@pytest.mark.parametrize("threshold", [0.5, 0.75])
def test_mean_average_precision_is_that_of_pycocotools(masks: bool, threshold: float) -> None:
    for seed in range(6):
        draw = Draw(seed)
        kept = objects(0, 25, classes=4, masks=True)(draw).kept
        tree = noisy_detections(draw, kept, masks=masks)
        shapes = tree["masks"].numpy() if masks else None
        ours = mean_average_precision(tree["detections"].numpy(), kept, shapes, threshold=threshold)
        assert ours == pytest.approx(cocos_map(tree, kept, threshold, masks=masks), abs=1e-9)
        assert 0 < ours < 1


def test_the_handouts_example_of_average_precision() -> None:
    precision, recall = precision_recall(np.array([True, False, True]), np.array([0.9, 0.8, 0.7]), 2)
    assert (precision.tolist(), recall.tolist()) == ([1, 2 / 3, 2 / 3], [0.5, 0.5, 1])
    assert average_precision(precision, recall) == pytest.approx((51 + 50 * 2 / 3) / 101)


def test_an_object_is_found_once_and_by_the_best() -> None:
    overlaps = np.array([[0.6, 0.0], [0.9, 0.55], [0.8, 0.0]])
    assert hits(overlaps, np.array([0.1, 0.3, 0.2]), 0.5).tolist() == [False, True, False]
    assert hits(np.zeros((2, 0)), np.array([0.1, 0.3]), 0.5).tolist() == [False, False]


def test_nothing_found_is_no_precision_and_everything_found_is_one() -> None:
    kept = objects(0, 5)(Draw(1)).kept
    none = found([{"boxes": [], "scores": [], "labels": []}] * 5, 5)["detections"].numpy()
    assert mean_average_precision(none, kept) == 0.0
    there = [
        {"boxes": b[n >= 0], "scores": np.ones((n >= 0).sum()), "labels": n[n >= 0]}
        for b, n in zip(kept["boxes"], kept["labels"], strict=True)
    ]
    all_of_it = found(there, 5)["detections"].numpy()
    assert mean_average_precision(all_of_it, kept) == 1.0
    assert set(curves(all_of_it, kept)) == set(kept["labels"][kept["labels"] >= 0].tolist())


@pytest.mark.parametrize(
    ("detections", "told"),
    [
        (None, "a NoneType"),
        ([], "a list of 0"),
        ([{"boxes": torch.zeros(2, 4)}], "a dictionary with boxes [2, 4]"),
        (
            [{"boxes": torch.zeros(2, 4), "scores": torch.zeros(3), "labels": torch.zeros(3)}],
            "boxes [2, 4], scores [3]",
        ),
        ([torch.zeros(2, 6)], "a Tensor"),
    ],
)
def test_what_is_no_list_of_detections_is_said_to_be_none(detections: object, told: str) -> None:
    with pytest.raises(TypeError, match="a list of 1 dictionaries with boxes") as error:
        found(detections, 1)
    assert told in str(error.value)


def test_proposals_lie_in_the_image_and_some_about_the_objects() -> None:
    draw = Draw(3)
    one = scene(draw, torch.eye(3), SIDE)
    boxes = propose(draw, one, 60)
    assert boxes.shape == (60, 4) and bool((boxes >= 0).all()) and bool((boxes <= SIDE).all())
    assert bool((boxes[:, 2:] - boxes[:, :2] >= 4).all())
    overlaps = box_iou(boxes.double().numpy(), one.boxes.double().numpy())
    assert (overlaps.max(axis=0) > 0.5).all()
    assert 0.05 < (overlaps.max(axis=1) > 0.5).mean() < 0.5


class Oracle:
    """Finds what it has seen, by the pixels; else nothing."""

    def __init__(self, num_classes: int) -> None:
        self.seen: dict[bytes, dict[str, torch.Tensor]] = {}
        self.conv = torch.nn.Conv2d(3, 1, 3)
        self.before = 0.0

    def fit(self, images: torch.Tensor, targets: list[dict[str, torch.Tensor]]) -> None:
        self.seen = {image.numpy().tobytes(): target for image, target in zip(images, targets, strict=True)}

    def detect(self, images: torch.Tensor) -> list[dict[str, Any]]:
        self.conv(images)
        targets = [
            self.seen.get(image.numpy().tobytes(), {"boxes": torch.zeros(0, 4), "labels": []}) for image in images
        ]
        return [{**target, "scores": torch.ones(len(target["labels"]))} for target in targets]


class Unsteady(Oracle):
    def detect(self, images: torch.Tensor) -> list[dict[str, Any]]:
        detections = Oracle.detect(self, images)
        return [{**one, "boxes": one["boxes"] + 0.2 * len(images)} for one in detections]


class Twice(Oracle):
    def detect(self, images: torch.Tensor) -> list[dict[str, Any]]:
        self.conv(images)
        return [{key: torch.cat([torch.as_tensor(one[key])] * 2) for key in one} for one in Oracle.detect(self, images)]


def test_rules_are_seen_to_be_kept_or_broken() -> None:
    right = observed(alone_and_together(Oracle, Draw(1), 6, 2))
    assert steadiness(right, right) == {
        "finds a third of what it learnt": True,
        "difference between alone and together": 0.0,
        "pixels outside the image": 0.0,
        "IoU above 0.5 within a class": 0.0,
        "most boxes are proposals": False,
        "images convolved for each image": 1.0,
    }
    unsteady = steadiness(observed(alone_and_together(Unsteady, Draw(1), 6, 2)), right)
    assert unsteady["difference between alone and together"] == pytest.approx(1.0, abs=1e-5)
    assert unsteady["pixels outside the image"] > 0  # type: ignore[operator]
    twice = steadiness(observed(alone_and_together(Twice, Draw(1), 6, 2)), right)
    assert twice["images convolved for each image"] == 2.0
    assert twice["IoU above 0.5 within a class"] == pytest.approx(0.5)


def test_boxes_beyond_the_edge_that_cuts_an_object_are_seen() -> None:
    class Unclipped(Oracle):
        def detect(self, images: torch.Tensor) -> list[dict[str, Any]]:
            beyond = {"boxes": torch.tensor([[-3.0, 0, 9, 9]]), "labels": [0], "scores": torch.ones(1)}
            known = [image.numpy().tobytes() in self.seen for image in images]
            return [one if k else beyond for one, k in zip(Oracle.detect(self, images), known, strict=True)]

    found = observed(alone_and_together(Unclipped, Draw(1), 6, 2))
    assert steadiness(found, found)["pixels outside the image"] == 3.0


def test_boxes_that_are_proposals_as_they_came_are_seen() -> None:
    class Lazy(Oracle):
        def fit(self, images: Any, targets: Any, proposals: Any = None) -> None:
            Oracle.fit(self, images, targets)

        def detect(self, images: Any, proposals: Any = None) -> list[dict[str, Any]]:
            self.conv(images)
            return [{"boxes": boxes, "scores": torch.ones(40), "labels": torch.arange(40)} for boxes in proposals]

    tree = observed(alone_and_together(Lazy, Draw(1), 4, 1, proposals=40))
    assert steadiness(tree, tree)["most boxes are proposals"] is True


def test_a_detector_is_judged_by_what_the_host_kept_or_by_the_references_truth() -> None:
    tree: Observed = observed(finds_drawn(Oracle, Draw(1), 4, 6))
    kept = objects(0, 6)(Draw(2)).kept
    there = [
        {"boxes": b[n >= 0], "scores": np.ones((n >= 0).sum()), "labels": n[n >= 0]}
        for b, n in zip(kept["boxes"], kept["labels"], strict=True)
    ]
    perfect: Observed = observed({**found(there, 6), "truth": dict(kept)})
    nothing: Observed = {**perfect, "detections": tree["detections"]}  # type: ignore[call-overload, dict-item, index]
    judge = finds(0.2)
    assert judge.distance(perfect, perfect, {}) <= 1
    assert judge.distance(nothing, perfect, {}) > 1
    assert judge.distance(nothing, perfect, kept) > 1
    for picture in (precision_picture, scene_picture):
        drawn = picture(nothing, perfect, {})
        assert drawn is not None and drawn.series
        assert picture({"detections": 1}, perfect, {}) is None

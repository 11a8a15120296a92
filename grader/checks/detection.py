"""How well a detector finds what is there: mean average precision, worked out on the host from boxes, scores and labels.

Average precision at IoU 0.5 as COCO defines it (pycocotools, maxDets 100): detections of a class in all images, best score
first, each take the object of their image that they overlap most and that none has taken; precision is made to fall with
recall, and averaged over recalls of 0, 0.01, ..., 1. The mean is over the classes of which there are objects.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.model import Picture, Series, Text

from .compare import Kept, converges
from .observation import Array, Observed
from .trees import Mismatch

Floats = npt.NDArray[np.float64]

_RECALLS = np.linspace(0.0, 1.0, 101)
_NAMES = Text("yours", "제출한 코드"), Text("reference", "기준 구현")


def box_iou(a: Floats, b: Floats) -> Floats:
    """[n, m] of boxes [n, 4] and [m, 4], x1, y1, x2, y2; 0 where both are empty."""
    low, high = np.maximum(a[:, None, :2], b[None, :, :2]), np.minimum(a[:, None, 2:], b[None, :, 2:])
    inter = np.clip(high - low, 0.0, None).prod(axis=2)
    sizes = [np.clip(boxes[:, 2:] - boxes[:, :2], 0.0, None).prod(axis=1) for boxes in (a, b)]
    union = sizes[0][:, None] + sizes[1][None] - inter
    shares: Floats = np.divide(inter, union, out=np.zeros_like(union), where=union > 0)
    return shares


def mask_iou(a: npt.NDArray[np.bool_], b: npt.NDArray[np.bool_]) -> Floats:
    """[n, m] of masks [n, H, W] and [m, H, W]; 0 where both are empty."""
    first, second = (masks.reshape(len(masks), math.prod(masks.shape[1:])).astype(np.float64) for masks in (a, b))
    inter = first @ second.T
    union = first.sum(axis=1)[:, None] + second.sum(axis=1)[None] - inter
    shares: Floats = np.divide(inter, union, out=np.zeros_like(union), where=union > 0)
    return shares


def precision_recall(hits: npt.NDArray[np.bool_], scores: Floats, objects: int) -> tuple[Floats, Floats]:
    """Precision (which falls) and recall after each detection [n], best score first. `hits` says which found an object."""
    order = np.argsort(-scores, kind="stable")
    found = np.cumsum(hits[order])
    precision = found / np.arange(1, len(found) + 1)
    return np.maximum.accumulate(precision[::-1])[::-1], found / objects


def average_precision(precision: Floats, recall: Floats) -> float:
    """The mean precision at 101 recalls; 0 where a recall is never reached."""
    at = np.searchsorted(recall, _RECALLS, side="left")
    return float(np.where(at < len(recall), np.append(precision, 0.0)[np.minimum(at, len(recall))], 0.0).mean())


def hits(overlaps: Floats, scores: Floats, threshold: float) -> npt.NDArray[np.bool_]:
    """Which of n detections in one image find one of m objects, for overlaps [n, m]: best score first, each takes the one
    that it overlaps most, by at least `threshold`, of those that are left."""
    left, result = np.ones(overlaps.shape[1], dtype=bool), np.zeros(len(scores), dtype=bool)
    for i in np.argsort(-scores, kind="stable"):
        possible = np.where(left & (overlaps[i] >= threshold), overlaps[i], -1.0)
        if len(possible) and possible.max() >= 0:
            left[possible.argmax()] = False
            result[i] = True
    return result


def curves(
    detections: Floats, truth: Mapping[str, Any], masks: Any = None, *, threshold: float = 0.5
) -> dict[int, tuple[Floats, Floats]]:
    """Precision and recall for each class of which there are objects. `detections` [N, K, 6] are x1, y1, x2, y2, score, label,
    of label -1 where there is none; `truth` as scenes.truth has it. `masks` [N, K, H, W] are compared instead of boxes."""
    boxes, labels = np.asarray(truth["boxes"], dtype=np.float64), np.asarray(truth["labels"])
    result = {}
    for label in np.unique(labels[labels >= 0]).tolist():
        found: list[npt.NDArray[np.bool_]] = []
        scores: list[Floats] = []
        for i, image in enumerate(detections):
            chosen, there = image[:, 5] == label, labels[i] == label
            overlaps = (
                box_iou(image[chosen, :4], boxes[i, there])
                if masks is None
                else mask_iou(masks[i][chosen], np.asarray(truth["masks"])[i, there])
            )
            found.append(hits(overlaps, image[chosen, 4], threshold))
            scores.append(image[chosen, 4])
        result[label] = precision_recall(np.concatenate(found), np.concatenate(scores), int((labels == label).sum()))
    return result


def mean_average_precision(
    detections: Floats, truth: Mapping[str, Any], masks: Any = None, *, threshold: float = 0.5
) -> float:
    """Of `curves`."""
    found = curves(detections, truth, masks, threshold=threshold)
    return float(np.mean([average_precision(*curve) for curve in found.values()]))


# --- for checks ----------------------------------------------------------------------------------------------------------


def _missed(observed: Any, kept: Kept, threshold: float) -> float:
    """1 - mAP of what `detectors.found` gives, of masks where the host kept some; 1 where a number is not finite."""
    detections = observed["detections"].values.astype(np.float64)
    if not np.isfinite(detections).all():
        return 1.0
    masks = observed["masks"].values if "masks" in kept else None
    return 1.0 - mean_average_precision(detections, kept, masks, threshold=threshold)


@dataclass(frozen=True, slots=True)
class detects(converges):
    """1 - mAP is at most `slack` more than the reference's. What there is to find is what the host kept, or, in a
    check without `given`, what the reference's observation has under `truth`."""

    def distance(self, observed: Observed, expected: Observed, kept: Kept) -> float:
        return converges.distance(self, observed, expected, kept or _drawn(expected))

    def _mismatch(self, observed: Observed, expected: Observed, kept: Kept) -> Mismatch:
        return converges._mismatch(self, observed, expected, kept or _drawn(expected))


def finds(slack: float, *, iou: float = 0.5) -> detects:
    """At most `slack` less mAP at that IoU than the reference's detector has."""
    name = Text(
        f"share of average precision that is missing (1 - mAP at IoU {iou})",
        f"모자란 평균 정밀도 (1 - IoU {iou}의 mAP)",
    )
    return detects(partial(_missed, threshold=iou), name, slack=slack)


def steadiness(observed: Any, reference: Any) -> dict[str, object]:
    """For `derived`, of `detectors.alone_and_together`: whether mAP reaches a third on what was learnt, how far apart the
    detections of the same image are (pixels, shares of a score), how far boxes lie outside the image (pixels; the edges of
    rolled images cut objects) and overlap others of their class (IoU above one half), whether most of them are proposals as
    they came, and through how many images the convolutions went for each."""
    together, alone, rolled = (observed[key].values.astype(np.float64) for key in ("together", "alone", "rolled"))
    proposals = reference["proposals"].values.astype(np.float64)
    side = float(reference["side"])
    same, overlaps = 0, [0.0]
    for image, proposed in zip(together, proposals, strict=True):
        there = image[image[:, 5] >= 0]
        if len(proposed):
            same += int((np.abs(there[:, None, :4] - proposed[None]).max(axis=2).min(axis=1) < 1e-3).sum())
        alike = np.triu(there[:, None, 5] == there[None, :, 5], 1)
        overlaps += box_iou(there[:, :4], there[:, :4])[alike].tolist()
    boxes = together[together[..., 5] >= 0][:, :4]
    cut = np.concatenate([boxes, rolled[rolled[..., 5] >= 0][:, :4]])
    return {
        "finds a third of what it learnt": mean_average_precision(together, _drawn(reference)) > 1 / 3,
        "difference between alone and together": float(np.abs(together - alone).max()),
        "pixels outside the image": float(np.maximum(-cut, cut - side).max(initial=0.0)),
        "IoU above 0.5 within a class": max(max(overlaps) - 0.5, 0.0),
        "most boxes are proposals": 2 * same > len(boxes),
        "images convolved for each image": max(float(observed["seen"]), 1.0),
    }


def _drawn(expected: Any) -> Kept:
    return {name: array.values for name, array in expected["truth"].items()}


def precision_picture(observed: Observed, expected: Observed, kept: Kept) -> Picture | None:
    """Precision over recall, the mean over the classes, for the two detectors. None when what came are no detections."""
    truth = kept or _drawn(expected)
    series = []
    for name, tree in zip(_NAMES, (observed, expected), strict=True):
        found = tree.get("detections") if isinstance(tree, Mapping) else None
        if not isinstance(found, Array) or len(found.shape) != 3 or found.shape[-1] != 6:
            return None
        masks = tree["masks"].values if "masks" in truth and isinstance(tree, Mapping) else None  # type: ignore[union-attr]
        at = [
            np.append(precision, 0.0)[np.minimum(np.searchsorted(recall, _RECALLS, side="left"), len(recall))]
            for precision, recall in curves(found.values.astype(np.float64), truth, masks).values()
        ]
        points = np.stack([100.0 * _RECALLS, 100.0 * np.mean(at, axis=0)], axis=1)
        series.append(Series(name, tuple((float(x), float(y)) for x, y in points)))
    return Picture(
        "lines",
        Text("Precision over recall at IoU 0.5", "IoU 0.5에서 재현율에 따른 정밀도"),
        tuple(series),
        x_label=Text("recall (%)", "재현율 (%)"),
        y_label=Text("precision (%)", "정밀도 (%)"),
    )


def scene_picture(observed: Observed, expected: Observed, kept: Kept) -> Picture | None:
    """What is in the first image, and what the two detectors find there, each detection with at least half the
    best score. None when what came are no detections."""
    truth = kept or _drawn(expected)
    there = np.asarray(truth["labels"])[0] >= 0
    series = [Series(Text("objects", "물체"), _corners(np.asarray(truth["boxes"])[0][there]))]
    for name, tree in zip(_NAMES, (observed, expected), strict=True):
        found = tree.get("detections") if isinstance(tree, Mapping) else None
        if not isinstance(found, Array) or len(found.shape) != 3 or found.shape[-1] != 6 or not len(found.values):
            return None
        first = found.values[0].astype(np.float64)
        first = first[first[:, 5] >= 0]
        good = first[:, 4] >= first[:, 4].max(initial=0.0) / 2
        series.append(Series(name, _corners(first[good, :4])))
    return Picture("boxes", Text("The first image", "첫 번째 이미지"), tuple(series))


def _corners(boxes: npt.NDArray[Any]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in boxes.reshape(-1, 2))

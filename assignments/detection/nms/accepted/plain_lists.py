"""Plain Python numbers and lists, a tiny epsilon in the union, equal scores from the last box on."""

from __future__ import annotations

from torch import Tensor


def overlap(p: list[float], q: list[float]) -> float:
    width, height = min(p[2], q[2]) - max(p[0], q[0]), min(p[3], q[3]) - max(p[1], q[1])
    if width <= 0 or height <= 0:
        return 0.0
    union = (p[2] - p[0]) * (p[3] - p[1]) + (q[2] - q[0]) * (q[3] - q[1]) - width * height
    return width * height / (union + 1e-9)


def greedy(boxes: Tensor, scores: Tensor, iou_thr: float, classes: list[int]) -> list[int]:
    corners, values = boxes.tolist(), scores.tolist()
    keep: list[int] = []
    for i in sorted(range(len(values)), key=lambda i: (values[i], i), reverse=True):
        if all(classes[i] != classes[k] or overlap(corners[i], corners[k]) <= iou_thr for k in keep):
            keep.append(i)
    return keep


def nms(boxes: Tensor, scores: Tensor, iou_thr: float) -> list[int]:
    return greedy(boxes, scores, iou_thr, [0] * len(boxes))


def batched_nms(boxes: Tensor, scores: Tensor, iou_thr: float, classes: Tensor) -> list[int]:
    return greedy(boxes, scores, iou_thr, classes.tolist())

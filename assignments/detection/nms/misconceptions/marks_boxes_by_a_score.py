"""en: You mark boxes that are done with a score of your own, such as -1: boxes whose real score is as low are lost.
ko: 처리한 박스를 -1 같은 점수로 표시합니다. 실제 점수가 그만큼 낮은 박스는 사라집니다.
"""

from __future__ import annotations

import torch


def nms(boxes, scores, iou_thr):
    scores, kept = scores.clone(), []
    while len(scores) and scores.max() > -1:
        best = int(scores.argmax())
        kept.append(best)
        corner = torch.maximum(boxes[best, :2], boxes[:, :2])
        overlap = (torch.minimum(boxes[best, 2:], boxes[:, 2:]) - corner).clamp(min=0).prod(dim=1)
        areas = (boxes[:, 2:] - boxes[:, :2]).prod(dim=1)
        scores[overlap / (areas[best] + areas - overlap) > iou_thr] = -1
        scores[best] = -1
    return torch.tensor(kept, dtype=torch.int64)


def batched_nms(boxes, scores, iou_thr, classes):
    kept = []
    for number in classes.unique():
        mine = (classes == number).nonzero().flatten()
        kept += mine[nms(boxes[mine], scores[mine], iou_thr)].tolist()
    return sorted(kept, key=lambda i: -float(scores[i]))

"""en: You warp the middle of the image for every region.
ko: 모든 영역에 대해 이미지의 가운데를 잘라 씁니다.
"""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

SIDE, CONTEXT, D = 16, 2.0, 64  # pixels of a warped region; pixels of it that lie outside the box; features


class RCNN(nn.Module):
    """A detector for images [N, 3, 48, 48] and their proposals, with objects of `num_classes` classes."""

    def __init__(self, num_classes: int) -> None:
        super().__init__()
        self.K = num_classes
        widths = [(3, 16, 2), (16, 32, 2)]
        convs = [
            nn.Sequential(nn.Conv2d(a, b, 3, stride=s, padding=1), nn.BatchNorm2d(b), nn.ReLU()) for a, b, s in widths
        ]
        self.features = nn.Sequential(*convs, nn.Flatten(), nn.Linear(32 * (SIDE // 4) ** 2, D), nn.ReLU())
        self.softmax = nn.Linear(D, num_classes + 1)  # for step 2 alone
        self.register_buffer("svm", torch.zeros(D + 1, num_classes))
        self.register_buffer("ridge", torch.zeros(num_classes, D + 1, 4))

    def fit(self, images: Tensor, targets: list[dict[str, Any]], proposals: list[Tensor], *, epochs: int = 6) -> None:
        """Learn from images [N, 3, 48, 48], their {"boxes" [n, 4] in pixels, "labels" int64 [n]} and proposals [R, 4]."""
        regions, overlap, nearest, label, is_object = [], [], [], [], []
        for one, some in zip(targets, proposals, strict=True):
            regions.append(torch.cat([some, one["boxes"]]))
            best = iou(regions[-1], one["boxes"]).max(dim=1)
            overlap.append(best.values)
            nearest.append(one["boxes"][best.indices])
            label.append(one["labels"][best.indices])
            is_object.append(torch.arange(len(regions[-1])) >= len(some))
        crops = warp(images, regions)
        best_iou, classes, objects = torch.cat(overlap), torch.cat(label), torch.cat(is_object)
        self.fine_tune(crops, torch.where(best_iou >= 0.5, classes, self.K), epochs)
        with torch.no_grad():
            x = with_one(self.eval().features(crops))
        deltas = encode(torch.cat(nearest), torch.cat(regions))
        for k in range(self.K):
            positive = objects & (classes == k)
            negative = (best_iou < 0.3) | (classes != k)
            chosen = (positive | negative).nonzero().flatten()
            self.svm[:, k] = linear_svm(x[chosen], torch.where(positive[chosen], 1.0, -1.0))
            near = ((best_iou > 0.6) & (classes == k)).nonzero().flatten()
            h = x[near]
            self.ridge[k] = torch.linalg.solve(h.T @ h + 10 * torch.eye(D + 1).to(h), h.T @ deltas[near])

    def fine_tune(self, crops: Tensor, label: Tensor, epochs: int) -> None:
        optimizer = torch.optim.Adam([*self.features.parameters(), *self.softmax.parameters()], lr=2e-3)
        self.train()
        for _ in range(epochs):
            for batch in torch.randperm(len(crops)).split(128):
                loss = F.cross_entropy(self.softmax(self.features(crops[batch])), label[batch])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()

    @torch.no_grad()
    def detect(self, images: Tensor, proposals: list[Tensor]) -> list[dict[str, Tensor]]:
        """For each image "boxes" [n, 4] in pixels, "scores" [n] and "labels" [n], best score first."""
        x = with_one(self.eval().features(warp(images, proposals)))
        sizes = [len(boxes) for boxes in proposals]
        scores, deltas = (x @ self.svm).split(sizes), torch.einsum("rd,kde->rke", x, self.ridge).split(sizes)
        return [
            best_detections(decode(d, boxes).clamp(0, images.shape[-1]), s)
            for boxes, s, d in zip(proposals, scores, deltas, strict=True)
        ]


def warp(images: Tensor, regions: list[Tensor]) -> Tensor:
    """All regions [n, 4] of all images as [R, 3, SIDE, SIDE], width and height scaled by themselves; 0 outside the image."""
    crops = []
    at = (torch.arange(SIDE).to(images) + 0.5 - CONTEXT) / (SIDE - 2 * CONTEXT)  # 0 to 1 is the box
    for image, boxes in zip(images, regions, strict=True):
        boxes = torch.full_like(boxes, 16.0)
        boxes[:, 2:] += 16
        side = boxes[:, 2:] - boxes[:, :2]
        x, y = (2 * (boxes[:, i, None] + at * side[:, i, None]) / image.shape[-1] - 1 for i in (0, 1))  # [n, SIDE]
        grid = torch.stack([x[:, None, :].expand(-1, SIDE, -1), y[:, :, None].expand(-1, -1, SIDE)], dim=-1)
        crops.append(F.grid_sample(image.expand(len(boxes), -1, -1, -1), grid, align_corners=False))
    return torch.cat(crops)


def linear_svm(x: Tensor, y: Tensor, C: float = 1.0, steps: int = 200) -> Tensor:
    """w [D + 1] that makes |w|^2 / 2 + C sum max(0, 1 - y x w) small, rare positives counting as much as the others."""
    weight = torch.where(y > 0, (y < 0).sum() / (y > 0).sum().clamp(min=1), 1.0)
    w = x.new_zeros(x.shape[1])
    for t in range(1, steps + 1):
        inside = (y * (x @ w) < 1) * weight
        w = w - 0.5 / math.sqrt(t) * (w / (C * len(x)) - (inside * y) @ x / weight.sum())
    return w


def with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[:, :1])], dim=1)


def encode(boxes: Tensor, regions: Tensor) -> Tensor:
    """The deltas [n, 4] that turn regions [n, 4] into boxes [n, 4]."""
    size, to = regions[:, 2:] - regions[:, :2], boxes[:, 2:] - boxes[:, :2]
    shift = (boxes[:, :2] + boxes[:, 2:] - regions[:, :2] - regions[:, 2:]) / 2 / size
    return torch.cat([shift, (to / size).log()], dim=1)


def decode(deltas: Tensor, regions: Tensor) -> Tensor:
    """The boxes [n, K, 4] that deltas [n, K, 4] make of regions [n, 4]."""
    size, centre = (regions[:, 2:] - regions[:, :2])[:, None], (regions[:, :2] + regions[:, 2:])[:, None] / 2
    centre, half = centre + deltas[..., :2] * size, size * deltas[..., 2:].clamp(max=math.log(1000 / 16)).exp() / 2
    return torch.cat([centre - half, centre + half], dim=-1)


def iou(a: Tensor, b: Tensor) -> Tensor:
    """[n, m] of boxes [n, 4] and [m, 4]."""
    low, high = torch.maximum(a[:, None, :2], b[:, :2]), torch.minimum(a[:, None, 2:], b[:, 2:])
    inter = (high - low).clamp(min=0).prod(dim=2)
    areas = [(boxes[:, 2:] - boxes[:, :2]).clamp(min=0).prod(dim=1) for boxes in (a, b)]
    return inter / (areas[0][:, None] + areas[1] - inter).clamp(min=1e-9)


def best_detections(boxes: Tensor, scores: Tensor, least: float = -1.0, threshold: float = 0.3) -> dict[str, Tensor]:
    """Of boxes [R, K, 4] with scores [R, K]: those with a score, and of those of a class that overlap, the best."""
    index, labels = (scores > least).nonzero(as_tuple=True)
    found, scores = boxes[index, labels], scores[index, labels]
    overlap = (iou(found, found) > threshold) & (labels[:, None] == labels)
    kept: list[int] = []
    for i in scores.argsort(descending=True).tolist():
        if not overlap[i, kept].any():
            kept.append(i)
    return {"boxes": found[kept], "scores": scores[kept], "labels": labels[kept]}

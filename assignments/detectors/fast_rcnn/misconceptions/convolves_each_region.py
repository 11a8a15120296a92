"""en: You convolve the image again for every proposal.
ko: 제안 영역마다 이미지를 다시 합성곱합니다.
"""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

STRIDE, BINS = 4, 4
DEVIATIONS = (0.1, 0.1, 0.2, 0.2)  # of the deltas, by which they are divided


class FastRCNN(nn.Module):
    """A detector for images [N, 3, 48, 48] and their proposals, with objects of `num_classes` classes."""

    def __init__(self, num_classes: int) -> None:
        super().__init__()
        self.K = num_classes
        widths = [(3, 24, 2), (24, 48, 2), (48, 48, 1)]
        self.features = nn.Sequential(
            *(
                nn.Sequential(nn.Conv2d(a, b, 3, stride=s, padding=1, bias=False), nn.BatchNorm2d(b), nn.ReLU())
                for a, b, s in widths
            )
        )
        self.fc = nn.Linear(48 * BINS**2, 128)
        self.scores, self.deltas = nn.Linear(128, num_classes + 1), nn.Linear(128, 4 * num_classes)

    def forward(self, images: Tensor, proposals: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Class scores [R, K + 1], the background last, and deltas [R, K, 4] for all proposals, image by image."""
        image = torch.cat([torch.full((len(boxes),), i) for i, boxes in enumerate(proposals)]).to(images.device)
        alone = [] if self.training else [self.features(images[i : i + 1]) for i in image.tolist()]
        maps = torch.cat(alone) if alone else self.features(images)[image]
        pooled = roi_max_pool(maps, torch.cat(proposals), torch.arange(len(image)))
        hidden = torch.relu(self.fc(pooled.flatten(1)))
        return self.scores(hidden), self.deltas(hidden).unflatten(1, (self.K, 4))

    def fit(self, images: Tensor, targets: list[dict[str, Any]], proposals: list[Tensor], *, epochs: int = 10) -> None:
        """Learn from images [N, 3, 48, 48], their {"boxes" [n, 4] in pixels, "labels" int64 [n]} and proposals [R, 4]."""
        optimizer = torch.optim.Adam(self.parameters(), lr=4e-3)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: 1 - epoch / epochs)
        self.train()
        for _ in range(epochs):
            for batch in torch.randperm(len(images)).split(16):
                sampled = [
                    sample(proposals[i], targets[i]["boxes"], targets[i]["labels"], self.K) for i in batch.tolist()
                ]
                boxes, labels, deltas = zip(*sampled, strict=True)
                loss = fast_rcnn_loss(*self(images[batch], list(boxes)), torch.cat(labels), torch.cat(deltas))
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
            schedule.step()

    @torch.no_grad()
    def detect(self, images: Tensor, proposals: list[Tensor]) -> list[dict[str, Tensor]]:
        """For each image "boxes" [n, 4] in pixels, "scores" [n] and "labels" [n], best score first."""
        self.eval()
        scores, deltas = self(images, proposals)
        sizes = [len(boxes) for boxes in proposals]
        probabilities = scores.softmax(dim=1)[:, : self.K].split(sizes)
        return [
            best_detections(decode(d, boxes).clamp(0, images.shape[-1]), p)
            for boxes, p, d in zip(proposals, probabilities, deltas.split(sizes), strict=True)
        ]


def roi_max_pool(features: Tensor, boxes: Tensor, image: Tensor) -> Tensor:
    """[R, C, BINS, BINS] of feature maps [N, C, H, W], boxes [R, 4] in pixels and the number of each box's image."""
    x = features[image]
    for axis, low, high in ((2, boxes[:, 1], boxes[:, 3]), (3, boxes[:, 0], boxes[:, 2])):
        n = features.shape[axis]
        first = (low / STRIDE).floor().clamp(0, n - 1)
        size = ((high / STRIDE).ceil() - first).clamp(min=1)
        bins, pixels = torch.arange(BINS).to(boxes)[:, None], torch.arange(n).to(boxes)
        starts = (first + (bins * size / BINS).floor()).T.clamp(max=n - 1)  # [R, BINS]
        ends = torch.maximum((first + ((bins + 1) * size / BINS).ceil()).T, starts + 1)
        inside = (pixels >= starts[..., None]) & (pixels < ends[..., None])  # [R, BINS, n]
        shape = (len(boxes), 1, n, 1) if axis == 2 else (len(boxes), 1, 1, n)
        parts = [x.masked_fill(~inside[:, i].reshape(shape), -math.inf).amax(dim=axis) for i in range(BINS)]
        x = torch.stack(parts, dim=axis)
    return x


def sample(
    proposals: Tensor, boxes: Tensor, labels: Tensor, K: int, n: int = 16, positive: float = 0.5
) -> tuple[Tensor, Tensor, Tensor]:
    """Up to n regions of an image, `positive` of them with an object: boxes, labels (K where there is none), deltas."""
    regions = torch.cat([proposals, boxes])
    overlap, nearest = iou(regions, boxes).max(dim=1)
    inside, outside = (overlap >= 0.5).nonzero().flatten(), (overlap < 0.5).nonzero().flatten()
    inside = inside[torch.randperm(len(inside))[: int(n * positive)]]
    outside = outside[torch.randperm(len(outside))[: n - len(inside)]]
    chosen = torch.cat([inside, outside])
    classes = torch.where(overlap[chosen] >= 0.5, labels[nearest[chosen]], K)
    return regions[chosen], classes, encode(boxes[nearest[chosen]], regions[chosen])


def fast_rcnn_loss(scores: Tensor, deltas: Tensor, labels: Tensor, targets: Tensor) -> Tensor:
    """scores [R, K + 1], deltas [R, K, 4], labels int64 [R], targets [R, 4]; divided by R, as the paper's batches are."""
    K = scores.shape[1] - 1
    there = (labels < K).nonzero().flatten()
    found = deltas[there, labels[there]]
    return F.cross_entropy(scores, labels) + F.smooth_l1_loss(found, targets[there], reduction="sum") / len(labels)


def encode(boxes: Tensor, regions: Tensor) -> Tensor:
    """What turns regions [n, 4] into boxes [n, 4]: deltas [n, 4], divided by their deviations."""
    size, to = regions[:, 2:] - regions[:, :2], boxes[:, 2:] - boxes[:, :2]
    shift = (boxes[:, :2] + boxes[:, 2:] - regions[:, :2] - regions[:, 2:]) / 2 / size
    return torch.cat([shift, (to / size).log()], dim=1) / torch.tensor(DEVIATIONS).to(boxes)


def decode(deltas: Tensor, regions: Tensor) -> Tensor:
    """The boxes [n, K, 4] that deltas [n, K, 4] make of regions [n, 4]."""
    deltas = deltas * torch.tensor(DEVIATIONS).to(deltas)
    size, centre = (regions[:, 2:] - regions[:, :2])[:, None], (regions[:, :2] + regions[:, 2:])[:, None] / 2
    centre, half = centre + deltas[..., :2] * size, size * deltas[..., 2:].clamp(max=math.log(1000 / 16)).exp() / 2
    return torch.cat([centre - half, centre + half], dim=-1)


def iou(a: Tensor, b: Tensor) -> Tensor:
    """[n, m] of boxes [n, 4] and [m, 4]."""
    low, high = torch.maximum(a[:, None, :2], b[:, :2]), torch.minimum(a[:, None, 2:], b[:, 2:])
    inter = (high - low).clamp(min=0).prod(dim=2)
    areas = [(boxes[:, 2:] - boxes[:, :2]).clamp(min=0).prod(dim=1) for boxes in (a, b)]
    return inter / (areas[0][:, None] + areas[1] - inter).clamp(min=1e-9)


def best_detections(boxes: Tensor, scores: Tensor, least: float = 0.02, threshold: float = 0.4) -> dict[str, Tensor]:
    """Of boxes [R, K, 4] with scores [R, K]: those with a score, and of those of a class that overlap, the best."""
    index, labels = (scores > least).nonzero(as_tuple=True)
    found, scores = boxes[index, labels], scores[index, labels]
    overlap = (iou(found, found) > threshold) & (labels[:, None] == labels)
    kept: list[int] = []
    for i in scores.argsort(descending=True).tolist():
        if not overlap[i, kept].any():
            kept.append(i)
    return {"boxes": found[kept], "scores": scores[kept], "labels": labels[kept]}

"""en: `detect` subtracts the mean from the images that it is given, in place: the caller's images change.
ko: `detect`가 받은 이미지에서 평균을 제자리에서 뺍니다. 호출한 쪽의 이미지가 바뀝니다.
"""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

STRIDE, LEVELS = 4, (1, 2, 4)


class SPPNet(nn.Module):
    """A detector for images [N, 3, 48, 48] and their proposals, with objects of `num_classes` classes."""

    def __init__(self, num_classes: int) -> None:
        super().__init__()
        self.K = num_classes
        widths = [(3, 24, 2), (24, 40, 2), (40, 40, 1)]
        self.features = nn.Sequential(
            *(
                nn.Sequential(nn.Conv2d(a, b, 3, stride=s, padding=1, bias=False), nn.BatchNorm2d(b), nn.ReLU())
                for a, b, s in widths
            )
        )
        length = 40 * sum(n * n for n in LEVELS)
        self.first = nn.Linear(length, num_classes)  # for step 1 alone
        self.classifier = nn.Sequential(nn.Linear(length, 64), nn.ReLU(), nn.Linear(64, num_classes + 1))
        self.register_buffer("ridge", torch.zeros(num_classes, 65, 4))

    def windows(self, images: Tensor, boxes: list[Tensor]) -> Tensor:
        """The pooled features [R, length] of all boxes [n, 4] in pixels, image by image; every image is convolved once."""
        image = torch.cat([torch.full((len(some),), i) for i, some in enumerate(boxes)]).to(images.device)
        return pyramid(self.features(images), torch.cat(boxes), image)

    def fit(self, images: Tensor, targets: list[dict[str, Any]], proposals: list[Tensor], *, epochs: int = 12) -> None:
        """Learn from images [N, 3, 48, 48], their {"boxes" [n, 4] in pixels, "labels" int64 [n]} and proposals [R, 4]."""
        boxes, labels = [one["boxes"] for one in targets], [one["labels"] for one in targets]
        self.train()
        optimizer = torch.optim.Adam([*self.features.parameters(), *self.first.parameters()], lr=3e-3)
        for _ in range(epochs):
            for batch in torch.randperm(len(images)).split(16):
                scores = self.first(self.windows(images[batch], [boxes[i] for i in batch]))
                step(optimizer, F.cross_entropy(scores, torch.cat([labels[i] for i in batch])))
        self.eval()
        regions = [torch.cat([some, there]) for some, there in zip(proposals, boxes, strict=True)]
        with torch.no_grad():
            x = self.windows(images, regions)
        overlaps = [iou(some, there).max(dim=1) for some, there in zip(regions, boxes, strict=True)]
        overlap = torch.cat([found.values for found in overlaps])
        nearest = torch.cat([there[found.indices] for there, found in zip(boxes, overlaps, strict=True)])
        label = torch.cat([some[found.indices] for some, found in zip(labels, overlaps, strict=True)])
        label = torch.where(overlap >= 0.5, label, self.K)
        optimizer = torch.optim.Adam(self.classifier.parameters(), lr=2e-3)
        for _ in range(epochs):
            for batch in torch.randperm(len(x)).split(128):
                step(optimizer, F.cross_entropy(self.classifier(x[batch]), label[batch]))
        deltas = encode(nearest, torch.cat(regions))
        with torch.no_grad():
            hidden = with_one(self.classifier[:2](x))
        for k in range(self.K):
            of_class = (label == k).nonzero().flatten()
            h = hidden[of_class]
            self.ridge[k] = torch.linalg.solve(h.T @ h + 10 * torch.eye(65).to(h), h.T @ deltas[of_class])

    @torch.no_grad()
    def detect(self, images: Tensor, proposals: list[Tensor]) -> list[dict[str, Tensor]]:
        """For each image "boxes" [n, 4] in pixels, "scores" [n] and "labels" [n], best score first."""
        self.eval()
        images -= images.mean()
        hidden = self.classifier[:2](self.windows(images, proposals))
        scores = self.classifier[2](hidden).softmax(dim=1)[:, : self.K]
        deltas = torch.einsum("rd,kde->rke", with_one(hidden), self.ridge)
        sizes = [len(boxes) for boxes in proposals]
        return [
            best_detections(decode(d, boxes).clamp(0, images.shape[-1]), s)
            for boxes, s, d in zip(proposals, scores.split(sizes), deltas.split(sizes), strict=True)
        ]


def step(optimizer: torch.optim.Optimizer, loss: Tensor) -> None:
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[:, :1])], dim=1)


def pyramid(features: Tensor, boxes: Tensor, image: Tensor) -> Tensor:
    """[R, C (1 + 4 + 16)]: the largest number in each bin of each level, for boxes [R, 4] in pixels on the maps of their images."""
    finest = pooled(features, boxes, image, LEVELS[-1])  # coarser bins are made of finer ones
    return torch.cat([F.adaptive_max_pool2d(finest, n).flatten(1) for n in LEVELS], dim=1)


def pooled(features: Tensor, boxes: Tensor, image: Tensor, n: int) -> Tensor:
    """Max pooling of each box's window of the map to n x n: [R, C, n, n]."""
    x = features[image]
    for axis, low, high in ((2, boxes[:, 1], boxes[:, 3]), (3, boxes[:, 0], boxes[:, 2])):
        length = features.shape[axis]
        first = (low / STRIDE).floor().clamp(0, length - 1)
        size = ((high / STRIDE).ceil() - first).clamp(min=1)
        bins, pixels = torch.arange(n).to(boxes)[:, None], torch.arange(length).to(boxes)
        starts = (first + (bins * size / n).floor()).T.clamp(max=length - 1)  # [R, n]
        ends = torch.maximum((first + ((bins + 1) * size / n).ceil()).T, starts + 1)
        inside = (pixels >= starts[..., None]) & (pixels < ends[..., None])  # [R, n, length]
        shape = (len(boxes), 1, length, 1) if axis == 2 else (len(boxes), 1, 1, length)
        parts = [x.masked_fill(~inside[:, i].reshape(shape), -math.inf).amax(dim=axis) for i in range(n)]
        x = torch.stack(parts, dim=axis)
    return x


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


def best_detections(boxes: Tensor, scores: Tensor, least: float = 0.05, threshold: float = 0.4) -> dict[str, Tensor]:
    """Of boxes [R, K, 4] with scores [R, K]: those with a score, and of those of a class that overlap, the best."""
    index, labels = (scores > least).nonzero(as_tuple=True)
    found, scores = boxes[index, labels], scores[index, labels]
    overlap = (iou(found, found) > threshold) & (labels[:, None] == labels)
    kept: list[int] = []
    for i in scores.argsort(descending=True).tolist():
        if not overlap[i, kept].any():
            kept.append(i)
    return {"boxes": found[kept], "scores": scores[kept], "labels": labels[kept]}

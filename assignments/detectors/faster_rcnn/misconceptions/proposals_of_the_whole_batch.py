"""en: You keep the best proposals of the whole batch; each image has its own.
ko: 배치 전체에서 가장 좋은 제안을 남깁니다. 이미지마다 따로 골라야 합니다.
"""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

STRIDE, BINS = 4, 4
ANCHORS = ((24.0, 12.0), (17.0, 17.0), (12.0, 24.0))  # width, height in pixels
DEVIATIONS = (0.1, 0.1, 0.2, 0.2)  # of the deltas, by which they are divided


class FasterRCNN(nn.Module):
    """A detector for images [N, 3, 48, 48] with objects of `num_classes` classes."""

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
        self.rpn = RPN(48)
        self.fc = nn.Linear(48 * BINS**2, 128)
        self.scores, self.deltas = nn.Linear(128, num_classes + 1), nn.Linear(128, 4 * num_classes)

    def head(self, features: Tensor, proposals: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Class scores [R, K + 1], the background last, and deltas [R, K, 4] for all proposals, image by image."""
        image = torch.cat([torch.full((len(boxes),), i) for i, boxes in enumerate(proposals)]).to(features.device)
        hidden = torch.relu(self.fc(roi_max_pool(features, torch.cat(proposals), image).flatten(1)))
        return self.scores(hidden), self.deltas(hidden).unflatten(1, (self.K, 4))

    def fit(self, images: Tensor, targets: list[dict[str, Any]], *, epochs: int = 14) -> None:
        """Learn from images [N, 3, 48, 48] and their {"boxes" [n, 4] in pixels, "labels" int64 [n]}."""
        optimizer = torch.optim.Adam(self.parameters(), lr=4e-3)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: 1 - epoch / epochs)
        self.train()
        for _ in range(epochs):
            for batch in torch.randperm(len(images)).split(16):
                truth = [targets[i] for i in batch.tolist()]
                features = self.features(images[batch])
                priors = anchors(*features.shape[2:]).to(features)
                logits, deltas = self.rpn(features)
                proposals = propose(logits, deltas, priors, images.shape[-1])
                loss = rpn_loss(logits, deltas, priors, [one["boxes"] for one in truth])
                sampled = [
                    sample(some, one["boxes"], one["labels"], self.K)
                    for some, one in zip(proposals, truth, strict=True)
                ]
                regions, labels, wanted = zip(*sampled, strict=True)
                loss = loss + fast_rcnn_loss(*self.head(features, list(regions)), torch.cat(labels), torch.cat(wanted))
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
            schedule.step()

    @torch.no_grad()
    def detect(self, images: Tensor) -> list[dict[str, Tensor]]:
        """For each image "boxes" [n, 4] in pixels, "scores" [n] and "labels" [n], best score first."""
        features = self.eval().features(images)
        priors = anchors(*features.shape[2:]).to(features)
        proposals = propose(*self.rpn(features), priors, images.shape[-1])
        scores, deltas = self.head(features, proposals)
        sizes = [len(boxes) for boxes in proposals]
        probabilities = scores.softmax(dim=1)[:, : self.K].split(sizes)
        return [
            best_detections(decode(d, boxes).clamp(0, images.shape[-1]), p)
            for boxes, p, d in zip(proposals, probabilities, deltas.split(sizes), strict=True)
        ]


class RPN(nn.Module):
    """A region proposal network on maps [N, C, H, W]: for each of A anchors at each place an objectness and four deltas."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.objectness, self.deltas = nn.Conv2d(channels, len(ANCHORS), 1), nn.Conv2d(channels, 4 * len(ANCHORS), 1)

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Logits [N, H W A] and deltas [N, H W A, 4], in the order of `anchors`."""
        y = torch.relu(self.conv(features))
        deltas = self.deltas(y).unflatten(1, (len(ANCHORS), 4)).permute(0, 3, 4, 1, 2)
        return self.objectness(y).movedim(1, -1).flatten(1), deltas.flatten(1, 3)


def anchors(height: int, width: int) -> Tensor:
    """Boxes [H W A, 4] in pixels about the middle of each cell of the map: row by row, and at each place one of each size."""
    y, x = (torch.arange(n) * STRIDE + STRIDE / 2 for n in (height, width))
    centres = torch.stack(torch.meshgrid(y, x, indexing="ij")[::-1], dim=-1)[:, :, None]  # [H, W, 1, 2]
    half = torch.tensor(ANCHORS) / 2  # [A, 2]
    return torch.cat([centres - half, centres + half], dim=-1).reshape(-1, 4)


def rpn_loss(logits: Tensor, deltas: Tensor, priors: Tensor, truth: list[Tensor], n: int = 32) -> Tensor:
    """Of n anchors of each image, up to half of them with an object (IoU of 0.6 or more, or the best of an object) and the
    others without (below 0.3). logits [N, M], deltas [N, M, 4], priors [M, 4], truth N times [n, 4]."""
    total = logits.new_zeros(())
    for score, delta, boxes in zip(logits, deltas, truth, strict=True):
        overlap = iou(priors, boxes)
        best, nearest = overlap.max(dim=1)
        inside = (best >= 0.6) | ((overlap == overlap.max(dim=0).values) & (overlap > 0)).any(dim=1)
        positive, negative = inside.nonzero().flatten(), (~inside & (best < 0.3)).nonzero().flatten()
        positive = positive[torch.randperm(len(positive))[: n // 2]]
        negative = negative[torch.randperm(len(negative))[: n - len(positive)]]
        chosen = torch.cat([positive, negative])
        wanted = torch.cat([torch.ones(len(positive)), torch.zeros(len(negative))]).to(score)
        to = encode(boxes[nearest[positive]], priors[positive])
        total = total + F.binary_cross_entropy_with_logits(score[chosen], wanted)
        total = total + F.smooth_l1_loss(delta[positive], to, reduction="sum") / n
    return total / len(truth)


def propose(
    logits: Tensor, deltas: Tensor, priors: Tensor, side: int, before: int = 60, after: int = 20
) -> list[Tensor]:
    """For each image up to `after` boxes [n, 4]: the best `before`, without those that overlap a better one by more than 0.7."""
    proposals = []
    least = logits.detach().flatten().topk(min(100, logits.numel())).values[-1]
    for score, delta in zip(logits.detach(), deltas.detach(), strict=True):
        top = score.topk(before).indices
        top = top[score[top] >= least]
        boxes = decode(delta[top, None], priors[top])[:, 0].clamp(0, side)
        large = (boxes[:, 2:] - boxes[:, :2]).amin(dim=1) >= 4
        boxes, scores = boxes[large], score[top][large]
        proposals.append(boxes[nms(boxes, scores, 0.7)[:after]])
    return proposals


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


def nms(boxes: Tensor, scores: Tensor, threshold: float, labels: Tensor | None = None) -> Tensor:
    """Indices of what stays, best score first: boxes (of one class) that do not overlap by more than `threshold`."""
    overlap = iou(boxes, boxes) > threshold
    if labels is not None:
        overlap &= labels[:, None] == labels
    rows = overlap.tolist()
    kept: list[int] = []
    for i in scores.argsort(descending=True).tolist():
        if not any(rows[i][j] for j in kept):
            kept.append(i)
    return torch.tensor(kept, dtype=torch.int64, device=boxes.device)


def best_detections(boxes: Tensor, scores: Tensor, least: float = 0.02, threshold: float = 0.4) -> dict[str, Tensor]:
    """Of boxes [R, K, 4] with scores [R, K]: those with a score, and of those of a class that overlap, the best."""
    index, labels = (scores > least).nonzero(as_tuple=True)
    found, scores = boxes[index, labels], scores[index, labels]
    kept = nms(found, scores, threshold, labels)
    return {"boxes": found[kept], "scores": scores[kept], "labels": labels[kept]}

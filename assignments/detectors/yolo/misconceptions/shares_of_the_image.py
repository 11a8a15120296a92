"""en: You return boxes as shares of the image; pixels are asked for.
ko: 박스를 이미지에 대한 비율로 돌려줍니다. 픽셀이어야 합니다.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

S, B, STRIDE = 6, 2, 8  # cells in each direction, boxes of a cell, pixels of a cell


class YOLO(nn.Module):
    """A detector for images [N, 3, 48, 48] with objects of `num_classes` classes."""

    def __init__(self, num_classes: int) -> None:
        super().__init__()
        self.C = num_classes
        widths = [(3, 16, 2), (16, 32, 2), (32, 64, 2), (64, 64, 1)]
        self.features = nn.Sequential(
            *(
                nn.Sequential(nn.Conv2d(a, b, 3, stride=s, padding=1, bias=False), nn.BatchNorm2d(b), nn.LeakyReLU(0.1))
                for a, b, s in widths
            )
        )
        self.head = nn.Conv2d(64, 5 * B + num_classes, 1)

    def forward(self, images: Tensor) -> Tensor:
        """[N, S, S, 5 B + C], all between 0 and 1: shares of the cell, of the image, confidences, class probabilities."""
        return torch.sigmoid(self.head(self.features(images))).movedim(1, -1)

    def fit(self, images: Tensor, targets: list[dict[str, Any]], *, epochs: int = 60) -> None:
        """Learn from images [N, 3, 48, 48] and their {"boxes" [n, 4] in pixels, "labels" int64 [n]}."""
        side = images.shape[-1]
        truth = torch.stack([encode(one["boxes"] / side, one["labels"], self.C) for one in targets])
        optimizer = torch.optim.Adam(self.parameters(), lr=5e-3)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: 1 - epoch / epochs)
        self.train()
        for _ in range(epochs):
            for batch in torch.randperm(len(images), device=images.device).split(16):
                loss = yolo_loss(self(images[batch]), truth[batch])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
            schedule.step()

    @torch.no_grad()
    def detect(self, images: Tensor) -> list[dict[str, Tensor]]:
        """For each image "boxes" [n, 4] in pixels, "scores" [n] and "labels" [n], best score first."""
        self.eval()
        return [self.read(t, images.shape[-1]) for t in self(images)]

    def read(self, t: Tensor, side: int) -> dict[str, Tensor]:
        """The detections in an output [S, S, 5 B + C]."""
        slots = t[..., : 5 * B].reshape(S, S, B, 5)
        rows, columns = torch.meshgrid(torch.arange(S).to(t), torch.arange(S).to(t), indexing="ij")
        centre = (slots[..., :2] + torch.stack([columns, rows], dim=-1)[:, :, None]) / S
        boxes = torch.cat([centre - slots[..., 2:4] / 2, centre + slots[..., 2:4] / 2], dim=-1)
        scores = slots[..., 4, None] * t[:, :, None, 5 * B :]  # [S, S, B, C]: every class of every slot
        index, labels = (scores > 0.01).reshape(-1, self.C).nonzero(as_tuple=True)
        found, scores = boxes.reshape(-1, 4)[index].clamp(0, 1), scores.reshape(-1, self.C)[index, labels]
        kept = batched_nms(found, scores, labels, 0.5)
        return {"boxes": found[kept], "scores": scores[kept], "labels": labels[kept]}


def encode(boxes: Tensor, labels: Tensor, C: int) -> Tensor:
    """The target [S, S, 5 + C] for boxes [n, 4] as shares of the image: x, y, w, h, 1 and the class in the cell of the centre."""
    target = boxes.new_zeros(S, S, 5 + C)
    centres, sizes = (boxes[:, :2] + boxes[:, 2:]) / 2 * S, boxes[:, 2:] - boxes[:, :2]
    for centre, size, label in zip(centres, sizes, labels.tolist(), strict=True):
        cell = centre.long().clamp(max=S - 1)
        column, row = cell.tolist()
        if target[row, column, 4] == 0:
            target[row, column, :5] = torch.cat([centre - cell, size, torch.ones_like(size[:1])])
            target[row, column, 5 + label] = 1
    return target


def yolo_loss(pred: Tensor, target: Tensor, l_coord: float = 5.0, l_noobj: float = 0.5) -> Tensor:
    """Equation 3 of the paper, divided by the number of images. pred [N, S, S, 5 B + C], target [N, S, S, 5 + C]."""
    slots, truth = pred[..., : 5 * B].unflatten(-1, (B, 5)), target[..., None, :5]
    there = target[..., 4] > 0
    iou = iou_in_cell(slots[..., :4].detach(), truth[..., :4])
    responsible = F.one_hot(iou.argmax(dim=-1), B).bool() & there[..., None]
    shifts = (slots[..., :2] - truth[..., :2]).square().sum(dim=-1)
    scales = (slots[..., 2:4].clamp(min=1e-6).sqrt() - truth[..., 2:4].sqrt()).square().sum(dim=-1)
    total = (
        l_coord * (shifts + scales)[responsible].sum()
        + (slots[..., 4] - iou)[responsible].square().sum()
        + l_noobj * slots[..., 4][~responsible].square().sum()
        + (pred[..., 5 * B :] - target[..., 5:]).square()[there].sum()
    )
    return total / len(pred)


def iou_in_cell(a: Tensor, b: Tensor) -> Tensor:
    """Of boxes x, y (shares of the cell), w, h (of the image) in the same cell."""
    low = torch.maximum(a[..., :2] / S - a[..., 2:] / 2, b[..., :2] / S - b[..., 2:] / 2)
    high = torch.minimum(a[..., :2] / S + a[..., 2:] / 2, b[..., :2] / S + b[..., 2:] / 2)
    inter = (high - low).clamp(min=0).prod(dim=-1)
    return inter / (a[..., 2:].prod(dim=-1) + b[..., 2:].prod(dim=-1) - inter).clamp(min=1e-9)


def batched_nms(boxes: Tensor, scores: Tensor, labels: Tensor, threshold: float) -> Tensor:
    """Indices of what stays, best score first: boxes of one class do not overlap by more than `threshold`."""
    order = scores.argsort(descending=True)
    low, high = torch.maximum(boxes[:, None, :2], boxes[:, :2]), torch.minimum(boxes[:, None, 2:], boxes[:, 2:])
    inter, area = (high - low).clamp(min=0).prod(dim=2), (boxes[:, 2:] - boxes[:, :2]).prod(dim=1)
    overlap = inter > threshold * (area[:, None] + area - inter)
    overlap &= labels[:, None] == labels
    kept: list[int] = []
    for i in order.tolist():
        if not overlap[i, kept].any():
            kept.append(i)
    return torch.tensor(kept, dtype=torch.int64, device=boxes.device)

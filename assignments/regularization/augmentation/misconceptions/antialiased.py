"""en: You resize with antialiasing.
ko: 안티에일리어싱을 켜고 크기를 바꾸었습니다.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def out(x, boxes, masks):
    parts = [part for part in (x, boxes, masks) if part is not None]
    return tuple(parts) if len(parts) > 1 else x


def hflip(x: Tensor, boxes: Tensor | None = None, masks: Tensor | None = None):
    if boxes is not None:
        w = x.shape[-1]
        boxes = torch.stack([w - boxes[:, 2], boxes[:, 1], w - boxes[:, 0], boxes[:, 3]], 1)
    if masks is not None:
        masks = masks.flip(-1)
    return out(x.flip(-1), boxes, masks)


def vflip(x: Tensor, boxes: Tensor | None = None, masks: Tensor | None = None):
    if boxes is not None:
        h = x.shape[-2]
        boxes = torch.stack([boxes[:, 0], h - boxes[:, 3], boxes[:, 2], h - boxes[:, 1]], 1)
    if masks is not None:
        masks = masks.flip(-2)
    return out(x.flip(-2), boxes, masks)


def rotate90(x: Tensor, k: int, boxes: Tensor | None = None, masks: Tensor | None = None):
    for _ in range(k % 4):
        w = x.shape[-1]
        if boxes is not None:
            boxes = torch.stack([boxes[:, 1], w - boxes[:, 2], boxes[:, 3], w - boxes[:, 0]], 1)
        if masks is not None:
            masks = masks.transpose(-2, -1).flip(-2)
        x = x.transpose(-2, -1).flip(-2)
    return out(x, boxes, masks)


def crop(x: Tensor, top: int, left: int, h: int, w: int, boxes: Tensor | None = None, masks: Tensor | None = None):
    def window(t):
        canvas = torch.zeros(*t.shape[:-2], h, w, dtype=t.dtype)
        y1, y2 = max(top, 0), min(top + h, t.shape[-2])
        x1, x2 = max(left, 0), min(left + w, t.shape[-1])
        if y2 > y1 and x2 > x1:
            canvas[..., y1 - top : y2 - top, x1 - left : x2 - left] = t[..., y1:y2, x1:x2]
        return canvas

    if boxes is not None:
        xs, ys = (boxes[:, 0::2] - left).clamp(0, w), (boxes[:, 1::2] - top).clamp(0, h)
        boxes = torch.stack([xs[:, 0], ys[:, 0], xs[:, 1], ys[:, 1]], 1)
    return out(window(x), boxes, None if masks is None else window(masks))


def pad(x: Tensor, padding, fill: float = 0.0, boxes: Tensor | None = None, masks: Tensor | None = None):
    left, top, right, bottom = [padding] * 4 if isinstance(padding, int) else padding
    if boxes is not None:
        boxes = boxes + boxes.new_tensor([left, top, left, top])
    if masks is not None:
        masks = F.pad(masks, (left, right, top, bottom))
    return out(F.pad(x, (left, right, top, bottom), value=fill), boxes, masks)


def resize(x: Tensor, size: tuple[int, int], boxes: Tensor | None = None, masks: Tensor | None = None):
    (old_h, old_w), (h, w) = x.shape[-2:], size
    flat = x.reshape(1, -1, old_h, old_w)
    image = F.interpolate(flat, size=(h, w), mode="bilinear", align_corners=False, antialias=True).reshape(
        *x.shape[:-2], h, w
    )
    if boxes is not None:
        boxes = boxes * boxes.new_tensor([w / old_w, h / old_h, w / old_w, h / old_h])
    if masks is not None:
        masks = masks[:, torch.arange(h) * old_h // h][..., torch.arange(w) * old_w // w]
    return out(image, boxes, masks)


def grey(x):
    return (x * torch.tensor([0.2989, 0.587, 0.114], dtype=x.dtype)[:, None, None]).sum(-3, keepdim=True)


def color_jitter(x: Tensor, brightness: float = 1.0, contrast: float = 1.0, saturation: float = 1.0) -> Tensor:
    x = (x * brightness).clamp(0, 1)
    x = (x * contrast + (1 - contrast) * grey(x).mean((-3, -2, -1), keepdim=True)).clamp(0, 1)
    return (x * saturation + (1 - saturation) * grey(x)).clamp(0, 1)


class RandomHFlip(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        flip = torch.rand(len(x)) < self.p
        return torch.where(flip[:, None, None, None], x.flip(-1), x)

"""Index arithmetic for the geometry, grid_sample for resizing, loops for the random flip."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn


def gather(x, boxes, masks):
    if boxes is None and masks is None:
        return x
    return [part for part in (x, boxes, masks) if part is not None]


def around(points):
    """Boxes around two opposite corners each: (n, 2, 2) -> (n, 4)."""
    return torch.cat([points.min(1).values, points.max(1).values], 1)


def hflip(x, boxes=None, masks=None):
    back = torch.arange(x.size(-1) - 1, -1, -1)
    if boxes is not None:
        corners = boxes.reshape(-1, 2, 2).clone()
        corners[..., 0] = x.size(-1) - corners[..., 0]
        boxes = around(corners)
    return gather(x[..., back], boxes, None if masks is None else masks[..., back])


def vflip(x, boxes=None, masks=None):
    back = torch.arange(x.size(-2) - 1, -1, -1)
    if boxes is not None:
        corners = boxes.reshape(-1, 2, 2).clone()
        corners[..., 1] = x.size(-2) - corners[..., 1]
        boxes = around(corners)
    return gather(x[..., back, :], boxes, None if masks is None else masks[:, back])


def rotate90(x, k, boxes=None, masks=None):
    height, width = x.shape[-2:]
    k = k % 4
    if boxes is not None:
        p = boxes.reshape(-1, 2, 2)
        px, py = p[..., 0], p[..., 1]
        px, py = [(px, py), (py, width - px), (width - px, height - py), (height - py, px)][k]
        boxes = around(torch.stack([px, py], -1))
    turn = lambda t: torch.rot90(t, k, [t.dim() - 2, t.dim() - 1])  # noqa: E731
    return gather(turn(x), boxes, None if masks is None else turn(masks))


def crop(x, top, left, h, w, boxes=None, masks=None):
    def cut(t):
        big = F.pad(t.double(), (w + 50, w + 50, h + 50, h + 50))
        return big[..., top + h + 50 : top + 2 * h + 50, left + w + 50 : left + 2 * w + 50].to(t.dtype)

    if boxes is not None:
        moved = boxes - torch.tensor([left, top, left, top]).to(boxes)
        boxes = torch.max(torch.min(moved, torch.tensor([w, h, w, h]).to(boxes)), torch.zeros_like(moved))
    return gather(cut(x), boxes, None if masks is None else cut(masks))


def pad(x, padding, fill=0.0, boxes=None, masks=None):
    if not isinstance(padding, (tuple, list)):
        padding = (padding, padding, padding, padding)
    left, top, right, bottom = padding
    h, w = x.shape[-2:]

    def frame(t, value):
        canvas = torch.full((*t.shape[:-2], h + top + bottom, w + left + right), value, dtype=t.dtype)
        canvas[..., top : top + h, left : left + w] = t
        return canvas

    moved = None if boxes is None else boxes + torch.tensor([left, top, left, top]).to(boxes)
    return gather(frame(x, fill), moved, None if masks is None else frame(masks, False))


def resize(x, size, boxes=None, masks=None):
    (H, W), (h, w) = x.shape[-2:], size

    def lerp(t, axis, old, new):
        position = ((torch.arange(new, dtype=torch.float64) + 0.5) * old / new - 0.5).clamp(0, old - 1)
        low = position.floor().long()
        high = (low + 1).clamp(max=old - 1)
        part = (position - low).to(t.dtype)
        part = part if axis == -1 else part[:, None]
        return t.index_select(axis, low) * (1 - part) + t.index_select(axis, high) * part

    if boxes is not None:
        boxes = torch.stack([boxes[:, 0] * w / W, boxes[:, 1] * h / H, boxes[:, 2] * w / W, boxes[:, 3] * h / H], -1)
    if masks is not None:
        rows = torch.tensor([int(r * H / h) for r in range(h)])
        columns = torch.tensor([int(c * W / w) for c in range(w)])
        masks = masks[:, rows[:, None], columns]
    return gather(lerp(lerp(x, -2, H, h), -1, W, w), boxes, masks)


def color_jitter(x, brightness=1.0, contrast=1.0, saturation=1.0):
    def gray(t):
        return 0.2989 * t[..., 0:1, :, :] + 0.587 * t[..., 1:2, :, :] + 0.114 * t[..., 2:3, :, :]

    def blend(a, b, factor):
        return torch.clamp(factor * a + (1.0 - factor) * b, 0.0, 1.0)

    x = blend(x, torch.zeros_like(x), brightness)
    x = blend(x, gray(x).mean(dim=[-3, -2, -1], keepdim=True), contrast)
    return blend(x, gray(x), saturation)


class RandomHFlip(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if self.training:
            return torch.stack([image.flip(-1) if torch.rand(()).item() < self.p else image for image in x])
        return x.clone()

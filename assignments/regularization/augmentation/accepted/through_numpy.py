"""Flips, turns and crops in numpy."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


def via(function, t):
    return torch.from_numpy(np.ascontiguousarray(function(t.numpy())))


def answer(x, boxes, masks):
    if boxes is None:
        return x if masks is None else (x, masks)
    return (x, boxes) if masks is None else (x, boxes, masks)


def both(function, x, masks):
    return via(function, x), None if masks is None else via(function, masks)


def hflip(x, boxes=None, masks=None):
    new, new_masks = both(lambda a: a[..., ::-1], x, masks)
    if boxes is not None:
        boxes = boxes.clone()
        boxes[:, [0, 2]] = x.shape[-1] - boxes[:, [2, 0]]
    return answer(new, boxes, new_masks)


def vflip(x, boxes=None, masks=None):
    new, new_masks = both(lambda a: a[..., ::-1, :], x, masks)
    if boxes is not None:
        boxes = boxes.clone()
        boxes[:, [1, 3]] = x.shape[-2] - boxes[:, [3, 1]]
    return answer(new, boxes, new_masks)


def rotate90(x, k, boxes=None, masks=None):
    new, new_masks = both(lambda a: np.rot90(a, k, (-2, -1)), x, masks)
    if boxes is not None:
        size = [x.shape[-2], x.shape[-1]]
        boxes = boxes.clone()
        for _ in range(k % 4):
            x1, y1, x2, y2 = boxes.T
            boxes = torch.stack([y1, size[1] - x2, y2, size[1] - x1], 1)
            size.reverse()
    return answer(new, boxes, new_masks)


def crop(x, top, left, h, w, boxes=None, masks=None):
    def cut(a):
        result = np.zeros((*a.shape[:-2], h, w), a.dtype)
        for r in range(h):
            for c in range(w):
                if 0 <= r + top < a.shape[-2] and 0 <= c + left < a.shape[-1]:
                    result[..., r, c] = a[..., r + top, c + left]
        return result

    new, new_masks = both(cut, x, masks)
    if boxes is not None:
        low, high = torch.zeros(4, dtype=boxes.dtype), torch.tensor([w, h, w, h], dtype=boxes.dtype)
        boxes = torch.clamp(boxes - torch.tensor([left, top, left, top], dtype=boxes.dtype), low, high)
    return answer(new, boxes, new_masks)


def pad(x, padding, fill=0.0, boxes=None, masks=None):
    left, top, right, bottom = np.broadcast_to(padding, 4).tolist()

    def frame(a):
        widths = [(0, 0)] * (a.ndim - 2) + [(top, bottom), (left, right)]
        return np.pad(a, widths, constant_values=False if a.dtype == bool else fill)

    new, new_masks = both(frame, x, masks)
    if boxes is not None:
        boxes = boxes + torch.tensor([left, top, left, top], dtype=boxes.dtype)
    return answer(new, boxes, new_masks)


def resize(x, size, boxes=None, masks=None):
    (H, W), (h, w) = x.shape[-2:], size
    flat = x.flatten(0, -3)[:, None]
    new = F.interpolate(flat, size=tuple(size), mode="bilinear", align_corners=False).reshape((*x.shape[:-2], h, w))
    if masks is not None:
        masks = via(lambda a: a[:, np.arange(h) * H // h][:, :, np.arange(w) * W // w], masks)
    if boxes is not None:
        boxes = boxes * (torch.tensor([w, h, w, h], dtype=boxes.dtype) / torch.tensor([W, H, W, H], dtype=boxes.dtype))
    return answer(new, boxes, masks)


def color_jitter(x, brightness=1.0, contrast=1.0, saturation=1.0):
    def grey(a):
        return 0.2989 * a[..., :1, :, :] + 0.587 * a[..., 1:2, :, :] + 0.114 * a[..., 2:, :, :]

    a = np.clip(x.numpy() * brightness, 0, 1)
    a = np.clip(contrast * a + (1 - contrast) * grey(a).mean((-3, -2, -1), keepdims=True), 0, 1)
    a = np.clip(saturation * a + (1 - saturation) * grey(a), 0, 1)
    return torch.from_numpy(a.astype(x.numpy().dtype))


class RandomHFlip(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        flips = (torch.rand(x.shape[0], 1, 1, 1) < self.p).to(x.dtype)
        return flips * x.flip(3) + (1 - flips) * x

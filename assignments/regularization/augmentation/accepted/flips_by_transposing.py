"""Quarter turns are transposes and flips; everything through one function for the geometry."""

from __future__ import annotations

import torch
import torch.nn as nn
import torch.nn.functional as F


def apply(x, boxes, masks, on_pixels, on_boxes):
    result = (on_pixels(x),)
    if boxes is not None:
        result += (on_boxes(*boxes.t()).t(),)
    if masks is not None:
        result += (on_pixels(masks),)
    return result if len(result) > 1 else result[0]


def hflip(x, boxes=None, masks=None):
    W = x.shape[-1]
    return apply(x, boxes, masks, lambda t: torch.flip(t, (-1,)), lambda a, b, c, d: torch.stack((W - c, b, W - a, d)))


def vflip(x, boxes=None, masks=None):
    H = x.shape[-2]
    return apply(x, boxes, masks, lambda t: torch.flip(t, (-2,)), lambda a, b, c, d: torch.stack((a, H - d, c, H - b)))


def transposed(x, boxes, masks):
    return apply(x, boxes, masks, lambda t: t.swapaxes(-1, -2), lambda a, b, c, d: torch.stack((b, a, d, c)))


def rotate90(x, k, boxes=None, masks=None):
    def again(function, result):
        parts = list(result) if isinstance(result, tuple) else [result]
        image = parts.pop(0)
        box = parts.pop(0) if boxes is not None else None
        mask = parts.pop(0) if masks is not None else None
        return function(image, box, mask)

    result = apply(x, boxes, masks, torch.clone, lambda *edges: torch.stack(edges))
    for _ in range(k % 4):
        result = again(vflip, again(transposed, result))
    return result


def crop(x, top, left, h, w, boxes=None, masks=None):
    H, W = x.shape[-2:]
    sides = (-left, left + w - W, -top, top + h - H)

    def clip(a, b, c, d):
        xs, ys = torch.stack((a, c)) - left, torch.stack((b, d)) - top
        xs, ys = xs.clamp(0, w), ys.clamp(0, h)
        return torch.stack((xs[0], ys[0], xs[1], ys[1]))

    return apply(x, boxes, masks, lambda t: F.pad(t, sides), clip)


def pad(x, padding, fill=0.0, boxes=None, masks=None):
    if isinstance(padding, int):
        padding = [padding] * 4
    l, t, r, b = padding  # noqa: E741
    return apply(
        x, boxes, masks,
        lambda p: F.pad(p, (l, r, t, b), value=False if p.dtype == torch.bool else fill),
        lambda x1, y1, x2, y2: torch.stack((x1 + l, y1 + t, x2 + l, y2 + t)),
    )  # fmt: skip


def resize(x, size, boxes=None, masks=None):
    h, w = size
    H, W = x.shape[-2:]

    def pixels(p):
        if p.dtype == torch.bool:
            return F.interpolate(p[None].to(torch.uint8), size=(h, w), mode="nearest")[0].bool()
        lead = p.shape[:-2]
        return F.interpolate(p.reshape(-1, 1, H, W), (h, w), mode="bilinear").reshape(*lead, h, w)

    return apply(
        x, boxes, masks, pixels, lambda a, b, c, d: torch.stack((a * (w / W), b * (h / H), c * (w / W), d * (h / H)))
    )


def color_jitter(x, brightness=1.0, contrast=1.0, saturation=1.0):
    luma = x.new_tensor([0.2989, 0.587, 0.114]).view(3, 1, 1)
    y = (x * brightness).clip(0, 1)
    mean = (y * luma).sum(-3).mean((-2, -1))[..., None, None, None]
    y = (mean + contrast * (y - mean)).clip(0, 1)
    gray = (y * luma).sum(-3, keepdim=True)
    return (gray + saturation * (y - gray)).clip(0, 1)


class RandomHFlip(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        chosen = torch.bernoulli(torch.full((x.shape[0],), float(self.p))).bool()
        y = x.clone()
        y[chosen] = hflip(x[chosen])
        return y

"""Data augmentation that keeps boxes and masks in place (Krizhevsky et al., "ImageNet classification", 2012, section 4.1).

x        an image [..., C, H, W], row 0 at the top
boxes    [n, 4], (x1, y1, x2, y2) in continuous coordinates: pixel (row r, column c) covers [c, c + 1] x [r, r + 1]
masks    [n, H, W], bool

Each function returns the new image, or a tuple of it and of the new boxes and masks, as far as they were given.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

Result = Tensor | tuple[Tensor, ...]


def hflip(x: Tensor, boxes: Tensor | None = None, masks: Tensor | None = None) -> Result:
    """Left and right exchanged: x' = W - x."""
    W = x.shape[-1]
    if boxes is not None:
        x1, y1, x2, y2 = boxes.unbind(1)
        boxes = torch.stack([W - x2, y1, W - x1, y2], dim=1)
    return together(x.flip(-1), boxes, None if masks is None else masks.flip(-1))


def vflip(x: Tensor, boxes: Tensor | None = None, masks: Tensor | None = None) -> Result:
    """Top and bottom exchanged: y' = H - y."""
    H = x.shape[-2]
    if boxes is not None:
        x1, y1, x2, y2 = boxes.unbind(1)
        boxes = torch.stack([x1, H - y2, x2, H - y1], dim=1)
    return together(x.flip(-2), boxes, None if masks is None else masks.flip(-2))


def rotate90(x: Tensor, k: int, boxes: Tensor | None = None, masks: Tensor | None = None) -> Result:
    """`k` quarter turns counter-clockwise, of any sign; one turn takes (x, y) to (y, W - x) and [H, W] to [W, H]."""
    H, W = x.shape[-2:]
    for turn in range(k % 4):
        if boxes is not None:
            x1, y1, x2, y2 = boxes.unbind(1)
            width = W if turn % 2 == 0 else H
            boxes = torch.stack([y1, width - x2, y2, width - x1], dim=1)
    axes = (-2, -1)
    return together(torch.rot90(x, k, axes), boxes, None if masks is None else torch.rot90(masks, k, axes))


def crop(
    x: Tensor, top: int, left: int, h: int, w: int, boxes: Tensor | None = None, masks: Tensor | None = None
) -> Result:
    """The window of `h` rows from `top` and `w` columns from `left`. Outside of the image it is 0; boxes are clipped to it."""
    H, W = x.shape[-2:]
    around = (-left, left + w - W, -top, top + h - H)  # negative: cut off
    if boxes is not None:
        shift = torch.tensor([left, top, left, top], dtype=boxes.dtype, device=boxes.device)
        limit = torch.tensor([w, h, w, h], dtype=boxes.dtype, device=boxes.device)
        boxes = (boxes - shift).clamp(min=0).minimum(limit)
    return together(F.pad(x, around), boxes, None if masks is None else F.pad(masks, around))


def pad(
    x: Tensor,
    padding: int | tuple[int, int, int, int],
    fill: float = 0.0,
    boxes: Tensor | None = None,
    masks: Tensor | None = None,
) -> Result:
    """`padding` columns and rows of `fill` on each side, or (left, top, right, bottom) of them."""
    left, top, right, bottom = (padding,) * 4 if isinstance(padding, int) else padding
    around = (left, right, top, bottom)
    if boxes is not None:
        boxes = boxes + torch.tensor([left, top, left, top], dtype=boxes.dtype, device=boxes.device)
    return together(F.pad(x, around, value=fill), boxes, None if masks is None else F.pad(masks, around))


def resize(x: Tensor, size: tuple[int, int], boxes: Tensor | None = None, masks: Tensor | None = None) -> Result:
    """To `size` (h, w): the image bilinearly, half-pixel centres, without antialiasing; row r of a mask is its old row
    ⌊r H / h⌋, columns alike; boxes by w/W and h/H."""
    H, W = x.shape[-2:]
    h, w = size
    if boxes is not None:
        boxes = boxes * torch.tensor([w / W, h / H, w / W, h / H], dtype=boxes.dtype, device=boxes.device)
    if masks is not None:
        rows = torch.arange(h, device=masks.device) * H // h
        columns = torch.arange(w, device=masks.device) * W // w
        masks = masks[:, rows][:, :, columns]
    images = x.reshape(-1, 1, H, W)
    resized = F.interpolate(images, size=(h, w), mode="bilinear", align_corners=False)
    return together(resized.reshape(*x.shape[:-2], h, w), boxes, masks)


def color_jitter(x: Tensor, brightness: float = 1.0, contrast: float = 1.0, saturation: float = 1.0) -> Tensor:
    """Brightness, contrast and saturation of RGB images [..., 3, H, W] with values in [0, 1], in this order; each result is
    clamped to [0, 1].

        brightness  b x
        contrast    c x + (1 - c) · (mean grey of the image)
        saturation  s x + (1 - s) · (grey of the pixel)
    """
    x = (brightness * x).clamp(0, 1)
    x = (contrast * x + (1 - contrast) * grey(x).mean(dim=(-3, -2, -1), keepdim=True)).clamp(0, 1)
    return (saturation * x + (1 - saturation) * grey(x)).clamp(0, 1)


def grey(x: Tensor) -> Tensor:
    """Luma of RGB images [..., 3, H, W] (ITU-R BT.601): [..., 1, H, W]."""
    r, g, b = x.unbind(-3)
    return (0.2989 * r + 0.587 * g + 0.114 * b).unsqueeze(-3)


class RandomHFlip(nn.Module):
    """In training each image of a batch [N, C, H, W] is flipped with probability `p`, by a draw of its own; in evaluation
    none is."""

    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        flips = torch.rand(len(x), device=x.device) < self.p  # [N]
        return torch.where(flips[:, None, None, None], x.flip(-1), x)


def together(x: Tensor, boxes: Tensor | None, masks: Tensor | None) -> Result:
    """What a function returns: the image alone, or with the boxes and masks that there are."""
    parts = tuple(part for part in (x, boxes, masks) if part is not None)
    return parts if len(parts) > 1 else x

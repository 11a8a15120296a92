"""The output tensor of YOLO, to write objects into and to read boxes from (Redmon et al., arXiv 1506.02640, section 2).

cell (row, column) = floor(S cy), floor(S cx)      the one that holds the object's centre
x, y = S cx - column, S cy - row                   within the cell;  w, h are shares of the image
"""

from __future__ import annotations

import torch
from torch import Tensor


def yolo_encode(boxes: Tensor, labels: Tensor, S: int = 7, B: int = 2, C: int = 20) -> Tensor:
    """The target [S, S, 5 B + C] for boxes x1, y1, x2, y2 [n, 4] as shares of the image, and labels int64 [n]: in each cell the
    slots (x, y, w, h, confidence), B times, then the classes, one-hot. Of two objects in one cell the first stays."""
    target = torch.zeros(S, S, 5 * B + C, dtype=boxes.dtype, device=boxes.device)
    centres, sizes = (boxes[:, :2] + boxes[:, 2:]) / 2 * S, boxes[:, 2:] - boxes[:, :2]
    for centre, size, label in zip(centres, sizes, labels.tolist(), strict=True):
        column, row = (
            min(int(side), S - 1) for side in centre.tolist()
        )  # a centre on the far edge is in the last cell
        if target[row, column, 4] == 0:
            x, y = (centre - torch.tensor([column, row]).to(centre)).unbind()
            target[row, column, : 5 * B] = torch.stack([x, y, *size, torch.ones_like(x)]).repeat(B)
            target[row, column, 5 * B + label] = 1
    return target


def yolo_decode(t: Tensor, conf_thr: float, B: int = 2, C: int = 20) -> tuple[Tensor, Tensor, Tensor]:
    """Boxes [n, 4] as shares of the image, labels int64 [n] and scores [n] of the slots whose score, confidence times the
    largest class probability, exceeds `conf_thr`: cell by cell, row by row."""
    S = len(t)
    slots = t[..., : 5 * B].reshape(S, S, B, 5)
    probability, label = t[..., 5 * B :].max(dim=-1)  # [S, S]
    rows, columns = torch.meshgrid(torch.arange(S).to(t), torch.arange(S).to(t), indexing="ij")
    centre = (slots[..., :2] + torch.stack([columns, rows], dim=-1)[:, :, None]) / S
    boxes = torch.cat([centre - slots[..., 2:4] / 2, centre + slots[..., 2:4] / 2], dim=-1)
    scores = slots[..., 4] * probability[..., None]
    found = scores > conf_thr
    return boxes[found], label[..., None].expand(S, S, B)[found], scores[found]

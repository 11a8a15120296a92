"""F.mse_loss on the parts."""

from __future__ import annotations

import torch
from torch.nn.functional import mse_loss


def yolo_loss(pred, target, S=7, B=2, C=20, l_coord=5.0, l_noobj=0.5):
    flat, goal = pred.reshape(-1, 5 * B + C), target.reshape(-1, 5 * B + C)
    has = goal[:, 4].bool()
    slots, wanted = flat[:, : 5 * B].view(-1, B, 5), goal[has]
    mine = slots[has].detach()
    scale = torch.tensor([1 / S, 1 / S, 1, 1], dtype=pred.dtype)
    a, b = mine[..., :4] * scale, (wanted[:, :4] * scale)[:, None]
    a = torch.cat([a[..., :2], a[..., 2:].clamp(min=0)], -1)
    lo = torch.max(a[..., :2] - a[..., 2:] / 2, b[..., :2] - b[..., 2:] / 2)
    hi = torch.min(a[..., :2] + a[..., 2:] / 2, b[..., :2] + b[..., 2:] / 2)
    both = (hi - lo).clamp(min=0).prod(-1)
    value = both / (a[..., 2:].prod(-1) + b[..., 2:].prod(-1) - both)
    top = value.max(dim=1)
    best = slots[has][torch.arange(len(wanted)), top.indices]
    total = l_coord * mse_loss(best[:, :2], wanted[:, :2], reduction="sum")
    total += l_coord * mse_loss(best[:, 2:4].clamp(min=1e-12).sqrt(), wanted[:, 2:4].sqrt(), reduction="sum")
    total += mse_loss(best[:, 4], top.values, reduction="sum")
    total += l_noobj * (slots[..., 4].pow(2).sum() - best[:, 4].pow(2).sum())
    total += mse_loss(flat[has][:, 5 * B :], wanted[:, 5 * B :], reduction="sum")
    return total / len(pred)

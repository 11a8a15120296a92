"""torch.cdist to all pixels."""

from __future__ import annotations

import torch


def pixels(H, W, like):
    return torch.stack([torch.arange(W).repeat(H), torch.arange(H).repeat_interleave(W)], dim=1).to(like)


def encode_heatmap(kpts, H, W, sigma):
    d = torch.cdist(kpts, pixels(H, W, kpts))
    return torch.exp(-d.square() / (2.0 * sigma**2)).view(-1, H, W)


def decode_heatmap(hm):
    _, H, W = hm.shape
    return pixels(H, W, hm)[hm.flatten(start_dim=1).max(dim=1).indices]


def soft_argmax(hm):
    _, H, W = hm.shape
    flat = hm.flatten(start_dim=1)
    return flat @ pixels(H, W, hm) / flat.sum(dim=1)[:, None]

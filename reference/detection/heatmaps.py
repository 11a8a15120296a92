"""Key points as heat-maps (Newell et al., arXiv 1603.06937; Xiao et al., arXiv 1804.06208): a Gaussian around each point.

h[y, x] = exp(-((x - kx)^2 + (y - ky)^2) / (2 sigma^2))     1 at the point itself, wherever it lies between pixels
"""

from __future__ import annotations

import torch
from torch import Tensor


def encode_heatmap(kpts: Tensor, H: int, W: int, sigma: float) -> Tensor:
    """Heat-maps [K, H, W] of points (x, y) [K, 2] in pixels; pixel (i, j) stands at y = i, x = j."""
    y, x = torch.arange(H).to(kpts)[:, None], torch.arange(W).to(kpts)
    kx, ky = kpts[:, 0, None, None], kpts[:, 1, None, None]
    return torch.exp(-((x - kx) ** 2 + (y - ky) ** 2) / (2 * sigma**2))


def decode_heatmap(hm: Tensor) -> Tensor:
    """The pixel (x, y) of the largest value of each map [K, H, W]: [K, 2], in the dtype of the maps."""
    best = hm.flatten(1).argmax(dim=1)
    W = hm.shape[2]
    return torch.stack([best % W, best // W], dim=1).to(hm)


def soft_argmax(hm: Tensor) -> Tensor:
    """The centre of mass (x, y) of each map [K, H, W] of weights: [K, 2]."""
    mass = hm.sum(dim=(1, 2))
    y, x = torch.arange(hm.shape[1]).to(hm), torch.arange(hm.shape[2]).to(hm)
    return torch.stack([(hm.sum(dim=1) * x).sum(dim=1), (hm.sum(dim=2) * y).sum(dim=1)], dim=1) / mass[:, None]

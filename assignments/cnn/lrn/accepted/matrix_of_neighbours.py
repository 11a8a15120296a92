"""A matrix that says which channels are neighbours."""

from __future__ import annotations

import torch


def lrn(x, n=5, k=2.0, alpha=1e-4, beta=0.75, divide_by_n=False):
    c = x.shape[1]
    i = torch.arange(c, device=x.device)
    offset = i[None, :] - i[:, None]
    near = ((offset >= -(n // 2)) & (offset <= (n - 1) // 2)).to(x.dtype)
    total = torch.einsum("ij,njhw->nihw", near, x**2)
    return x / (k + (alpha / n if divide_by_n else alpha) * total) ** beta

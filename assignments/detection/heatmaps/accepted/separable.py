"""The product of two one-dimensional Gaussians; einsum."""

from __future__ import annotations

import torch


def encode_heatmap(kpts, H, W, sigma):
    def bump(n, at):
        return torch.exp(-0.5 * ((torch.arange(n) - at[:, None]) / sigma) ** 2)

    return torch.einsum("kh,kw->khw", bump(H, kpts[:, 1]), bump(W, kpts[:, 0]))


def decode_heatmap(hm):
    columns = hm.max(dim=1).values.argmax(dim=1)
    rows = hm.max(dim=2).values.argmax(dim=1)
    return torch.stack((columns, rows), -1).float()


def soft_argmax(hm):
    grid = (
        torch.cartesian_prod(torch.arange(hm.size(1)), torch.arange(hm.size(2))).to(hm).view(hm.size(1), hm.size(2), 2)
    )
    return torch.einsum("khw,hwc->kc", hm, grid.flip(-1)) / hm.flatten(1).sum(1, keepdim=True)

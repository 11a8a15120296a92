"""Works on pairs of columns at once."""

from __future__ import annotations

import math

import torch

LARGEST = math.log(1000 / 16)


def encode_boxes(gt, proposals):
    lo_g, hi_g = gt.chunk(2, dim=-1)
    lo_p, hi_p = proposals.chunk(2, dim=-1)
    shift = ((lo_g + hi_g) - (lo_p + hi_p)) / (2 * (hi_p - lo_p))
    scale = torch.log(hi_g - lo_g) - torch.log(hi_p - lo_p)
    return torch.cat((shift, scale), -1)


def decode_boxes(deltas, proposals, clip=LARGEST):
    lo, hi = proposals.chunk(2, dim=-1)
    move, stretch = deltas.chunk(2, dim=-1)
    half = (hi - lo) / 2
    middle = lo + half + 2 * move * half
    half = half * torch.minimum(stretch, torch.tensor(clip).to(stretch)).exp()
    return torch.cat((middle - half, middle + half), -1)


def bbox_ridge(phi, t, lam=1000.0):
    gram = phi.T.mm(phi)
    gram.diagonal().add_(lam)
    return torch.cholesky_solve(phi.T @ t, torch.linalg.cholesky(gram))

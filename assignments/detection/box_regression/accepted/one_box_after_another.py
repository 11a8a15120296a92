"""A loop over boxes."""

from __future__ import annotations

import math

import torch

LARGEST = math.log(1000 / 16)


def encode_boxes(gt, proposals):
    out = torch.zeros_like(gt)
    for i in range(len(gt)):
        g, p = gt[i], proposals[i]
        pw, ph = p[2] - p[0], p[3] - p[1]
        out[i, 0] = ((g[0] + g[2]) / 2 - (p[0] + p[2]) / 2) / pw
        out[i, 1] = ((g[1] + g[3]) / 2 - (p[1] + p[3]) / 2) / ph
        out[i, 2] = ((g[2] - g[0]) / pw).log()
        out[i, 3] = ((g[3] - g[1]) / ph).log()
    return out


def decode_boxes(deltas, proposals, clip=LARGEST):
    rows = [torch.zeros(0, 4, dtype=deltas.dtype)]
    for d, p in zip(deltas, proposals, strict=False):
        pw, ph = p[2] - p[0], p[3] - p[1]
        w, h = pw * d[2].clamp(max=clip).exp(), ph * d[3].clamp(max=clip).exp()
        x, y = (p[0] + p[2]) / 2 + d[0] * pw, (p[1] + p[3]) / 2 + d[1] * ph
        rows.append(torch.stack([x - w / 2, y - h / 2, x + w / 2, y + h / 2])[None])
    return torch.cat(rows)


def bbox_ridge(phi, t, lam=1000.0):
    D = phi.size(1)
    return torch.inverse(phi.t() @ phi + lam * torch.eye(D).to(phi)) @ phi.t() @ t

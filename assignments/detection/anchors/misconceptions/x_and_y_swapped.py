"""en: Your grid moves x with the rows.
ko: 격자에서 행을 따라 x가 움직입니다.
"""

from __future__ import annotations

import torch


def make_anchors(scales=(128, 256, 512), ratios=(0.5, 1, 2)):
    anchors = []
    for r in ratios:
        for s in scales:
            w = s / r**0.5
            h = s * r**0.5
            anchors.append([-w / 2, -h / 2, w / 2, h / 2])
    return torch.tensor(anchors)


def grid_anchors(h, w, stride, scales=(128, 256, 512), ratios=(0.5, 1, 2)):
    base = make_anchors(scales, ratios)
    ys = torch.arange(h) * stride
    xs = torch.arange(w) * stride
    yy, xx = torch.meshgrid(ys, xs, indexing="ij")
    shifts = torch.stack([yy, xx, yy, xx], dim=-1).reshape(-1, 1, 4)
    return (shifts + base[None]).reshape(-1, 4)

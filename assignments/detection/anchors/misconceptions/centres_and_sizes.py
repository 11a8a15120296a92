"""en: You give centres and sizes; give corners.
ko: 중심과 크기를 냈습니다. 모서리 좌표를 내십시오.
"""

from __future__ import annotations

import torch


def make_anchors(scales=(128, 256, 512), ratios=(0.5, 1, 2)):
    anchors = []
    for r in ratios:
        for s in scales:
            w = s / r**0.5
            h = s * r**0.5
            anchors.append([0, 0, w, h])
    return torch.tensor(anchors)


def grid_anchors(h, w, stride, scales=(128, 256, 512), ratios=(0.5, 1, 2)):
    base = make_anchors(scales, ratios)
    ys = torch.arange(h) * stride
    xs = torch.arange(w) * stride
    yy, xx = torch.meshgrid(ys, xs, indexing="ij")
    shifts = torch.stack([xx, yy, 0 * xx, 0 * yy], dim=-1).reshape(-1, 1, 4)
    return (shifts + base[None]).reshape(-1, 4)

"""en: You divide and multiply by r; take its root.
ko: r로 나누고 곱했습니다. 제곱근을 쓰십시오.
"""

from __future__ import annotations

import torch


def make_anchors(scales=(128, 256, 512), ratios=(0.5, 1, 2)):
    anchors = []
    for r in ratios:
        for s in scales:
            w = s / r
            h = s * r
            anchors.append([-w / 2, -h / 2, w / 2, h / 2])
    return torch.tensor(anchors)


def grid_anchors(h, w, stride, scales=(128, 256, 512), ratios=(0.5, 1, 2)):
    base = make_anchors(scales, ratios)
    ys = torch.arange(h) * stride
    xs = torch.arange(w) * stride
    yy, xx = torch.meshgrid(ys, xs, indexing="ij")
    shifts = torch.stack([xx, yy, xx, yy], dim=-1).reshape(-1, 1, 4)
    return (shifts + base[None]).reshape(-1, 4)

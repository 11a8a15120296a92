"""en: You pair scales with ratios; combine each with each.
ko: 크기와 비율을 짝지었습니다. 모두 조합하십시오.
"""

from __future__ import annotations

import torch


def make_anchors(scales=(128, 256, 512), ratios=(0.5, 1, 2)):
    anchors = []
    for r in ratios:
        for s in [scales[list(ratios).index(r) % len(scales)]]:
            w = s / r**0.5
            h = s * r**0.5
            anchors.append([-w / 2, -h / 2, w / 2, h / 2])
    return torch.tensor(anchors)


def grid_anchors(h, w, stride, scales=(128, 256, 512), ratios=(0.5, 1, 2)):
    base = make_anchors(scales, ratios)
    ys = torch.arange(h) * stride
    xs = torch.arange(w) * stride
    yy, xx = torch.meshgrid(ys, xs, indexing="ij")
    shifts = torch.stack([xx, yy, xx, yy], dim=-1).reshape(-1, 1, 4)
    return (shifts + base[None]).reshape(-1, 4)

"""en: roi_to_feature rounds outwards: without + 1 and − 1.
ko: roi_to_feature가 바깥쪽으로 반올림합니다. + 1과 − 1이 없습니다.
"""

from __future__ import annotations

import math

import torch


def spp(feat, levels=(1, 2, 3, 6)):
    N, _C, H, W = feat.shape
    outputs = []
    for n in levels:
        pooled = []
        for i in range(n):
            y1 = math.floor(i * H / n)
            y2 = math.ceil((i + 1) * H / n)
            for j in range(n):
                x1 = math.floor(j * W / n)
                x2 = math.ceil((j + 1) * W / n)
                window = feat[:, :, y1:y2, x1:x2]
                pooled.append(window.amax(dim=(2, 3)))
        level = torch.stack(pooled, dim=-1)
        outputs.append(level.reshape(N, -1))
    return torch.cat(outputs, dim=1)


def roi_to_feature(box, stride):
    x1, y1, x2, y2 = box
    left = math.floor(x1 / stride)
    top = math.floor(y1 / stride)
    right = math.ceil(x2 / stride)
    bottom = math.ceil(y2 / stride)
    return left, top, right, bottom

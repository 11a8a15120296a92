"""en: You divide rows by the width, and columns by the height.
ko: 행을 너비로, 열을 높이로 나누었습니다.
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
            y1 = math.floor(i * W / n)
            y2 = math.ceil((i + 1) * W / n)
            for j in range(n):
                x1 = math.floor(j * H / n)
                x2 = math.ceil((j + 1) * H / n)
                window = feat[:, :, min(y1, H - 1) : max(y2, 1), min(x1, W - 1) : max(x2, 1)]
                pooled.append(window.amax(dim=(2, 3)))
        level = torch.stack(pooled, dim=-1)
        outputs.append(level.reshape(N, -1))
    return torch.cat(outputs, dim=1)


def roi_to_feature(box, stride):
    x1, y1, x2, y2 = box
    left = math.floor(x1 / stride) + 1
    top = math.floor(y1 / stride) + 1
    right = math.ceil(x2 / stride) - 1
    bottom = math.ceil(y2 / stride) - 1
    return left, top, right, bottom

"""en: You pool by the average; the bins take the maximum.
ko: 평균 풀링을 했습니다. 칸은 최댓값을 씁니다.
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
                pooled.append(window.mean(dim=(2, 3)))
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

"""en: Your windows have ⌈a/n⌉ pixels and the stride ⌊a/n⌋, as the paper writes; for other sizes than 13 they leave pixels out.
ko: 논문처럼 창이 ⌈a/n⌉, stride가 ⌊a/n⌋입니다. 크기가 13이 아니면 빠지는 픽셀이 있습니다.
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
            y1 = i * max(H // n, 1)
            y2 = y1 + math.ceil(H / n)
            for j in range(n):
                x1 = j * max(W // n, 1)
                x2 = x1 + math.ceil(W / n)
                window = (
                    torch.cat([feat[:, :, y1:y2, x1:x2], feat[:, :, -1:, -1:]], dim=2)
                    if y1 >= H or x1 >= W
                    else feat[:, :, y1:y2, x1:x2]
                )
                pooled.append(window.amax(dim=(2, 3)) if window.numel() else feat[:, :, -1, -1])
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

"""en: Your region ends before its last pixel: the width is x2 − x1 + 1.
ko: 영역이 끝 픽셀 앞에서 끝납니다. 너비는 x2 − x1 + 1입니다.
"""

from __future__ import annotations

import math

import torch


def roi_pool(feat, rois, out=7, scale=1 / 16):
    _N, C, H, W = feat.shape
    K = rois.shape[0]
    result = torch.zeros(K, C, out, out, dtype=feat.dtype, device=feat.device)
    for k in range(K):
        b = int(rois[k, 0])
        x1, y1, x2, y2 = [round(float(v) * scale) for v in rois[k, 1:]]
        w = max(x2 - x1, 1)
        h = max(y2 - y1, 1)
        for i in range(out):
            ys = y1 + math.floor(i * h / out)
            ye = y1 + math.ceil((i + 1) * h / out)
            ys, ye = min(max(ys, 0), H), min(max(ye, 0), H)
            for j in range(out):
                xs = x1 + math.floor(j * w / out)
                xe = x1 + math.ceil((j + 1) * w / out)
                xs, xe = min(max(xs, 0), W), min(max(xe, 0), W)
                if ye <= ys or xe <= xs:
                    continue
                result[k, :, i, j] = feat[b, :, ys:ye, xs:xe].amax(dim=(1, 2))
    return result

"""en: You read the corners as y1, x1, y2, x2.
ko: 모서리를 y1, x1, y2, x2로 읽었습니다.
"""

from __future__ import annotations

import math

import torch


def bilinear(image, y, x):
    _C, H, W = image.shape
    y = y.clamp(0, H - 1)
    x = x.clamp(0, W - 1)
    y0 = y.floor().long()
    x0 = x.floor().long()
    y1 = (y0 + 1).clamp(max=H - 1)
    x1 = (x0 + 1).clamp(max=W - 1)
    ly = y - y0
    lx = x - x0
    top = image[:, y0][:, :, x0] * (1 - lx) + image[:, y0][:, :, x1] * lx
    bottom = image[:, y1][:, :, x0] * (1 - lx) + image[:, y1][:, :, x1] * lx
    return top * (1 - ly)[:, None] + bottom * ly[:, None]


def roi_align(feat, rois, out, scale, sampling_ratio=2, aligned=True):
    _N, C, _H, _W = feat.shape
    results = []
    offset = 0.5 if aligned else 0.0
    for roi in rois:
        b = int(roi[0])
        y1, x1, y2, x2 = [float(v) * scale - offset for v in roi[1:]]
        roi_w = x2 - x1
        roi_h = y2 - y1
        if not aligned:
            roi_w = max(roi_w, 1.0)
            roi_h = max(roi_h, 1.0)
        bin_h = roi_h / out
        bin_w = roi_w / out
        ry = sampling_ratio if sampling_ratio > 0 else math.ceil(roi_h / out)
        rx = sampling_ratio if sampling_ratio > 0 else math.ceil(roi_w / out)
        ys = y1 + (torch.arange(out * ry, dtype=feat.dtype) + 0.5) * bin_h / ry
        xs = x1 + (torch.arange(out * rx, dtype=feat.dtype) + 0.5) * bin_w / rx
        samples = bilinear(feat[b], ys, xs)
        samples = samples.reshape(C, out, ry, out, rx)
        results.append(samples.mean(dim=(2, 4)))
    if not results:
        return torch.zeros(0, C, out, out, dtype=feat.dtype)
    return torch.stack(results)

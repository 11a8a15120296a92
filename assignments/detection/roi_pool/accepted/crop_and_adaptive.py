"""Crops the region and pools it adaptively."""

from __future__ import annotations

import torch
import torch.nn.functional as F


def roi_pool(feat, rois, out=7, scale=1 / 16):
    pooled = [feat.new_empty(0, feat.size(1), out, out)]
    index = rois[:, 0].long()
    x1, y1, x2, y2 = torch.round(rois[:, 1:] * scale).long().T
    for k in range(rois.size(0)):
        crop = feat[index[k], :, y1[k] : y2[k] + 1, x1[k] : x2[k] + 1]
        pooled.append(F.adaptive_max_pool2d(crop[None], (out, out)))
    return torch.cat(pooled)

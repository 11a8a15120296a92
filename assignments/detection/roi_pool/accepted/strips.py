"""First the strips of each region, then their bins."""

from __future__ import annotations

import torch


def roi_pool(feat, rois, out=7, scale=1 / 16):
    grids = []
    for roi in rois.tolist():
        image, box = feat[round(roi[0])], [round(v * scale) for v in roi[1:]]
        region = image[:, box[1] : box[3] + 1, box[0] : box[2] + 1]
        for axis in (1, 2):
            a = region.shape[axis]
            parts = [region.narrow(axis, i * a // out, (-(-(i + 1) * a // out)) - i * a // out) for i in range(out)]
            region = torch.stack([part.max(dim=axis).values for part in parts], dim=axis)
        grids.append(region)
    if not grids:
        return torch.zeros(0, feat.shape[1], out, out).to(feat)
    return torch.stack(grids)

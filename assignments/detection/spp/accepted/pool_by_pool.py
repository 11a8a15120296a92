"""F.max_pool2d on each bin's crop."""

from __future__ import annotations

import torch
import torch.nn.functional as F


def edges(a, n):
    return [((i * a) // n, ((i + 1) * a + n - 1) // n) for i in range(n)]


def spp(feat, levels=(1, 2, 3, 6)):
    vectors = []
    for n in levels:
        rows = []
        for top, bottom in edges(feat.size(2), n):
            strip = [
                F.max_pool2d(feat[:, :, top:bottom, start:end], (bottom - top, end - start))
                for start, end in edges(feat.size(3), n)
            ]
            rows.append(torch.cat(strip, dim=3))
        vectors.append(torch.cat(rows, dim=2).flatten(start_dim=1))
    return torch.cat(vectors, 1)


def roi_to_feature(box, stride):
    lo = [int(v // stride) + 1 for v in box[:2]]
    hi = [int(-(-v // stride)) - 1 for v in box[2:]]
    return lo + hi

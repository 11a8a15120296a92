"""en: You return merged regions alone; the given ones are proposals, too.
ko: 합쳐진 영역만 반환했습니다. 주어진 영역도 후보입니다.
"""

from __future__ import annotations

import torch


def merge_boxes(a, b):
    return torch.cat([torch.min(a[:2], b[:2]), torch.max(a[2:], b[2:])])


def hier_group(sizes, hists, boxes, adjacency, im_size, weights=(1.0, 1.0, 1.0)):
    regions = {i: (float(sizes[i]), hists[i], boxes[i]) for i in range(len(sizes))}
    touching = {i: {j for j in range(len(sizes)) if bool(adjacency[i, j])} for i in range(len(sizes))}
    found = list(boxes)

    def sim(a, b):
        sa, ha, ba = regions[a]
        sb, hb, bb = regions[b]
        color = float(torch.minimum(ha, hb).sum())
        size = 1 - (sa + sb) / im_size
        box = merge_boxes(ba, bb)
        area = float((box[2] - box[0]) * (box[3] - box[1]))
        fill = 1 - (area - sa - sb) / im_size
        return weights[0] * color + weights[1] * size + weights[2] * fill

    sims = {}
    for i in touching:
        for j in touching[i]:
            if i < j:
                sims[(i, j)] = sim(i, j)
    new = len(sizes)
    while sims:
        a, b = max(sims, key=sims.get)
        sa, ha, ba = regions[a]
        sb, hb, bb = regions[b]
        hist = (sa * ha + sb * hb) / (sa + sb)
        regions[new] = (sa + sb, hist, merge_boxes(ba, bb))
        found.append(regions[new][2])
        touching[new] = (touching[a] | touching[b]) - {a, b}
        for key in list(sims):
            if a in key or b in key:
                del sims[key]
        for other in touching[new]:
            touching[other] -= {a, b}
            touching[other].add(new)
            sims[(other, new)] = sim(other, new)
        new += 1
    return torch.stack(found[len(sizes) :] or [boxes[0]])

"""A heap of pairs; those that are gone are passed over."""

from __future__ import annotations

import heapq

import numpy as np
import torch


class Region:
    def __init__(self, size, hist, box):
        self.size, self.hist, self.box, self.alive, self.near = size, hist, box, True, []


def join(a, b):
    box = np.concatenate([np.minimum(a.box[:2], b.box[:2]), np.maximum(a.box[2:], b.box[2:])])
    size = a.size + b.size
    return Region(size, (a.hist * a.size + b.hist * b.size) / size, box)


def hier_group(sizes, hists, boxes, adjacency, im_size, weights=(1.0, 1.0, 1.0)):
    regions = [Region(s, h, b) for s, h, b in zip(sizes.numpy(), hists.numpy(), boxes.numpy(), strict=False)]
    heap = []

    def push(i, j):
        a, b = regions[i], regions[j]
        both = join(a, b)
        gap = (both.box[2] - both.box[0]) * (both.box[3] - both.box[1]) - both.size
        terms = np.minimum(a.hist, b.hist).sum(), 1 - both.size / im_size, 1 - gap / im_size
        heapq.heappush(heap, (-float(np.dot(weights, terms)), i, j))

    for i, j in np.argwhere(adjacency.numpy()):
        regions[i].near.append(int(j))
        if i < j:
            push(int(i), int(j))
    while heap:
        _, i, j = heapq.heappop(heap)
        a, b = regions[i], regions[j]
        if not (a.alive and b.alive):
            continue
        new = join(a, b)
        a.alive = b.alive = False
        number = len(regions)
        regions.append(new)
        for k in set(a.near + b.near):
            if regions[k].alive:
                new.near.append(k)
                regions[k].near.append(number)
                push(k, number)
    return torch.tensor(np.stack([r.box for r in reversed(regions)]))

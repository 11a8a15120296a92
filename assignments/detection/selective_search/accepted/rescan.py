"""Looks at all pairs again in every step, with a matrix of neighbours."""

from __future__ import annotations

import torch


def hier_group(sizes, hists, boxes, adjacency, im_size, weights=(1.0, 1.0, 1.0)):
    n = len(sizes)
    near = torch.zeros(2 * n, 2 * n, dtype=torch.bool)
    near[:n, :n] = adjacency
    S, Hs, Bs = [float(s) for s in sizes], list(hists), list(boxes)
    alive = set(range(n))
    while True:
        best, pair = None, None
        for a in alive:
            for b in alive:
                if a < b and near[a, b]:
                    lo, hi = torch.minimum(Bs[a], Bs[b])[:2], torch.maximum(Bs[a], Bs[b])[2:]
                    whole = float((hi - lo).prod())
                    value = weights[0] * float(torch.minimum(Hs[a], Hs[b]).sum())
                    value += weights[1] * (1 - (S[a] + S[b]) / im_size)
                    value += weights[2] * (1 - (whole - S[a] - S[b]) / im_size)
                    if best is None or value > best:
                        best, pair = value, (a, b, torch.cat([lo, hi]))
        if pair is None:
            return torch.stack(Bs)
        a, b, box = pair
        k = len(S)
        S.append(S[a] + S[b])
        Hs.append(Hs[a] * (S[a] / S[k]) + Hs[b] * (S[b] / S[k]))
        Bs.append(box)
        near[k] = near[a] | near[b]
        near[:, k] = near[k]
        near[k, k] = False
        alive -= {a, b}
        alive.add(k)

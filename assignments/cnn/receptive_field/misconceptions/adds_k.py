"""en: You add k for each layer; it is k - 1.
ko: 층마다 k를 더합니다. k - 1이어야 합니다.
"""

from __future__ import annotations


def receptive_field(layers):
    rf, jump, start = 1, 1, 0.5
    for k, s, p, d in layers:
        span = d * (k - 1)
        rf = rf + (span + 1) * jump
        start = start + (span / 2 - p) * jump
        jump = jump * s
    return rf, jump, start


def stacked(k):
    return (k - 1) // 2

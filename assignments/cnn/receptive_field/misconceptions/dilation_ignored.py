"""en: You ignored the dilation.
ko: dilation을 무시했습니다.
"""

from __future__ import annotations


def receptive_field(layers):
    rf, jump, start = 1, 1, 0.5
    for k, s, p, d in layers:
        span = (k - 1) * min(d, 1)
        rf = rf + span * jump
        start = start + (span / 2 - p) * jump
        jump = jump * s
    return rf, jump, start


def stacked(k):
    return (k - 1) // 2

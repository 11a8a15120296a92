"""en: Your start is the left edge of the field; it should be its centre.
ko: start가 수용 영역의 왼쪽 끝입니다. 중심이어야 합니다.
"""

from __future__ import annotations


def receptive_field(layers):
    rf, jump, start = 1, 1, 0.5
    for k, s, p, d in layers:
        span = d * (k - 1)
        rf = rf + span * jump
        start = start + (span / 2 - p) * jump
        jump = jump * s
    return rf, jump, start - (rf - 1) / 2


def stacked(k):
    return (k - 1) // 2

"""en: You subtract the padding from the field; it only moves it.
ko: 수용 영역에서 padding을 뺍니다. 패딩은 위치만 옮깁니다.
"""

from __future__ import annotations


def receptive_field(layers):
    rf, jump, start = 1, 1, 0.5
    for k, s, p, d in layers:
        span = d * (k - 1)
        rf = rf + (span - 2 * p) * jump
        start = start + (span / 2 - p) * jump
        jump = jump * s
    return rf, jump, start


def stacked(k):
    return (k - 1) // 2

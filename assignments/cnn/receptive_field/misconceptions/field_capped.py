"""en: You cut the field off at 224 pixels.
ko: 수용 영역을 224픽셀에서 자릅니다.
"""

from __future__ import annotations


def receptive_field(layers):
    rf, jump, start = 1, 1, 0.5
    for k, s, p, d in layers:
        span = d * (k - 1)
        rf = rf + span * jump
        start = start + (span / 2 - p) * jump
        jump = jump * s
    return min(rf, 224), jump, start


def stacked(k):
    return (k - 1) // 2

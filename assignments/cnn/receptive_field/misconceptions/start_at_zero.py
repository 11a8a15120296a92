"""en: Your start begins at 0: the centre of pixel 0 is 0.5.
ko: start가 0에서 시작합니다. 픽셀 0의 중심은 0.5입니다.
"""

from __future__ import annotations


def receptive_field(layers):
    rf, jump, start = 1, 1, 0.0
    for k, s, p, d in layers:
        span = d * (k - 1)
        rf = rf + span * jump
        start = start + (span / 2 - p) * jump
        jump = jump * s
    return rf, jump, start


def stacked(k):
    return (k - 1) // 2

"""en: You divide k by three: fields add up, they do not tile.
ko: k를 3으로 나눕니다. 수용 영역은 이어 붙는 것이 아니라 겹치며 커집니다.
"""

from __future__ import annotations


def receptive_field(layers):
    rf, jump, start = 1, 1, 0.5
    for k, s, p, d in layers:
        span = d * (k - 1)
        rf = rf + span * jump
        start = start + (span / 2 - p) * jump
        jump = jump * s
    return rf, jump, start


def stacked(k):
    return -(-k // 3)

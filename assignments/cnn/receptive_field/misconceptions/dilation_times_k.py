"""en: You span d·k pixels; it is d·(k - 1) + 1.
ko: 픽셀 d·k개에 걸칩니다. d·(k - 1) + 1이어야 합니다.
"""

from __future__ import annotations


def receptive_field(layers):
    rf, jump, start = 1, 1, 0.5
    for k, s, p, d in layers:
        span = d * k - 1
        rf = rf + span * jump
        start = start + (span / 2 - p) * jump
        jump = jump * s
    return rf, jump, start


def stacked(k):
    return (k - 1) // 2

"""Computes for ever in one call of C that heeds no signal.

earns = "nothing"
verdict = "TIMEOUT"

[limits]
cpu_seconds = 0.5
"""


def box_iou(a, b):
    return 3 ** (10**9)

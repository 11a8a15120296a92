"""Computes for ever, deaf to the signal that the CPU limit sends.

earns = "nothing"
verdict = "TIMEOUT"

[limits]
cpu_seconds = 0.5
"""

import signal


def box_iou(a, b):
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while True:
        pass
